"""Whether what is changed in this tab is taken, on each control that changes the book."""

from collections.abc import Sequence
from typing import Any

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import markup


def changing(*, disabled: bool = False, help: str | None = None) -> dict[str, Any]:
    """How a control that changes the book is drawn: where this tab may not change it, off, and saying why not."""
    access = state.write_access()
    if access.may_edit:
        return {"disabled": disabled, "help": help}
    return {"disabled": True, "help": access.why_not}


def read_only(columns: Sequence[str]) -> Sequence[str] | bool:
    """Which columns of a table are read-only: where this tab may not change the book all, with the reason."""
    access = state.write_access()
    if access.may_edit:
        return columns
    st.caption(markup(":material/lock: {}", access.why_not))
    return True
