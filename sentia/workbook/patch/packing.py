"""A changed workbook packed again: which of its parts are new, which are other, and the receipt for it."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, cell_name
from sentia.errors import CannotWrite, UnreadableFile
from sentia.workbook.patch.changes import Patched, Receipt
from sentia.workbook.patch.dependents import Formula, formulas_of, has_formulas, stale_formulas, without_results
from sentia.workbook.patch.grafting import sheet_relations
from sentia.workbook.patch.markup import Splice
from sentia.workbook.patch.new_rows import BLANK, extended_ranges, longer_table
from sentia.workbook.patch.package_lists import (
    CONTENT_TYPES,
    STYLES,
    free_id,
    relations_part,
    with_relations,
    with_types,
)
from sentia.workbook.patch.repacking import part_key, repacked
from sentia.workbook.patch.result_sheet import Formula as OwnFormula
from sentia.workbook.patch.workbook_part import recalculated_on_load, with_names, with_sheets, with_wider_filters
from sentia.workbook.patch.workbook_patch import WorkbookPatch

_SIGNATURES, _PIVOTS, _CHARTS = "_xmlsignatures/", "xl/pivotcache/", "xl/charts/"
_WHOLE = Area(1, 0, MAX_ROW, MAX_COLUMN)
_NAMED = 3  # formulas that a note names


def packed(patch: WorkbookPatch) -> Patched:
    """The workbook with everything that the patch accepted, and the receipt; for nothing the same bytes."""
    if not any(patch.cells.values()) and not patch.graft.sheets:
        return Patched(patch.data, _receipt(patch, set(), recalculates=False), patch.refused)
    splices: dict[str, list[Splice]] = defaultdict(list, patch.edited_sheets())
    for name, below in patch.rows.items():
        for made in below:
            splices[name] += extended_ranges(patch.sheet(name), made.spot, made.bottom)
    recalculates = _forget_results(patch, splices)
    sheets = {patch.workbook.sheets[name]: patch.sheet(name).encoded(new) for name, new in splices.items() if new}
    parts = sheets | _longer_tables(patch) | patch.graft.parts
    patch.removed = patch.graft.removed | {part_key(target) for _, target in _chains(patch)}
    parts |= _lists(patch)
    if patch.styles.is_changed:
        parts[patch.styles_name] = patch.styles.part()
    workbook = _workbook_part(patch, recalculates=recalculates)
    if workbook != patch.part(patch.workbook.part):
        parts[patch.workbook.part] = workbook
    changed = {part_key(name) for name in parts} | patch.removed
    data = repacked(patch.data, parts, patch.removed) if parts else patch.data
    return Patched(data, _receipt(patch, changed, recalculates=recalculates), patch.refused, patch.placed)


def _forget_results(patch: WorkbookPatch, splices: dict[str, list[Splice]]) -> bool:
    """Take the stored results that may be old out of the sheets; whether the workbook has any formula."""
    sheets = {}
    for name, part in patch.workbook.sheets.items():
        if part_key(part) in patch.entries and name not in patch.graft.replaced:
            try:
                sheets[name] = patch.sheet(name)
            except (CannotWrite, UnreadableFile):
                patch.notes.append(f"Totals on {name!r} show their old results until Excel works them out again.")
    with_formulas = {name: sheet for name, sheet in sheets.items() if has_formulas(sheet)}
    formulas = formulas_of(with_formulas)
    for formula in stale_formulas(formulas, _changed(patch)):
        name = next(each for each in with_formulas if each.lower() == formula.sheet)
        splices[name] += without_results([formula], with_formulas[name].prefix)
    patch.notes += _short_totals(patch, formulas)
    own = (value for sheet in patch.graft.sheets.values() for row in sheet.rows for value in row)
    return bool(with_formulas) or any(isinstance(value, OwnFormula) for value in own)


def _changed(patch: WorkbookPatch) -> list[tuple[str, Area]]:
    cells = (
        (c.sheet, c.row, c.column) for cells in patch.cells.values() for c in cells.values() if c.value != BLANK
    )
    return [(sheet, Area(r, c, r, c)) for sheet, r, c in cells] + [(name, _WHOLE) for name in patch.graft.replaced]


def _short_totals(patch: WorkbookPatch, formulas: Iterable[Formula]) -> list[str]:
    """A sentence for each table whose new rows some total elsewhere does not reach."""
    formulas, notes, names = list(formulas), [], {name.lower(): name for name in patch.workbook.sheets}
    for name, below in patch.rows.items():
        for made in below:
            short = [
                f"{names[f.sheet]}!{cell_name(*f.cell[:2])}" for f in formulas if _ends_at(f, name, made.spot)
            ]
            if short:
                more = f" and {len(short) - _NAMED} more" if len(short) > _NAMED else ""
                notes.append(
                    f"These formulas end with row {made.spot.after_row} of {name!r} and do not reach the new rows:"
                    f" {', '.join(short[:_NAMED])}{more}."
                )
    return notes


def _ends_at(formula: Formula, sheet: str, spot: object) -> bool:
    return any(
        (reference.sheet or formula.sheet) == sheet.lower()
        and reference.area.top < reference.area.bottom == spot.after_row
        and reference.area.left <= spot.right
        and reference.area.right >= spot.left
        for reference in formula.reads or ()
    )


def _longer_tables(patch: WorkbookPatch) -> dict[str, bytes]:
    grown = ((made.spot.table, made.bottom) for below in patch.rows.values() for made in below)
    return {
        table.part: longer_table(patch.part(table.part), table.place, bottom)
        for table, bottom in grown
        if table and (bottom > table.place.bottom or table.is_waiting)
    }


def _lists(patch: WorkbookPatch) -> dict[str, bytes]:
    """The package's lists with the parts that came and without those that went; the sheets come later."""
    added, chains = list(patch.graft.types), _chains(patch)
    if patch.styles.is_changed and not patch.has_styles:
        added.append((patch.styles_name, STYLES))
    gone = {*patch.graft.removed, *(target for _, target in chains)}
    if not added and not gone:
        return {}
    parts = {CONTENT_TYPES: with_types(patch.part(CONTENT_TYPES), added, gone)}
    return parts | _relations(patch, [name for name, _ in chains])


