"""Whether what is changed in this tab is taken, on each control that changes the book."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import markup

DRAWN_BEFORE = "that was drawn before the last change; look at what stands here now, and press again."


def changing(*, disabled: bool = False, help: str | None = None) -> dict[str, Any]:
    """How a control that changes the book is drawn: where this tab may not change it, off, and saying why not."""
    access = state.write_access()
    if access.may_edit:
        return {"disabled": disabled, "help": help}
    return {"disabled": True, "help": access.why_not}


def once(step: Callable[..., None]) -> Callable[..., None]:
    """What a tap does about those who were drawn: after the book changed, a further press is for nobody else."""
    drawn = state.opened().book.digest

    @wraps(step)
    def taken(*args: Any) -> None:
        if state.opened().book.digest == drawn:
            step(*args)
        else:
            state.remember(state.NOT_TAKEN, DRAWN_BEFORE)

    return taken


def read_only(columns: Sequence[str]) -> Sequence[str] | bool:
    """Which columns of a table are read-only: where this tab may not change the book all, with the reason."""
    access = state.write_access()
    if access.may_edit:
        return columns
    st.caption(markup(":material/lock: {}", access.why_not))
    return True
