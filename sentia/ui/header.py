"""The head of the Today page: which day, whose book, how much time, and the few questions beside it."""

from dataclasses import replace

import pandas as pd

from sentia.book.as_of import why_this_day
from sentia.book.checks import EVERYBODY
from sentia.day.day import Day
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.day_shown import choose_day, is_behind, is_over, plan_from_now, plan_next_day
from sentia.ui.markup import markup
from sentia.ui.wording import hours_and_minutes, long_day

MINUTES = (10, 20, 30, 60)


def show_header(opened: state.Open, day: Day) -> None:
    """Title, one line of context, the day to look at, and a plan for a few minutes."""
    with st.container():
        _show_head(opened, day)
        _show_owner(opened)


def _show_head(opened: state.Open, day: Day) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        today = state.local_clock().normalize()
        st.title(long_day(opened.on, today), anchor=False)
        st.caption(_context(opened, day))
        why = why_this_day(opened.book, opened.on, today)
        if why and opened.is_default_day and not opened.is_sample:
            st.caption(why)
    with right.container(horizontal=True, horizontal_alignment="right"):
        _show_minutes(opened)
        if is_behind():
            st.button("Plan from now", on_click=plan_from_now)
        if is_over():
            st.button("Plan the next working day", on_click=plan_next_day)
        with st.popover("Another day"):
            _show_day(opened)


def _show_minutes(opened: state.Open) -> None:
    """The best of a few minutes; none chosen is the whole day."""
    key = f"minutes-{opened.generation}-{len(opened.book.journal)}"
    st.segmented_control(
        "Minutes you have now",
        MINUTES,
        default=opened.minutes if opened.minutes in MINUTES else None,
        format_func=lambda minutes: markup(":green[{}]", minutes) if minutes == opened.minutes else str(minutes),
        on_change=_set_minutes,
        args=(key,),
        key=key,
    )


def _context(opened: state.Open, day: Day) -> str:
    who = opened.owner or (opened.book.owners[0] if len(opened.book.owners) == 1 else "")
    files = ", ".join(source.name for source in opened.book.sources)
    around = {0: "", 1: " around one appointment"}.get(len(day.busy), f" around {len(day.busy)} appointments")
    time = (
        f"{hours_and_minutes(day.free_minutes)} to sell{around}, {hours_and_minutes(day.open_minutes)} left open"
    )
    return " · ".join(part for part in (who, files, time) if part)


def _show_owner(opened: state.Open) -> None:
    """The one question that several owners raise, beside the day."""
    owners, key = opened.book.owners, f"owner-{opened.generation}"
    if len(owners) < 2 or opened.owner is not None:  # noqa: PLR2004 one owner needs no question
        return
    st.selectbox(
        f"{len(owners)} people own records in this book. Which are you?",
        owners,
        index=None,
        placeholder="Everybody, as one desk",
        key=key,
        on_change=_choose_owner,
        args=(key,),
    )


def _show_day(opened: state.Open) -> None:
    key = f"day-{opened.on:%Y%m%d}"
    st.date_input("Plan for", value=opened.on, key=key, on_change=_choose_day, args=(key,))
    if opened.owner and len(opened.book.owners) > 1:
        st.button("Everybody's desk", on_click=state.answer, args=("owner", EVERYBODY))


def _choose_owner(key: str) -> None:
    state.answer("owner", state.widget_value(key) or EVERYBODY)


def _choose_day(key: str) -> None:
    if state.widget_value(key):
        choose_day(pd.Timestamp(state.widget_value(key)))


def _set_minutes(key: str) -> None:
    state.put(replace(state.opened(), minutes=state.widget_value(key)))
