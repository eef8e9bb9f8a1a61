"""What changed between two exports of the same list, as a table with a line that sums it up."""

import pandas as pd

from sentia.book.differences import GONE, NEW
from sentia.ui import elements as st
from sentia.ui import state

_RECORDS = {"opportunities": "deal", "contacts": "person", "accounts": "company", "quotes": "quote"}
_MANY = {"opportunities": "deals", "contacts": "people", "accounts": "companies", "quotes": "quotes"}
ALL = "all"


def show_differences(opened: state.Open) -> None:
    """What changed since the earlier export of the open files; nothing where there is none."""
    changes = opened.book.differences
    if changes.empty:
        return
    since = ", ".join(changes["since"].drop_duplicates())
    with st.expander(f"What changed since {since}: {len(changes):,}"):
        st.markdown(summed_up(changes))
        kinds = [ALL, *changes["what"].drop_duplicates()]
        key = f"differences-{opened.generation}"
        chosen = st.pills("Show", kinds, default=ALL, label_visibility="collapsed", key=key) or ALL
        shown = changes if chosen == ALL else changes.loc[changes["what"] == chosen]
        wide = dict.fromkeys(("Before", "After"), st.column_config.TextColumn(width="medium"))
        st.dataframe(_shown(shown), hide_index=True, width="stretch", column_config=wide, key=f"{key}-{chosen}")
        if (changes["what"] == GONE).any():
            st.caption(
                "What is gone stands only in the earlier file: it is listed here and takes no part in the day."
            )


def summed_up(changes: pd.DataFrame) -> str:
    """The changes in one sentence: what is new and what is gone by kind of record, then everything else.

    Examples
    --------
    >>> rows = [("opportunities", "new"), ("opportunities", "moved stage"), ("contacts", "gone")]
    >>> summed_up(pd.DataFrame(rows, columns=["table", "what"]))
    '1 new deal, 1 person gone, 1 moved stage.'
    """
    counts = changes.groupby(["what", "table"], sort=False).size()
    said = [f"{n:,} new {_noun(table, n)}" for (what, table), n in counts.items() if what == NEW]
    said += [f"{n:,} {_noun(table, n)} gone" for (what, table), n in counts.items() if what == GONE]
    others = changes.loc[~changes["what"].isin([NEW, GONE]), "what"].value_counts(sort=False)
    return ", ".join([*said, *(f"{n:,} {what}" for what, n in others.items())]) + "."


def _noun(table: str, count: int) -> str:
    return (_RECORDS if count == 1 else _MANY)[table]


def _shown(changes: pd.DataFrame) -> pd.DataFrame:
    names = {"what": "What", "name": "Name", "account": "Company", "before": "Before", "after": "After"}
    several = {"until": "Since then in"} if len(changes["until"].drop_duplicates()) > 1 else {}
    return changes[[*names, *several]].rename(columns=names | several)
