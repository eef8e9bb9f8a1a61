"""The day a book is about, when nobody says which."""

from collections.abc import Mapping

import pandas as pd

from sentia.book.book import Book
from sentia.playbook import Playbook

FRESH_DAYS = 14
BEGUN = "This day was begun and nothing in this book is newer, so it goes on."
SATURDAY = 5
RECORDED = {
    "activities": ("done_at",),
    "orders": ("ordered_on",),
    "opportunities": ("created_on", "closed_on"),
    "quotes": ("sent_on",),
}


def recorded_days(book: Book) -> pd.Series:
    """Every day on which something happened in the book: done, ordered, created, closed or sent, oldest first.

    What is only expected or planned does not count, nor the closing day of a deal that is still open, nor the
    due day of a task that was finished earlier: such a day counts up to the last that is certain.
    """
    deals, log = book.opportunities, book.activities
    closed = deals["closed_on"].where(deals["status"] != "open")
    tables = {**book.tables, "opportunities": deals.assign(closed_on=closed)}
    by_due = log["done_at"].dt.normalize() == log["due_on"]
    certain = _days(tables | {"activities": log.loc[~by_due]})
    due = log.loc[by_due, "done_at"].dt.normalize()
    last = certain.max() if len(certain) else due.max()
    return pd.concat([certain, due.loc[due <= last]]).sort_values(ignore_index=True)


def _days(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    days = [tables[table][name] for table, names in RECORDED.items() for name in names]
    return pd.concat(days, ignore_index=True).dropna().dt.normalize()


def last_recorded(book: Book) -> pd.Timestamp | None:
    """The day of the last thing that happened in the book; None where nothing has a date."""
    days = recorded_days(book)
    return None if days.empty else days.iloc[-1]


def planning_day(book: Book, today: pd.Timestamp | None = None) -> pd.Timestamp | None:
    """The day to plan by default.

    `today` where the last recorded fact is under 14 days older (or nothing has a date), else the first working
    day after that fact. A day written wrong, in the future, does not count where the book is alive today. A
    book whose facts all lie ahead is planned on the first working day after them. A day that is not today and was
    begun (its lines are in the log) goes on. Without `today` it is always the working day after the last fact;
    None where nothing has a date.
    """
    days = recorded_days(book)
    if days.empty:
        return None if today is None else today.normalize()
    if today is not None:
        past = days[days <= today.normalize()]
        if len(past) and (today.normalize() - past.iloc[-1]).days < FRESH_DAYS:
            return today.normalize()
        if _is_begun(book, days.iloc[-1]):
            return days.iloc[-1]
    return days.iloc[-1] + pd.offsets.BusinessDay(1)


def _is_begun(book: Book, day: pd.Timestamp) -> bool:
    """Whether lines of this day are in the log."""
    return bool(book.log["planned_for"].eq(day).any())


def why_this_day(book: Book, on: pd.Timestamp, today: pd.Timestamp) -> str:
    """Why this default day is not today, in one sentence; nothing where it is."""
    if on == today:
        return ""
    if on == planning_day(book, today) and _is_begun(book, on):
        return "This day was begun ahead of its time, so it goes on." if on > today else BEGUN
    if on == planning_day(book, today):
        last = _written(last_recorded(book))
        return f"Nothing in this book is newer than {last}, so this is the first working day after it."
    if on > today:
        return "No working time is left today, so this is the next working day."
    return f"This day is over; today is {today:%A}, {_written(today)}."


def _written(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B} {day.year}"


def default_day(book: Book, clock: pd.Timestamp, playbook: Playbook) -> pd.Timestamp:
    """The book's day; once today's work is over, or on a weekend, the next working day."""
    day = planning_day(book, clock)
    over = clock >= day + pd.Timedelta(minutes=playbook.work_ends)
    is_today = day == clock.normalize()
    return day + pd.offsets.BusinessDay(1) if is_today and (over or day.weekday() >= SATURDAY) else day
