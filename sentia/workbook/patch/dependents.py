"""Which formulas can depend on an edited cell, so that their stored results must not be shown as if true."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sentia.book.places import Area, area, cell_place
from sentia.workbook.patch import markup
from sentia.workbook.patch.formula_references import Reference, references
from sentia.workbook.patch.markup import Splice, attribute, tag, with_attribute
from sentia.workbook.patch.sheet_xml import SheetXml, XmlCell

_MAX_STEPS = 20_000  # ranges looked up one cell at a time; beyond it every formula counts as dependent


class Formula(NamedTuple):
    """One formula: its sheet in lower case, the range it fills, its element, what it reads (None: anything)."""

    sheet: str
    fills: Area
    cell: XmlCell
    reads: tuple[Reference, ...] | None


def has_formulas(sheet: SheetXml) -> bool:
    """Whether any cell of the sheet is a formula."""
    return tag(sheet.prefix, b"f").search(sheet.text, sheet.start, sheet.end) is not None


def formulas_of(sheets: Mapping[str, SheetXml]) -> list[Formula]:
    """Every formula of these sheets."""
    return [formula for name, sheet in sheets.items() for formula in _formulas(name.lower(), sheet)]


def stale_formulas(formulas: list[Formula], changed: Iterable[tuple[str, Area]]) -> list[Formula]:
    """Those of the formulas that can depend, directly or not, on changed cells, each a sheet and an area of it.

    A formula whose text does not say what it reads counts as dependent; so does every formula of a book
    whose chains of ranges are too long to follow.
    """
    if not formulas:
        return []
    stale = _Spread(formulas).reached([(sheet.lower(), place) for sheet, place in changed])
    return [formula for formula, is_stale in zip(formulas, stale, strict=True) if is_stale]


def without_results(formulas: Iterable[Formula], prefix: bytes) -> list[Splice]:
    """The changes that take the stored results out of these formulas' cells and leave the formulas."""
    cells = (formula.cell for formula in formulas)
    return [
        (cell.start, cell.end, bare_cell(prefix, cell.attributes, cell.inner))
        for cell in cells
        if any(shown != b"" for shown in _results(prefix).findall(cell.inner))
    ]


def bare_cell(prefix: bytes, attributes: bytes, inner: bytes) -> bytes:
    """A formula cell's element without its stored result and without the result's type."""
    kept = _results(prefix).sub(b"", inner)
    return b"<%bc%b>%b</%bc>" % (prefix, with_attribute(attributes, "t", None), kept, prefix)


@lru_cache(maxsize=64)
def _results(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix) + b"v"
    return re.compile(rb"<" + name + rb"(?:\s[^>]*)?/>|<" + name + rb"(?:\s[^>]*)?>([^<]*)</" + name + rb"\s*>")


def formula_cells(sheet: SheetXml) -> Iterator[XmlCell]:
    """The cells of a sheet that hold a formula."""
    closed = markup.closing(sheet.prefix, b"c")
    for match in _with_formula(sheet.prefix).finditer(sheet.text, sheet.start, sheet.end):
        place = cell_place(attribute(match[1], "r") or "")
        if place is None:
            yield from _unnamed(sheet, match.start())
            return
        inner, shut = match.end(1) + 1, closed.search(sheet.text, match.end(), sheet.end)
        inner_end, end = shut.span() if shut else (sheet.end, sheet.end)
        yield XmlCell(*place, match.start(), end, match[1], sheet.text[inner:inner_end])


@lru_cache(maxsize=64)
def _with_formula(prefix: bytes) -> re.Pattern[bytes]:
    named = re.escape(prefix)
    return re.compile(rb"<" + named + rb"c(?=[\s>])" + markup.ATTRIBUTES + rb">\s*<" + named + rb"f(?=[\s/>])")


def _unnamed(sheet: SheetXml, start: int) -> Iterator[XmlCell]:
    mark = tag(sheet.prefix, b"f")
    for row in sheet.rows:
        if row.end > start and mark.search(sheet.text, row.inner, row.inner_end):
            yield from (cell for cell in sheet.cells(row) if cell.start >= start and mark.search(cell.inner))


