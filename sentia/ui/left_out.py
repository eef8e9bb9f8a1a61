"""What did not fit the day and what more time would bring; what the promise to the longest waiting costs."""

import pandas as pd

from sentia.day.day import Day
from sentia.day.wording import money
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.line_up import columns_of_lines
from sentia.ui.markup import markup
from sentia.ui.next_action import choose
from sentia.ui.results import day_of

SHOWN = 200


def show_limits(day: Day) -> None:
    """What did not fit and what more time would bring; what the promise to the longest waiting costs."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.markdown(markup("**What did not fit**"))
        st.markdown(_left_words(day))
    with right.container(border=True, height="stretch"):
        st.markdown(markup("**Kept for those who wait longest**"))
        served = int(day.actions["is_guaranteed"].fillna(False).sum())
        lines = "One of today's lines is" if served == 1 else f"{served} of today's lines are"
        cost = money(day.guarantee_cost, day.currency)
        costs = (
            f"Without that promise today would move {cost} more."
            if day.guarantee_cost >= 1
            else "It costs nothing."
        )
        st.markdown(f"{lines} theirs, whatever their size. {costs}")
    if len(day.left_out):
        with st.expander(f"The {len(day.left_out)} that wait, best paid first"):
            st.caption("Tick one, and it is the card above.")
            st.dataframe(
                _waiting(day),
                hide_index=True,
                width="stretch",
                column_config=columns_of_lines(day),
                selection_mode="single-row",
                on_select=_pick_waiting,
                key="waiting",
            )


def _pick_waiting() -> None:
    """Let the ticked line be the card."""
    rows = state.widget_value("waiting")["selection"]["rows"]
    choose(day_of(state.opened()).left_out.index[rows[0]] if rows else None)


def _left_words(day: Day) -> str:
    if day.left_out.empty:
        return "Everything that could be done today fits."
    worth = day.left_out.loc[day.left_out["gain"] > 0, "gain"].sum()
    if not worth:
        return f"{len(day.left_out)} wait for another day."
    return (
        f"{len(day.left_out)} that would move {money(worth, day.currency)} in all, done today, wait. "
        f"Thirty more minutes would bring {money(day.more_time, day.currency)} of it."
    )


def _waiting(day: Day) -> pd.DataFrame:
    lines = day.left_out.head(SHOWN)
    return pd.DataFrame(
        {
            "What": lines["action"],
            "Moves": lines["gain"],
            "Costs": lines["minutes"],
            "Per hour": lines["return_per_hour"].round(-1),
            "Why not today": lines["why"],
            "Because": lines["because"],
        }
    )
