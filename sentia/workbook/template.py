"""The blank template: a sheet for each table, what may stand in each column, and one example row to write over."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sentia.book import schema
from sentia.workbook.meaning.bodies import EXAMPLE

TEMPLATE_NAME = "Sentia template.xlsx"
TABLES = ("opportunities", "accounts", "contacts", "activities", "quotes", "orders", "calendar")

_READY_ROWS = 5_000  # below the heading, with their lists
_FORMATS = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "money": "#,##0.00", "rate": "0%", "minutes": "0"}
_YES_NO = ("yes", "no")
_WIDTHS = {"text": 22, "id": 20, "date": 14, "moment": 18}
_NARROW = 13
_ROOM = 3  # characters beside the heading, for the filter's arrow
_NOTE_SIZE = (90, 260)  # pixels
_HEADING = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0F6B5C"))
_EXAMPLE_FONT = Font(italic=True, color="767676")

_DAY = date(2026, 1, 15)
_EXAMPLES: dict[str, dict[str, object]] = {
    "opportunities": {
        **{"name": "Warehouse shelves", "account_id": "Birch Ltd", "contact_id": "Ana Ruiz", "amount": 12_000},
        **{"status": "open", "stage": "Proposal", "currency": "USD", "recurrence": "once", "probability": 0.4},
        **{"created_on": _DAY, "expected_close_on": date(2026, 3, 31), "next_step": "Call about the layout"},
        **{"next_step_on": date(2026, 1, 22), "waiting_on": "them"},
    },
    "accounts": {"name": "Birch Ltd", "status": "customer", "potential_spend": 60_000, "do_not_contact": "no"},
    "contacts": {
        **{"name": "Ana Ruiz", "account_id": "Birch Ltd", "title": "Head of logistics"},
        **{"email": "ana@birch.example", "relationship": "buyer", "best_hours": "9-11", "do_not_contact": "no"},
    },
    "activities": {
        **{"done_at": datetime(2026, 1, 15, 10, 30), "kind": "call", "direction": "out", "outcome": "reached"},
        **{"minutes": 20, "account_id": "Birch Ltd", "contact_id": "Ana Ruiz", "subject": "Shelves"},
        **{"promise": "Send the drawing", "promise_by": "us", "promise_on": date(2026, 1, 19)},
    },
    "quotes": {
        **{"account_id": "Birch Ltd", "contact_id": "Ana Ruiz", "amount": 12_000, "sent_on": _DAY},
        **{"valid_until_on": date(2026, 2, 15), "status": "sent"},
    },
    "orders": {"account_id": "Birch Ltd", "ordered_on": _DAY, "amount": 1_850, "product": "Shelves"},
    "calendar": {"starts_at": datetime(2026, 1, 15, 13, 0), "ends_at": datetime(2026, 1, 15, 14, 0)},
}


def template_workbook() -> bytes:
    """An empty workbook to fill in: one sheet a table, one column a field of the schema.

    Each heading carries a note that says what belongs there; columns that know only some words offer them in a
    list; dates, money and shares are formatted. The first row of each sheet is an example, marked so that it is
    never taken for a record.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "Sentia"
    for table in TABLES:
        _add_sheet(workbook.create_sheet(table.capitalize()), table)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def heading(table: str, column: schema.Column) -> str:
    """The column's heading in the template, which is always recognised again.

    Examples
    --------
    >>> [heading("activities", schema.column("activities", name)) for name in ("activity_id", "done_at", "due_on")]
    ['Activity ID', 'Done time', 'Due date']
    """
    words = column.name.replace("_", " ")
    if column.name == schema.IDS.get(table):
        words = words.removesuffix(" id") + " ID"
    elif column.name.endswith("_id"):
        words = words.removesuffix(" id")
    elif column.name.endswith(("_on", "_at")):
        words = words[: -len(" on")] + (" date" if column.kind == "date" else " time")
    return words[:1].upper() + words[1:]


def _add_sheet(sheet: Worksheet, table: str) -> None:
    columns = schema.TABLES[table]
    for number, column in enumerate(columns, 1):
        _add_column(sheet, number, heading(table, column), column)
        _add_example(sheet, number, column, _example(table, column))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{_READY_ROWS + 1}"


def _add_column(sheet: Worksheet, number: int, words: str, column: schema.Column) -> None:
    cell, letter = sheet.cell(1, number, words), get_column_letter(number)
    cell.font, cell.fill = _HEADING
    cell.alignment = Alignment(vertical="center")
    cell.comment = Comment(_note(column), "Sentia", *_NOTE_SIZE)
    sheet.column_dimensions[letter].width = max(_WIDTHS.get(column.kind, _NARROW), len(words) + _ROOM)
    offered = _YES_NO if column.kind == "flag" else column.choices
    if offered:
        ready = DataValidation("list", formula1=f'"{",".join(offered)}"', allow_blank=True)
        ready.error = f"{words}: one of {', '.join(offered)}."
        ready.add(f"{letter}2:{letter}{_READY_ROWS + 1}")
        sheet.add_data_validation(ready)
    if column.kind in _FORMATS:
        sheet.column_dimensions[letter].number_format = _FORMATS[column.kind]


def _note(column: schema.Column) -> str:
    sentence = f"{column.meaning[:1].upper()}{column.meaning[1:]}."
    return f"{sentence} One of: {', '.join(column.choices)}." if column.choices else sentence


def _example(table: str, column: schema.Column) -> object:
    marked = schema.IDS.get(table, "title")
    return EXAMPLE if column.name == marked else _EXAMPLES[table].get(column.name)


def _add_example(sheet: Worksheet, number: int, column: schema.Column, value: object) -> None:
    cell = sheet.cell(2, number)
    cell.value = value
    cell.font = _EXAMPLE_FONT
    cell.number_format = _FORMATS.get(column.kind, "General")
