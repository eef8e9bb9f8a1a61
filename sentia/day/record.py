"""What became of a line of the day: done, skipped or put off, written into the book's log in one step."""

from collections.abc import Collection

import pandas as pd

from sentia.book.book import Book
from sentia.book.closing import deal_names, lost_edits, open_deals
from sentia.book.done import (
    DONE,
    NO_ANSWER,
    OUTCOMES,
    SAID_NO,
    SENT,
    TALKED,
    Outcome,
    deals_of,
    done_rows,
    log_row,
)
from sentia.book.touch_columns import kept_up, told

__all__ = ["DONE", "NO_ANSWER", "OUTCOMES", "SAID_NO", "SENT", "TALKED", "Outcome", "deals_to_close", "done_on"]
__all__ += ["mark_done"]
__all__ += ["mark_skipped", "snooze"]


def mark_done(
    book: Book, line: pd.Series, at: pd.Timestamp, outcome: Outcome, meant: Collection[str] | None = None
) -> Book:
    """The book with this line done at that moment: one log row, one activity a deal, one step to undo.

    The columns in which the rep keeps the last touch and the next step follow (see `touch_columns`).

    Parameters
    ----------
    line : Series
        A row of a day's `actions`; its name is the candidate's id.
    meant : collection of str, optional
        The deals that a no was about: they are lost. Where none are named, the no closes nothing.
    """
    log, activities = done_rows(line, line.name, at, outcome, meant if outcome is SAID_NO else None)
    activities = [activity | told(book, "done") for activity in activities]
    lost = open_deals(book, meant or ()).index if outcome is SAID_NO else []
    return book.apply(
        [
            *book.row_edits("log", [log]),
            *book.row_edits("activities", activities),
            *kept_up(book, activities),
            *lost_edits(book, lost, at),
        ]
    )


def deals_to_close(book: Book, line: pd.Series, owner: str | None) -> dict[str, str]:
    """The open deals of this owner's that a line is about, by id, and what each is called."""
    return deal_names(open_deals(book, deals_of(line), owner))


def mark_skipped(book: Book, line: pd.Series, on: pd.Timestamp) -> Book:
    """The book with this line, every subject of it, skipped for the day; it is a candidate again the next."""
    return book.apply(book.row_edits("log", [log_row(line, key, on, "skipped") for key in line["serves"]]))


def snooze(book: Book, line: pd.Series, on: pd.Timestamp, until: pd.Timestamp, reason: str) -> Book:
    """The book with this line, every subject of it, put off: a candidate again on the day `until`."""
    put_off = {"reason": reason, "return_on": until}
    return book.apply(
        book.row_edits("log", [log_row(line, key, on, "snoozed") | put_off for key in line["serves"]])
    )


def done_on(book: Book, on: pd.Timestamp) -> pd.DataFrame:
    """The lines done on a day, one row each, in the order they were done: the log's columns and `action`."""
    log = book.log.loc[(book.log["planned_for"] == on) & (book.log["status"] == "done")]
    said = book.activities.drop_duplicates(["done_at", "account_id"]).set_index(["done_at", "account_id"])[
        "subject"
    ]
    keys = pd.MultiIndex.from_frame(log[["done_at", "account_id"]])
    action = pd.Series(said.reindex(keys).to_numpy(), log.index, dtype="str")
    ends_at = log["starts_at"] + pd.to_timedelta(log["minutes"], unit="min")
    return log.assign(action=action, ends_at=ends_at).sort_values("done_at")
