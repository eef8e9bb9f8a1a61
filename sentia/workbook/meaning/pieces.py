"""The tables inside one sheet: side by side, or one under the other, each below a header of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sentia.book.places import Area
from sentia.workbook.files.cells import EMPTY, TEXT, Sheet
from sentia.workbook.meaning.areas import column_runs, joined, row_bands, view, whole
from sentia.workbook.meaning.associations import association
from sentia.workbook.meaning.choosing import Choice, choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.headers import (
    Header,
    filled_cells,
    find_header,
    names_columns,
    read_header,
    texts_of_row,
)
from sentia.workbook.meaning.sheet_reader import identity_columns
from sentia.workbook.meaning.vocabulary import subject_named

_MOST_PARTS = 12  # between empty columns; more are a sheet with spacers
_MOST_HEADERS = 500  # rows that may be headers further down
_MOST_TITLES = 3  # rows above a header that may say what is below it
_HALF = 0.5
_SHORTER = 2  # rows by which a full table beside another ends sooner


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of a sheet, what names its columns, and what its rows are; None where nothing does.

    `sheet` is the sheet with nothing outside `area`; `name` is what it is called: by a title, else by the sheet.
    `is_said` where the rep said what some of its columns are.
    """

    area: Area
    sheet: Sheet
    header: Header | None
    choice: Choice | None
    name: str = ""
    is_said: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is a table of records, with at least one row below its header."""
        if self.choice is None:
            return False
        return bool((filled_cells(self.sheet)[self.header.position + 1 :] > 0).any())


def look(sheet: Sheet, area: Area, position: int | None = None, name: str | None = None) -> Piece:
    """The area as one table, with its header in the row at `position` (from 0), or where one is found.

    `name` says what it is called; where it is not given, a part is called by the title above it.
    """
    seen = view(sheet, area)
    found = find_header(seen) if position is None else position
    header = None if found is None else read_header(seen, found)
    if header is None:
        return Piece(area, seen, None, None)
    name = _name(sheet, seen, area, header) if name is None else name
    columns = Columns(replace(seen, name=name), header)
    choice = association(columns) or choose(columns, sheet.file if name == sheet.name else "")
    return Piece(area, seen, header, choice, name)


def _name(sheet: Sheet, seen: Sheet, area: Area, header: Header) -> str:
    """What the area is called: by a title above its header if it is a part, else, of the first, by the sheet."""
    if area == whole(sheet):
        return sheet.name
    rows = [texts_of_row(seen, position) for position in range(area.top - 1, header.position)[-_MOST_TITLES:]]
    titles = [text for texts in rows for text in texts if text and sum(map(bool, texts)) == 1]
    told = next((title for title in reversed(titles) if subject_named(title)), "")
    return told or (sheet.name if (area.top, area.left) == (1, 0) else "")


def pieces_of(sheet: Sheet) -> list[Piece]:
    """The sheet cut into its tables; every cell of it is in exactly one piece.

    A sheet with one table, whatever stands above, below or inside it, is one piece. What stands beside a
    table and does not line up with its header is a piece that is no table.
    """
    return list(_cut(sheet, look(sheet, whole(sheet))))


def _cut(sheet: Sheet, piece: Piece) -> Iterator[Piece]:
    for cut in (_side_by_side, _stacked):
        parts = cut(sheet, piece)
        if len(parts) > 1:
            for part in parts:
                yield from _cut(sheet, part)
            return
    yield piece


def _side_by_side(sheet: Sheet, piece: Piece) -> list[Piece]:
    runs = column_runs(sheet, piece.area)
    if not 1 < len(runs) <= _MOST_PARTS:
        return [piece]
    parts = [look(sheet, run) for run in runs]
    if not any(part.is_table for part in parts):
        return [piece]
    groups: list[list[Piece]] = []
    for part in parts:
        if groups and not _is_apart(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    if len(groups) == 1:
        return [piece]
    return [g[0] if len(g) == 1 else look(sheet, joined([part.area for part in g])) for g in groups]


def _is_apart(group: list[Piece], part: Piece) -> bool:
    """Whether a part is a table of its own beside this group, or no part of its table."""
    table = next((one for one in group if one.is_table), None)
    if table is None:
        return part.is_table and not all(_lines_up(one, part) for one in group)
    return _are_two(table, part) if part.is_table else not _lines_up(part, table)


def _lines_up(part: Piece, table: Piece) -> bool:
    """Whether most columns of the part have a name in the row of the table's header."""
    used = [c for c, cells in enumerate(part.sheet.columns) if (cells.kind != EMPTY).any()]
    texts = texts_of_row(part.sheet, table.header.position)
    return sum(bool(texts[c]) for c in used) >= _HALF * len(used)


