"""How far a sheet's cells reach, and which are formulas or errors, from the bytes of its XML.

Readers lose the difference between an empty cell, an error and a formula that was never calculated, and they
allocate the whole box from A1 to the farthest cell. Nearly every program writes rows and cells in one plain
shape, which `plain_shape` measures fast; whatever has another shape goes through expat here, exact and slower.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, area, column_number
from sentia.workbook.files.extent import Extent
from sentia.workbook.files.plain_shape import measure_plain

_column_number = lru_cache(maxsize=MAX_COLUMN)(column_number)
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,12})")  # cells beyond the grid too
_MANY_CELLS = {"array", "dataTable"}  # formulas that fill a whole range


class MalformedSheet(ValueError):
    """The XML of a sheet is broken, or a cell is called by no name a cell can have."""


def measure(xml: bytes, max_area: int) -> Extent:
    """How far the cells of a sheet reach and which are formulas or errors.

    Parameters
    ----------
    xml : bytes
        The sheet's part, as UTF-8 and without a document type.
    max_area : int
        Where the plain pass finds a larger box, formatted empty cells included, the exact one decides.

    Raises
    ------
    MalformedSheet
        The XML is broken, or a cell is called by no name a cell can have.
    """
    extent = measure_plain(xml)
    if extent is None or extent.area > max_area or extent.last_row > MAX_ROW:
        extent = measure_exactly(xml)
    if extent.area <= max_area:
        for reference in extent.ranges:
            _spread(extent, reference)
    return extent


def filter_range(xml: bytes) -> Area | None:
    """The range of a sheet's filter buttons; None where it has none."""
    found = re.search(rb'<(?:\w+:)?autoFilter\b[^>]*?\bref="([^"]+)"', xml[xml.rfind(b"sheetData") :])
    return area(found[1].decode("utf-8", "replace")) if found else None


def _spread(extent: Extent, reference: str) -> None:
    """Count every cell of an array formula's range as a formula, inside the box."""
    found = area(reference)
    if found is None:
        return
    rows = range(found.top, min(found.bottom, extent.last_row) + 1)
    for each in range(found.left, min(found.right, extent.last_column) + 1):
        extent.formulas.setdefault(each, []).extend(rows)


class _Tags(dict):
    """What to do at a tag, whatever its namespace prefix; remembered for each spelling."""

    def __missing__(self, tag: str) -> Callable | None:
        self[tag] = self.get(tag.rpartition(":")[2])
        return self[tag]


class _Walk:
    """One pass with expat, keeping the cell it is in until the next one begins."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row, self.column = 0, -1
        self.is_error = self.has_formula = self.has_value = False
        self._begin = _Tags(row=self._row, c=self._cell, v=self._value, f=self._formula)
        self._begin["is"] = self._value

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        begin = self._begin[tag]
        if begin is not None:
            begin(attributes)

    def finish(self) -> None:
        """Count the cell that has just ended, if it holds anything."""
        if not (self.has_value or self.has_formula):
            return
        self.extent.reach(self.row, self.column)
        if self.has_formula:
            self.extent.formulas.setdefault(self.column, []).append(self.row)
            self.extent.never_calculated += not self.has_value
        if self.is_error:
            self.extent.errors.setdefault(self.column, []).append(self.row)
        self.has_formula = self.has_value = False

    def _row(self, attributes: dict[str, str]) -> None:
        self.finish()
        named = attributes.get("r", "")
        self.row = int(named) if re.fullmatch("[0-9]{1,12}", named) else self.row + 1
        self.column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        self.finish()
        self.is_error = attributes.get("t") == "e"
        if "r" not in attributes:
            self.column += 1
            return
        found = _REFERENCE.fullmatch(attributes["r"])
        if found is None:
            raise MalformedSheet(f"a cell is called {attributes['r'][:20]!r}")
        self.column, self.row = _column_number(found[1]), int(found[2])

    def _value(self, _: dict[str, str]) -> None:
        self.has_value = True

    def _formula(self, attributes: dict[str, str]) -> None:
        self.has_formula = True
        if attributes.get("t") in _MANY_CELLS:
            self.extent.ranges.append(attributes.get("ref", ""))


def measure_exactly(xml: bytes) -> Extent:
    """The extent of any sheet, formatted empty cells left out; MalformedSheet as `measure` says."""
    walk, parser = _Walk(), expat.ParserCreate()
    parser.StartElementHandler = walk.start
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise MalformedSheet(str(error)) from None
    walk.finish()
    return walk.extent
