"""How often the rep wishes to be in touch with somebody: said for many at once, one step to undo."""

import pandas as pd

from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.errors import BadQuestion
from sentia.usual import LONGEST_PACE

_LINKS = ("contact_id", "account_id")


def set_pace(book: Book, lines: pd.DataFrame, on: pd.Timestamp, every_days: float | None) -> Book:
    """The book in which the people of these lines (the account where nobody is named) are due every so many days.

    None takes back what was said here: the file's own column counts again, else what is usual.

    Parameters
    ----------
    lines : DataFrame
        With `contact_id` and `account_id`.

    Raises
    ------
    BadQuestion
        A number of days that is not between 1 and ten years, or lines with neither a person nor an account.
    """
    if every_days is not None and not 1 <= every_days <= LONGEST_PACE:
        raise BadQuestion(f"How often? It needs a number of days from 1 to {LONGEST_PACE:,}, not {every_days:g}.")
    subjects = _subjects(lines)
    if not subjects:
        raise BadQuestion("None of the chosen lines names a person or a company to be in touch with.")
    said = [
        Edit("judgements", key, "every_days", None) for link, one in subjects for key in _rows(book, link, one)
    ]
    rows = [{link: one, "every_days": float(every_days), "said_on": on} for link, one in subjects if every_days]
    return book.apply([*said, *book.row_edits("judgements", rows)])


def pace_of(book: Book, lines: pd.DataFrame) -> float | None:
    """The days that the rep has said here for all of these lines; None where not the same, or nothing, was."""
    said = {
        next(iter(book.judgements.loc[_rows(book, link, one), "every_days"].iloc[::-1]), None)
        for link, one in _subjects(lines)
    }
    return said.pop() if len(said) == 1 else None


def _subjects(lines: pd.DataFrame) -> list[tuple[str, str]]:
    people = lines["contact_id"].dropna().unique()
    accounts = lines.loc[lines["contact_id"].isna(), "account_id"].dropna().unique()
    return [("contact_id", one) for one in people] + [("account_id", one) for one in accounts]


def _rows(book: Book, link: str, one: str) -> pd.Index:
    """The judgements that say a pace of this person, or of this account as a whole."""
    rows = book.judgements
    is_it = (rows[link] == one) & rows["every_days"].notna()
    return rows.index[is_it & (rows["contact_id"].isna() | (link == "contact_id"))]
