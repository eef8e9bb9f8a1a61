"""What changed since the book was opened, cell by cell, and the way back of each."""

from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import fold

COLUMNS = ["table", "row_key", "name", "record", "field", "before", "after"]
TELLING = ("name", "what", "subject", "title", "kind")


def changes(book: Book) -> pd.DataFrame:
    """One row a value that is not what it was on opening, the last changed first.

    `record` is what its row is called, `field` what the rep reads, `name` the column; of a row made since
    `before` is empty. What follows from another change by itself is not listed. Values as a person reads them.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"name": ["Pumps"], "stage": ["Lead"], "amount": [900.0]}))
    >>> changed = changes(book.edit("opportunities", "new:1", amount=1200))
    >>> changed[["record", "field", "before", "after"]].values.tolist()
    [['Pumps', 'Amount', '900', '1200']]
    """
    opened = fold(book.base, book.kept.edits)
    rows = [
        _row(book, opened, edit.table, edit.row_key, edit.field)
        for edit in reversed(book.journal.last_values().values())
        if not edit.follows and edit.field != schema.IDS.get(edit.table)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    return frame.loc[frame["before"] != frame["after"]].reset_index(drop=True)


def put_back(book: Book, table: str, row_key: str, name: str) -> Book:
    """The book with one value as it was on opening, as one more step; the value of a new row is cleared."""
    opened = fold(book.base, book.kept.edits)[table]
    value = opened.at[row_key, name] if row_key in opened.index else None
    return book.edit(table, row_key, **{name: None if pd.isna(value) else value})


def _row(book: Book, opened: dict[str, pd.DataFrame], table: str, row_key: str, name: str) -> list[str]:
    frame = book.tables[table]
    before = opened[table].at[row_key, name] if row_key in opened[table].index else None
    label, now = schema.column(table, name).label, frame.at[row_key, name]
    shown = [_shown(book, table, name, value) for value in (before, now)]
    return [table, row_key, name, record_name(book, table, row_key), label, *shown]


def record_name(book: Book, table: str, row_key: str) -> str:
    """What a row is called: its name or subject, else its account's or its id."""
    row = book.tables[table].loc[row_key]
    named = next((row[name] for name in TELLING if isinstance(row.get(name), str)), None)
    at = _shown(book, table, "account_id", row.get("account_id")) if table != "accounts" else ""
    return " at ".join(part for part in (named, at) if part) or str(row.get(schema.IDS.get(table), row_key))


def _shown(book: Book, table: str, name: str, value: Any) -> str:
    """A value as a person reads it, links by name; "" for none."""
    if value is None or pd.isna(value):
        return ""
    if name in schema.LINKS and name != schema.IDS.get(table):
        linked, identity = book.tables[schema.LINKS[name]], schema.IDS[schema.LINKS[name]]
        found = linked.loc[linked[identity] == value, "name"]
        return str(found.iloc[0]) if len(found) and isinstance(found.iloc[0], str) else str(value)
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
