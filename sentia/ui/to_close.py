"""“Close these?”: the deals that are as good as lost, settled together."""

import pandas as pd

from sentia.day.day import Day
from sentia.day.wording import money
from sentia.follow_up import acting
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.in_one_tap import act, show_said
from sentia.ui.line_up import FORMATS
from sentia.ui.wording import hours_and_minutes

PLACE = "to close"


def show_to_close(day: Day) -> None:
    """The list, what closing it frees, and one tap that closes all of them but those that are kept."""
    show_said(state.opened(), PLACE)
    deals = day.to_close
    if deals.empty:
        return
    count = "1 deal is" if len(deals) == 1 else f"{len(deals)} deals are"
    frees = hours_and_minutes(deals["minutes"].sum())
    amount = deals["amount"].sum()
    pipeline = f" and takes {money(amount, day.currency)} out of the pipeline" if amount > 0 else ""
    with st.expander(f"Close these? {count} as good as lost"):
        st.caption(f"Closing them frees {frees} of calls{pipeline}. Each gets the day of its fresh look.")
        st.dataframe(_shown(deals), hide_index=True, width="stretch", column_config=_columns(day), key="to-close")
        names = deals["deal"].fillna(deals["account"]).fillna("a deal without a name").to_dict()
        keep = st.multiselect(
            "Keep", list(names), format_func=names.get, key="keep-open", placeholder="none of them"
        )
        reason = st.text_input("Lost because", "no decision", key="closed-because")
        chosen = deals.loc[~deals.index.isin(keep)]
        label = f"Close {len(chosen)} as lost"
        st.button(label, on_click=close, args=(chosen, reason), disabled=chosen.empty, key="close-these")


def _shown(deals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Deal": deals["deal"],
            "Account": deals["account"],
            "Stage": deals["stage"],
            "Amount": deals["amount"],
            "Chance": deals["win_rate"],
            "Days quiet": deals["days_quiet"],
            "Costs": deals["minutes"],
        }
    )


def _columns(day: Day) -> dict:
    config = st.column_config
    return {
        "Amount": config.NumberColumn(format=FORMATS.get(day.currency, "%,.0f")),
        "Chance": config.NumberColumn(format="percent"),
        "Costs": config.NumberColumn(format="%d min"),
    }


def close(chosen: pd.DataFrame, reason: str) -> None:
    """Close these deals (`deals` has their ids) as lost, in one step that can be undone."""
    closed = "1 deal" if len(chosen) == 1 else f"{len(chosen)} deals"
    said = f"{closed} closed as lost: {reason}. The fresh look has its date."
    act(PLACE, lambda book: acting.close_as_lost(book, chosen, state.opened().on, reason), said)
