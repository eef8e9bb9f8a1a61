"""Edits that were not saved, put over a workbook that changed underneath: each finds its record, or is listed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sentia.book.book import Book
from sentia.book.edits import Edit, Journal
from sentia.book.kept import Addition
from sentia.workbook.added.placing import Placing
from sentia.workbook.added.records import NEW, Records
from sentia.workbook.added.rows import Line

_UNSAVED = "your unsaved edits"


def carried(before: Book, steps: Sequence[Sequence[Edit]], after: Book, file: str) -> Book:
    """The book as it is read now, with these unsaved steps of the one before over it, as one step.

    Parameters
    ----------
    before : Book
        As it was, with all its steps in its journal.
    steps : sequence of sequences of Edit
        The last of those steps, which no save holds.
    after : Book
        The workbook as somebody else left it, read anew.
    file : str
        The workbook's name.

    Returns
    -------
    Book
        Where a cell was changed outside too, what was written outside counts and the fault says so. Records made
        in Sentia are made again.
    """
    placing = Placing.over(after)
    by_record: dict[tuple[str, str], dict[str, Edit]] = {}
    for edit in (edit for step in steps for edit in step if not edit.follows):
        by_record.setdefault((edit.table, edit.row_key), {})[edit.field] = edit
    records = {table: Records(before.tables[table], table, file) for table, _ in by_record}
    for (table, row_key), edits in by_record.items():
        _carry(placing, before, records[table], (table, row_key), edits)
    placed = placing.finished()
    understood = replace(after.understanding, faults=(*after.understanding.faults, *placed.faults))
    return replace(after, understanding=understood, journal=Journal().add(placed.edits), numbers=before.numbers)


def _carry(
    placing: Placing, before: Book, records: Records, place: tuple[str, str], edits: Mapping[str, Edit]
) -> None:
    """Put one record's edits over the new book: a row made in Sentia whole, any other value by value."""
    (table, row_key), now = place, placing.records_of(place[0], records.file)
    record, key = records.names[row_key], records.key_of(row_key)
    if row_key.startswith(NEW) and now.row_of(key, record) is None:
        placing.add_row(table, row_key, _values(before, table, row_key))
        return
    key = now.row_of(key, record) or key
    additions = [
        Addition(table, key, name, edit.value, record, _found(before, edit)) for name, edit in edits.items()
    ]
    placing.place([(_line(records.file, addition), addition) for addition in additions], records.file)


def _values(book: Book, table: str, row_key: str) -> dict[str, Any]:
    """Every value of a row made in Sentia, as it stands."""
    said = (edit for step in book.steps for edit in step if (edit.table, edit.row_key) == (table, row_key))
    return {edit.field: edit.value for edit in said}


def _found(before: Book, edit: Edit) -> Any:
    """What the workbook said when it was opened; None for nothing."""
    base = before.base[edit.table]
    if edit.row_key not in base.index:
        return None
    held = base.at[edit.row_key, edit.field]
    return None if held != held or held is None else held  # NaN and NaT differ from themselves


def _line(file: str, addition: Addition) -> Line:
    return Line(file, _UNSAVED, 0, {"Value": addition.value}, {})
