"""What changed since the book was opened, cell by cell, and the way back of each."""

from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit, fold
from sentia.book.matching import looked_up

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
    edits = [
        (edit.table, edit.row_key, edit.field) for edit in book.journal.last_values().values() if _counts(edit)
    ]
    rows = pd.DataFrame(edits[::-1], columns=COLUMNS[:3], dtype="str")
    parts = [
        _of_column(book, opened[table], table, name, part)
        for (table, name), part in rows.groupby(["table", "name"], sort=False)
    ]
    listed = pd.concat(parts).sort_index() if parts else rows.reindex(columns=COLUMNS)
    return listed.loc[listed["before"] != listed["after"], COLUMNS].reset_index(drop=True)


def _counts(edit: Edit) -> bool:
    return not edit.follows and edit.field != schema.IDS.get(edit.table)


def _of_column(book: Book, opened: pd.DataFrame, table: str, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    keys = rows["row_key"].to_numpy()
    before, now = (_shown(book, table, frame[name].reindex(keys)) for frame in (opened, book.tables[table]))
    return rows.assign(
        record=record_names(book, table).reindex(keys).to_numpy(),
        field=schema.column(table, name).label,
        before=before.to_numpy(),
        after=now.to_numpy(),
    )


def put_back(book: Book, table: str, row_key: str, name: str) -> Book:
    """The book with one value as it was on opening, as one more step; the value of a new row is cleared."""
    opened = fold(book.base, book.kept.edits)[table]
    value = opened.at[row_key, name] if row_key in opened.index else None
    return book.edit(table, row_key, **{name: None if pd.isna(value) else value})


def record_names(book: Book, table: str) -> pd.Series:
    """What each row of a table is called: its name or subject and its account, else its id."""
    frame = book.tables[table]
    ids = frame[schema.IDS[table]] if table in schema.IDS else frame.index.to_series().astype("str")
    named = pd.Series(index=frame.index, dtype="str")
    for name in (name for name in TELLING if name in frame):
        named = named.fillna(frame[name])
    if table == "accounts" or "account_id" not in frame:
        return named.fillna(ids)
    at = _shown(book, table, frame["account_id"]).replace("", None).astype("str")
    return (named + " at " + at).fillna(named).fillna(at).fillna(ids)


def _shown(book: Book, table: str, values: pd.Series) -> pd.Series:
    """Values as a person reads them, links by name; "" for none."""
    name = str(values.name)
    if name in schema.LINKS and name != schema.IDS.get(table):
        linked, identity = book.tables[schema.LINKS[name]], schema.IDS[schema.LINKS[name]]
        values = looked_up(values, linked.drop_duplicates(identity).set_index(identity)["name"]).fillna(values)
    words = [_word(value) for value in values]
    return pd.Series(words, values.index, dtype="str")


def _word(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
