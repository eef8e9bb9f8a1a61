"""Rows made in Sentia, put below the last row of a table on the rep's own sheet, dressed as that row is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sentia.book.places import Area, area, cell_name
from sentia.workbook.patch import markup
from sentia.workbook.patch.changes import CellChange, NewRow
from sentia.workbook.patch.formula_moves import moved
from sentia.workbook.patch.free_places import Spot
from sentia.workbook.patch.markup import Splice, attribute, number, tag, with_attribute
from sentia.workbook.patch.result_sheet import Formula
from sentia.workbook.patch.sheet_xml import SheetXml, XmlCell

_KEPT_OF_A_ROW = ("ht", "customHeight", "s", "customFormat")
_EXTENDED = (b"autoFilter", b"conditionalFormatting", b"dataValidation")
_AREAS = {b"autoFilter": "ref", b"conditionalFormatting": "sqref", b"dataValidation": "sqref"}


class Blank:
    """The value of a cell that is there for its looks alone."""


BLANK = Blank()


@dataclass
class RowsBelow:
    """What new rows ask of one sheet: cells by (row, column), their looks, and how far they reach.

    `refused` are values for cells that a formula fills.
    """

    spot: Spot
    bottom: int
    cells: dict[tuple[int, int], CellChange] = field(default_factory=dict)
    looks: dict[tuple[int, int], int | None] = field(default_factory=dict)
    row_attributes: bytes = b""
    refused: list[tuple[CellChange, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rows_below(sheet: SheetXml, spot: Spot, rows: Iterable[NewRow]) -> RowsBelow:
    """The cells of the new rows: their values, the formulas that go on, and empty ones that look as above."""
    rows = list(rows)
    made = RowsBelow(spot, spot.after_row + len(rows), row_attributes=_attributes(sheet, spot.after_row))
    above = {cell.column: cell for cell in sheet.cells_in(spot.after_row)}
    for step, row in enumerate(rows, 1):
        _fill(made, sheet, row, step, above)
    if spot.unlike:
        named = ", ".join(cell_name(spot.after_row, column) for column in spot.unlike)
        made.notes.append(
            f"The formula in {rows[0].sheet}!{named} is not like the one above it, so it was not continued."
        )
    return made


def _attributes(sheet: SheetXml, row: int) -> bytes:
    standing = sheet.by_number[row][0].attributes
    kept = ((name, attribute(standing, name)) for name in _KEPT_OF_A_ROW)
    return b"".join(with_attribute(b"", name, value) for name, value in kept if value is not None)


def _fill(made: RowsBelow, sheet: SheetXml, row: NewRow, step: int, above: Mapping[int, XmlCell]) -> None:
    target = made.spot.after_row + step
    standing = {cell.column: cell.inner.strip() for cell in sheet.cells_in(target)}
    for column in range(made.spot.left, made.spot.right + 1):
        value = _value(made, row, target, column, step)
        value = BLANK if standing.get(column) else value  # a formula filled down in advance stays
        is_needed = value is not BLANK or (column in above and column not in standing)
        if is_needed and (value is not BLANK or number(above[column].attributes, "s")):
            made.cells[target, column] = CellChange(row.sheet, target, column, value)
            made.looks[target, column] = number(above[column].attributes, "s") if column in above else None


def _value(made: RowsBelow, row: NewRow, target: int, column: int, step: int) -> object:
    formula = made.spot.formulas.get(column)
    value = row.values.get(column)
    if formula is None:
        return BLANK if value is None or value == "" else value
    if value is not None:
        change = CellChange(row.sheet, target, column, value)
        made.refused.append((change, f"{change.place} is worked out by a formula; change the cells it reads."))
    return Formula(moved(formula, step) or formula)


def extended_ranges(sheet: SheetXml, spot: Spot, bottom: int) -> list[Splice]:
    """Filters, validations and conditional formats that ended with the last row, ending with the new one."""
    edge = spot.edge
    begins = len(sheet.text) - len(sheet.tail)
    splices = []
    for name in _EXTENDED:
        for match in tag(sheet.prefix, name).finditer(sheet.text, begins):
            stated = attribute(match[1], _AREAS[name]) or ""
            longer = longer_areas(stated, edge, bottom)
            if longer != stated:
                splices.append((*match.span(1), with_attribute(match[1], _AREAS[name], longer)))
    for match in _EXTENSION_AREAS.finditer(sheet.text, begins):
        longer = longer_areas(markup.text_of(match[1]), edge, bottom)
        splices.append((*match.span(1), longer.encode()))
    return splices


_EXTENSION_AREAS = markup.content(b"sqref")


def longer_areas(stated: str, edge: Area, bottom: int) -> str:
    """Ranges, those that end with the row of `edge` and meet its columns reaching down to `bottom`.

    Examples
    --------
    >>> longer_areas("B2:B10 F10 H2:H10", Area(10, 0, 10, 5), 12)
    'B2:B12 F10 H2:H10'
    """
    return " ".join(_longer(each, edge, bottom) for each in stated.split())


def _longer(stated: str, edge: Area, bottom: int) -> str:
    place = area(stated)
    if place is None or place.bottom != edge.bottom or place.top == place.bottom or not place.meets(edge):
        return stated
    return f"{cell_name(place.top, place.left)}:{cell_name(bottom, place.right)}"


def longer_table(part: bytes, place: Area, bottom: int) -> bytes:
    """A table's part whose rows, and its filter's, reach down to `bottom`, and that waits for no first one."""
    text, codec, mark = markup.as_utf8(part)
    root = _TABLE.search(text)
    prefix = root[1]
    splices = []
    for name in (b"table", b"autoFilter"):
        match = tag(prefix, name).search(text)
        stated = area(attribute(match[1], "ref") or "") if match else None
        if stated and stated.bottom == place.bottom:
            reached = cell_name(max(bottom, stated.bottom), stated.right)
            attributes = with_attribute(match[1], "ref", f"{cell_name(stated.top, stated.left)}:{reached}")
            splices.append((*match.span(1), with_attribute(attributes, "insertRow", None)))
    return markup.from_utf8(markup.spliced(text, splices), codec, mark)


_TABLE = markup.root(b"table")
