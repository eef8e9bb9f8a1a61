"""Who rests, apart from the others: back on a day, parked, or closed; and one tap that brings them back."""

import pandas as pd

from sentia.follow_up import acting
from sentia.follow_up.lines import BACK, ENDED, PARKED, Standing, resting
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once
from sentia.ui.receipts import act, show_said

RESTING = "resting"  # where on the page the last tap was made
HOW = {BACK: "Back on a day", PARKED: "Parked until you take it back", ENDED: "Closed"}
ONE = {
    "accounts": "company",
    "contacts": "person",
    "opportunities": "deal",
    "quotes": "quote",
    "lost deals": "lost deal",
}


def show_resting(opened: state.Open, standing: Standing) -> None:
    """Who rests with the reason and the day of return; who is chosen is awake again with one tap."""
    rests = resting(standing.records)
    show_said(opened, RESTING)
    if rests.empty:
        return
    with st.expander(f"At rest for a reason: {len(rests):,}", key=f"rests-{opened.generation}"):
        how = _choose(rests["how"].value_counts(), opened)
        some = rests.loc[rests["how"] == how]
        picked = st.dataframe(
            _shown(some),
            key=f"resting-{how}-{opened.generation}-{len(opened.book.journal)}",
            on_select="rerun",
            selection_mode="multi-row",
            hide_index=True,
            width="stretch",
            placeholder="",
            column_config={
                "Back on": st.column_config.DateColumn(format="D MMM YYYY", width=100),
                "Because": st.column_config.TextColumn(width="large"),
            },
            alt=f"{len(some)} at rest: {HOW[how].lower()}",
        )
        chosen = some.iloc[[row for row in picked.selection.rows if row < len(some)]]
        _show_bring_back(opened, chosen)


def _choose(counts: pd.Series, opened: state.Open) -> str:
    there = [how for how in HOW if how in counts]
    chosen = st.segmented_control(
        "How",
        there,
        default=there[0],
        required=True,
        format_func=lambda how: f"{HOW[how]} · {counts[how]:,}",
        label_visibility="collapsed",
        key=f"how-{'-'.join(there)}-{opened.generation}",
    )
    return chosen or there[0]


def _shown(some: pd.DataFrame) -> pd.DataFrame:
    shown = pd.DataFrame(
        {
            "Who": some["contact"].fillna(some["account"]),
            "What": some["table"].map(ONE),
            "Back on": some["until"],
            "Because": some["reason"].str[:1].str.upper() + some["reason"].str[1:],
            "Account": some["account"],
        }
    )
    return shown.dropna(axis="columns", how="all")


def _show_bring_back(opened: state.Open, chosen: pd.DataFrame) -> None:
    if chosen.empty:
        st.caption("Tick one or several to bring them back today.")
        return
    words = "Bring it back" if len(chosen) == 1 else f"Bring these {len(chosen)} back"
    st.button(
        words, type="primary", on_click=once(_bring_back), args=(chosen, opened.on), key="bring-back", **changing()
    )


def _bring_back(chosen: pd.DataFrame, on: pd.Timestamp) -> None:
    said = "It is awake again." if len(chosen) == 1 else f"{len(chosen):,} are awake again."
    act(RESTING, lambda book: acting.bring_back(book, chosen, on), said)
