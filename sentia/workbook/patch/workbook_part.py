"""The part of a workbook that lists its sheets and says how it counts days and when it recalculates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from sentia.book.places import Area, area
from sentia.errors import CannotWrite
from sentia.workbook.files.package import Package
from sentia.workbook.patch import markup
from sentia.workbook.patch.markup import Splice, attribute, closing, is_on, number, tag, with_attribute
from sentia.workbook.patch.result_sheet import MARK

_ROOT = re.compile(rb"<" + markup.PREFIX + rb"workbook(?=[\s/>])")
_BEFORE_NAMES = (b"externalReferences", b"functionGroups", b"sheets")
_BEFORE_CALCULATION = (b"definedNames", *_BEFORE_NAMES)
_SHEET_NAME = re.compile(r"^(?:'((?:[^']|'')+)'|([^!']+))!(.+)$")
_IDENTITY = re.compile(rb"""\s((?:[\w.\-]+:)id)\s*=\s*["'][^"']*["']""")
_DECLARED = re.compile(rb"""\sxmlns:[\w.\-]+\s*=\s*["'][^"']*["']""")
_RELATION = "id"


@dataclass(frozen=True)
class WorkbookPart:
    """Where the workbook's parts are.

    `sheets` maps each worksheet's name to its part, `other_sheets` are the names of those that hold no cells
    (charts, dialogs, old macros); `styles` and `strings` are parts too, None where the file has none.
    `marks` are the hidden names that tell which sheets are Sentia's, each with its sheet and the cells filled;
    `names` are all names that formulas can use, in lower case.
    """

    part: str
    sheets: dict[str, str]
    other_sheets: tuple[str, ...]
    styles: str | None
    strings: str | None
    is_1904: bool
    namespace: str
    marks: dict[str, tuple[str, Area]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    is_locked: bool = False

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Every sheet's name, those without cells too."""
        return (*self.sheets, *self.other_sheets)


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
        namespace=root.tag.partition("}")[0].removeprefix("{"),
        marks=_marks(root),
        names=frozenset((e.get("name") or "").lower() for e in root.iter() if _is(e.tag, "definedName")),
        is_locked=any(is_on(e.get("lockStructure")) for e in root.iter() if _is(e.tag, "workbookProtection")),
    )


def _marks(root: ElementTree.Element) -> dict[str, tuple[str, Area]]:
    names = (e for e in root.iter() if _is(e.tag, "definedName") and e.get("localSheetId") is None)
    found = {(e.get("name") or "").lower(): place_of(e.text or "") for e in names}
    return {name: place for name, place in found.items() if name.startswith(MARK) and place}


def place_of(reference: str) -> tuple[str, Area] | None:
    """The sheet and the cells that a name's formula points at, None where it is no such reference.

    Examples
    --------
    >>> place_of("'Ann''s day'!$A$1:$C$3")
    ("Ann's day", Area(top=1, left=0, bottom=3, right=2))
    """
    match = _SHEET_NAME.match(reference)
    place = area(match[3]) if match else None
    return ((match[1] or match[2]).replace("''", "'"), place) if place else None


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


def with_sheets(part: bytes, sheets: Iterable[tuple[str, str, bool]]) -> bytes:
    """The workbook part with more sheets at the end of its list, each a name, a relation's id and whether hidden.

    Being last they move no other sheet's place, by which the names of single sheets are told.
    """
    text, codec, mark = markup.as_utf8(part)
    prefix = _ROOT.search(text)[1]
    listed = [match[1] for match in tag(prefix, b"sheet").finditer(text)]
    if not listed:
        raise CannotWrite("The workbook lists no sheets; open it in Excel and save it again.")
    identity = _IDENTITY.search(listed[-1])[1].decode()
    declared = b"".join(_DECLARED.findall(listed[-1]))
    first = max(number(attributes, "sheetId") or 0 for attributes in listed) + 1
    added = b"".join(
        b"<%bsheet%b" % (prefix, declared)
        + f' name={quoteattr(name)} sheetId="{i}"{_HIDDEN if is_hidden else ""} {identity}="{relation}"/>'.encode()
        for i, (name, relation, is_hidden) in enumerate(sheets, first)
    )
    end = closing(prefix, b"sheets").search(text).start()
    return markup.from_utf8(markup.spliced(text, [(end, end, added)]), codec, mark)


_HIDDEN = ' state="hidden"'


def with_names(part: bytes, names: Mapping[str, str]) -> bytes:
    """The workbook part with these hidden names of the whole book, each meaning a formula, anew or changed.

    Examples
    --------
    >>> with_names(b"<workbook><sheets></sheets></workbook>", {"_sentia_day": "Day!$A$1"})[27:-11]
    b'<definedNames><definedName hidden="1" name="_sentia_day">Day!$A$1</definedName></definedNames>'
    """
    text, codec, mark = markup.as_utf8(part)
    prefix = _ROOT.search(text)[1]
    splices = [(*span, b"") for name, span in _global_names(text, prefix).items() if name in names]
    named = prefix + b"definedName"
    added = b"".join(
        b"<%b%b>%b</%b>" % (named, f' hidden="1" name="{name}"'.encode(), escape(formula).encode(), named)
        for name, formula in names.items()
    )
    shut = closing(prefix, b"definedNames").search(text)
    if shut:
        splices.append((shut.start(), shut.start(), added))
    else:
        empty = _empty(text, prefix, b"definedNames")
        place = empty.span() if empty else (_after(text, prefix, _BEFORE_NAMES),) * 2
        splices.append((*place, b"<%bs>%b</%bs>" % (named, added, named)))
    return markup.from_utf8(markup.spliced(text, splices), codec, mark)


def _global_names(text: bytes, prefix: bytes) -> dict[str, tuple[int, int]]:
    """Where each name of the whole book stands, in lower case."""
    found = {}
    for match in tag(prefix, b"definedName").finditer(text):
        shut = closing(prefix, b"definedName").search(text, match.end())
        if attribute(match[1], "localSheetId") is None and shut:
            found[(attribute(match[1], "name") or "").lower()] = (match.start(), shut.end())
    return found


def with_wider_filters(part: bytes, wider: Mapping[str, tuple[int, int]]) -> bytes:
    """The workbook part whose hidden filter ranges on these sheets reach a later row: (last row, new last row)."""
    text, codec, mark = markup.as_utf8(part)
    prefix = _ROOT.search(text)[1]
    splices: list[Splice] = []
    for match in tag(prefix, b"definedName").finditer(text):
        shut = closing(prefix, b"definedName").search(text, match.end())
        stated = text[match.end() : shut.start()] if shut else b""
        found = place_of(markup.text_of(stated))
        rows = wider.get(found[0]) if found and attribute(match[1], "name") == _FILTER else None
        if rows and found[1].bottom == rows[0]:
            end = match.end() + len(stated)
            splices.append((end - len(str(rows[0])), end, str(rows[1]).encode()))
    return markup.from_utf8(markup.spliced(text, splices), codec, mark)


_FILTER = "_xlnm._FilterDatabase"


def _after(text: bytes, prefix: bytes, names: tuple[bytes, ...] = _BEFORE_CALCULATION) -> int:
    for name in names:
        shut = closing(prefix, name).search(text) or _empty(text, prefix, name)
        if shut:
            return shut.end()
    raise CannotWrite("The workbook lists no sheets; open it in Excel and save it again.")


def _empty(text: bytes, prefix: bytes, name: bytes) -> re.Match[bytes] | None:
    match = tag(prefix, name).search(text)
    return match if match and match[1].endswith(b"/") else None
