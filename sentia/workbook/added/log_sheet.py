"""The sheet "Sentia log": what became of each planned line, one a row."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.matching import looked_up
from sentia.errors import CannotEdit
from sentia.workbook.added.names import LOG, LOG_KEY, LOG_WHAT
from sentia.workbook.added.records import NEW
from sentia.workbook.added.rows import Line, lines_of, typed
from sentia.workbook.cell_values import CLOCK, DAY, MOMENT, MONEY, is_missing, python_value
from sentia.workbook.files.cells import Sheet
from sentia.workbook.patch.result_sheet import ResultSheet

_FIRST = ("planned_for", "kind", "status", "outcome", "minutes_spent", "made", "reason", "return_on")
_TECHNICAL = ("log_id", "account_id", "contact_id", "opportunity_id", "playbook")
_FORMATS = {"date": DAY, "moment": MOMENT, "money": MONEY}


def log_sheet(book: Book) -> ResultSheet | None:
    """The lines that were written down in Sentia and stand in no file of the rep's; None where there are none."""
    made = book.log.loc[~book.log.index.isin(book.base["log"].index)] if book.sources else book.log
    if made.empty:
        return None
    fields = _fields()
    headings = [LOG_WHAT, *(schema.column("log", name).label for name in fields), LOG_KEY]
    columns = [_who(book, made), *(made[name] for name in fields), made.index.to_series()]
    cells = [[None if is_missing(v) else python_value(v) for v in column.astype(object)] for column in columns]
    formats = {n: _format(name) for n, name in enumerate(fields, 1) if _format(name)}
    hidden = tuple(n for n, name in enumerate([*fields, LOG_KEY], 1) if name in (*_TECHNICAL, LOG_KEY))
    rows = [headings, *(list(row) for row in zip(*cells, strict=True))]
    choices = {1 + fields.index("status"): schema.column("log", "status").choices}
    return ResultSheet(LOG, rows, formats=formats, hidden=hidden, choices=choices)


def _fields() -> list[str]:
    names = schema.fields("log")
    return [*_FIRST, *(n for n in names if n not in (*_FIRST, *_TECHNICAL)), *_TECHNICAL]


def _format(name: str) -> str:
    return CLOCK if name == "starts_at" else _FORMATS.get(schema.column("log", name).kind, "")


def _who(book: Book, log: pd.DataFrame) -> pd.Series:
    """The person and the company of each line, by name."""
    people = looked_up(log["contact_id"], _names(book.contacts, "contact_id"))
    accounts = looked_up(log["account_id"], _names(book.accounts, "account_id"))
    return (people + ", " + accounts).fillna(people).fillna(accounts)


def _names(frame: pd.DataFrame, identity: str) -> pd.Series:
    return frame.drop_duplicates(identity).set_index(identity)["name"]


def read_log(sheet: Sheet) -> tuple[list[tuple[str, dict[str, Any]]], list[dict]]:
    """The lines of the sheet as (key, values), and a fault for each cell that cannot be understood."""
    by_label = {schema.column("log", name).label: name for name in schema.fields("log")}
    rows, faults = [], []
    for line in lines_of(sheet):
        values: dict[str, Any] = {}
        for label, name in by_label.items():
            faults += _take(line, label, name, values)
        rows.append((line.text(LOG_KEY) or f"{NEW}{line.row}", values))
    return rows, faults


def _take(line: Line, label: str, name: str, values: dict[str, Any]) -> Iterator[dict]:
    value, column = line.values.get(label), schema.column("log", name)
    if value is None:
        return
    try:
        values[name] = typed(column, value)
    except CannotEdit:
        yield line.fault(label, value, " or ".join(column.choices) or f"a {column.kind}")
