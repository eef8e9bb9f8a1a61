"""How the files were understood: counts to compare, what is missing, and the cells that could not be read."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sentia.book.better import better_answers
from sentia.book.counts import COUNTED, STATUSES
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import Markup, markup

FEW = 12  # rows of a table that stands unfolded
_ONE = {"opportunities": "opportunity", "activities": "activity"}


def counts_sentence(counts: Mapping[str, int]) -> str:
    """What is in the book, in one sentence a rep can compare with what they know.

    Examples
    --------
    >>> counts = {"opportunities": 3, "open": 1, "won": 2, "lost": 0, "accounts": 1}
    >>> counts_sentence(counts | dict.fromkeys(["contacts", "activities", "orders", "quotes"], 0))
    '3 opportunities: 1 open, 2 won, none lost · 1 account'
    """
    parts = []
    if counts["opportunities"]:
        states = ", ".join(f"{_number(counts[status])} {status}" for status in STATUSES)
        parts.append(f"{_many(counts, 'opportunities')}: {states}")
    return " · ".join([*parts, *(_many(counts, table) for table in COUNTED if counts[table])])


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"


def _many(counts: Mapping[str, int], table: str) -> str:
    return f"1 {_ONE.get(table, table.removesuffix('s'))}" if counts[table] == 1 else f"{counts[table]:,} {table}"


def show_better(opened: state.Open) -> None:
    """What would make the answers better: what is missing, what that costs, what to add."""
    lines = better_answers(opened.book, opened.playbook)
    if lines:
        with st.expander(f"What would make the answers better · {len(lines)}"):
            st.markdown(Markup("\n").join(markup("- {}", better_words(line)) for line in lines))


def better_words(line: Mapping[str, str]) -> Markup:
    """One line of what would help, as Markdown.

    Examples
    --------
    >>> better_words({"lacks": "no owner", "costs": "all of it is taken for yours", "add": "who owns each deal"})
    '**No owner**: all of it is taken for yours. To add: who owns each deal.'
    """
    lacks, costs = line["lacks"], line["costs"]
    said = markup("**{}**: {}.", lacks[:1].upper() + lacks[1:], costs)
    return markup("{} To add: {}.", said, line["add"]) if line["add"] else said


def show_faults(opened: state.Open) -> None:
    """The cells that could not be read, each with its place and what is wanted; folded where they are many."""
    faults = opened.book.understanding.faults
    if not faults:
        return
    listed, more = _listed(faults)
    count = f"{len(listed):,}{' and more' if more else ''}"
    with st.expander(f"Cells that could not be read · {count}", expanded=len(faults) <= FEW):
        st.caption(f"They count as empty; nothing in your file changes. {more}".strip())
        st.dataframe(faults_table(listed), hide_index=True, width="stretch", key=f"faults-{opened.generation}")


def _listed(faults: Sequence[Mapping]) -> tuple[list[Mapping], str]:
    """The faults with a place of their own, and a sentence about those beyond the list."""
    listed = [fault for fault in faults if fault["row"] is not None]
    return listed, " ".join(f"And {fault['found']}." for fault in faults if fault["row"] is None)


def faults_table(faults: Sequence[Mapping]) -> pd.DataFrame:
    """One row a fault under a rep's words; the file only where there are several.

    Examples
    --------
    >>> fault = {"file": "crm.csv", "sheet": "crm", "row": 4, "column": "D", "found": "soon", "wanted": "a date"}
    >>> faults_table([fault]).to_dict("records")
    [{'Sheet': 'crm', 'Row': 4, 'Column': 'D', 'Found': 'soon', 'Wanted': 'a date'}]
    """
    frame = pd.DataFrame(list(faults), columns=["file", "sheet", "row", "column", "found", "wanted"])
    frame = frame if len(frame["file"].unique()) > 1 else frame.drop(columns="file")
    return frame.rename(columns=str.capitalize)
