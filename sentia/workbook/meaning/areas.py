"""Parts of a sheet: a rectangle looked at as if the rest of the sheet were empty."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from sentia.book.places import Area, cell_name
from sentia.workbook.files.cells import EMPTY, Cells, Sheet


def whole(sheet: Sheet) -> Area:
    """The rectangle of all rows and columns of a sheet."""
    return Area(1, 0, max(sheet.n_rows, 1), max(sheet.n_columns - 1, 0))


def view(sheet: Sheet, area: Area) -> Sheet:
    """The sheet with every cell outside the area empty, so that rows and columns keep their numbers."""
    if area == whole(sheet):
        return sheet
    columns = tuple(
        _within(cells, area, area.left <= number <= area.right) for number, cells in enumerate(sheet.columns)
    )
    tables = tuple(table for table in sheet.tables if area.holds(table[0], table[1]))
    return replace(sheet, columns=columns, tables=tables)


def _within(cells: Cells, area: Area, is_inside: bool) -> Cells:
    kind = np.full(len(cells), EMPTY, dtype=np.int8)
    if is_inside:
        rows = slice(area.top - 1, area.bottom)
        kind[rows] = cells.kind[rows]
    return Cells(kind, cells.text, cells.number)


def named(area: Area) -> str:
    """An area as Excel names it.

    Examples
    --------
    >>> named(Area(4, 1, 200, 7)), named(Area(4, 1, 4, 1))
    ('B4:H200', 'B4')
    """
    first, last = cell_name(area.top, area.left), cell_name(area.bottom, area.right)
    return first if first == last else f"{first}:{last}"


def filled_area(sheet: Sheet) -> Area | None:
    """The smallest rectangle around everything on a sheet; None where nothing is."""
    columns = [c for c, cells in enumerate(sheet.columns) if (cells.kind != EMPTY).any()]
    if not columns:
        return None
    rows = np.flatnonzero(np.logical_or.reduce([sheet.columns[c].kind != EMPTY for c in columns]))
    return Area(int(rows[0]) + 1, columns[0], int(rows[-1]) + 1, columns[-1])


def column_runs(sheet: Sheet, area: Area) -> list[Area]:
    """The area cut before each filled column that has an empty one, or another of Excel's tables, before it."""
    rows = slice(area.top - 1, area.bottom)
    used = [bool((sheet.columns[c].kind[rows] != EMPTY).any()) for c in range(area.left, area.right + 1)]
    tables = [Area(*table) for table in sheet.tables if area.holds(table[0], table[1])]
    lefts = {table.left for table in tables} if len(tables) > 1 else set()
    starts = [
        area.left + n
        for n, is_used in enumerate(used)
        if is_used and n and (not used[n - 1] or area.left + n in lefts)
    ]
    return [area._replace(left=left, right=right) for left, right in _spans(area.left, area.right, starts)]


def row_bands(area: Area, starts: Sequence[int]) -> list[Area]:
    """The area cut before each of these rows (from 1)."""
    return [area._replace(top=top, bottom=bottom) for top, bottom in _spans(area.top, area.bottom, starts)]


def _spans(first: int, last: int, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    firsts = [first, *sorted(start for start in set(starts) if start > first)]
    return zip(firsts, [*(start - 1 for start in firsts[1:]), last], strict=True)


def joined(areas: Sequence[Area]) -> Area:
    """The smallest rectangle that holds these."""
    tops, lefts, bottoms, rights = zip(*areas, strict=True)
    return Area(min(tops), min(lefts), max(bottoms), max(rights))
