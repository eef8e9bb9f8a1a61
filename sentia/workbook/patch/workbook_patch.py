"""One workbook being changed: edits, new rows and sheets of Sentia's own gather here until it is packed again."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import cached_property
from itertools import count

from sentia.book.places import Area, column_letters
from sentia.errors import CannotWrite, UnreadableFile
from sentia.workbook.files.package import Package
from sentia.workbook.patch import refusals
from sentia.workbook.patch.cell_styles import CellStyles, no_styles
from sentia.workbook.patch.cell_xml import cell_xml, formula_xml, value_refusal
from sentia.workbook.patch.changes import CellChange, NewRow, Refused, by_sheet
from sentia.workbook.patch.free_places import spot_below, tables_of
from sentia.workbook.patch.grafting import Graft, Standing, grafted, worksheet_kind
from sentia.workbook.patch.markup import Splice, attribute
from sentia.workbook.patch.new_rows import BLANK, RowsBelow, rows_below
from sentia.workbook.patch.package_lists import relations_part
from sentia.workbook.patch.repacking import entries_of, part_key, unpacked
from sentia.workbook.patch.result_sheet import Formula, ResultSheet
from sentia.workbook.patch.result_xml import Ground
from sentia.workbook.patch.rich_text import has_runs, rich_strings, shared_string
from sentia.workbook.patch.sheet_patch import sheet_splices, standing_style
from sentia.workbook.patch.sheet_xml import Row, SheetXml, XmlCell, parse_sheet
from sentia.workbook.patch.workbook_part import read_workbook_part


class WorkbookPatch:
    """The changes of one workbook, each accepted or refused with a reason."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.entries = entries_of(data)
        self.package = Package("The workbook", data)
        self.workbook = read_workbook_part(self.package)
        self.has_styles = bool(self.part(self.workbook.styles))
        self.styles = CellStyles(self.part(self.workbook.styles))
        self.cells: dict[str, dict[tuple[int, int], CellChange]] = defaultdict(dict)
        self.rows: dict[str, list[RowsBelow]] = defaultdict(list)
        self.graft = Graft()
        self.listed: list[tuple[str, str, bool]] = []
        self.removed: set[str] = set()
        self.placed: dict[str, int] = {}
        self.notes: list[str] = []
        self._sheets: dict[str, SheetXml] = {}
        self._edits_refused: list[tuple[CellChange, str]] = []
        self._rows_refused: list[tuple[NewRow, str]] = []
        self._rich: frozenset[int] | None = None

    @property
    def refused(self) -> Refused:
        """What was refused so far."""
        return Refused(tuple(self._edits_refused), tuple(self._rows_refused))

    def part(self, name: str | None) -> bytes | None:
        """The bytes of one part, None where there is none of that name."""
        entry = self.entries.get(part_key(name)) if name else None
        return unpacked(entry) if entry else None

    def sheet(self, name: str) -> SheetXml:
        """The XML of one sheet that has cells.

        Raises
        ------
        CannotWrite, UnreadableFile
            Its part is missing or cannot be cut into rows.
        """
        if name not in self._sheets:
            part = self.part(self.workbook.sheets[name])
            if part is None:
                raise UnreadableFile(
                    f"Sheet {name!r} is missing from the workbook; open it in Excel and save it again."
                )
            self._sheets[name] = parse_sheet(part, name)
        return self._sheets[name]

    def change(self, changes: Sequence[CellChange]) -> None:
        """Take the edits, of two for one cell the last."""
        for name, cells in by_sheet(changes).items():
            why = self._unusable(name)
            fixed = [] if why else refusals.fixed_areas(self.package, self.workbook.sheets[name])
            for place, change in cells.items():
                reason = f"{change.place}: {why}" if why else self._refusal(fixed, change)
                if reason:
                    self._edits_refused.append((change, reason))
                else:
                    self.cells[name][place] = change

    def _refusal(self, fixed: list[tuple[Area, str]], change: CellChange) -> str | None:
        reason = refusals.refusal(self.sheet(change.sheet), fixed, change)
        return reason or value_refusal(change, self.workbook.is_1904)

    def _unusable(self, name: str) -> str | None:
        """Why nothing can be written on a sheet, as a sentence; None where it can."""
        if name in self.workbook.sheets:
            try:
                self.sheet(name)
            except (CannotWrite, UnreadableFile) as error:
                return str(error)
            return None
        if name in self.workbook.other_sheets:
            return f"{name!r} is a chart or macro sheet, which has no cells to change."
        known = ", ".join(repr(sheet) for sheet in self.workbook.sheets)
        return f"the workbook has no sheet {name!r}; it has {known}."

    def add_rows(self, rows: Iterable[NewRow]) -> None:
        """Take new rows; those of one table stand below each other in the order given."""
        tables: dict[tuple[str, int], list[NewRow]] = defaultdict(list)
        for row in rows:
            why = self._unusable(row.sheet)
            held = self._holdable(row)
            if why:
                self._rows_refused.append((held, f"A new row has no place on {row.sheet!r}: {why}"))
            else:
                tables[row.sheet, row.after_row].append(held)
        for (name, after_row), together in tables.items():
            self._add_below(name, after_row, together)

    def _holdable(self, row: NewRow) -> NewRow:
        """The row without the values that no cell can hold, each of which is refused by itself."""
        changes = [CellChange(row.sheet, row.after_row + 1, column, value) for column, value in row.values.items()]
        faults = [(change, value_refusal(change, self.workbook.is_1904)) for change in changes]
        self._edits_refused += [(change, fault) for change, fault in faults if fault]
        return replace(row, values={change.column: change.value for change, fault in faults if not fault})

    def _add_below(self, name: str, after_row: int, rows: list[NewRow]) -> None:
        sheet, part = self.sheet(name), self.workbook.sheets[name]
        columns = {column for row in rows for column in row.values}
        spot = spot_below(sheet, tables_of(self.package, part), after_row, columns, len(rows))
        if isinstance(spot, str):
            why = f"A new row has no place below row {after_row} of {name!r}: {spot}."
            self._rows_refused += [(row, why) for row in rows]
            return
        made = rows_below(sheet, spot, rows)
        self.rows[name].append(made)
        self.cells[name] |= made.cells
        self._edits_refused += made.refused
        self.notes += made.notes
        self.placed |= {row.key: spot.after_row + step for step, row in enumerate(rows, 1) if row.key}

    def add_sheets(self, sheets: Sequence[ResultSheet]) -> None:
        """Take sheets of Sentia's own."""
        if not sheets:
            return
        if not self.has_styles:
            self.styles = CellStyles(no_styles(self.workbook.namespace))
        n_used = 0 if len(self.styles) else self._styles_used()
        ground = Ground(self.workbook.namespace, self.kinds, self.workbook.is_1904, self.styles, n_used)
        self.graft = grafted(sheets, Standing.of(self.package, self.workbook), ground, self.sheet)
        self.notes += self.graft.notes

    def _styles_used(self) -> int:
        usable = [name for name in self.workbook.sheets if not self._unusable(name)]
        return 1 + max((self.sheet(name).highest_style for name in usable), default=0)

    @cached_property
    def kinds(self) -> str:
        """The words before the kind of a relation, which a strict workbook writes otherwise."""
        relations = self.part(relations_part(self.workbook.part))
        return worksheet_kind(relations).removesuffix("/worksheet")

    @cached_property
    def styles_name(self) -> str:
        """The part that holds the styles, or will."""
        folder = posixpath.dirname(self.workbook.part)
        wanted = (posixpath.join(folder, f"styles{number or ''}.xml") for number in count())
        return self.workbook.styles or next(name for name in wanted if part_key(name) not in self.entries)

    def edited_sheets(self) -> dict[str, list[Splice]]:
        """What goes into each of the rep's sheets that has a change."""
        splices = {}
        for name, cells in self.cells.items():
            attributes = {
                row: made.row_attributes
                for made in self.rows[name]
                for row in range(made.spot.after_row + 1, made.bottom + 1)
            }
            splices[name] = sheet_splices(self.sheet(name), cells, self._cell, attributes)
        return splices

    def _cell(self, sheet: SheetXml, change: CellChange, row: Row | None, cell: XmlCell | None) -> bytes:
        style = standing_style(sheet, change, row, cell)
        for made in self.rows[change.sheet]:
            style = style or made.looks.get((change.row, change.column))
        if change.value is BLANK:
            change = replace(change, value=None)
        if isinstance(change.value, Formula):
            return formula_xml(sheet.prefix, change, change.value, None, style)
        if cell and self._is_rich(cell):
            self.notes.append(f"{change.place} had several fonts in one cell and now has one.")
        if isinstance(change.value, date) and not self.styles.is_day(style or 0):
            style = self._day_style(sheet, change, style)
        if isinstance(change.value, date) and style is None and not len(self.styles):
            change = self._as_text(change)
        return cell_xml(sheet.prefix, change, cell.attributes if cell else b"", style, self.workbook.is_1904)

    def _day_style(self, sheet: SheetXml, change: CellChange, style: int | None) -> int | None:
        letters = column_letters(change.column)
        used = (s for s in sheet.styles_in_column(letters) if self.styles.is_day(s)) if not style else ()
        has_time = isinstance(change.value, datetime) and change.value.time() != time()
        found = next(iter(used), None)
        return found if found is not None else self.styles.dated(style or 0, with_time=has_time)

    def _as_text(self, change: CellChange) -> CellChange:
        self.notes.append(f"{change.place} holds its date as text, because the workbook has no date format.")
        moment = change.value
        shown = (
            moment.isoformat(" ") if isinstance(moment, datetime) and moment.time() != time() else str(moment)[:10]
        )
        return replace(change, value=shown)

    def _is_rich(self, cell: XmlCell) -> bool:
        if attribute(cell.attributes, "t") != "s":
            return has_runs(cell.inner)
        if self._rich is None:
            self._rich = rich_strings(self.part(self.workbook.strings) or b"")
        return shared_string(cell.inner) in self._rich
