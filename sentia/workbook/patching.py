"""Edits put into the rep's own workbook: the edited cells change, every other part stays byte for byte.

Nothing is re-serialised: the XML of the edited sheets is cut and joined as bytes, all other parts are copied
as they lie in the zip. Formulas that can depend on an edit lose their stored result and the workbook is told
to recalculate, because readers other than Excel would show the old totals as if true.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from sentia.book.places import column_letters
from sentia.errors import CannotEdit, UnreadableFile
from sentia.workbook.files.package import Package
from sentia.workbook.patch import refusals
from sentia.workbook.patch.cell_styles import CellStyles
from sentia.workbook.patch.cell_xml import cell_xml, check_value
from sentia.workbook.patch.changes import CellChange, Patched, Receipt, by_sheet
from sentia.workbook.patch.dependents import has_formulas, stale_formulas, without_results
from sentia.workbook.patch.markup import Splice, attribute
from sentia.workbook.patch.repacking import entries_of, part_key, repacked, unpacked
from sentia.workbook.patch.rich_text import has_runs, rich_strings, shared_string
from sentia.workbook.patch.sheet_patch import sheet_splices, standing_style
from sentia.workbook.patch.sheet_xml import Row, SheetXml, XmlCell, parse_sheet
from sentia.workbook.patch.verifying import verify
from sentia.workbook.patch.workbook_part import read_workbook_part, recalculated_on_load

__all__ = ["CellChange", "Patched", "Receipt", "patch_workbook", "verify"]

_SIGNATURES = "_xmlsignatures/"
_PIVOTS = "xl/pivotcache/"


def patch_workbook(data: bytes, changes: Sequence[CellChange]) -> Patched:
    """The workbook with these cells changed and nothing else, read back and compared.

    Parameters
    ----------
    data : bytes
        An .xlsx or .xlsm file.
    changes : sequence of CellChange
        At most one value a cell counts: the last. A day is written as a real date in the workbook's own
        calendar, and its cell gets a date format if it has none. Text is stored as text, whatever it begins with.

    Returns
    -------
    Patched
        The bytes and a receipt. Without changes the bytes are the same.

    Raises
    ------
    CannotEdit
        A cell that must not be changed (formula, merged, locked, a table's heading ...) or cannot hold the value.
    CannotWrite
        The file is damaged or odd enough that something could get lost, or the result did not read back the same.
    """
    if not changes:
        count = len(entries_of(data))
        return Patched(data, Receipt(0, parts=count, untouched_parts=count))
    patch = _Patch(data)
    for sheet, cells in by_sheet(changes).items():
        patch.change_sheet(sheet, cells)
    patched = patch.finished()
    verify(data, patched.data, changes)
    return patched


class _Patch:
    """One workbook being changed: the new parts gather here until they are packed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._entries = entries_of(data)
        self._package = Package("The workbook", data)
        self._workbook = read_workbook_part(self._package)
        self._styles = CellStyles(self._part(self._workbook.styles))
        self._sheets: dict[str, SheetXml] = {}
        self._splices: dict[str, list[Splice]] = {}
        self._changed: list[CellChange] = []
        self._notes: list[str] = []
        self._rich: frozenset[int] | None = None

    def _part(self, name: str | None) -> bytes | None:
        entry = self._entries.get(part_key(name)) if name else None
        return unpacked(entry) if entry else None

    def _sheet(self, name: str) -> SheetXml:
        if name not in self._sheets:
            part = self._part(self._workbook.sheets[name])
            if part is None:
                raise UnreadableFile(
                    f"Sheet {name!r} is missing from the workbook; open it in Excel and save it again."
                )
            self._sheets[name] = parse_sheet(part, name)
        return self._sheets[name]

    def change_sheet(self, name: str, cells: dict[tuple[int, int], CellChange]) -> None:
        """Put all changes of one sheet into it."""
        first = next(iter(cells.values()))
        self._check_sheet(name, first)
        sheet, fixed = self._sheet(name), refusals.fixed_areas(self._package, self._workbook.sheets[name])
        refusals.check_sheet(sheet, first)
        for change in cells.values():
            refusals.check_place(sheet, fixed, change)
            check_value(change, self._workbook.is_1904)
        self._splices.setdefault(name, []).extend(sheet_splices(sheet, cells, self._cell))
        self._changed += cells.values()

    def _check_sheet(self, name: str, change: CellChange) -> None:
        if name in self._workbook.sheets:
            return
        if name in self._workbook.other_sheets:
            raise CannotEdit(f"{change.place}: {name!r} is a chart or macro sheet, which has no cells to change.")
        known = ", ".join(repr(sheet) for sheet in self._workbook.sheets)
        raise CannotEdit(f"{change.place}: the workbook has no sheet {name!r}; it has {known}.")

    def _cell(self, sheet: SheetXml, change: CellChange, row: Row | None, cell: XmlCell | None) -> bytes:
        style = standing_style(sheet, change, row, cell)
        if cell and self._is_rich(cell):
            self._notes.append(f"{change.place} had several fonts in one cell and now has one.")
        if isinstance(change.value, date) and not self._styles.is_day(style or 0):
            style = self._day_style(sheet, change, style)
        if isinstance(change.value, date) and style is None and not len(self._styles):
            change = self._as_text(change)
        return cell_xml(sheet.prefix, change, cell.attributes if cell else b"", style, self._workbook.is_1904)

    def _day_style(self, sheet: SheetXml, change: CellChange, style: int | None) -> int | None:
        letters = column_letters(change.column)
        used = (s for s in sheet.styles_in_column(letters) if self._styles.is_day(s)) if not style else ()
        has_time = isinstance(change.value, datetime) and change.value.time() != time()
        found = next(iter(used), None)
        return found if found is not None else self._styles.dated(style or 0, with_time=has_time)

    def _as_text(self, change: CellChange) -> CellChange:
        self._notes.append(f"{change.place} holds its date as text, because the workbook has no date format.")
        moment = change.value
        shown = (
            moment.isoformat(" ") if isinstance(moment, datetime) and moment.time() != time() else str(moment)[:10]
        )
        return CellChange(change.sheet, change.row, change.column, shown)

    def _is_rich(self, cell: XmlCell) -> bool:
        if attribute(cell.attributes, "t") != "s":
            return has_runs(cell.inner)
        if self._rich is None:
            self._rich = rich_strings(self._part(self._workbook.strings) or b"")
        return shared_string(cell.inner) in self._rich

    def finished(self) -> Patched:
        """The workbook packed again, with its receipt."""
        recalculates = self._forget_results()
        parts = {
            part_key(self._workbook.sheets[name]): self._sheets[name].encoded(splices)
            for name, splices in self._splices.items()
            if splices
        }
        if self._styles.is_changed:
            parts[part_key(self._workbook.styles)] = self._styles.part()
        if recalculates:
            parts[part_key(self._workbook.part)] = recalculated_on_load(self._part(self._workbook.part))
        counts = {"parts": len(self._entries), "untouched_parts": len(self._entries) - len(parts)}
        notes = (*self._notes, *self._file_notes())
        receipt = Receipt(len(self._changed), **counts, notes=notes, recalculates=recalculates)
        return Patched(repacked(self._data, parts) if parts else self._data, receipt)

    def _forget_results(self) -> bool:
        present = [name for name, part in self._workbook.sheets.items() if part_key(part) in self._entries]
        sheets = {name: self._sheet(name) for name in present}
        with_formulas = {name: sheet for name, sheet in sheets.items() if has_formulas(sheet)}
        stale = stale_formulas(with_formulas, [(c.sheet, c.row, c.column) for c in self._changed])
        for name, sheet in with_formulas.items():
            formulas = [formula for formula in stale if formula.sheet == name.lower()]
            self._splices.setdefault(name, []).extend(without_results(formulas, sheet.prefix))
        return bool(with_formulas)

    def _file_notes(self) -> list[str]:
        notes = []
        if any(key.startswith(_SIGNATURES) for key in self._entries):
            notes.append("The workbook is signed; any edit breaks its signature, so it has to be signed again.")
        if any(key.startswith(_PIVOTS) for key in self._entries):
            notes.append("Pivot tables show the edits after Data, Refresh All.")
        return notes
