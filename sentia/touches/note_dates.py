"""Days as people write them in passing, in nine languages: "by 11/20", "bis Freitag", "call back in Feb".

A small grammar over the vocabulary's words (`note phrases`, `calendar`): what leads to the day (by, until, back
on), then the day; and what its clause says of it before.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from sentia.vocabulary import folded, matches, pattern, words

LONGEST_AHEAD = timedelta(days=240)  # a month that has just gone is told, not planned
LONGEST_AWAY = timedelta(days=120)  # the same of somebody's absence, unless its year is written
CENTURY, LETTERS, YEARS = 100, 4, 4
_NOTES = "note phrases"


def _names(which: slice) -> dict[str, int]:
    """The names of months or weekdays, to their number; without short ones that other languages have as words."""
    listed = list(words("calendar").values())[which]
    return {
        folded(text): number
        for number, by_language in enumerate(listed)
        for language, texts in by_language.items()
        for text in texts
        if language == "english" or len(text) >= LETTERS
    }


MONTHS, WEEKDAYS = _names(slice(0, 12)), _names(slice(12, 19))


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_MONTH = rf"(?P<month>{_any(MONTHS)})\b\.?"
_OF = rf"(?: {pattern(_NOTES, 'of')})?"
_THE = rf"(?:{pattern(_NOTES, 'the')} |l')*"
_TH = r"(?:st|nd|rd|th|er|o|a|\.)?"
_DAYS = (
    re.compile(rf"(?P<next>{pattern(_NOTES, 'next year')})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})(?:\.(?: ?(?P<y>\d{4}|\d{2}))?)?(?!\d)"),
    re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?\b"),
    re.compile(rf"(?P<end>{pattern(_NOTES, 'end of')} ){_MONTH}(?:{_OF} (?P<y>\d{{4}}))?"),
    re.compile(rf"{_MONTH} ?(?P<d>\d{{1,2}}(?![\d:]))?(?:st|nd|rd|th)?(?:(?:,|{_OF}) (?P<y>\d{{4}}))?\b"),
    re.compile(rf"(?P<d>\d{{1,2}}){_TH}{_OF} {_MONTH}(?:,?{_OF} (?P<y>\d{{4}}))?"),
    re.compile(rf"(?P<weekday>{_any(WEEKDAYS)})\b"),
    re.compile(r"(?P<nth>\d{1,2})(?:st|nd|rd|th)\b"),
    re.compile(r"(?P<nth>\d{1,2})\.?(?= |[,;!?)]|\.|$)(?! ?(?:%|[a-z]))"),  # "the 25", only after such a word
)
_WRITTEN = _DAYS[1:7]  # with a month
_BY = re.compile(rf"{pattern(_NOTES, 'by')} (?P<the>{_THE})")
_ON = re.compile(rf"(?:{pattern(_NOTES, 'by')}|{pattern(_NOTES, 'on')}) (?P<the>{_THE})")
_UNTIL = rf"{pattern(_NOTES, 'until')} "
_RESTING = rf"(?:{pattern(_NOTES, 'rests')}|{pattern(_NOTES, 'away')}|{pattern(_NOTES, 'lacks')})"
_RESTS = re.compile(
    rf"(?:{_RESTING}(?:(?: [\w'-]+){{0,3}} {_UNTIL}| {pattern(_NOTES, 'from when')} )|"
    rf"(?:^|[.;:,(\n-] ?){_UNTIL})(?P<the>{_THE})"
)
_THEN = rf"(?:{_UNTIL}|{pattern(_NOTES, 'back on')} )(?P<the>{_THE})"
_AWAY = re.compile(rf"{pattern(_NOTES, 'away')}(?P<gap>[^;!?\n]{{0,60}}?){_THEN}")
_BACK = re.compile(_THEN)
_PAST = re.compile(pattern(_NOTES, "past"))
_OTHERS = re.compile(pattern(_NOTES, "somebody else"))
_CLAUSE = re.compile(r"[;!?\n]|\.(?= [a-z])|, (?:but|aber|mais|pero|ma|mas|maar|ale) ")
HINT = rf"{_UNTIL}|{_RESTING}"


def may_rest(texts: pd.Series) -> pd.Series:
    """Whether each text has words of a rest or an absence at all; all others need not be read.

    Examples
    --------
    >>> may_rest(pd.Series(["im Urlaub bis Montag", "Nice talk", None], dtype="str")).tolist()
    [True, False, False]
    """
    return matches(texts, HINT)


@lru_cache(maxsize=65_536)
def day_said(text: str, after: pd.Timestamp, or_on: bool = True) -> pd.Timestamp | None:
    """The day by which (`or_on`: or on which) something is to be, by a text: the first such, not before `after`.

    A day and month without a year are the next such; of "11/5", which may be either, the one that comes first.

    Examples
    --------
    >>> day_said("send references by 11/20", pd.Timestamp("2026-11-16"))
    Timestamp('2026-11-20 00:00:00')
    >>> day_said("Referenzen bis Freitag senden", pd.Timestamp("2026-11-16"))
    Timestamp('2026-11-20 00:00:00')
    """
    said = folded(text)
    return next(
        (day for found in (_ON if or_on else _BY).finditer(said) if (day := _day_after(said, found, after))), None
    )


@lru_cache(maxsize=65_536)
def day_named(text: str, after: pd.Timestamp) -> pd.Timestamp | None:
    """The first day that a text names with its month or in figures, the next such from `after` on.

    Examples
    --------
    >>> day_named("Wartungsvertrag läuft am 1.3.2027 aus", pd.Timestamp("2026-11-23"))
    Timestamp('2027-03-01 00:00:00')
    """
    said = folded(text)
    for found in re.finditer(r"\b\w", said):
        start = next((match for one in _WRITTEN if (match := one.match(said, found.start()))), None)
        days = [] if start is None else _readings(start.groupdict(), after.date())
        if days := [day for day in days if day and day >= after.date()]:
            return pd.Timestamp(min(days)).as_unit("us")
    return None


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
    said = _lines(text)
    plans = [found for found in _RESTS.finditer(said) if not _PAST.search(_before(said, found))]
    days = [_day_after(said, found, after, LONGEST_AHEAD) for found in plans]
    return max((day for day in days if day is not None), default=None)


@lru_cache(maxsize=65_536)
def away_until_said(text: str, after: pd.Timestamp) -> pd.Timestamp | None:
    """The day until which a note says that the person it is about is away; None where it speaks of others.

    Examples
    --------
    >>> away_until_said("On vacation until 30 November 2026", pd.Timestamp("2026-11-23"))
    Timestamp('2026-11-30 00:00:00')
    >>> away_until_said("Her assistant is on vacation until 30 November", pd.Timestamp("2026-11-23")) is None
    True
    """
    said = _lines(text)
    found = [one for one in _AWAY.finditer(said) if not _speaks_of_others(said, one)]
    days = [_day_after(said, one, after, LONGEST_AWAY) for one in found]
    return max((day for day in days if day is not None), default=None)


def _speaks_of_others(said: str, found: re.Match) -> bool:
    before = _before(said, found)
    return bool(_PAST.search(before) or _OTHERS.search(before) or _OTHERS.search(found["gap"]))


def day_back(text: str, after: pd.Timestamp) -> pd.Timestamp | None:
    """The last day that an automatic answer names with "until" or "back on"; None where it names none.

    Examples
    --------
    >>> day_back("I am away from 20 November until 30 November.", pd.Timestamp("2026-11-23"))
    Timestamp('2026-11-30 00:00:00')
    """
    said = _lines(text)
    days = [_day_after(said, found, after, LONGEST_AHEAD) for found in _BACK.finditer(said)]
    return max((day for day in days if day is not None), default=None)


def _lines(text: str) -> str:
    """The text folded line by line."""
    return "\n".join(folded(line) for line in text.splitlines())


def _before(said: str, found: re.Match) -> str:
    """What the clause says before the match."""
    return _CLAUSE.split(said[: found.start()])[-1]


def _day_after(
    said: str, lead: re.Match, after: pd.Timestamp, most: timedelta = LONGEST_AHEAD
) -> pd.Timestamp | None:
    """The day that follows a match, the next such from `after` on; None where none follows.

    Without its year a day lies at most so far ahead.
    """
    rest = said[lead.end() :]
    patterns = _DAYS if lead["the"] or said[: lead.end()].rstrip().endswith(_ARTICLES) else _DAYS[:-1]
    found = next((match for one in patterns if (match := one.match(rest))), None)
    if found is None:
        return None
    parts, first = found.groupdict(), after.date()
    days = [day for day in _readings(parts, first) if day and day >= first]
    days = [day for day in days if parts.get("y") or parts.get("next") or day - first <= most]
    return pd.Timestamp(min(days)).as_unit("us") if days else None


_ARTICLES = (
    "the",
    "zum",
    "dem",
    "den",
    " le",
    " au",
    " el",
    " il",
    " dia",
    " al",
    " dnia",
    "jusqu'au",
    " del",
    " du",
)


def _readings(parts: dict[str, str | None], after: date) -> list[date | None]:
    if parts.get("next"):
        return [date(after.year + 1, 1, 1)]
    if weekday := parts.get("weekday"):
        ahead = (WEEKDAYS[weekday] - after.weekday()) % len(calendar.day_name)
        return [after + timedelta(days=ahead)]
    if parts.get("nth"):
        return [_next_such_day(int(parts["nth"]), after)]
    if parts.get("a"):
        pairs = [(int(parts["a"]), int(parts["b"])), (int(parts["b"]), int(parts["a"]))]
    else:
        pairs = [(MONTHS[parts["month"]] + 1 if parts.get("month") else int(parts["m"]), int(parts.get("d") or 1))]
    is_end = bool(parts.get("end"))
    return [_dated(month, day, parts.get("y"), after, is_end) for month, day in pairs]


def _dated(month: int, day: int, year: str | None, after: date, is_end: bool) -> date | None:
    years = [int(year) % CENTURY + after.year // CENTURY * CENTURY] if year else [after.year, after.year + 1]
    days = [_made(one, month, calendar.monthrange(one, month)[1] if is_end else day) for one in years]
    return next((one for one in days if one and one >= after), None)


def _next_such_day(day: int, after: date) -> date | None:
    """The next day of a month with this number: "the 25th"."""
    months = [
        (after.year + (after.month + ahead) // 12, (after.month + ahead) % 12 + 1) for ahead in range(-1, YEARS)
    ]
    days = [_made(year, month, day) for year, month in months]
    return next((one for one in days if one and one >= after), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
