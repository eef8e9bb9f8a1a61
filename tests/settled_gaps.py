"""What a rep settles about a gap in one tap: put off until a day, parked with a reason, or ticked off as done.

Each is a line of the book's log, so that it is kept with the book and undone like any edit.
"""

import pandas as pd

from sentia.book.book import Book
from sentia.work.resting import DONE, PARKED, SNOOZED

LINKS = ("account_id", "contact_id", "opportunity_id")


def put_off(book: Book, gap: pd.Series, on: pd.Timestamp, until: pd.Timestamp, reason: str) -> Book:
    """The book with this gap silent until a day; then it is back, and at once when something new happens."""
    return _logged(book, gap, on, SNOOZED, reason, return_on=until.normalize())


def park(book: Book, gap: pd.Series, on: pd.Timestamp, reason: str) -> Book:
    """The book with the gap's deal (else its person, else its account) at rest until the rep takes that back."""
    return _logged(book, gap, on, PARKED, reason)


def tick_off(book: Book, gap: pd.Series, on: pd.Timestamp) -> Book:
    """The book with this gap done, where nothing in the log can show it: a promise kept, a step taken."""
    return _logged(book, gap, on, DONE, None)


def _logged(book: Book, gap: pd.Series, on: pd.Timestamp, status: str, reason: str | None, **more: object) -> Book:
    day = on.normalize()
    links = {name: gap[name] for name in LINKS}
    line = {"log_id": f"{day:%Y-%m-%d}@{gap.name}", "planned_for": day, "kind": gap["kind"], "status": status}
    return book.apply(book.row_edits("log", [line | links | {"reason": reason} | more]))
