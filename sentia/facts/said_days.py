"""Days as people write them in passing: "by 11/20", "until Friday", "call back in Feb"."""

import re
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_AHEAD = timedelta(days=240)  # a month that has just gone is told, not planned
CENTURY, LETTERS = 100, 3
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?:[/.](?P<y>\d{4}|\d{2}))?\b"),
    re.compile(rf"{_MONTH} ?(?P<d>\d{{1,2}})?(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?\b", re.IGNORECASE),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: (?P<y>\d{{4}}))?\b", re.IGNORECASE),
    re.compile(r"(?:next )?(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b", re.IGNORECASE),
    re.compile(r"(?P<next>next year)\b", re.IGNORECASE),
)
_BY = re.compile(r"\b(?:by|until|till|before|on)\s+(?:the\s+)?", re.IGNORECASE)
# What rests until a day, as somebody notes it of a deal; "called back in May" is what happened, no plan.
_RESTS = re.compile(
    r"\b(?:(?:on hold|hold|parked|paused|frozen|blocked|away|waits?|waiting|nothing|postponed|come back|call back|"
    r"back|again|revisit|not)\s+(?:until|till|til|before|to|in|on|after|from)|(?:until|till))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:called|rang|phoned|came|got|went|was|were|been|wrote|spoke|met|tried|heard)\b[^.;\n]*$", re.IGNORECASE
)
HINT = r"(?i)\b(?:until|till|til|before|back|again|revisit|postponed)\b"


def day_said(text: str, after: pd.Timestamp) -> pd.Timestamp | None:
    """The day that a text names with "by", "until", "before" or "on": the first such day, not before `after`.

    A day and month without a year are the next such; of "11/5", which may be either, the one that comes first.

    Examples
    --------
    >>> day_said("send references by 11/20", pd.Timestamp("2026-11-16"))
    Timestamp('2026-11-20 00:00:00')
    >>> day_said("send references by Friday", pd.Timestamp("2026-11-16"))
    Timestamp('2026-11-20 00:00:00')
    """
    return next((day for found in _BY.finditer(text) if (day := _day_at(text[found.end() :], after))), None)


@lru_cache(maxsize=65_536)
def rests_until_said(text: str, after: pd.Timestamp) -> pd.Timestamp | None:
    """The day until which a note or a stage says that nothing is to be done, if it plainly says so.

    Examples
    --------
    >>> rests_until_said("budget frozen, call back in Feb", pd.Timestamp("2026-10-05"))
    Timestamp('2027-02-01 00:00:00')
    >>> rests_until_said("called back in Feb, wants a demo", pd.Timestamp("2026-10-05")) is None
    True
    """
    plans = [found for found in _RESTS.finditer(text) if not _HAPPENED.search(text[: found.start()])]
    days = [_day_at(text[found.end() :], after) for found in plans]
    known = [day for day in days if day is not None and day - after <= LONGEST_AHEAD]
    return max(known, default=None)


def _day_at(text: str, after: pd.Timestamp) -> pd.Timestamp | None:
    """The day with which a text begins, the next such from `after` on; None where it begins with none."""
    found = next((match for pattern in _DAYS if (match := pattern.match(text))), None)
    if found is None:
        return None
    days = [day for day in _readings(found.groupdict(), after.date()) if day and day >= after.date()]
    return pd.Timestamp(min(days)).as_unit("us") if days else None


def _readings(parts: dict[str, str | None], after: date) -> list[date | None]:
    if parts.get("next"):
        return [date(after.year + 1, 1, 1)]
    if weekday := parts.get("weekday"):
        ahead = (WEEKDAYS.index(weekday.lower()) - after.weekday()) % len(WEEKDAYS)
        return [after + timedelta(days=ahead)]
    if parts.get("a"):
        pairs = [(int(parts["a"]), int(parts["b"])), (int(parts["b"]), int(parts["a"]))]
    else:
        month = MONTHS.index(parts["month"].lower()[:LETTERS]) + 1 if parts.get("month") else int(parts["m"])
        pairs = [(month, int(parts.get("d") or 1))]
    return [_dated(month, day, parts.get("y"), after) for month, day in pairs]


def _dated(month: int, day: int, year: str | None, after: date) -> date | None:
    years = [int(year) % CENTURY + after.year // CENTURY * CENTURY] if year else [after.year, after.year + 1]
    days = [_made(one, month, day) for one in years]
    return next((one for one in days if one and one >= after), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
