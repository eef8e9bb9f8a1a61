"""Changed cells put into a sheet's XML: over the old cell, between two, or into a row of their own."""

from collections.abc import Callable, Iterable, Mapping

from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.markup import Splice, attribute, is_on, number, with_attribute
from sentia.workbook.patch.sheet_xml import Row, SheetXml, XmlCell

MakeCell = Callable[[SheetXml, CellChange, Row | None, XmlCell | None], bytes]


def standing_style(sheet: SheetXml, change: CellChange, row: Row | None, cell: XmlCell | None) -> int | None:
    """The style the cell has, or that its row or column gives to an empty one; None where nothing gives one."""
    if cell is not None:
        return number(cell.attributes, "s")
    if row is not None and is_on(attribute(row.attributes, "customFormat")):
        return number(row.attributes, "s")
    return sheet.column_style(change.column) or None


def sheet_splices(
    sheet: SheetXml,
    cells: Mapping[tuple[int, int], CellChange],
    make_cell: MakeCell,
    row_attributes: Mapping[int, bytes] | None = None,
) -> list[Splice]:
    """The replacements that put the changes, by (row, column), into one sheet's XML.

    An empty value where there is no cell changes nothing. `row_attributes` are those of rows that are not there
    yet. Every change is one that `refusal` has nothing against.
    """
    rows: dict[int, list[CellChange]] = {}
    for (row, _), change in sorted(cells.items(), key=lambda each: each[0]):
        rows.setdefault(row, []).append(change)
    splices, new_rows = [], []
    for row, changes in rows.items():
        found = sheet.by_number.get(row, [])
        if found:
            splices += _in_row(sheet, found[0], changes, make_cell)
        else:
            new_rows += _new_row(sheet, row, changes, make_cell, (row_attributes or {}).get(row, b""))
    written = [(c.row, c.column) for c in cells.values() if c.value is not None]
    return splices + _placed(sheet, new_rows) + (sheet.widened(written) if written else [])


def _in_row(sheet: SheetXml, row: Row, changes: list[CellChange], make_cell: MakeCell) -> list[Splice]:
    standing = sheet.cells_in(row.number)
    by_column = {cell.column: cell for cell in standing}
    over, between = [], []
    for change in changes:
        found = by_column.get(change.column)
        if found:
            over.append((found.start, found.end, make_cell(sheet, change, row, found)))
        elif change.value is not None:
            between.append((_place_of(change, standing, row), make_cell(sheet, change, row, None)))
    return over + _inserted(sheet, row, between)


def _place_of(change: CellChange, standing: Iterable[XmlCell], row: Row) -> int:
    return next((cell.start for cell in standing if cell.column > change.column), row.inner_end)


def _inserted(sheet: SheetXml, row: Row, new: list[tuple[int, bytes]]) -> list[Splice]:
    if not new:
        return []
    attributes = with_attribute(row.attributes, "spans", None)
    start = row.start + len(b"<%brow" % sheet.prefix)
    if not row.attributes.endswith(b"/"):
        return [(start, row.inner - 1, attributes), *((place, place, xml) for place, xml in new)]
    content = b"".join(xml for _, xml in new)
    return [(start, row.end, b"%b>%b</%brow>" % (attributes.removesuffix(b"/").rstrip(), content, sheet.prefix))]


def _new_row(
    sheet: SheetXml, row: int, changes: list[CellChange], make_cell: MakeCell, attributes: bytes
) -> list[tuple[int, bytes]]:
    content = b"".join(make_cell(sheet, change, None, None) for change in changes if change.value is not None)
    if not content:
        return []
    named = sheet.prefix + b"row"
    return [(row, b'<%b r="%d"%b>%b</%b>' % (named, row, attributes, content, named))]


def _placed(sheet: SheetXml, new_rows: list[tuple[int, bytes]]) -> list[Splice]:
    if not new_rows:
        return []
    if sheet.is_closed:
        opened = sheet.text[slice(*sheet.opening)].removesuffix(b"/>").rstrip() + b">"
        content = b"".join(xml for _, xml in new_rows)
        return [(*sheet.opening, opened + content + b"</%bsheetData>" % sheet.prefix)]
    splices = []
    for new, xml in new_rows:
        place = next((row.start for row in sheet.rows if row.number > new), sheet.end)
        splices.append((place, place, xml))
    return splices
