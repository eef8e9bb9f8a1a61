"""The sheets that go into a file with an export: what has no cell in it, and what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit, fold
from sentia.book.kept import Addition
from sentia.book.origin import Source
from sentia.workbook.added.addition_sheet import About, addition_sheet
from sentia.workbook.added.day_sheet import day_sheet
from sentia.workbook.added.follow_up_sheet import follow_up_sheet
from sentia.workbook.added.log_sheet import log_sheet
from sentia.workbook.added.playbook_sheet import playbook_sheet
from sentia.workbook.added.records import NEW, Records, file_of
from sentia.workbook.patch.edited_cells import names_new_row
from sentia.workbook.patch.result_sheet import ResultSheet


@dataclass(frozen=True)
class Planned:
    """What an export shows beside the book: a day with `actions` and `on`, and the follow-ups; None for none."""

    day: Any = None
    gaps: pd.DataFrame | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is neither."""
        return self.day is None and self.gaps is None


@dataclass(frozen=True)
class Lasting:
    """The edits that an export keeps on its own sheets, and those that it writes into the file's cells.

    `rows` are the keys, as the file will know them, of rows made in Sentia that got a row of the file.
    """

    edits: Sequence[Edit]
    written: Sequence[Edit] = ()
    rows: dict[tuple[str, str], str] | None = None
    is_beside: bool = False


def added_sheets(book: Book, source: Source, lasting: Lasting, planned: Planned) -> list[ResultSheet]:
    """The sheets for this file; none where nothing was added to it."""
    additions = [*_additions(book, source, lasting), *book.kept.unplaced]
    shows_playbook = bool(book.numbers) or not planned.is_empty
    sheets = [
        planned_day(book, source, planned),
        None if planned.gaps is None else follow_up_sheet(planned.gaps),
        playbook_sheet(book.playbook) if shows_playbook else None,
        log_sheet(book),
    ]
    found = [sheet for sheet in sheets if sheet is not None]
    if not (found or additions or book.answers or lasting.is_beside):
        return []
    about = About(source.name, source.digest if lasting.is_beside else "", book.answers)
    return [*found, addition_sheet(about, additions)]


def planned_day(book: Book, source: Source, planned: Planned) -> ResultSheet | None:
    """The sheet of the planned day, None where there is none."""
    if planned.day is None:
        return None
    return day_sheet(planned.day.actions, book, source.name, getattr(planned.day, "on", None))


def _additions(book: Book, source: Source, lasting: Lasting) -> list[Addition]:
    edits = [edit for edit in lasting.edits if not _stands_elsewhere(book, source, edit)]
    as_written = fold(book.base, [] if lasting.is_beside else lasting.written)
    tables = [table for table in schema.TABLES if any(edit.table == table for edit in edits)]
    records = {table: Records(as_written[table], table, source.name) for table in tables}
    rows = lasting.rows or {}
    return [
        Addition(
            edit.table,
            rows.get((edit.table, edit.row_key)) or records[edit.table].key_of(edit.row_key),
            edit.field,
            edit.value,
            records[edit.table].names.get(edit.row_key, ""),
            _found(book, edit),
        )
        for edit in sorted(edits, key=lambda edit: tables.index(edit.table))
    ]


def _stands_elsewhere(book: Book, source: Source, edit: Edit) -> bool:
    """Whether it is a line of the log, which has a sheet of its own, or about a row of another file."""
    if edit.table == "log" and edit.row_key.startswith(NEW):
        return True
    return file_of(edit.row_key, [each.name for each in book.sources]) not in ("", source.name)


def _found(book: Book, edit: Edit) -> Any:
    """What the file says where this value would be; an id made for want of one is nothing."""
    frame = book.base[edit.table]
    if edit.row_key not in frame.index:
        return None
    held = frame.at[edit.row_key, edit.field]
    is_made = edit.field == schema.IDS.get(edit.table) and held == edit.row_key
    return None if is_made or pd.isna(held) else held


def edits_named(book: Book, lasting: Lasting) -> list[str]:
    """What only the sheets keep, in words: a field of a record each, a new record as one; the log apart."""
    rows, said = lasting.rows or {}, {}
    for edit in lasting.edits:
        if names_new_row(edit) or (edit.table == "log" and edit.row_key.startswith(NEW)):
            continue
        record = (edit.table, edit.row_key)
        is_whole = edit.row_key not in book.base[edit.table].index and record not in rows
        said[record if is_whole else (*record, edit.field)] = _named(book, edit, is_whole)
    return list(said.values())


def _named(book: Book, edit: Edit, is_whole: bool) -> str:
    frame, one = book.tables[edit.table], _SINGULAR[edit.table]
    texts = [frame.at[edit.row_key, n] for n in ("name", "what", "subject") if n in frame]
    name = next((text for text in texts if isinstance(text, str)), edit.row_key)
    if is_whole:
        return f"a new {one}" if name.startswith(NEW) else f"the new {one} {name}"
    return f"{schema.column(edit.table, edit.field).label.lower()} of {name}"


_SINGULAR = {
    **{"accounts": "account", "contacts": "contact", "opportunities": "opportunity", "quotes": "quote"},
    **{
        "activities": "activity",
        "orders": "order",
        "cases": "case",
        "calendar": "appointment",
        "log": "line of the log",
    },
    **{"own_actions": "line of your own", "judgements": "judgement of yours"},
}
