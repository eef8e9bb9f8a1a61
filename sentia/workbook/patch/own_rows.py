"""Records made in Sentia as rows of the rep's own tables: which sheet they belong on, and what stands in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.origin import Origin, Part
from sentia.errors import CannotEdit
from sentia.workbook.files.swallowed import unswallowed
from sentia.workbook.patch.changes import NewRow, Value
from sentia.workbook.patch.edited_cells import NEW, names_new_row
from sentia.workbook.patch.spelling import Spelling

_KEPT_BY_SENTIA = ("log", *schema.JUDGED)
_OF_A_CALL = ("done_at", "due_on", "kind", "account_id", "contact_id")
_NAMES = ("name", "subject", "title", "what", "account_id", "contact_id", "opportunity_id")


@dataclass(frozen=True)
class OwnRow:
    """A record made in Sentia, the row it is to be, and the edits whose values stand in that row."""

    table: str
    row_key: str
    row: NewRow
    edits: tuple[Edit, ...]
    columns: Mapping[str, int]

    def key(self, number: int) -> str:
        """How the file will know the record once it stands in this row."""
        return f"{self.row.sheet}|{number}"


def own_rows(
    book: Book, file: str, homeless: Iterable[Edit], grids: Mapping[str, list[list[Any]]]
) -> list[OwnRow]:
    """The records among these edits that have a table of their own in the file, as rows for it.

    Parameters
    ----------
    book : Book
        The book; a table is the file's own where a sheet was read as just that, and mentions do not count.
    file : str
        The file.
    homeless : iterable of Edit
        Edits without a cell; those of one row made in Sentia become one row.
    grids : mapping
        The cells of the file's sheets.
    """
    by_record: dict[tuple[str, str], list[Edit]] = {}
    for edit in homeless:
        if edit.row_key.startswith(NEW) and edit.row_key not in book.base[edit.table].index:
            by_record.setdefault((edit.table, edit.row_key), []).append(edit)
    homes = {table: _home(book, file, table) for table, _ in by_record if table not in _KEPT_BY_SENTIA}
    rows = (
        _own_row(book, table, key, edits, homes.get(table), grids) for (table, key), edits in by_record.items()
    )
    return _one_a_call([row for row in rows if row is not None])


def _one_a_call(rows: list[OwnRow]) -> list[OwnRow]:
    """Of activities that are one call about several deals the first; the others stay on Sentia's own sheet."""
    calls = {(row.table, row.row_key) if row.table != "activities" else _call(row): row for row in reversed(rows)}
    return [row for row in rows if row in calls.values()]


def _call(row: OwnRow) -> tuple:
    told = {edit.field: edit.value for edit in row.edits}
    return ("a call", *(told.get(name) for name in _OF_A_CALL))


def sheets_for_rows(book: Book, file: str, homeless: Iterable[Edit]) -> set[str]:
    """The sheets of the file whose tables new records among these edits may go to."""
    tables = {edit.table for edit in homeless if edit.row_key.startswith(NEW)}
    parts = [part for table in tables for part in book.origins.get(table, Origin()).parts]
    return {part.sheet for part in parts if part.file == file}


@dataclass(frozen=True)
class _Home:
    part: Part
    number: int
    origin: Origin
    spellings: dict[str, Spelling] = field(default_factory=dict, compare=False)


def _home(book: Book, file: str, table: str) -> _Home | None:
    """The one sheet of the file that holds this table and nothing else."""
    origin = book.origins.get(table, Origin())
    sheets = _sheets_of(book, file, table)
    found = [n for n, part in enumerate(origin.parts) if part.file == file and part.sheet in sheets]
    return _Home(origin.parts[found[0]], found[0], origin) if len(found) == 1 else None


def _sheets_of(book: Book, file: str, table: str) -> set[str]:
    sheets = [sheet for sheet in book.understanding.sheets if sheet["file"] == file]
    return {s["sheet"] for s in sheets if s["used_as"][:1] == [table] and len(s.get("tables", ())) <= 1}


def _own_row(
    book: Book, table: str, key: str, edits: list[Edit], home: _Home | None, grids: Mapping[str, list[list[Any]]]
) -> OwnRow | None:
    if home is None or unswallowed(grids[home.part.sheet]):
        return None
    last = int(home.origin.row[home.origin.part == home.number].max())
    values: dict[int, Value] = {}
    taken = []
    for edit, value in _written(book, home, edits, grids[home.part.sheet]):
        column = home.part.columns[edit.field]
        if column not in values:
            values[column] = value
            taken.append(edit)
    if not any(edit.field in _NAMES for edit in taken) or not _is_dated(table, edits, taken):
        return None
    row = NewRow(home.part.sheet, last, values, _headings(book, home.part), f"{table}/{key}")
    return OwnRow(table, key, row, tuple(taken), home.part.columns)


def _is_dated(table: str, edits: list[Edit], taken: list[Edit]) -> bool:
    """Whether the row has the day of an activity: without it, what is planned would look like something done."""
    days = {edit.field for edit in edits if edit.field in ("done_at", "due_on") and edit.value is not None}
    return table != "activities" or not days or bool(days & {edit.field for edit in taken})


def _written(book: Book, home: _Home, edits: list[Edit], grid: list[list[Any]]) -> Iterator[tuple[Edit, Value]]:
    """The edits that the table has a column for, with what to write there."""
    for edit in edits:
        has_column = edit.field in home.part.columns and edit.field not in home.part.formulas
        if edit.follows or edit.value is None or not has_column or names_new_row(edit):
            continue
        try:
            yield edit, _as_written(book, edit, _spelling(book, home, edit, grid))
        except CannotEdit:
            continue


def _as_written(book: Book, edit: Edit, spelling: Spelling) -> Value:
    """The value as the column's other cells write it; a link by name where they link by name."""
    column = schema.column(edit.table, edit.field)
    written = spelling.of(edit.value)
    if edit.field not in schema.LINKS or written != edit.value or not spelling.is_by_name:
        return written
    table = schema.LINKS[edit.field]
    frame = book.tables[table]
    names = frame.loc[frame[schema.IDS[table]] == edit.value, "name"].dropna()
    if len(names) != 1 or (frame["name"] == names.iloc[0]).sum() != 1:
        raise CannotEdit(f"{column.label}: the file links by name, and {edit.value!r} has none of its own.")
    return names.iloc[0]


def _spelling(book: Book, home: _Home, edit: Edit, grid: list[list[Any]]) -> Spelling:
    if edit.field not in home.spellings:
        column = schema.column(edit.table, edit.field)
        home.spellings[edit.field] = Spelling(column, _samples(book, home, edit, grid))
    return home.spellings[edit.field]


def _samples(book: Book, home: _Home, edit: Edit, grid: list[list[Any]]) -> list[tuple[Any, Any]]:
    chosen = home.origin.part == home.number
    understood = book.base[edit.table].loc[chosen, edit.field]
    pairs = zip(home.origin.row[chosen].tolist(), understood.tolist(), strict=True)
    column = home.part.columns[edit.field]
    held = [(grid[row - 1][column], value) for row, value in pairs if row <= len(grid) and not pd.isna(value)]
    return [(cell, value) for cell, value in held if cell != ""]


def _headings(book: Book, part: Part) -> dict[int, str]:
    """The words above the table's columns, by column."""
    told = next(s for s in book.understanding.sheets if (s["file"], s["sheet"]) == (part.file, part.sheet))
    by_field = {field.partition(".")[2]: c["header"] for c in told["columns"] for field in c["fields"]}
    return {column: by_field.get(name, "") for name, column in part.columns.items()}
