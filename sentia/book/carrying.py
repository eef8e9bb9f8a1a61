"""The rep's edits carried over to the same book read anew: by row, else to the record's row of now."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sentia.book import schema
from sentia.book.edits import Edit, Journal

MADE_HERE = "new:"


def carried(
    journal: Journal, before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> tuple[Journal, list[Edit]]:
    """The journal over the tables `after`, and the edits of records that none of their rows is.

    Parameters
    ----------
    journal : Journal
        The edits made over the tables `before`; those of rows made here are kept as they are.
    before, after : mapping of str to DataFrame
        The same book as it was read before and as it is read now.

    Examples
    --------
    >>> def deals(file):
    ...     frame = pd.DataFrame({"opportunity_id": ["D1"]}, index=[f"{file}|deals|2"], dtype="str")
    ...     return {"opportunities": frame}
    >>> journal = Journal().add([Edit("opportunities", "oct.csv|deals|2", "amount", 5.0)])
    >>> carried(journal, deals("oct.csv"), deals("nov.csv"))[0].done[0][0].row_key
    'nov.csv|deals|2'
    """
    keys = {(e.table, e.row_key) for step in (*journal.done, *journal.undone) for e in step}
    moved = {key: _row_now(*key, before, after) for key in keys}
    lost = [e for step in journal.done for e in step if moved[e.table, e.row_key] is None]
    steps = (tuple(_moved_steps(steps, moved)) for steps in (journal.done, journal.undone))
    return Journal(*steps), lost


def _row_now(table: str, row_key: str, before: Mapping, after: Mapping) -> str | None:
    """The key of the row that a record has now; None where it has none, or several."""
    if row_key in after[table].index or row_key.startswith(MADE_HERE):
        return row_key
    identity = schema.IDS.get(table)
    if identity is None or row_key not in before[table].index:
        return None
    rows = after[table].index[after[table][identity] == before[table].at[row_key, identity]]
    return rows[0] if len(rows) == 1 else None


def _moved_steps(steps: tuple, moved: Mapping[tuple[str, str], str | None]) -> list[tuple[Edit, ...]]:
    found = [
        tuple(replace(e, row_key=moved[e.table, e.row_key]) for e in step if moved[e.table, e.row_key] is not None)
        for step in steps
    ]
    return [step for step in found if step]
