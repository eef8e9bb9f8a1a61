"""What is known of contacts beside the log: quotes sent and, without a log, orders and new stages."""

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.once import alike_without_rows
from sentia.touches import READ_OFF, log_starts

ORDER, STAGE = "order", "stage"
LINKS = ["account_id", "contact_id", "opportunity_id"]
CODES = {"who": "contact_id", "deal": "opportunity_id", "at": "account_id"}
SAID = {
    READ_OFF: "the last contact noted",
    ORDER: "their last order",
    STAGE: "the day it reached its stage",
    "quote sent": "the day a quote was sent",
}
WITHOUT_A_LOG = (
    "No activity log: whose message waits for an answer, what was promised, which tries failed, which meetings "
    "had no word after them and who was thanked cannot be known. Silence counts from "
    "the last contact noted, from orders, quotes and stages."
)


def has_log(book: Book) -> bool:
    """Whether the book has an activity log; dates of a last contact on other sheets are none."""
    return bool(pd.notna(log_starts(book.activities)))


def evidence(book: Book, on: pd.Timestamp) -> pd.DataFrame:
    """One row a contact that the log need not know, until `on`, in the log's columns with `source`.

    Quotes that were sent always; where the book has no log also orders (`kind` order) and the day a deal reached
    its stage (stage), as the files have them: an edit is no contact. See `touches.counted_once`.
    """
    every = [_quotes(book)] if has_log(book) else [_quotes(book), _orders(book), _stages(book)]
    known = [what for what in every if what[0][what[1]].notna().any()] or every[:1]
    rows = pd.concat([_rows(*what) for what in known], ignore_index=True)
    return rows.loc[rows["done_at"].notna() & (rows["done_at"] <= on)]


def is_somebodys(records: pd.DataFrame) -> np.ndarray:
    """Whether each record (with its `CODES`) is about a deal, a person or an account that the book has."""
    return (records[list(CODES)] >= 0).any(axis="columns").to_numpy()


Shown = tuple[pd.DataFrame, str, str, str, list[str]]


def _quotes(book: Book) -> Shown:
    quotes = book.quotes.loc[~book.quotes["status"].astype("str").str.lower().eq("draft")]
    return quotes, "sent_on", "quote sent", "quotes", LINKS


def _orders(book: Book) -> Shown:
    return book.orders, "ordered_on", ORDER, "orders", ["account_id"]


def _stages(book: Book) -> Shown:
    deals = book.base["opportunities"]
    reached = deals[LINKS].assign(reached_on=deals["stage_since_on"].fillna(deals["created_on"]))
    return reached, "reached_on", STAGE, "stages", LINKS


@alike_without_rows
def _rows(records: pd.DataFrame, day: str, kind: str, source: str, links: list[str]) -> pd.DataFrame:
    """The records as rows of a log; those that belong to nobody are left out."""
    known = records.loc[records[links].notna().any(axis="columns")]
    blank = {name: pd.Series(index=known.index, dtype="str") for name in LINKS}
    rows = pd.DataFrame(blank | {name: known[name] for name in links})
    ids = (source + ":" + known.index.to_series().astype("str")).astype("str")
    outcome = pd.Series(index=rows.index, dtype="str")
    return rows.assign(
        activity_id=ids, done_at=known[day], kind=kind, direction="out", outcome=outcome, source=source
    )
