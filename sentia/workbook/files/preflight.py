"""A workbook measured before any reader touches it: what may be opened, and which sheets are in it.

One far cell in a 5 kB file makes the fast readers ask for terabytes and abort the whole process, so nothing
is opened whose sheets have not been measured here. Standard library only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, area, cell_name
from sentia.errors import UnreadableFile
from sentia.workbook.files import signatures
from sentia.workbook.files.extent import Extent
from sentia.workbook.files.measuring import MalformedSheet, filter_range, measure
from sentia.workbook.files.package import Package

MAX_UPLOAD = 50_000_000  # bytes of a file
MAX_AREA = 15_000_000  # cells in the boxes from A1 to each sheet's farthest cell, all sheets together

_MILLION, _BILLION = 1_000_000, 1_000_000_000
_SPARSE = 10  # a box with fewer than one cell in so many filled owes its size to a stray cell
_SHARED = {"sharedStrings", "styles"}
_HIDDEN = {"hidden", "veryHidden"}


@dataclass(frozen=True)
class MeasuredSheet:
    """A worksheet of a workbook: its name, whether it is shown, how far it reaches, Excel's tables in it."""

    name: str
    is_visible: bool
    extent: Extent
    tables: tuple[Area, ...]

    @property
    def notes(self) -> list[str]:
        """Sentences for the rep about cells whose value is not in the file."""
        errors = sum(map(len, self.extent.errors.values()))
        return _never_calculated(self.extent.never_calculated) + _errors(errors)


def examine(file: str, data: bytes) -> list[MeasuredSheet]:
    """The worksheets of a workbook (xlsx, xlsm) that may safely be read, in the workbook's order.

    Raises
    ------
    UnreadableFile
        The zip is no workbook, is damaged, unpacks to too much, or has a cell too far away.
    """
    package = Package(file, data)
    part = _workbook_part(package)
    relations = package.relations(part)
    for shared in relations:
        if shared.kind in _SHARED:
            package.read(shared.target)  # for its size and its document type: readers unpack it too
    targets = {r.id: r.target for r in relations if r.kind == "worksheet"}
    measured, cells = [], 0
    for element in _sheets(package.tree(part)):
        target = targets.get(_relation_id(element))
        sheet = target and _measured(package, target, element)
        if sheet:
            cells += sheet.extent.area
            _refuse_if_too_large(file, sheet, cells)
            measured.append(sheet)
    if targets and not measured:
        raise package.damaged("its sheets are missing")
    return measured


def _workbook_part(package: Package) -> str:
    named = [r.target for r in package.relations("") if r.kind == "officeDocument"]
    for part in [*named, "xl/workbook.xml"]:
        if not part.endswith(".xml"):
            continue
        root = package.tree(part)
        if root is not None and _local(root) == "workbook":
            return part
    raise UnreadableFile(signatures.archive_refusal(package.file, package.names))


def _sheets(workbook: Element) -> Iterator[Element]:
    return (element for element in workbook.iter() if _local(element) == "sheet")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _relation_id(element: Element) -> str:
    return next((value for name, value in element.items() if name.endswith("}id")), "")


def _measured(package: Package, part: str, element: Element) -> MeasuredSheet | None:
    xml = package.read(part)
    if xml is None:
        return None
    name = element.get("name", "")
    try:
        extent = measure(xml, MAX_AREA)
    except MalformedSheet:
        raise package.damaged(f"sheet {name!r} cannot be read to its end") from None
    ranges = [*_tables(package, part), filter_range(xml)]
    tables = dict.fromkeys(r for r in ranges if r is not None)
    return MeasuredSheet(name, element.get("state") not in _HIDDEN, extent, tuple(tables))


def _tables(package: Package, part: str) -> Iterator[Area | None]:
    """The ranges of Excel's own tables on a sheet, without their totals rows."""
    for relation in package.relations(part):
        table = package.tree(relation.target) if relation.kind == "table" else None
        found = area(table.get("ref", "")) if table is not None else None
        if found is not None:
            yield found._replace(bottom=found.bottom - (table.get("totalsRowCount", "0") != "0"))


def _refuse_if_too_large(file: str, sheet: MeasuredSheet, cells: int) -> None:
    extent = sheet.extent
    if extent.last_row > MAX_ROW or extent.last_column > MAX_COLUMN:
        far = extent.lowest if extent.last_row > MAX_ROW else extent.rightmost
        raise UnreadableFile(
            f"{file}: sheet {sheet.name!r} has a cell at {cell_name(*far)}, outside the grid; export it again."
        )
    if cells <= MAX_AREA:
        return
    if extent.filled * _SPARSE < extent.area:
        raise UnreadableFile(f"{file}: {_stray_cells(sheet)}")
    raise UnreadableFile(
        f"{file}: with sheet {sheet.name!r} ({extent.last_row:,} rows, {extent.last_column + 1:,} columns) it has"
        f" {_many(cells)} cells, more than the {_many(MAX_AREA)} that are read at once;"
        " save the rows you need as a file of their own."
    )


def _stray_cells(sheet: MeasuredSheet) -> str:
    extent = sheet.extent
    makes = f"this sheet {_many(extent.area)} cells; delete {{}} and save again (sheet {sheet.name!r})."
    if extent.lowest == extent.rightmost:
        return f"one cell far away, at {cell_name(*extent.lowest)}, makes {makes.format('it')}"
    ends = f"{cell_name(*extent.lowest)} and {cell_name(*extent.rightmost)}"
    return f"cells far away, at {ends}, make {makes.format('them')}"


def _many(cells: int) -> str:
    if cells >= _BILLION:
        return f"{cells / _BILLION:,.0f} billion"
    return f"{cells / _MILLION:,.0f} million"


def _never_calculated(formulas: int) -> list[str]:
    if not formulas:
        return []
    have = "1 formula cell has" if formulas == 1 else f"{formulas:,} formula cells have"
    return [f"{have} never been calculated; open the file in Excel and save it once."]


def _errors(errors: int) -> list[str]:
    if not errors:
        return []
    return [f"{'1 cell holds' if errors == 1 else f'{errors:,} cells hold'} an error such as #N/A."]
