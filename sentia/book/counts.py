"""How many records a book has: numbers a rep can compare with what they know."""

from sentia.book.book import Book

STATUSES = ("open", "won", "lost")
COUNTED = ("accounts", "contacts", "activities", "orders", "quotes")


def counts_of(book: Book) -> dict[str, int]:
    """Opportunities, how many of them are open, won and lost, and the rows of the other tables.

    Examples
    --------
    >>> import pandas as pd
    >>> from sentia.book.making import make_book
    >>> counts = counts_of(make_book(opportunities=pd.DataFrame({"account_id": ["Acme"], "stage": ["Won"]})))
    >>> counts["opportunities"], counts["won"], counts["accounts"]
    (1, 1, 1)
    """
    statuses = book.opportunities["status"].value_counts()
    return {
        "opportunities": len(book.opportunities),
        **{status: int(statuses.get(status, 0)) for status in STATUSES},
        **{table: len(book.tables[table]) for table in COUNTED},
    }
