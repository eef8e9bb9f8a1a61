"""The cells of a workbook that has been measured: read by calamine, by openpyxl where calamine gives up."""

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, ZipError

from sentia.errors import UnreadableFile
from sentia.workbook.files.measured import MeasuredSheet

Rows = list[list]

_WHAT_OPENPYXL_RAISES = (  # of a file that is damaged
    *(AttributeError, IndexError, KeyError, TypeError, ValueError, SyntaxError, OSError),
    *(zipfile.BadZipFile, zlib.error, EOFError),
)


def read_workbook(file: str, data: bytes, sheets: list[MeasuredSheet]) -> Iterator[tuple[MeasuredSheet, Rows]]:
    """The rows of these sheets from A1 on, all of one length, "" where a cell is empty.

    Raises
    ------
    UnreadableFile
        The workbook is locked or damaged, or no reader can make sense of it.
    """
    unread = list(sheets)
    try:
        for sheet, rows in _calamine_rows(data, sheets):
            unread.pop(0)
            yield sheet, rows
    except PasswordError:
        raise UnreadableFile(
            f"{file} is protected with a password; open it in Excel, remove the password and save it again."
        ) from None
    except ZipError:
        raise UnreadableFile(f"{file} is damaged: it cannot be unpacked; copy or export the file again.") from None
    except (CalamineError, OSError):
        yield from _second_reading(file, data, unread)


def _calamine_rows(data: bytes, sheets: Iterable[MeasuredSheet]) -> Iterator[tuple[MeasuredSheet, Rows]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    for sheet in sheets:
        by_name = sheet.position < 0
        found = workbook.get_sheet_by_name(sheet.name) if by_name else workbook.get_sheet_by_index(sheet.position)
        yield replace(sheet, merged=_merged_downward(found)), found.to_python(skip_empty_area=False)


def _merged_downward(sheet: CalamineSheet) -> tuple[tuple[int, int, int], ...]:
    """The merged ranges of several rows, each as its first row (from 1), first column (from 0) and last row."""
    ranges = sheet.merged_cell_ranges or ()
    return tuple((top + 1, left, bottom + 1) for (top, left), (bottom, _) in ranges if bottom > top)


def _second_reading(file: str, data: bytes, sheets: list[MeasuredSheet]) -> Iterator[tuple[MeasuredSheet, Rows]]:
    """The sheets that calamine gave up, where openpyxl knows the format."""
    damaged = UnreadableFile(
        f"{file} is damaged: its cells cannot be read; open it in Excel, let it be repaired, and save it as xlsx."
    )
    if any(sheet.position >= 0 for sheet in sheets):
        raise damaged
    try:
        yield from _openpyxl_rows(data, sheets)
    except _WHAT_OPENPYXL_RAISES:
        raise damaged from None


def _openpyxl_rows(data: bytes, sheets: list[MeasuredSheet]) -> Iterator[tuple[MeasuredSheet, Rows]]:
    from openpyxl import load_workbook  # the second reader, seldom needed and slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl will not keep does not concern reading
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for each in sheets:
            sheet = workbook[each.name]
            sheet.reset_dimensions()
            yield each, _rectangular([list(row) for row in sheet.iter_rows(values_only=True)])


def _rectangular(rows: Rows) -> Rows:
    width = max(map(len, rows), default=0)
    return [["" if value is None else value for value in row] + [""] * (width - len(row)) for row in rows]
