"""Which cells of the rep's own file Sentia never overwrites, each with the reason in words."""

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, area
from sentia.workbook.files.package import Package
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.markup import tag
from sentia.workbook.patch.sheet_xml import SheetXml

MAX_AREA = 30_000_000  # cells in the smallest box around all of a sheet's; a reader holds them all at once
_NEAR = 1_000  # rows below the last one that need no second thought


def refusal(sheet: SheetXml, fixed: list[tuple[Area, str]], change: CellChange) -> str | None:
    """Why a cell keeps what it holds, as a sentence; None where it can be changed.

    `fixed` are the ranges of `fixed_areas`; a merged range may be changed in its first cell only.
    """
    row, column = change.row, change.column
    if not (1 <= row <= MAX_ROW and 0 <= column <= MAX_COLUMN):
        return f"{change.sheet}: row {row}, column {column} lies outside a sheet; name a cell inside."
    if sheet.is_protected:
        return f"{change.place} is on a protected sheet; unprotect it in Excel, save, and try again."
    if any(a.holds(row, column) and (a.top, a.left) != (row, column) for a in sheet.merged):
        return f"{change.place} is covered by a merged cell; change the first cell of that range."
    if any(a.holds(row, column) for a in sheet.arrays):
        return f"{change.place} is filled by an array formula or data table; change the cells it reads."
    words = next((words for place, words in fixed if place.holds(row, column)), None)
    return f"{change.place} {words}." if words else _of_the_cell(sheet, change)


def _of_the_cell(sheet: SheetXml, change: CellChange) -> str | None:
    if len(sheet.by_number.get(change.row, ())) > 1:
        return f"{change.place}: the file has row {change.row} twice; open it in Excel and save it again."
    found = [cell for cell in sheet.cells_in(change.row) if cell.column == change.column]
    if len(found) > 1:
        return f"{change.place} is in the file twice; open it in Excel and save it again."
    if any(tag(sheet.prefix, b"f").search(cell.inner) for cell in found):
        return f"{change.place} is a formula; change the cells it reads."
    if any(cell.row != change.row for cell in found):
        return f"{change.place} lies in the wrong row of the file; open it in Excel and save it again."
    return _of_the_distance(sheet, change)


def _of_the_distance(sheet: SheetXml, change: CellChange) -> str | None:
    """A change so far from the other cells that no reader could hold the sheet afterwards."""
    height = sheet.height
    width = change.column + 1 if change.row <= height + _NEAR else max(sheet.width, change.column + 1)
    box = max(height, change.row) * width
    if change.value is None or box <= MAX_AREA or box <= height * sheet.width:
        return None
    return f"{change.place} lies too far from the sheet's other cells; write closer to them."


def fixed_areas(package: Package, part: str) -> list[tuple[Area, str]]:
    """The ranges of a sheet that tables and pivot tables keep for themselves, each with what to say of it."""
    found: list[tuple[Area, str]] = []
    for relation in package.relations(part):
        if relation.kind == "table":
            found += _table_edges(package, relation.target)
        elif relation.kind == "pivotTable":
            found += _pivot(package, relation.target)
    return found


def _table_edges(package: Package, part: str) -> list[tuple[Area, str]]:
    root = package.tree(part)
    place = area(root.get("ref", "")) if root is not None else None
    if place is None:
        return []
    headings, totals = (int(root.get(name) or default) for name, default in _EDGES.items())
    edges = []
    if headings:
        top = place._replace(bottom=place.top + headings - 1)
        edges.append((top, "is the heading of a table; rename it in Excel"))
    if totals:
        edges.append(
            (place._replace(top=place.bottom - totals + 1), "is in a table's total row; change the rows above")
        )
    return edges


_EDGES = {"headerRowCount": "1", "totalsRowCount": "0"}


def _pivot(package: Package, part: str) -> list[tuple[Area, str]]:
    root = package.tree(part)
    location = next((e for e in root if e.tag.endswith("}location")), None) if root is not None else None
    place = area(location.get("ref", "")) if location is not None else None
    return [(place, "is in a pivot table; change the rows it is made from")] if place else []
