"""A book handed back in the rep's own workbook: cells, rows of its own tables, and Sentia's sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.origin import Source
from sentia.workbook.added.adding import Lasting, Planned, added_sheets
from sentia.workbook.patch.changes import CellChange, Patched, Refused
from sentia.workbook.patch.edited_cells import CountingEdits, cell_changes, grids_of_workbook
from sentia.workbook.patch.own_rows import OwnRow, own_rows, sheets_for_rows
from sentia.workbook.patch.result_sheet import ResultSheet
from sentia.workbook.patching import patch_workbook


@dataclass(frozen=True)
class InOwnFile:
    """The patched workbook, and what only Sentia's sheets in it keep."""

    patched: Patched
    lasting: Lasting


def in_own_file(book: Book, source: Source, edits: CountingEdits, planned: Planned) -> InOwnFile:
    """The file with its edits, new rows and sheets; what it refuses stands on the sheet of additions.

    Raises
    ------
    CannotWrite
        As `patch_workbook` says.
    """
    writing = _Writing.of(book, source, edits, planned)
    patched = patch_workbook(source.data, writing.changes, writing.sheets, [row.row for row in writing.rows])
    return InOwnFile(patched, writing.lasting(patched.refused))


@dataclass(frozen=True)
class _Writing:
    """One export: what goes into cells and rows, and so what is left for the sheets once some of it is refused."""

    book: Book
    source: Source
    planned: Planned
    placed: dict[tuple[str, int, int], Edit]
    changes: Sequence[CellChange]
    homeless: Sequence[Edit]
    rows: Sequence[OwnRow]

    @classmethod
    def of(cls, book: Book, source: Source, edits: CountingEdits, planned: Planned) -> "_Writing":
        grids = grids_of_workbook(source, edits, sheets_for_rows(book, source.name, edits.homeless))
        changes, homeless = cell_changes(book, edits, grids)
        placed = {(cell.sheet, cell.row, cell.column): edit for edit, cell in edits.placed}
        rows = own_rows(book, source.name, homeless, grids)
        return cls(book, source, planned, placed, changes, homeless, rows)

    def sheets(self, refused: Refused) -> list[ResultSheet]:
        """Sentia's sheets, with what was refused among the additions."""
        return added_sheets(self.book, self.source, self.lasting(refused), self.planned)

    def lasting(self, refused: Refused) -> Lasting:
        """What only the sheets keep: what had no cell, and what a cell or a row refused."""
        not_changed = {(c.sheet, c.row, c.column) for c, _ in refused.edits}
        without_row = {row.key for row, _ in refused.rows}
        accepted = [row for row in self.rows if row.row.key not in without_row]
        numbers = _numbers(accepted)
        cells = {
            (row.row.sheet, numbers[row.row.key], row.columns[edit.field]): edit
            for row in accepted
            for edit in row.edits
        } | self.placed
        written = {place: edit for place, edit in cells.items() if place not in not_changed}
        in_cells = {(e.table, e.row_key, e.field) for e in written.values()}
        every = {(e.table, e.row_key, e.field): e for e in (*self.homeless, *self._asked_for())}
        kept = [edit for key, edit in every.items() if key not in in_cells]
        keys = {(row.table, row.row_key): row.key(numbers[row.row.key]) for row in accepted}
        return Lasting(kept, list(written.values()), keys)

    def _asked_for(self) -> Iterable[Edit]:
        return (self.placed[change.sheet, change.row, change.column] for change in self.changes)


def _numbers(rows: Sequence[OwnRow]) -> dict[str, int]:
    """The sheet row that each new row gets: below its table, in order."""
    taken: dict[tuple[str, int], int] = {}
    numbers = {}
    for row in rows:
        place = (row.row.sheet, row.row.after_row)
        taken[place] = taken.get(place, row.row.after_row) + 1
        numbers[row.row.key] = taken[place]
    return numbers
