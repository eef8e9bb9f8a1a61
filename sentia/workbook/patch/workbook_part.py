"""The part of a workbook that lists its sheets and says how it counts days and when it recalculates."""

import re
from dataclasses import dataclass

from sentia.errors import CannotWrite
from sentia.workbook.files.package import Package
from sentia.workbook.patch import markup
from sentia.workbook.patch.markup import closing, is_on, tag, with_attribute

_ROOT = re.compile(rb"<" + markup.PREFIX + rb"workbook(?=[\s/>])")
_BEFORE_CALCULATION = (b"definedNames", b"externalReferences", b"functionGroups", b"sheets")
_RELATION = "id"


@dataclass(frozen=True)
class WorkbookPart:
    """Where the workbook's parts are.

    `sheets` maps each worksheet's name to its part, `other_sheets` are the names of those that hold no cells
    (charts, dialogs, old macros); `styles` and `strings` are parts too, None where the file has none.
    """

    part: str
    sheets: dict[str, str]
    other_sheets: tuple[str, ...]
    styles: str | None
    strings: str | None
    is_1904: bool


def read_workbook_part(package: Package) -> WorkbookPart:
    """Find a workbook's sheets through its relationships.

    Raises
    ------
    CannotWrite
        The package holds no workbook.
    """
    part = next((r.target for r in package.relations("") if r.kind == "officeDocument"), "xl/workbook.xml")
    root = package.tree(part)
    if root is None or not root.tag.endswith("}workbook"):
        raise CannotWrite("The file is no .xlsx or .xlsm workbook; save it as one in Excel.")
    relations = {relation.id: relation for relation in package.relations(part)}
    listed = [(e.get("name", ""), relations.get(_relation(e.attrib))) for e in root.iter() if _is(e.tag, "sheet")]
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    settings = next((e for e in root.iter() if _is(e.tag, "workbookPr")), None)
    return WorkbookPart(
        part=part,
        sheets={name: r.target for name, r in listed if r is not None and r.kind == "worksheet"},
        other_sheets=tuple(name for name, r in listed if r is None or r.kind != "worksheet"),
        styles=by_kind.get("styles"),
        strings=by_kind.get("sharedStrings"),
        is_1904=settings is not None and is_on(settings.get("date1904")),
    )


def _is(name: str, local: str) -> bool:
    return name.rpartition("}")[2] == local


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith("}" + _RELATION)), "")


def recalculated_on_load(part: bytes) -> bytes:
    """The workbook part, told to work out every formula when it is opened.

    Examples
    --------
    >>> recalculated_on_load(b"<workbook><sheets></sheets></workbook>")
    b'<workbook><sheets></sheets><calcPr fullCalcOnLoad="1"/></workbook>'
    """
    text, codec, mark = markup.as_utf8(part)
    root = _ROOT.search(text)
    prefix = root[1] if root else b""
    stated = tag(prefix, b"calcPr").search(text)
    if stated:
        splice = (stated.start(1), stated.end(1), with_attribute(stated[1], "fullCalcOnLoad", "1"))
    else:
        place = _after(text, prefix)
        splice = (place, place, b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix)
    return markup.from_utf8(markup.spliced(text, [splice]), codec, mark)


def _after(text: bytes, prefix: bytes) -> int:
    for name in _BEFORE_CALCULATION:
        shut = closing(prefix, name).search(text) or _empty(text, prefix, name)
        if shut:
            return shut.end()
    raise CannotWrite("The workbook lists no sheets; open it in Excel and save it again.")


def _empty(text: bytes, prefix: bytes, name: bytes) -> re.Match[bytes] | None:
    match = tag(prefix, name).search(text)
    return match if match and match[1].endswith(b"/") else None
