"""The proof, before a workbook is handed back, that nothing in it differs but what was asked for."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import zip_longest

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from sentia.book.places import cell_name
from sentia.errors import CannotWrite
from sentia.workbook.files.package import Package
from sentia.workbook.patch import markup
from sentia.workbook.patch.changes import CellChange, by_sheet
from sentia.workbook.patch.dependents import bare_cell
from sentia.workbook.patch.markup import tag
from sentia.workbook.patch.repacking import Entry, entries_of, part_key, unpacked
from sentia.workbook.patch.sheet_xml import Row, SheetXml, parse_sheet
from sentia.workbook.patch.workbook_part import read_workbook_part

MAX_AREA = 30_000_000  # cells in the smallest box around all of a sheet's; the reader holds them all at once

Cells = dict[tuple[int, int], CellChange]

_ADVICE = "nothing was written, the original and your edits stay"
_CALCULATION = rb"<(?:[\w.\-]+:)?calcPr(?=[\s/>])[^>]*>(?:</(?:[\w.\-]+:)?calcPr\s*>)?"
_COUNT = rb"(<(?:[\w.\-]+:)?cellXfs(?=[\s>])[^>]*?)\scount\s*=\s*[\"'][0-9]*[\"']"
_FORMATS_END = rb"</(?:[\w.\-]+:)?cellXfs\s*>"
_DIMENSION = rb"<(?:[\w.\-]+:)?dimension(?=[\s/>])[^>]*>"
_SPANS = rb"\sspans\s*=\s*[\"'][^\"']*[\"']"
_PRECISION = timedelta(milliseconds=1)  # of a moment that is stored as a fraction of a day


def verify(before: bytes, after: bytes, changes: Sequence[CellChange]) -> None:
    """Raise CannotWrite unless the two workbooks are the same but for these changes.

    Every part is compared byte for byte. Where a sheet's part differs, its rows are: those without a change
    must be equal bytes, formulas may have lost their stored result, changed rows must be equal in every other
    cell. Then every sheet of both is read by python-calamine and compared cell by cell, the changed cells
    with the values asked for.
    """
    _Comparison(before, after, by_sheet(changes)).run()


class _Comparison:
    def __init__(self, before: bytes, after: bytes, changes: dict[str, Cells]) -> None:
        self._data = before, after
        self._changes = changes
        self._old, self._new = entries_of(before), entries_of(after)
        self._workbook = read_workbook_part(Package("The workbook", before))
        self._names = {part_key(part): name for name, part in self._workbook.sheets.items()}

    def run(self) -> None:
        if list(self._old) != list(self._new):
            raise _differs("the workbook's parts")
        forgotten = {}
        for key, old in self._old.items():
            if old.same != self._new[key].same:
                forgotten |= self._compare_part(key, old, self._new[key])
        self._compare_values(forgotten)

    def _compare_part(self, key: str, old: Entry, new: Entry) -> dict[str, set[tuple[int, int]]]:
        before, after = unpacked(old), unpacked(new)
        if key in self._names:
            name = self._names[key]
            sheets = parse_sheet(before, name), parse_sheet(after, name)
            return {name: _forgotten_results(*sheets, name, self._changes.get(name, {}))}
        if not self._is_allowed(key, markup.as_utf8(before)[0], markup.as_utf8(after)[0]):
            raise _differs(f"the part {key}")
        return {}

    def _is_allowed(self, key: str, before: bytes, after: bytes) -> bool:
        if key == part_key(self._workbook.part):
            return re.sub(_CALCULATION, b"", before) == re.sub(_CALCULATION, b"", after)
        return (
            bool(self._workbook.styles) and key == part_key(self._workbook.styles) and _only_added(before, after)
        )

    def _compare_values(self, forgotten: dict[str, set[tuple[int, int]]]) -> None:
        try:
            old, new = (CalamineWorkbook.from_filelike(BytesIO(data)) for data in self._data)
        except CalamineError as error:
            raise CannotWrite(f"The changed workbook cannot be read back ({error}); {_ADVICE}.") from None
        if old.sheet_names != new.sheet_names:
            raise _differs("the list of sheets")
        for sheet in old.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                changes, results = self._changes.get(sheet.name, {}), forgotten.get(sheet.name, set())
                _compare_grids(old, new, sheet.name, changes, results)


def _differs(what: str) -> CannotWrite:
    return CannotWrite(f"Read back, {what} would differ from your file where nothing was edited; {_ADVICE}.")


def _only_added(before: bytes, after: bytes) -> bool:
    old, new = (re.sub(_COUNT, rb"\1", part) for part in (before, after))
    end = re.search(_FORMATS_END, old)
    return end is not None and new.startswith(old[: end.start()]) and new.endswith(old[end.start() :])


def _forgotten_results(old: SheetXml, new: SheetXml, name: str, changes: Cells) -> set[tuple[int, int]]:
    """The formula cells that lost their stored result; raises CannotWrite where anything else differs."""
    if re.sub(_DIMENSION, b"", old.head) != re.sub(_DIMENSION, b"", new.head) or old.tail != new.tail:
        raise _differs(f"sheet {name!r}")
    added = {row for row, _ in changes} - {row.number for row in old.rows}
    kept = [row for row in new.rows if row.number not in added]
    if [row.number for row in old.rows] != [row.number for row in kept]:
        raise _differs(f"the rows of sheet {name!r}")
    forgotten: set[tuple[int, int]] = set()
    for one, other in zip(old.rows, kept, strict=True):
        if old.text[one.start : one.end] != new.text[other.start : other.end]:
            forgotten |= _forgotten_in_row((old, one), (new, other), name, changes)
    return forgotten


def _forgotten_in_row(
    old: tuple[SheetXml, Row], new: tuple[SheetXml, Row], name: str, changes: Cells
) -> set[tuple[int, int]]:
    if _tag_of(old[1]) != _tag_of(new[1]):
        raise _differs(f"row {old[1].number} of sheet {name!r}")
    before, after = (_standing(sheet, row, changes) for sheet, row in (old, new))
    if list(before) != list(after):
        raise _differs(f"row {old[1].number} of sheet {name!r}")
    forgotten = {place for place in before if before[place] != after[place]}
    for place in forgotten:
        if _bare(old[0].prefix, before[place]) != _bare(old[0].prefix, after[place]):
            raise _differs(f"{name}!{cell_name(*place)}")
    return forgotten


def _tag_of(row: Row) -> bytes:
    return re.sub(_SPANS, b"", row.attributes).removesuffix(b"/").rstrip()


def _standing(sheet: SheetXml, row: Row, changes: Cells) -> dict[tuple[int, int], tuple[bytes, bytes]]:
    cells = ((cell.row, cell.column, cell) for cell in sheet.cells(row))
    return {(r, c): (cell.attributes, cell.inner) for r, c, cell in cells if (r, c) not in changes}


def _bare(prefix: bytes, cell: tuple[bytes, bytes]) -> bytes:
    return bare_cell(prefix, *cell) if tag(prefix, b"f").search(cell[1]) else b"<%b>%b" % cell


def _compare_grids(
    old: CalamineWorkbook, new: CalamineWorkbook, name: str, changes: Cells, forgotten: set[tuple[int, int]]
) -> None:
    before = _grid(old, name)
    _check_area(before, name, changes)
    after = _grid(new, name)
    if before is None or after is None:
        if changes or before is not after:
            raise CannotWrite(f"Sheet {name!r} cannot be read back; {_ADVICE}.")
        return
    differing = [
        (row, column)
        for row, (one, other) in enumerate(zip_longest(before, after, fillvalue=()), 1)
        if one != other
        for column in _differing_columns(one, other)
    ]
    wrong = [place for place in differing if place not in changes and place not in forgotten]
    if wrong:
        raise _differs(f"{name}!{cell_name(*wrong[0])}")
    for (row, column), change in changes.items():
        found = after[row - 1][column] if row <= len(after) and column < len(after[row - 1]) else ""
        if not _reads_as(change.value, found):
            raise CannotWrite(f"{change.place} would read {found!r} instead of {change.value!r}; {_ADVICE}.")


def _grid(workbook: CalamineWorkbook, name: str) -> list[list[object]] | None:
    try:
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        return None


def _check_area(grid: list[list[object]] | None, name: str, changes: Cells) -> None:
    """Refuse a change so far from the other cells that no reader could hold the sheet afterwards."""
    height, width = len(grid or ()), len(grid[0]) if grid else 0
    rows, columns = [row for row, _ in changes], [column + 1 for _, column in changes]
    area = max([height, *rows]) * max([width, *columns])
    if changes and area > max(MAX_AREA, height * width):
        place = f"{name}!{cell_name(max(rows), max(columns) - 1)}"
        raise CannotWrite(f"{place} lies too far from the sheet's other cells; write closer to them.")


def _differing_columns(one: Sequence[object], other: Sequence[object]) -> list[int]:
    pairs = enumerate(zip_longest(one, other, fillvalue=""))
    return [column for column, (before, after) in pairs if before != after or type(before) is not type(after)]


def _reads_as(wanted: object, found: object) -> bool:
    if wanted is None or isinstance(wanted, str):
        return found == (wanted or "")
    if isinstance(wanted, bool):
        return found is wanted
    if isinstance(wanted, date):
        return _is_moment(wanted, found)
    is_shown_as_time = isinstance(found, date | time | timedelta)  # a number in a cell whose style shows a day
    return is_shown_as_time or found == float(wanted)


def _is_moment(wanted: date, found: object) -> bool:
    if isinstance(found, str):  # the workbook has no date format to give the cell
        return found.startswith(f"{wanted:%Y-%m-%d}")
    return isinstance(found, date) and abs(_moment(wanted) - _moment(found)) < _PRECISION


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
