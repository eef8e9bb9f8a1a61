"""Which cells of the rep's own file Sentia never overwrites, each with the reason in words."""

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, area
from sentia.errors import CannotEdit
from sentia.workbook.files.package import Package
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.markup import tag
from sentia.workbook.patch.sheet_xml import SheetXml, XmlCell


def check_sheet(sheet: SheetXml, change: CellChange) -> None:
    """Raise CannotEdit where the whole sheet is locked; `change` is any of its changes."""
    if sheet.is_protected:
        raise CannotEdit(f"{change.place} is on a protected sheet; unprotect it in Excel, save, and try again.")


def check_place(sheet: SheetXml, fixed: list[tuple[Area, str]], change: CellChange) -> None:
    """Raise CannotEdit for a cell that belongs to something larger.

    `fixed` are the ranges of `fixed_areas`; a merged range may be changed in its first cell only.
    """
    row, column = change.row, change.column
    if not (1 <= row <= MAX_ROW and 0 <= column <= MAX_COLUMN):
        raise CannotEdit(f"{change.sheet}: row {row}, column {column} lies outside a sheet; name a cell inside.")
    if any(a.holds(row, column) and (a.top, a.left) != (row, column) for a in sheet.merged):
        raise CannotEdit(f"{change.place} is covered by a merged cell; change the first cell of that range.")
    if any(a.holds(row, column) for a in sheet.arrays):
        raise CannotEdit(f"{change.place} is filled by an array formula or data table; change the cells it reads.")
    for place, words in fixed:
        if place.holds(row, column):
            raise CannotEdit(f"{change.place} {words}.")


def check_cell(sheet: SheetXml, cell: XmlCell, change: CellChange) -> None:
    """Raise CannotEdit for a formula, or a cell that lies in another row than it says."""
    if tag(sheet.prefix, b"f").search(cell.inner):
        raise CannotEdit(f"{change.place} is a formula; change the cells it reads.")
    if cell.row != change.row:
        raise CannotEdit(f"{change.place} lies in the wrong row of the file; open it in Excel and save it again.")


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
