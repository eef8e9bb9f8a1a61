"""Workbooks of our own: tables that Excel filters and sorts, text that never runs, formulas only of ours."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import TYPE_FORMULA, TYPE_STRING
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from sentia.book.places import cell_name, column_letters
from sentia.workbook.cell_values import DAY, MOMENT, is_missing, python_value
from sentia.workbook.patch.cell_xml import safe_text
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.long_texts import fitted
from sentia.workbook.patch.result_sheet import Formula, ResultSheet
from sentia.workbook.patch.sheet_layout import can_be_table, table_area, widths
from sentia.workbook.patch.sheet_names import free_sheet_name

FIRST_YEAR = 1900  # before it Excel knows no dates

_HEADER_FONT, _HEADER_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0F6B5C")
_STYLE = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
_FORMULA_STARTS = ("=", "+", "-", "@")


def result_workbook(sheets: Sequence[ResultSheet], identifier: str = "") -> bytes:
    """A workbook of these sheets, each with a styled heading, a filter, frozen rows and fitting widths.

    Text is written as text whatever it begins with, and cut where a cell cannot hold all of it (`fitted` says
    where). `identifier` is kept in the document's properties.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "Sentia"
    workbook.properties.identifier = identifier or None
    names: set[str] = set()
    for number, sheet in enumerate(fitted(sheets)[0], 1):
        name = free_sheet_name(sheet.name, names)
        names.add(name.lower())
        _fill(workbook.create_sheet(name), sheet, f"Sentia_{number}")
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def frame_sheet(name: str, frame: pd.DataFrame) -> ResultSheet:
    """A frame as a sheet: its columns' names as headings, its index left out."""
    columns = [[None if is_missing(v) else python_value(v) for v in frame[c].astype(object)] for c in frame]
    rows = [[str(column) for column in frame], *(list(row) for row in zip(*columns, strict=True))]
    return ResultSheet(name, rows)


def _fill(worksheet: Worksheet, sheet: ResultSheet, table: str) -> None:
    for number, row in enumerate(sheet.rows, 1):
        formats = sheet.formats if number > sheet.heading else {}
        for column, value in enumerate(row):
            _put(worksheet, CellChange(sheet.name, number, column, value), formats.get(column))
    for column, width in enumerate(widths(sheet)):
        worksheet.column_dimensions[column_letters(column)].width = width
    _dress(worksheet, sheet, table)


def _put(worksheet: Worksheet, change: CellChange, number_format: str | None) -> None:
    if change.value is None or change.value == "":
        return
    cell = worksheet.cell(change.row, change.column + 1)
    _write(cell, change)
    if number_format:
        cell.number_format = number_format


def _write(cell: Cell, change: CellChange) -> None:
    value = change.value
    if isinstance(value, Formula):
        cell.value = str(value)
        cell.data_type = TYPE_FORMULA
    elif isinstance(value, str):
        _write_text(cell, value)
    elif isinstance(value, date) and value.year < FIRST_YEAR:
        _write_text(cell, str(value))
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = MOMENT if isinstance(value, datetime) and value.time() != time() else DAY


def _write_text(cell: Cell, text: str) -> None:
    stored = safe_text(text.encode("utf-8", "replace").decode())
    cell.value = stored
    cell.data_type = TYPE_STRING
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(worksheet: Worksheet, sheet: ResultSheet, name: str) -> None:
    area = table_area(sheet)
    if area is None:
        return
    for cell in worksheet[sheet.heading][: area.right + 1]:
        cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
    worksheet.freeze_panes = cell_name(sheet.heading + 1, 0)
    place = f"{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"
    if can_be_table(sheet):
        worksheet.add_table(Table(displayName=name, ref=place, tableStyleInfo=_STYLE))
    else:
        worksheet.auto_filter.ref = place
