"""Archiving instead of deleting: a record stays in the file, with the day and the reason, and takes no part."""

from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.closing import lost_edits
from sentia.errors import CannotEdit

ARCHIVED = {
    "opportunities": "lost, closed on this day",
    "accounts": "a former customer, not to be contacted",
    "contacts": "not to be contacted",
    "quotes": "declined",
    "own_actions": "over",
}


def archive(book: Book, table: str, key: str, reason: str, on: pd.Timestamp) -> Book:
    """The book with one record archived, as one step; nothing is removed from the file.

    A deal is lost for this reason, a quote declined, an account former and like a contact not to be contacted,
    with the reason in its notes; a line of the rep's own is over.

    Raises
    ------
    UnknownRecord
        `key` names no single row.
    CannotEdit
        Records of this table happened and cannot be archived, or a cell that is a formula would have to change.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"opportunity_id": ["D1"], "stage": ["Proposal"]}))
    >>> gone = archive(book, "opportunities", "D1", "no budget", pd.Timestamp("2026-11-23"))
    >>> gone.opportunities[["status", "lost_reason"]].values.tolist(), len(gone.journal)
    ([['lost', 'no budget']], 1)
    """
    if table not in ARCHIVED:
        raise CannotEdit(f"What stands in {table} has happened; it is not archived. Change it, or undo it.")
    if table == "opportunities":
        return book.apply(lost_edits(book, [book.find(table, key)], on, reason))
    return book.edit(table, key, **_values(book, table, key, reason, on))


def _values(book: Book, table: str, key: str, reason: str, on: pd.Timestamp) -> dict[str, Any]:
    if table == "quotes":
        return {"status": "declined"}
    if table == "own_actions":
        return {"done_at": on}
    before = book.tables[table].at[book.find(table, key), "notes"]
    note = f"Archived on {on:%Y-%m-%d}" + (f": {reason}" if reason else "")
    said = {"do_not_contact": True, "notes": f"{before}\n{note}" if isinstance(before, str) else note}
    return said | ({"status": "former"} if table == "accounts" else {})
