"""How the files were understood: counts a rep can compare, each sheet as it was found, faults and questions."""

import pandas as pd
import streamlit as st

from sentia.ui import state
from sentia.workbook.from_files import check


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


def show_sheets(opened: state.Open) -> None:
    """One line a sheet: used as what, header row, rows taken, rows skipped, columns left alone."""
    report = check(opened.book)
    sheets = pd.DataFrame(
        [
            {
                "File": sheet["file"],
                "Sheet": sheet["sheet"],
                "Used as": ", ".join(sheet["used_as"]) or "left alone",
                "Header row": sheet["header_row"],
                "Rows": sheet["rows"],
                "Skipped": len(sheet["skipped"]),
                "From": sheet["vendor"],
                "Columns left alone": ", ".join(str(name) for name in sheet["left_alone"]),
            }
            for sheet in report["sheets"]
        ]
    )
    used = [name for name in sheets if name not in ("From", "Columns left alone") or sheets[name].ne("").any()]
    st.dataframe(sheets[used], hide_index=True, width="stretch", key="sheets")
    with st.expander("Every column, and why"):
        st.dataframe(_columns(report), hide_index=True, width="stretch", key="columns")
    skipped = _skipped(report)
    if len(skipped):
        with st.expander(f"Rows that are no records: {len(skipped)}"):
            st.dataframe(skipped, hide_index=True, width="stretch", key="skipped")
    if report["faults"]:
        with st.expander(
            f"Cells that could not be read: {len(report['faults']):,}", expanded=len(report["faults"]) <= FEW
        ):
            st.dataframe(pd.DataFrame(report["faults"]), hide_index=True, width="stretch", key="faults")


FEW = 12


def _columns(report: dict) -> pd.DataFrame:
    rows = [
        {
            "Sheet": sheet["sheet"],
            "Column": column["column"],
            "Header": column["header"],
            "Taken as": ", ".join(column["fields"]),
            "Sure": column["confidence"],
            "Why": column["why"],
        }
        for sheet in report["sheets"]
        for column in sheet["columns"]
    ]
    return pd.DataFrame(rows, columns=["Sheet", "Column", "Header", "Taken as", "Sure", "Why"])


def _skipped(report: dict) -> pd.DataFrame:
    rows = [
        {"Sheet": sheet["sheet"], "Row": skipped["row"], "Why": skipped["why"]}
        for sheet in report["sheets"]
        for skipped in sheet["skipped"]
    ]
    return pd.DataFrame(rows, columns=["Sheet", "Row", "Why"])
