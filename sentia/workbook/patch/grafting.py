"""Sheets of Sentia's own put into the rep's workbook: as new parts, or in the place of their own older state."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sentia.book.places import Area, cell_name
from sentia.workbook.files.package import Package
from sentia.workbook.patch import markup, package_lists
from sentia.workbook.patch.markup import attribute, tag
from sentia.workbook.patch.package_lists import relations_part
from sentia.workbook.patch.repacking import part_key
from sentia.workbook.patch.result_sheet import MARK, ResultSheet
from sentia.workbook.patch.result_xml import TABLE_RELATION, Ground, block, quoted_sheet, sheet_part, table_part
from sentia.workbook.patch.sheet_layout import can_be_table
from sentia.workbook.patch.sheet_names import free_sheet_name
from sentia.workbook.patch.sheet_xml import SheetXml
from sentia.workbook.patch.workbook_part import WorkbookPart

_KEPT = f"{MARK}kept_"
_OURS = {"table", "printerSettings", "hyperlink"}  # what a sheet of ours may point at without being the rep's too
_TABLE_NAME = re.compile(r"[^A-Za-z0-9_]")


@dataclass
class Graft:
    """What the sheets add to a package and take from it."""

    parts: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    types: list[tuple[str, str]] = field(default_factory=list)
    listed: list[tuple[str, str, bool]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, ResultSheet] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """The workbook that sheets are put into: its lists, its parts' keys, and its tables' names and numbers."""

    package: Package
    workbook: WorkbookPart
    keys: frozenset[str]
    tables: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, package: Package, workbook: WorkbookPart) -> "Standing":
        """Look through a package."""
        tables = {}
        for part in workbook.sheets.values():
            for relation in package.relations(part):
                if relation.kind == "table":
                    tables[part_key(relation.target)] = _named_table(package, relation.target)
        return cls(package, workbook, frozenset(package.names), tables)


def _named_table(package: Package, part: str) -> tuple[str, int]:
    root = package.tree(part)
    if root is None:
        return "", 0
    number = root.get("id") or "0"
    return (root.get("displayName") or root.get("name") or "").lower(), int(number) if number.isdigit() else 0


def grafted(sheets: Iterable[ResultSheet], standing: Standing, ground: Ground, read_sheet: object) -> Graft:
    """The sheets as parts; `read_sheet` gives the XML of a sheet that the workbook has, by its name.

    A sheet whose hidden name the workbook knows takes the place of the older one, under the name the rep gave it
    since. Where the rep wrote beside what Sentia had put there, the older one stays and the new one is added.
    """
    graft = Graft()
    taken = {name.lower() for name in standing.workbook.sheet_names}
    for sheet in sheets:
        held = standing.workbook.marks.get(sheet.mark)
        older = held[0] if held and held[0] in standing.workbook.sheets else None
        if older and _is_written_beside(read_sheet(older), held[1], standing, older):
            graft.notes.append(
                f"You added to {older!r} yourself, so it stays; Sentia's new sheet stands beside it."
            )
            graft.marks[_free_kept(standing, graft)] = _reference(older, held[1])
            older = None
        name = older or free_sheet_name(sheet.name, taken)
        if not older and name != sheet.name and not held:
            graft.notes.append(
                f"The workbook has a sheet {sheet.name!r} of its own, so Sentia's is called {name!r}."
            )
        taken.add(name.lower())
        stem = sheet.mark.strip("_")
        _place(graft, replace(sheet, name=name), stem, standing, ground, is_older=older is not None)
        graft.marks[sheet.mark] = _reference(name, block(sheet))
    return graft


def _reference(sheet: str, place: Area) -> str:
    first, last = (
        "$".join(("", *_parted(cell_name(*cell))))
        for cell in ((place.top, place.left), (place.bottom, place.right))
    )
    return f"{quoted_sheet(sheet)}!{first}:{last}"


def _parted(name: str) -> tuple[str, str]:
    letters = name.rstrip("0123456789")
    return letters, name[len(letters) :]


def _free_kept(standing: Standing, graft: Graft) -> str:
    taken = {*standing.workbook.marks, *graft.marks}
    return next(name for name in (f"{_KEPT}{i}" for i in range(1, len(taken) + 2)) if name not in taken)


def _is_written_beside(sheet: SheetXml, filled: Area, standing: Standing, name: str) -> bool:
    part = standing.workbook.sheets[name]
    if any(relation.kind not in _OURS for relation in standing.package.relations(part)):
        return True
    cells = (cell for row in sheet.rows for cell in sheet.cells(row))
    return any(cell.inner.strip() and not filled.holds(cell.row, cell.column) for cell in cells)


def _place(
    graft: Graft, sheet: ResultSheet, stem: str, standing: Standing, ground: Ground, *, is_older: bool
) -> None:
    folder = posixpath.dirname(standing.workbook.part)
    part = (
        standing.workbook.sheets[sheet.name] if is_older else _free(standing, graft, folder, f"worksheets/{stem}")
    )
    graft.parts[part] = sheet_part(sheet, ground)
    graft.sheets[sheet.name] = sheet
    if is_older:
        graft.replaced.append(sheet.name)
        _take_out(graft, part, standing)
    else:
        graft.types.append((part, package_lists.SHEET))
        graft.listed.append((sheet.name, part, sheet.is_hidden))
    if can_be_table(sheet):
        table = _free(standing, graft, folder, f"tables/{stem}")
        _add_table(graft, sheet, part, table, standing, ground)


def _free(standing: Standing, graft: Graft, folder: str, wanted: str) -> str:
    taken = {*standing.keys, *map(part_key, graft.parts)} - graft.removed
    names = (posixpath.join(folder, f"{wanted}{number or ''}.xml") for number in range(len(taken) + 1))
    return next(name for name in names if part_key(name) not in taken)


def _take_out(graft: Graft, part: str, standing: Standing) -> None:
    """Let go of what only the older state of a sheet pointed at."""
    others = {
        part_key(relation.target)
        for other in standing.workbook.sheets.values()
        if part_key(other) != part_key(part)
        for relation in standing.package.relations(other)
    }
    targets = {part_key(relation.target) for relation in standing.package.relations(part)}
    graft.removed |= (targets & standing.keys) - others
    graft.removed |= {part_key(relations_part(part))} & standing.keys


def _add_table(
    graft: Graft, sheet: ResultSheet, part: str, table: str, standing: Standing, ground: Ground
) -> None:
    standing_tables = [each for key, each in standing.tables.items() if key not in graft.removed]
    made = [kind for _, kind in graft.types].count(package_lists.TABLE)
    number = max((each[1] for each in standing.tables.values()), default=0) + made + 1
    taken = {each[0] for each in standing_tables} | standing.workbook.names
    wanted = _TABLE_NAME.sub("_", posixpath.splitext(posixpath.basename(table))[0]).capitalize()
    names = (f"{wanted}{f'_{i}' if i else ''}" for i in range(len(taken) + 1))
    name = next(name for name in names if name.lower() not in taken)
    graft.parts[table] = table_part(sheet, ground.namespace, number, name)
    graft.types.append((table, package_lists.TABLE))
    target = posixpath.relpath(table, posixpath.dirname(part))
    relation = (TABLE_RELATION, f"{ground.relations}/table", target)
    graft.parts[relations_part(part)] = package_lists.new_relations([relation])
    graft.removed -= {part_key(table), part_key(relations_part(part))}


def sheet_relations(
    relations: bytes, graft: Graft, workbook: str, kind: str
) -> tuple[bytes, list[tuple[str, str, bool]]]:
    """The workbook's relations with the new sheets, and the sheets as (name, relation's id, whether hidden)."""
    listed, folder = [], posixpath.dirname(workbook)
    for name, part, is_hidden in graft.listed:
        relation = package_lists.free_id(relations)
        target = _as_the_others(relations, part, folder)
        relations = package_lists.with_relations(relations, [(relation, kind, target)])
        listed.append((name, relation, is_hidden))
    return relations, listed


def _as_the_others(relations: bytes, part: str, folder: str) -> str:
    targets = [attribute(match[1], "Target") or "" for match in _relationships(relations)]
    is_absolute = any(target.startswith("/") and "worksheets" in target for target in targets)
    return f"/{part}" if is_absolute else posixpath.relpath(part, folder or ".")


def worksheet_kind(relations: bytes) -> str:
    """The type by which the workbook points at its worksheets: another word in a strict workbook."""
    kinds = (attribute(match[1], "Type") or "" for match in _relationships(relations))
    return next(kind for kind in kinds if kind.endswith("/worksheet"))


def _relationships(relations: bytes) -> Iterator[re.Match[bytes]]:
    text = markup.as_utf8(relations)[0]
    prefix = re.search(rb"<" + markup.PREFIX + rb"Relationships(?=[\s/>])", text)[1]
    return tag(prefix, b"Relationship").finditer(text)
