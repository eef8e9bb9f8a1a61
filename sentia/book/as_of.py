"""The day a book is about, when nobody says which."""

import pandas as pd

from sentia.book.book import Book

FRESH_DAYS = 14
RECORDED = {
    "activities": ("done_at",),
    "orders": ("ordered_on",),
    "opportunities": ("created_on", "closed_on"),
    "quotes": ("sent_on",),
}


def last_recorded(book: Book) -> pd.Timestamp | None:
    """The day of the last thing that happened in the book: done, ordered, created, closed or sent.

    What is only expected or planned does not count. None where nothing has a date.
    """
    last = pd.Series([book.tables[table][name].max() for table, names in RECORDED.items() for name in names])
    return None if last.isna().all() else last.max().normalize()


def planning_day(book: Book, today: pd.Timestamp | None = None) -> pd.Timestamp | None:
    """The day to plan by default.

    `today` where the last recorded fact is under 14 days older (or nothing has a date), else the first working
    day after that fact. Without `today` it is always that working day; None where nothing has a date.
    """
    last = last_recorded(book)
    if last is None or (today is not None and abs((today.normalize() - last).days) < FRESH_DAYS):
        return None if today is None else today.normalize()
    return last + pd.offsets.BusinessDay(1)
