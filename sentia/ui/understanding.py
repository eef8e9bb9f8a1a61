"""How the files were understood: counts a rep can compare, each sheet as it was found, faults and questions."""

import pandas as pd
import streamlit as st

from sentia.ui import state


def counts_sentence(report: dict) -> str:
    """What is in the book, in one sentence a rep can compare with what they know.

    Examples
    --------
    >>> counts = {"opportunities": 3, "open": 1, "won": 1, "lost": 1, "accounts": 2}
    >>> counts_sentence({"counts": counts | dict.fromkeys(["contacts", "activities", "orders", "quotes"], 0)})
    '3 opportunities (1 open, 1 won, 1 lost) · 2 accounts'
    """
    counts = report["counts"]
    parts = []
    if counts["opportunities"]:
        states = ", ".join(f"{counts[status]:,} {status}" for status in ("open", "won", "lost"))
        parts.append(f"{counts['opportunities']:,} opportunities ({states})")
    parts += [
        f"{counts[name]:,} {name}"
        for name in ("accounts", "contacts", "activities", "orders", "quotes")
        if counts[name]
    ]
    return " · ".join(parts)


def show_faults(opened: state.Open) -> None:
    """The cells that could not be read, each with its place and what is wanted; folded where they are many."""
    faults = opened.book.understanding.faults
    if faults:
        with st.expander(f"Cells that could not be read: {len(faults):,}", expanded=len(faults) <= FEW):
            st.dataframe(pd.DataFrame(faults), hide_index=True, width="stretch", key="faults")


FEW = 12
