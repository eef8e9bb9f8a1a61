"""The catch-up plan on the page: what it promises, its touches with dates to change, and one button for all."""

from dataclasses import replace

import pandas as pd

from sentia.book.book import Book
from sentia.figures import plot_touches
from sentia.follow_up import acting
from sentia.follow_up.lines import NOT_DATED, Standing, touches_a_day
from sentia.playbook import Playbook
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once, read_only
from sentia.ui.receipts import PLAN, act
from sentia.ui.standing import lines_of
from sentia.ui.wording import long_day, short_day

HIGHEST, ROW_HEIGHT, BORDER = 420, 36, 3  # pixels
SHORT_OF_TWO = 2
ROUNDS = 3  # of planning today anew around what was dated


def show_plan(opened: state.Open, standing: Standing, lines: pd.DataFrame) -> None:
    """A date for everybody who has none, the longest waiting first; each can be changed before all are set."""
    if standing.plan.touches.empty:
        return
    left = lines.loc[lines["segment"] == NOT_DATED]
    with st.container(border=True, key="plan"):
        st.subheader("A date for everybody", anchor=False)
        st.markdown(plan_sentence(standing, opened.playbook))
        button = st.container()
        with st.expander("See the days, and change any", key=f"days-{opened.generation}"):
            planned = _dates_as_changed(left, opened)
            _show_days_ahead(lines)
        button.button(
            "Date them all like this",
            type="primary",
            on_click=once(_date_all),
            args=(planned,),
            key="date-all",
            **changing(),
        )


def plan_sentence(standing: Standing, playbook: Playbook) -> str:
    """What the plan promises, in one sentence or two."""
    plan, left = standing.plan, standing.left
    count = len(plan.touches)
    touches = "1 touch reaches" if count == 1 else f"{count:,} touches reach"
    who = "the one" if left == 1 else f"all {left:,}"
    if pd.isna(plan.reached_by):
        return f"{touches} {who}, but not within two years: it takes {plan.more_minutes} more minutes a day."
    words = f"{touches} {who} by {long_day(plan.reached_by, standing.on)}, in {plan.minutes_a_day} minutes a day"
    wait = "" if pd.isna(plan.longest_wait) else f"; nobody waits longer than {_days(plan.longest_wait)}"
    more = (
        f" With {plan.more_minutes} more minutes a day it takes {playbook.catch_up_days:.0f} working days."
        if plan.more_minutes
        else ""
    )
    return f"{words}{wait}.{more}"


def _days(days: float) -> str:
    return "a day" if days < SHORT_OF_TWO else f"{days:,.0f} days"


def _dates_as_changed(left: pd.DataFrame, opened: state.Open) -> pd.DataFrame:
    """The touches with the dates as they stand in the table."""
    shown = pd.DataFrame(
        {
            "On": left["next_on"],
            "Who": left["contact"].fillna(left["account"]),
            "Next touch": left["next_touch"],
            "Due since": left["due_on"],
            "Account": left["account"],
        }
    )
    config = st.column_config
    edited = st.data_editor(
        shown,
        key=f"plan-{opened.generation}-{len(opened.book.journal)}",
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=min(HIGHEST, ROW_HEIGHT * (len(shown) + 1) + BORDER),
        disabled=read_only(["Who", "Next touch", "Due since", "Account"]),
        placeholder="",
        column_config={
            "On": config.DateColumn(format="D MMM YYYY", min_value=opened.on, required=True, width=110),
            "Due since": config.DateColumn(format="D MMM YYYY", width=110),
        },
        alt=f"The plan: {len(shown)} touches with their dates, which can be changed",
    )
    return left.assign(planned_on=pd.to_datetime(edited["On"]).to_numpy())


def _date_all(planned: pd.DataFrame) -> None:
    count = int(planned["planned_on"].notna().sum())
    words = "1 touch has its date" if count == 1 else f"{count:,} touches have their date"
    act(PLAN, lambda book: _all_dated(book, planned), f"{words} now.")


def _all_dated(book: Book, planned: pd.DataFrame) -> Book:
    """The book with these dates, and with one for whoever is left out as today is planned anew around them."""
    dated = acting.set_days(book, planned)
    for _ in range(ROUNDS):
        lines = lines_of(replace(state.opened(), book=dated))
        left = lines.loc[lines["segment"] == NOT_DATED]
        if left.empty:
            break
        planned = pd.concat([planned, left.assign(planned_on=left["next_on"])])
        dated = acting.set_days(book, planned)
    return dated


def _show_days_ahead(lines: pd.DataFrame) -> None:
    """How many touches each day ahead holds, with those that are dated already."""
    counts = touches_a_day(lines)
    if len(counts) < SHORT_OF_TWO:
        return
    st.caption("Touches a day, with those that are dated already")
    most = f"{counts.max()} at most, on {short_day(counts.idxmax())}"
    alt = f"Touches a day from {short_day(counts.index[0])} to {short_day(counts.index[-1])}: {most}"
    st.plotly_chart(
        plot_touches(counts), width="stretch", config={"displayModeBar": False}, alt=alt, key="touches-a-day"
    )