def _are_two(one: Piece, other: Piece) -> bool:
    """Whether two tables side by side are two, rather than one with an empty column inside.

    Two have headers in different rows, name the same thing twice, are two of Excel's own tables, or the one
    on the right has rows where the left has none or ends sooner.
    """
    names = [{text.casefold() for text in piece.header.texts if text} for piece in (one, other)]
    if one.header.position != other.header.position or names[0] & names[1]:
        return True
    if set(one.choice.uses) & set(other.choice.uses) or (one.sheet.tables and other.sheet.tables):
        return True
    left, right = filled_cells(one.sheet) > 0, _named_rows(other)
    left[: one.header.position + 1] = False
    return bool((right & ~left).any()) or _ends_sooner(right, _named_rows(one))


def _named_rows(piece: Piece) -> np.ndarray:
    """The rows below the header that say who or what they are about."""
    found = np.zeros(piece.sheet.n_rows, dtype=bool)
    for column in identity_columns(piece.choice):
        found |= piece.sheet.columns[column].kind == TEXT
    found[: piece.header.position + 1] = False
    return found


def _ends_sooner(right: np.ndarray, left: np.ndarray) -> bool:
    """Whether every named row on the left has one on the right up to some row, and none of several after it."""
    beside = right[left]
    count = int(beside.sum())
    return _SHORTER <= count <= len(beside) - _SHORTER and bool(beside[:count].all())


def _stacked(sheet: Sheet, piece: Piece) -> list[Piece]:
    if piece.header is None:
        return [piece]
    bands = row_bands(piece.area, [_with_titles(piece, position) + 1 for position in _headers_in(piece)])
    found: list[Piece] = []
    waiting: list[Area] = []
    for band in bands[: len(bands) if len(bands) > 1 else 0]:
        part = look(sheet, joined([*waiting, band]))
        is_table = part.is_table and not _is_title(part, piece)
        waiting = [] if is_table or found else [part.area]
        if is_table:
            found.append(part)
        elif found:
            found[-1] = look(sheet, joined([found[-1].area, band]), found[-1].header.position)
    return found if len(found) > 1 else [piece]


def _is_title(part: Piece, piece: Piece) -> bool:
    """Whether what stands above the header is the title of the table below rather than a list of one column."""
    used = sum(bool((cells.kind != EMPTY).any()) for cells in part.sheet.columns)
    return used == 1 and part.area.bottom <= piece.header.position and len(piece.header.texts) > 1


def _headers_in(piece: Piece) -> list[int]:
    """The rows that may head a table of their own: the header, and its like below a blank row or a title."""
    filled = filled_cells(piece.sheet)
    texts = np.zeros(piece.sheet.n_rows, dtype=np.int32)
    for cells in piece.sheet.columns:
        texts += cells.kind == TEXT
    before = np.concatenate([[0], filled[:-1]])
    at = np.flatnonzero((filled > 1) & (texts == filled) & (before <= 1))[:_MOST_HEADERS]
    own = [text.casefold() for text in texts_of_row(piece.sheet, piece.header.position)]
    found = [p for p in at.tolist() if p != piece.header.position and names_columns(piece.sheet, p)]
    others = [p for p in found if [t.casefold() for t in texts_of_row(piece.sheet, p)] != own]
    return sorted({piece.header.position, *(p for p in others if not _is_repeated_below(piece, p, others))})


def _is_repeated_below(piece: Piece, position: int, headers: list[int]) -> bool:
    """Whether some of a row's texts stand in the same column elsewhere too, as stages and kinds do."""
    for cells in piece.sheet.columns:
        if cells.kind[position] == TEXT:
            same = (cells.text == cells.text.iloc[position]).to_numpy(dtype=bool) & (cells.kind == TEXT)
            same[[*headers, piece.header.position]] = False
            if same.any():
                return True
    return False


def _with_titles(piece: Piece, position: int) -> int:
    """The first of the rows of one text each that stand just above a header, else the header itself."""
    filled = filled_cells(piece.sheet)
    while position > 0 and filled[position - 1] == 1:
        position -= 1
    return position
