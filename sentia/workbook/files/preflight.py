"""A workbook measured before any reader touches it: what may be opened, and which sheets are in it.

One far cell in a 5 kB file makes the fast readers ask for terabytes and abort the whole process, so nothing
is opened whose sheets have not been measured here. Standard library only.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sentia.book.places import Area, area
from sentia.errors import UnreadableFile
from sentia.workbook.files import signatures
from sentia.workbook.files.binary_workbook import WORKBOOK, examine_xlsb
from sentia.workbook.files.measured import MAX_AREA, MeasuredSheet, within_limits
from sentia.workbook.files.measuring import MalformedSheet, filter_range, measure
from sentia.workbook.files.open_document import CONTENT, examine_ods
from sentia.workbook.files.package import Package

_SHARED = {"sharedStrings", "styles"}
_ON = {"1", "true", "on"}
_HIDDEN = {"hidden", "veryHidden"}


def examine(file: str, data: bytes) -> list[MeasuredSheet]:
    """The worksheets of a workbook (xlsx, xlsm, xlsb or ods) that may safely be read, in the workbook's order.

    Raises
    ------
    UnreadableFile
        The zip is no workbook, is damaged, unpacks to too much, or has a cell too far away.
    """
    package = Package(file, data)
    part = _workbook_part(package)
    if part is None and WORKBOOK in package.names:
        return examine_xlsb(package)
    if part is None and CONTENT in package.names:
        return examine_ods(package)
    if part is None:
        raise UnreadableFile(signatures.archive_refusal(file, package.names))
    return _examine_xlsx(file, package, part)


def _examine_xlsx(file: str, package: Package, part: str) -> list[MeasuredSheet]:
    relations = package.relations(part)
    for shared in relations:
        if shared.kind in _SHARED:
            package.read(shared.target)  # for its size and its document type: readers unpack it too
    targets = {r.id: r.target for r in relations if r.kind == "worksheet"}
    workbook = package.tree(part)
    is_1904 = _is_1904(workbook)
    named = {target: element for element in _sheets(workbook) if (target := targets.get(_relation_id(element)))}
    sheets = (_measured(package, target, element, is_1904) for target, element in named.items())
    measured = within_limits(file, (sheet for sheet in sheets if sheet))
    is_lost = {_relation_id(element) for element in _sheets(workbook)} - {r.id for r in relations}
    if not measured and (targets or is_lost):
        raise package.damaged("its sheets are missing")
    return measured


def _workbook_part(package: Package) -> str | None:
    named = [r.target for r in package.relations("") if r.kind == "officeDocument"]
    for part in [*named, "xl/workbook.xml"]:
        if not part.endswith(".xml"):
            continue
        root = package.tree(part)
        if root is not None and _local(root) == "workbook":
            return part
    return None


def _sheets(workbook: Element) -> Iterator[Element]:
    return (element for element in workbook.iter() if _local(element) == "sheet")


def _is_1904(workbook: Element) -> bool:
    """Whether the workbook counts its days from 1904."""
    settings = next((element for element in workbook.iter() if _local(element) == "workbookPr"), None)
    return settings is not None and settings.get("date1904", "0").strip().lower() in _ON


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _relation_id(element: Element) -> str:
    return next((value for name, value in element.items() if name.endswith("}id")), "")


def _measured(package: Package, part: str, element: Element, is_1904: bool) -> MeasuredSheet | None:
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
    return MeasuredSheet(name, element.get("state") not in _HIDDEN, extent, tuple(tables), is_1904=is_1904)


def _tables(package: Package, part: str) -> Iterator[Area | None]:
    """The ranges of Excel's own tables on a sheet, without their totals rows."""
    for relation in package.relations(part):
        table = package.tree(relation.target) if relation.kind == "table" else None
        found = area(table.get("ref", "")) if table is not None else None
        if found is not None:
            yield found._replace(bottom=found.bottom - (table.get("totalsRowCount", "0") != "0"))