def _formulas(name: str, sheet: SheetXml) -> Iterator[Formula]:
    mark = tag(sheet.prefix, b"f")
    shared: dict[str, tuple[XmlCell, tuple[Reference, ...] | None]] = {}
    for cell in formula_cells(sheet):
        match = mark.search(cell.inner)
        text = b"" if match[1].endswith(b"/") else cell.inner[match.end() :].partition(b"<")[0]
        kind, group = attribute(match[1], "t"), attribute(match[1], "si") or ""
        if kind == "shared" and not text:
            reads = _moved(shared.get(group), cell)
        else:
            reads = None if kind == "dataTable" else references(markup.text_of(text))
        if kind == "shared" and text:
            shared[group] = (cell, reads)
        here = Area(cell.row, cell.column, cell.row, cell.column)
        fills = area(attribute(match[1], "ref") or "") if kind in ("array", "dataTable") else None
        yield Formula(name, fills or here, cell, reads)


def _moved(
    first: tuple[XmlCell, tuple[Reference, ...] | None] | None, cell: XmlCell
) -> tuple[Reference, ...] | None:
    if first is None or first[1] is None:
        return None
    rows, columns = cell.row - first[0].row, cell.column - first[0].column
    return tuple(reference.moved(rows, columns) for reference in first[1])


class _Spread:
    """Follows a change from formula to formula."""

    def __init__(self, formulas: list[Formula]) -> None:
        self._formulas = formulas
        self._stale = np.zeros(len(formulas), dtype=bool)
        self._readers: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        ranges: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        for number, formula in enumerate(formulas):
            for reference in formula.reads or ():
                self._note(number, reference.sheet or formula.sheet, reference.area, ranges)
        self._ranges = {sheet: np.array(rows, dtype=np.int64) for sheet, rows in ranges.items()}

    def _note(self, number: int, sheet: str, read: Area, ranges: dict[str, list[tuple[int, ...]]]) -> None:
        if read.top == read.bottom and read.left == read.right:
            self._readers[sheet, read.top, read.left].append(number)
        else:
            top, bottom = sorted((read.top, read.bottom))
            left, right = sorted((read.left, read.right))
            ranges[sheet].append((top, left, bottom, right, number))

    def reached(self, changed: list[tuple[str, Area]]) -> np.ndarray:
        """Which formulas the changed areas reach, one truth a formula."""
        pending = list(changed)
        self._mark([n for n, formula in enumerate(self._formulas) if formula.reads is None], pending)
        steps = 0
        while pending:
            sheet, place = pending.pop()
            self._mark(self._reading(sheet, place), pending)
            steps += len(self._ranges.get(sheet, ())) > 0
            if steps > _MAX_STEPS:
                self._stale[:] = True
                break
        return self._stale

    def _mark(self, numbers: Iterable[int], pending: list[tuple[str, Area]]) -> None:
        for number in numbers:
            if not self._stale[number]:
                self._stale[number] = True
                pending.append((self._formulas[number].sheet, self._formulas[number].fills))

    def _reading(self, sheet: str, place: Area) -> list[int]:
        if place.top == place.bottom and place.left == place.right:
            found = list(self._readers.get((sheet, place.top, place.left), ()))
        else:
            found = [n for (s, r, c), ns in self._readers.items() if s == sheet and place.holds(r, c) for n in ns]
        return found + self._ranges_meeting(sheet, place)

    def _ranges_meeting(self, sheet: str, place: Area) -> list[int]:
        ranges = self._ranges.get(sheet)
        if ranges is None or not len(ranges):
            return []
        top, left, bottom, right, _ = ranges.T
        hit = (top <= place.bottom) & (bottom >= place.top) & (left <= place.right) & (right >= place.left)
        self._ranges[sheet] = ranges[~hit] if hit.any() else ranges
        return ranges[hit][:, -1].tolist()
