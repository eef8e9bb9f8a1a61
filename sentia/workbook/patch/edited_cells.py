"""The edits of a book as cells of one of its files, and those that no cell of it can take."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.origin import Cell, Source
from sentia.errors import CannotEdit
from sentia.workbook.files import signatures
from sentia.workbook.files.binary_workbook import WORKBOOK
from sentia.workbook.files.open_document import CONTENT
from sentia.workbook.files.package import Package
from sentia.workbook.files.swallowed import unswallowed
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.package_lists import CONTENT_TYPES
from sentia.workbook.patch.repacking import part_key
from sentia.workbook.patch.spelling import Spelling

Grids = Mapping[str, list[list[Any]]]
_LISTS = {part_key(CONTENT_TYPES), "_rels/.rels"}
_ALTERNATE = b"AlternateContent>"  # of which each reader takes the branch it understands
NEW = "new:"  # how the keys and ids of rows made in Sentia begin


@dataclass(frozen=True)
class CountingEdits:
    """The edits that count for one file: those with a cell of it, those without any, those of other files.

    `read_ahead` holds sheets of the file that were read to look at, until `grids_of_workbook` hands them out.
    """

    placed: list[tuple[Edit, Cell]]
    homeless: list[Edit]
    elsewhere: dict[str, int]
    read_ahead: dict[str, list[list[Any]]] = field(default_factory=dict, compare=False, repr=False)


def counting_edits(book: Book, file: str) -> CountingEdits:
    """The last edit of each value, without those that gave back what the file says."""
    edits, taken = CountingEdits([], [], {}), set()
    for edit in _last_made(book):
        if edit.follows or _is_original(book, edit):
            continue
        cell = None if names_new_row(edit) else book.cell(edit.table, edit.row_key, edit.field)
        if cell is None:
            edits.homeless.append(edit)
        elif cell.file == file and cell not in taken:
            edits.placed.append((edit, cell))
            taken.add(cell)
        elif cell.file == file:
            edits.homeless.append(edit)
        else:
            edits.elsewhere[cell.file] = edits.elsewhere.get(cell.file, 0) + 1
    homeless = sorted(edits.homeless[::-1], key=lambda edit: number_of(edit.row_key))
    return CountingEdits(edits.placed[::-1], homeless, edits.elsewhere)


def number_of(row_key: str) -> int:
    """The number of a row made in Sentia, which tells their order; 0 for a row of a file."""
    number = row_key.removeprefix(NEW)
    return int(number) if row_key.startswith(NEW) and number.isdigit() else 0


def names_new_row(edit: Edit) -> bool:
    """Whether the value is the id of a row made in Sentia, which means nothing in the file."""
    is_id = schema.column(edit.table, edit.field).kind == "id"
    return is_id and isinstance(edit.value, str) and edit.value.startswith(NEW)


def _last_made(book: Book) -> list[Edit]:
    """The edits that count, the newest first: of two fields read from one cell the newest is the cell's."""
    newest: dict[tuple[str, str, str], Edit] = {}
    for edit in (e for step in reversed(book.steps) for e in reversed(step)):
        newest.setdefault((edit.table, edit.row_key, edit.field), edit)
    return list(newest.values())


def _is_original(book: Book, edit: Edit) -> bool:
    frame = book.base[edit.table]
    if edit.row_key not in frame.index:
        return edit.value is None
    held = frame.at[edit.row_key, edit.field]
    return pd.isna(held) if edit.value is None else bool(not pd.isna(held) and held == edit.value)


def is_patchable(source: Source, edits: CountingEdits) -> bool:
    """Whether edits go into the file itself: an xlsx or xlsm whose edited sheets have a cell for each value."""
    if not source.data.startswith(signatures.ZIP) or not _is_whole(Package(source.name, source.data)):
        return False
    try:
        edits.read_ahead.update(grids_of_workbook(source, edits))
    except (CalamineError, OSError):  # it was read by the second reader
        return False
    return not any(unswallowed(grid) for grid in edits.read_ahead.values())


def _is_whole(package: Package) -> bool:
    """Whether an xlsx has the parts that list all others, and one list of styles whoever reads it."""
    names = set(package.names)
    if {CONTENT, WORKBOOK} & names or not names >= _LISTS:
        return False
    return not any(_ALTERNATE in package.read(name) for name in names if name.endswith("styles.xml"))


def grids_of_workbook(source: Source, edits: CountingEdits, also: Collection[str] = ()) -> Grids:
    """The cells of every sheet of the workbook that has an edit, and of these sheets, counted from A1."""
    names = {cell.sheet for _, cell in edits.placed} | set(also)
    grids = {name: edits.read_ahead.pop(name) for name in names & edits.read_ahead.keys()}
    if names - grids.keys():
        workbook = CalamineWorkbook.from_filelike(BytesIO(source.data))
        for name in names - grids.keys():
            grids[name] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return grids


def cell_changes(book: Book, edits: CountingEdits, grids: Grids) -> tuple[list[CellChange], list[Edit]]:
    """The edits as changes of cells, and those without a cell or without a way to write them."""
    spellings: dict[tuple[str, str, Cell], Spelling] = {}
    changes, homeless = [], list(edits.homeless)
    for edit, cell in edits.placed:
        key = (edit.table, edit.field, replace(cell, row=0))
        if key not in spellings:
            samples = samples_of(book, edit, cell, grids[cell.sheet])
            spellings[key] = Spelling(schema.column(edit.table, edit.field), samples)
        try:
            value = spellings[key].of(edit.value)
        except CannotEdit:
            homeless.append(edit)
        else:
            changes.append(CellChange(cell.sheet, cell.row, cell.column, value))
    return changes, homeless


def samples_of(book: Book, edit: Edit, cell: Cell, grid: list[list[Any]]) -> list[tuple[Any, Any]]:
    """What the cells of an edited cell's column hold, and how they were understood."""
    origin = book.origins[edit.table]
    numbers = [
        number
        for number, part in enumerate(origin.parts)
        if (part.file, part.sheet, part.columns.get(edit.field)) == (cell.file, cell.sheet, cell.column)
    ]
    chosen = pd.Series(origin.part).isin(numbers).to_numpy()
    understood = book.base[edit.table].loc[chosen, edit.field]
    pairs = zip(origin.row[chosen][understood.notna()].tolist(), understood.dropna().tolist(), strict=True)
    held = ((grid[row - 1][cell.column], value) for row, value in pairs if row <= len(grid))
    return [(found, value) for found, value in held if found != ""]
