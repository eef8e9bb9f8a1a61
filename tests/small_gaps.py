"""The follow-ups that are missing in books of a few rows, for tests that can be checked in the head."""

import pandas as pd
from small_books import ON, book_of

from sentia.follow_up.missing import follow_up_gaps
from sentia.playbook import Playbook

DAY = pd.Timedelta(days=1)


def day(text):
    """A day of autumn 2026, as "11-20"; of another year in full."""
    return pd.Timestamp(text if len(text) > len("11-20") else f"2026-{text}")


def at(text, hour=10):
    """An hour of such a day."""
    return day(text) + pd.Timedelta(hours=hour)


def gaps_on(on, tables, kind=None, wishes=None):
    """The gaps of a day, of one kind where it is named; `tables` are lists of rows, or a book made of them."""
    book = book_of(**tables) if isinstance(tables, dict) else tables
    return follow_up_gaps(book, on, Playbook(), None, wishes, None if kind is None else [kind])


def is_due(kind, on, **tables):
    """Whether exactly one gap of this kind stands on a day."""
    found = gaps_on(on, tables, kind)
    assert len(found) <= 1, found["because"].tolist()
    return len(found) == 1


def first_due(kind, last=ON, **tables):
    """The day on which the gap first stands, checked on the day before and on the day itself; None where never."""
    book = book_of(**tables)
    found = gaps_on(last, book, kind)
    if found.empty:
        return None
    due_on = found["due_on"].iloc[0]
    assert gaps_on(due_on - DAY, book, kind).empty, "it stood a day early"
    assert len(gaps_on(due_on, book, kind)) == 1, "it did not stand on its day"
    return f"{due_on:%m-%d}" if due_on.year == ON.year else f"{due_on:%Y-%m-%d}"


def activity(when, kind="call", key="1", **values):
    """Something that happened with the contact of that key about the deal of that key, on a day at ten."""
    row = {"activity_id": f"L{key}-{when}-{kind}", "kind": kind, "direction": "out", "done_at": at(when)}
    return row | {"contact_id": f"C{key}", "opportunity_id": f"O{key}"} | values


def old_log():
    """A log that goes back two years, of somebody who plays no part; the same person's contact, left alone."""
    return [{"activity_id": "L0", "kind": "call", "contact_id": "C0", "done_at": pd.Timestamp("2024-11-25 09:00")}]
