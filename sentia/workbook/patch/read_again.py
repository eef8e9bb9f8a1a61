"""The changed cells and Sentia's own sheets as another reader finds them, beside what was asked for.

Only they are read: a workbook is made for it that holds nothing else, with the other parts (styles, calendar,
list of sheets) as they will be handed out. All other cells were compared as bytes.
"""

import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from sentia.errors import ReadsBackDifferently
from sentia.workbook.patch.cell_xml import safe_text
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.new_rows import BLANK
from sentia.workbook.patch.package_lists import CONTENT_TYPES, relations_part
from sentia.workbook.patch.repacking import Entry, part_key, unpacked
from sentia.workbook.patch.result_sheet import Formula, ResultSheet
from sentia.workbook.patch.result_xml import written
from sentia.workbook.patch.sheet_xml import parse_sheet
from sentia.workbook.patch.verified_parts import ADVICE, differs
from sentia.workbook.patch.workbook_part import WorkbookPart

Cells = dict[tuple[int, int], CellChange]
RowsOfCells = list[tuple[int, list[bytes]]]

_PRECISION = timedelta(milliseconds=1)  # of a moment that is stored as a fraction of a day
_NAME = re.compile(rb"(\sr\s*=\s*[\"'][A-Za-z]{1,3})[0-9]+")
_FORMULA = re.compile(rb"<(?:[\w.\-]+:)?f(?:\s[^>]*)?>([^<]*)</")


def check_values(
    entries: Mapping[str, Entry],
    workbook: WorkbookPart,
    changes: Mapping[str, Cells],
    rows: Mapping[str, RowsOfCells],
    sheets: Mapping[str, ResultSheet],
) -> None:
    """Raise ReadsBackDifferently where a changed cell or one of Sentia's own reads other than it should.

    `rows` are the changed cells as they stand in the file, by sheet and row.
    """
    if not rows and not sheets:
        return
    small = _small_workbook(entries, workbook, rows, sheets)
    try:
        reader = CalamineWorkbook.from_filelike(BytesIO(small))
        for name, found in rows.items():
            _check_cells(_grid(reader, name), changes.get(name, {}), found)
        for name, sheet in sheets.items():
            _check_sheet(_grid(reader, name), sheet, is_1904=workbook.is_1904)
    except CalamineError as error:
        raise ReadsBackDifferently(f"The changed workbook cannot be read back ({error}); {ADVICE}.") from None


def _grid(reader: CalamineWorkbook, name: str) -> list[list[object]]:
    return reader.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _small_workbook(
    entries: Mapping[str, Entry],
    workbook: WorkbookPart,
    rows: Mapping[str, RowsOfCells],
    sheets: Mapping[str, ResultSheet],
) -> bytes:
    out = BytesIO()
    kept = [CONTENT_TYPES, "_rels/.rels", workbook.part, relations_part(workbook.part), workbook.styles]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in kept:
            if name and part_key(name) in entries:
                package.writestr(entries[part_key(name)].info.filename, unpacked(entries[part_key(name)]))
        for name, part in workbook.sheets.items():
            entry = entries.get(part_key(part))
            whole = unpacked(entry) if entry and (name in rows or name in sheets) else b""
            if entry:
                content = whole if name in sheets else _only(whole, name, rows.get(name, []), workbook.namespace)
                package.writestr(entry.info.filename, content)
    return out.getvalue()


def _only(part: bytes, name: str, rows: RowsOfCells, namespace: str) -> bytes:
    """A sheet of these cells alone, in rows counted from 1."""
    if not rows:
        return b'<worksheet xmlns="%b"><sheetData/></worksheet>' % namespace.encode()
    sheet = parse_sheet(part, name)
    prefix, opening = sheet.prefix, sheet.text[slice(*sheet.opening)]
    root = re.search(rb"<" + prefix + rb"worksheet[^>]*>", sheet.head)[0]
    numbered = (
        b'<%brow r="%d">%b</%brow>' % (prefix, at, b"".join(_renumbered(cell, at) for cell in cells), prefix)
        for at, (_, cells) in enumerate(rows, 1)
    )
    opened = opening.removesuffix(b"/>").removesuffix(b">") + b">"
    return root + opened + b"".join(numbered) + b"</%bsheetData></%bworksheet>" % (prefix, prefix)


def _renumbered(cell: bytes, row: int) -> bytes:
    return _NAME.sub(lambda match: match[1] + str(row).encode(), cell, count=1)


def _check_cells(grid: list[list[object]], changes: Cells, rows: RowsOfCells) -> None:
    at = {number: place for place, (number, _) in enumerate(rows)}
    formulas = {number: b"".join(cells) for number, cells in rows}
    for (row, column), change in changes.items():
        if isinstance(change.value, Formula):
            if safe_text(change.value).encode() not in _formula_texts(formulas[row]):
                raise differs(change.place)
            continue
        held = grid[at[row]] if at.get(row, len(grid)) < len(grid) else []
        found = held[column] if column < len(held) else ""
        if not _reads_as(None if change.value is BLANK else change.value, found):
            raise ReadsBackDifferently(
                f"{change.place} would read {found!r} instead of {change.value!r}; {ADVICE}."
            )


def _formula_texts(cells: bytes) -> list[bytes]:
    found = (match[1] for match in _FORMULA.finditer(cells))
    return [text.replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&") for text in found]


def _check_sheet(grid: list[list[object]], sheet: ResultSheet, *, is_1904: bool) -> None:
    for number, row in enumerate(sheet.rows, 1):
        held = grid[number - 1] if number <= len(grid) else []
        for column, value in enumerate(row):
            wanted = value.shown if isinstance(value, Formula) else written(value, is_1904)
            found = held[column] if column < len(held) else ""
            if not _reads_as(wanted, found):
                place = CellChange(sheet.name, number, column, None).place
                raise ReadsBackDifferently(f"{place} would read {found!r} instead of {wanted!r}; {ADVICE}.")


def _reads_as(wanted: object, found: object) -> bool:
    if wanted is None or isinstance(wanted, str):
        return found == (wanted or "")
    if isinstance(wanted, bool):
        return found is wanted
    if isinstance(wanted, date):
        return _is_moment(wanted, found)
    is_shown_as_time = isinstance(found, date | clock | timedelta)  # a number in a cell whose style shows a day
    return is_shown_as_time or found == float(wanted)


def _is_moment(wanted: date, found: object) -> bool:
    if isinstance(found, str):  # the workbook has no date format to give the cell
        return found.startswith(f"{wanted:%Y-%m-%d}")
    is_day = isinstance(found, date)
    return is_day and abs(_moment(wanted) - _moment(found)) < _PRECISION


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
