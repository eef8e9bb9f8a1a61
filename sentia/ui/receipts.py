"""What the last tap did, said where it was made, as long as it is the last step, with the way back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sentia.book.book import Book
from sentia.book.touch_columns import columns_of_last_step
from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once

SAID = "sentia.said"
TODAY, LINES, PLAN = "today", "lines", "plan"  # where the last tap was made


def show_said(opened: state.Open, place: str) -> None:
    """What the last tap at this place did, as long as it is the last step, with the way back."""
    where, steps, said = state.widget_value(SAID) or ("", None, "")
    if where != place or steps not in (None, len(opened.book.journal)):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"said-{place}"):
        st.markdown(said, width="content")
        if steps is not None:
            undo = once(state.undo)
            st.button("Undo", icon=":material/undo:", on_click=undo, key="undo-said", **changing())


def refuse(why: str, place: str) -> None:
    """Say at this place why a tap did nothing."""
    state.remember(SAID, (place, None, why))


def act(place: str, change: Callable[[Book], Book], said: str, **moved: Any) -> None:
    """Change the open book in one step and say at this place what was done; where it cannot be done, why.

    The columns of the rep's own that changed with it are named. `moved` is what else of the open book's state
    goes with the step, such as the clock of its day.
    """
    try:
        book = change(state.opened().book)
    except SentiaError as error:
        refuse(str(error), place)
        return
    if not state.put(replace(state.opened(), book=book, **moved)):
        state.remember(SAID, None)
        return
    cells = columns_of_last_step(book)
    own = f" In your own sheet: {', '.join(cells)}." if cells else ""
    state.remember(SAID, (place, len(book.journal), said + own))