def _relations(patch: WorkbookPatch, gone: list[str]) -> dict[str, bytes]:
    name = relations_part(patch.workbook.part)
    standing = patch.part(name)
    relations = with_relations(standing, (), gone) if gone else standing
    if patch.styles.is_changed and not patch.workbook.styles:
        target = posixpath.relpath(patch.styles_name, posixpath.dirname(patch.workbook.part) or ".")
        relations = with_relations(relations, [(free_id(relations), f"{patch.kinds}/styles", target)])
    relations, patch.listed = sheet_relations(
        relations, patch.graft, patch.workbook.part, f"{patch.kinds}/worksheet"
    )
    return {name: relations} if relations != standing else {}


def _chains(patch: WorkbookPatch) -> list[tuple[str, str]]:
    """The order of calculation, (relation's id, part): it goes where a sheet of ours that it names is replaced."""
    is_named = any(has_formulas(patch.sheet(name)) for name in patch.graft.replaced)
    relations = patch.package.relations(patch.workbook.part) if is_named else []
    return [(relation.id, relation.target) for relation in relations if relation.kind == "calcChain"]


def _workbook_part(patch: WorkbookPatch, *, recalculates: bool) -> bytes:
    part = patch.part(patch.workbook.part)
    if patch.graft.sheets:
        part = with_names(with_sheets(part, patch.listed), patch.graft.marks)
    wider = {name: (made.spot.after_row, made.bottom) for name, below in patch.rows.items() for made in below}
    part = with_wider_filters(part, wider) if wider else part
    return recalculated_on_load(part) if recalculates else part


def _receipt(patch: WorkbookPatch, changed: set[str], *, recalculates: bool) -> Receipt:
    new_rows = {place for below in patch.rows.values() for made in below for place in made.cells}
    edits = [place for cells in patch.cells.values() for place in cells if place not in new_rows]
    return Receipt(
        len(edits),
        tuple(patch.graft.sheets),
        parts=len(patch.entries),
        untouched_parts=len(patch.entries.keys() - changed),
        notes=(*patch.notes, *_file_notes(patch)),
        recalculates=recalculates,
        added_rows=sum(made.bottom - made.spot.after_row for below in patch.rows.values() for made in below),
        replaced_sheets=tuple(patch.graft.replaced),
        refused=patch.refused.sentences,
    )


def _file_notes(patch: WorkbookPatch) -> list[str]:
    notes = []
    if any(key.startswith(_SIGNATURES) for key in patch.entries):
        notes.append("The workbook is signed; any edit breaks its signature, so it has to be signed again.")
    if any(key.startswith(_PIVOTS) for key in patch.entries):
        notes.append("Pivot tables show the edits after Data, Refresh All.")
    if any(patch.rows.values()) and any(key.startswith(_CHARTS) for key in patch.entries):
        notes.append("Charts keep the rows they show; where new ones should appear, widen their range in Excel.")
    if patch.graft.listed and patch.workbook.is_locked:
        notes.append(
            "The workbook's structure is locked, so Sentia's sheets can be moved only after unlocking it."
        )
    return notes
