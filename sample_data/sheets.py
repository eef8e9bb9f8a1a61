"""Writes a book as a rep keeps one: a sheet a table, formats, filters, a summary with formulas and a chart."""

import io
import re
import zipfile
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sample_data.ledger import LAST, OWNER
from sentia.book import schema

FORMATS = {"money": '"$"#,##0', "date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "rate": "0%", "minutes": "0"}
WIDTHS = {"money": 12, "date": 13, "moment": 17, "rate": 11, "minutes": 9, "number": 11, "flag": 10}
WIDEST, NARROWEST = 38, 8
HIDDEN = {
    "accounts": ["postal_code", "region"],
    "opportunities": ["currency", "probability"],
    "contacts": ["timezone"],
}
STAGES = [
    "Lead", "Qualified", "Info sent", "Demo", "Quote sent", "Negotiation", "Verbal yes", "Closed won",
    "Closed lost",
]  # fmt: skip
HEADER = {
    "font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="2F5D62"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}  # fmt: skip
STAMP = f"{LAST.isoformat()}T17:30:00Z"
ZIP_DATE = (LAST.year, LAST.month, LAST.day, 17, 30, 0)


def header(column: schema.Column) -> str:
    """A column's name as a person writes it: `expected_close_on` is "Expected close date"."""
    words = column.name
    if column.kind in ("date", "moment"):
        words = words.removesuffix("_on").removesuffix("_at") + (" date" if words.endswith("_on") else " time")
    words = words[:1].upper() + words[1:].replace("_", " ")
    return words.removesuffix(" id") + " ID" if words.endswith(" id") else words


def write_book(tables: dict[str, pd.DataFrame], path: Path) -> None:
    """Write the tables as a workbook whose bytes depend on nothing but the tables."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table, frame in tables.items():
        _table_sheet(workbook.create_sheet(table.capitalize()), table, frame)
    _dress_opportunities(workbook["Opportunities"], tables["opportunities"])
    values = _summary(workbook.create_sheet("Summary"), workbook["Opportunities"], tables["opportunities"])
    workbook.properties.creator = workbook.properties.lastModifiedBy = OWNER
    written = io.BytesIO()
    workbook.save(written)
    path.write_bytes(
        _same_each_time(written.getvalue(), f"xl/worksheets/sheet{len(workbook.sheetnames)}.xml", values)
    )


def _table_sheet(sheet: Worksheet, table: str, frame: pd.DataFrame) -> None:
    sheet.append([header(schema.column(table, name)) for name in frame])
    for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
        sheet.append([value.to_pydatetime() if isinstance(value, pd.Timestamp) else value for value in row])
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = HEADER["font"], HEADER["fill"], HEADER["alignment"]
    for number, name in enumerate(frame, 1):
        _dress_column(sheet, number, schema.column(table, name), frame[name])
        sheet.column_dimensions[get_column_letter(number)].hidden = name in HIDDEN.get(table, [])
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A2" if table == "calendar" else "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _dress_column(sheet: Worksheet, number: int, column: schema.Column, values: pd.Series) -> None:
    longest = int(values.dropna().astype(str).str.len().quantile(0.95)) + 2
    width = WIDTHS.get(column.kind, min(WIDEST, max(NARROWEST, longest, len(header(column)) // 2 + 4)))
    sheet.column_dimensions[get_column_letter(number)].width = width
    if column.kind not in FORMATS:
        return
    for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
        cell.number_format = FORMATS[column.kind]


def _dress_opportunities(sheet: Worksheet, deals: pd.DataFrame) -> None:
    """A list to choose the stage from, late closes in red, and a remark."""
    last, column = len(deals) + 1, {name: get_column_letter(n) for n, name in enumerate(deals, 1)}
    stages = DataValidation("list", formula1=f'"{",".join(STAGES)}"', allow_blank=True, showErrorMessage=True)
    stages.add(f"{column['stage']}2:{column['stage']}{last}")
    sheet.add_data_validation(stages)
    close, status = column["expected_close_on"], column["status"]
    late = FormulaRule(
        [f'AND(${status}2="open",${close}2<>"",${close}2<TODAY())'], font=Font(color="C00000", bold=True)
    )
    sheet.conditional_formatting.add(f"{close}2:{close}{last}", late)
    remark = Comment("Before tax, without delivery. One-off unless the recurrence says otherwise.", OWNER)
    sheet[f"{column['amount']}1"].comment = remark


def _summary(sheet: Worksheet, source: Worksheet, deals: pd.DataFrame) -> dict[str, float]:
    """Open deals and their dollars by stage, live, with a chart; returns what each formula comes to."""
    letter = {name: get_column_letter(n) for n, name in enumerate(deals, 1)}
    ranges = {n: f"{source.title}!${c}$2:${c}${len(deals) + 1}" for n, c in letter.items()}
    sheet["A1"], sheet["A1"].font = "Pipeline on one page", Font(bold=True, size=14)
    sheet.append([])
    sheet.append(["Stage", "Deals", "Pipeline"])
    values = {}
    for row, stage in enumerate(STAGES[:-2], 4):
        found = deals.loc[deals["stage"] == stage, "amount"]
        count, total = f"COUNTIF({ranges['stage']},A{row})", f"SUMIF({ranges['stage']},A{row},{ranges['amount']})"
        sheet.append([stage, f"={count}", f"={total}"])
        values |= {f"B{row}": float(len(found)), f"C{row}": float(found.sum())}
    last = len(STAGES) + 1
    sheet.append(["Total", f"=SUM(B4:B{last})", f"=SUM(C4:C{last})"])
    values |= {f"{c}{last + 1}": sum(v for k, v in values.items() if k[0] == c) for c in "BC"}
    _dress_summary(sheet, last)
    return values


def _dress_summary(sheet: Worksheet, last: int) -> None:
    for cell in [*sheet[3], *sheet[last + 1]]:
        cell.font = Font(bold=True)
    for (cell,) in sheet.iter_rows(min_row=4, min_col=3, max_col=3):
        cell.number_format = FORMATS["money"]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["C"].width = 16, 14
    chart = BarChart()
    chart.type, chart.style, chart.title, chart.legend = "bar", 10, "Pipeline by stage", None
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last))
    chart.height, chart.width = 8, 14
    sheet.add_chart(chart, "E3")


def _same_each_time(data: bytes, summary: str, values: dict[str, float]) -> bytes:
    """The same workbook with fixed dates everywhere, and the formulas' values beside them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", STAMP.encode(), text)
            if name == summary:
                text = _with_values(text.decode(), values).encode()
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, text)
    return packed.getvalue()


def _with_values(xml: str, values: dict[str, float]) -> str:
    for cell, value in values.items():
        pattern = rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/>|(<c r="{cell}"[^>]*><f>[^<]*</f>)<v></v>'
        xml = re.sub(pattern, lambda m, value=value: f"{m[1] or m[2]}<v>{value:g}</v>", xml)
    return xml
