"""The proof, before a workbook is handed back, that nothing in it differs but what was asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sentia.book.places import Area, cell_name
from sentia.workbook.files.package import Package
from sentia.workbook.patch import verified_parts
from sentia.workbook.patch.changes import CellChange, by_sheet
from sentia.workbook.patch.dependents import bare_cell
from sentia.workbook.patch.markup import tag
from sentia.workbook.patch.package_lists import CONTENT_TYPES, relations_part
from sentia.workbook.patch.read_again import check_values
from sentia.workbook.patch.repacking import Entry, entries_of, part_key, unpacked
from sentia.workbook.patch.result_sheet import ResultSheet
from sentia.workbook.patch.sheet_xml import Row, SheetXml, parse_sheet
from sentia.workbook.patch.verified_parts import differs
from sentia.workbook.patch.workbook_part import read_workbook_part
from sentia.workbook.patch.workbook_patch import WorkbookPatch

Cells = dict[tuple[int, int], CellChange]

_DIMENSION = rb"<(?:[\w.\-]+:)?dimension(?=[\s/>])[^>]*>"
_SPANS = rb"\sspans\s*=\s*[\"'][^\"']*[\"']"


@dataclass(frozen=True)
class Expected:
    """What may differ between two states of a workbook.

    `changes` are the cells by sheet, those of new rows among them; `below` says for each sheet with new rows
    where they begin (the last row before them, over the columns of their table) and with which row they end;
    `sheets` are Sentia's own by name; `new_parts` and `removed` are keys of parts.
    """

    changes: dict[str, Cells] = field(default_factory=dict)
    below: dict[str, tuple[tuple[Area, int], ...]] = field(default_factory=dict)
    sheets: dict[str, ResultSheet] = field(default_factory=dict)
    new_parts: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()

    @classmethod
    def edits(cls, changes: Sequence[CellChange]) -> "Expected":
        """Cells with other values and nothing else."""
        return cls(by_sheet(changes))

    @classmethod
    def of(cls, patch: WorkbookPatch) -> "Expected":
        """Everything that a patch accepted."""
        below = {
            name: tuple((made.spot.edge, made.bottom) for made in rows)
            for name, rows in patch.rows.items()
            if rows
        }
        tables = (made.spot.table for rows in patch.rows.values() for made in rows)
        own = {part_key(name) for name in patch.graft.parts}
        own |= {part_key(patch.styles_name)} if patch.styles.is_changed and not patch.has_styles else set()
        return cls(
            {name: dict(cells) for name, cells in patch.cells.items() if cells},
            below,
            dict(patch.graft.sheets),
            frozenset(own),
            frozenset(patch.removed),
            frozenset(part_key(table.part) for table in tables if table),
        )


def verify(before: bytes, after: bytes, expected: Expected) -> None:
    """Raise ReadsBackDifferently unless the two workbooks are the same but for what is expected.

    Every part is compared byte for byte. Where a sheet's part differs, its rows are: those without a change
    must be equal bytes, formulas may have lost their stored result, changed rows must be equal in every other
    cell. Then python-calamine, which had no part in writing them, reads the changed cells and Sentia's own
    sheets, and what it finds is compared with what was asked for.
    """
    _Comparison(before, after, expected).run()


class _Comparison:
    def __init__(self, before: bytes, after: bytes, expected: Expected) -> None:
        self._expected = expected
        self._old, self._new = entries_of(before), entries_of(after)
        self._before = read_workbook_part(Package("The workbook", before))
        self._after = read_workbook_part(Package("The workbook", after))
        self._names = {part_key(part): name for name, part in self._before.sheets.items()}

    def run(self) -> None:
        expected = self._expected
        if self._new.keys() != (self._old.keys() - expected.removed) | expected.new_parts:
            raise differs("the workbook's parts")
        rows: dict[str, list[tuple[int, list[bytes]]]] = {}
        edited = {key for key, name in self._names.items() if name in expected.changes}
        for key in self._old.keys() - expected.removed - expected.new_parts:
            if key in edited or self._old[key].same != self._new[key].same:
                rows |= self._compare_part(key, self._old[key], self._new[key])
        check_values(self._new, self._after, expected.changes, rows, expected.sheets)

    def _compare_part(self, key: str, old: Entry, new: Entry) -> dict[str, list[tuple[int, list[bytes]]]]:
        before, after = unpacked(old), unpacked(new)
        if key in self._names:
            name = self._names[key]
            return {name: self._changed_rows(parse_sheet(before, name), parse_sheet(after, name), name)}
        if not self._is_allowed(key, before, after):
            raise differs(f"the part {key}")
        return {}

    def _is_allowed(self, key: str, before: bytes, after: bytes) -> bool:
        workbook, expected = self._before, self._expected
        if key == part_key(workbook.part):
            added = [name for name in self._after.sheet_names if name not in workbook.sheet_names]
            is_known = expected.sheets.keys() >= set(added)
            return is_known and verified_parts.same_workbook(before, after, added, expected.below)
        if key == part_key(CONTENT_TYPES) or key == part_key(relations_part(workbook.part)):
            return verified_parts.same_list(before, after, len(expected.new_parts), len(expected.removed))
        if key in expected.tables:
            return verified_parts.same_table(before, after, self._deepest())
        return (
            bool(workbook.styles) and key == part_key(workbook.styles) and verified_parts.only_added(before, after)
        )

    def _deepest(self) -> int:
        return max((bottom for places in self._expected.below.values() for _, bottom in places), default=0)

    def _changed_rows(self, old: SheetXml, new: SheetXml, name: str) -> list[tuple[int, list[bytes]]]:
        """The changed cells of a sheet, row by row; raises where anything else differs."""
        changes, below = self._expected.changes.get(name, {}), self._expected.below.get(name, ())
        tails = (verified_parts.without_growth(sheet.tail, below) for sheet in (old, new))
        if re.sub(_DIMENSION, b"", old.head) != re.sub(_DIMENSION, b"", new.head) or len(set(tails)) > 1:
            raise differs(f"sheet {name!r}")
        touched = {row for row, _ in changes}
        standing = {row.number for row in old.rows}
        kept = [row for row in new.rows if row.number in standing or row.number not in touched]
        if [row.number for row in old.rows] != [row.number for row in kept]:
            raise differs(f"the rows of sheet {name!r}")
        for one, other in zip(old.rows, kept, strict=True):
            if old.text[one.start : one.end] != new.text[other.start : other.end]:
                _compare_row((old, one), (new, other), name, changes)
        return [(number, _cells_of(new, number, changes)) for number in sorted(touched)]


def _cells_of(sheet: SheetXml, number: int, changes: Cells) -> list[bytes]:
    cells = (cell for row in sheet.by_number.get(number, ()) for cell in sheet.cells(row))
    return [sheet.text[cell.start : cell.end] for cell in cells if (number, cell.column) in changes]


def _compare_row(old: tuple[SheetXml, Row], new: tuple[SheetXml, Row], name: str, changes: Cells) -> None:
    if _tag_of(old[1]) != _tag_of(new[1]):
        raise differs(f"row {old[1].number} of sheet {name!r}")
    before, after = (_standing(sheet, row, changes) for sheet, row in (old, new))
    if list(before) != list(after):
        raise differs(f"row {old[1].number} of sheet {name!r}")
    for place in (place for place in before if before[place] != after[place]):
        if _bare(old[0].prefix, before[place]) != _bare(old[0].prefix, after[place]):
            raise differs(f"{name}!{cell_name(*place)}")


def _tag_of(row: Row) -> bytes:
    return re.sub(_SPANS, b"", row.attributes).removesuffix(b"/").rstrip()


def _standing(sheet: SheetXml, row: Row, changes: Cells) -> dict[tuple[int, int], tuple[bytes, bytes]]:
    cells = ((cell.row, cell.column, cell) for cell in sheet.cells(row))
    return {(r, c): (cell.attributes, cell.inner) for r, c, cell in cells if (r, c) not in changes}


def _bare(prefix: bytes, cell: tuple[bytes, bytes]) -> bytes:
    return bare_cell(prefix, *cell) if tag(prefix, b"f").search(cell[1]) else b"<%b>%b" % cell
