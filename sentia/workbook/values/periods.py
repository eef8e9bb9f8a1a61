"""Weeks, months, quarters and halves of a year, as people write when they do not know the day."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.values.typed import Texts, matches
from sentia.workbook.values.written_dates import MONTHS, NOTHING

_COULD_BE = r"^[a-z0-9.'/\- ]{4,24}$"
_YEAR, _SHORT = r"(?P<year>(?:19|20)\d\d)", r"(?P<year>(?:19|20)\d\d|\d\d)"
_GAP = r"[\s\-/.,']{0,3}"
_QUARTER = r"(?:quarter|quartal|trimestre|trim|kwartaal|kwartal|kvartal|ctvrtleti|qtr)"
_HALF = r"(?:half(?: year)?|halbjahr|semestre|semester)"
_WEEK = r"(?:kw|cw|wk|w|week|woche|semaine|sem|semana|settimana|tyden|tydzien)"
_MONTH = r"(?P<name>[a-z]{3,12})"
_CENTURY, _MONTHS_A_YEAR, _DAYS_A_WEEK = 2000, 12, 7
_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_FEW = 2

Period = tuple[np.datetime64, np.datetime64]  # its first day and its last


def _months(year: int, part: int, length: int) -> Period | None:
    """The `part`-th stretch of so many months of a year."""
    if not 1 <= part <= _MONTHS_A_YEAR // length:
        return None
    start = np.datetime64(f"{year}-01", "M") + (part - 1) * length
    return start.astype("M8[D]"), (start + length).astype("M8[D]") - 1


def _half(year: int, part: int) -> Period | None:
    return _months(year, part, 6)


def _quarter(year: int, part: int) -> Period | None:
    return _months(year, part, 3)


def _month(year: int, part: int) -> Period | None:
    return _months(year, part, 1)


def _week(year: int, part: int) -> Period | None:
    """Of ISO 8601: week 1 holds 4 January, weeks begin on Monday; a year has 52 or 53."""
    first = _monday_of_week_1(year)
    monday = first + _DAYS_A_WEEK * (part - 1)
    return (monday, monday + _DAYS_A_WEEK - 1) if first <= monday < _monday_of_week_1(year + 1) else None


def _monday_of_week_1(year: int) -> np.datetime64:
    fourth = np.datetime64(f"{year}-01-04", "D")
    return fourth - pd.Timestamp(fourth).weekday()


_PATTERNS: tuple[tuple[re.Pattern, Callable[[int, int], Period | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:q|t|{_QUARTER}\s?)(?P<part>[1-4]){_GAP}{_SHORT}", _quarter),
        (rf"{_YEAR}{_GAP}(?:q|t|{_QUARTER}\s?)(?P<part>[1-4])", _quarter),
        (rf"(?P<part>[1-4])(?:q|t|(?:\.|st|nd|rd|th|er|e|o|a)?\s?{_QUARTER}){_GAP}{_SHORT}", _quarter),
        (rf"(?:h|s|{_HALF}\s?)(?P<part>[12]){_GAP}{_SHORT}", _half),
        (rf"{_YEAR}{_GAP}(?:h|s)(?P<part>[12])", _half),
        (rf"(?P<part>[12])(?:h|s|(?:\.|st|nd|er|e|o|a)?\s?{_HALF}){_GAP}{_SHORT}", _half),
        (rf"{_WEEK}\.?\s?(?P<part>\d\d?){_GAP}{_SHORT}", _week),
        (rf"{_YEAR}{_GAP}{_WEEK}\.?\s?(?P<part>\d\d?)", _week),
        (rf"{_MONTH}\.?[\s\-/.,']{{1,3}}(?:(?:de|del|of)\s)?{_YEAR}", _month),
        (rf"{_MONTH}\.?\s?[\-'/]{{1,2}}\s?(?P<year>\d\d)", _month),
        (rf"(?P<part>\d\d?)\s?[/.\-]\s?{_YEAR}", _month),
        (rf"{_YEAR}\s?[/.\-]\s?(?P<part>\d\d?)", _month),
    )
)


def period_of(text: str) -> Period | None:
    """The first and the last day of the period that a folded text names; None where it names none.

    Examples
    --------
    >>> [str(day) for day in period_of("q4 2026")], [str(day) for day in period_of("kw 47/2026")]
    (['2026-10-01', '2026-12-31'], ['2026-11-16', '2026-11-22'])
    >>> period_of("nov-26")[1], period_of("fy26 q4")
    (np.datetime64('2026-11-30'), None)
    """
    for pattern, read in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            said = found.groupdict()
            part = MONTHS.get(said["name"], 0) if "name" in said else int(said["part"])
            year = int(said["year"])
            year += _CENTURY if len(said["year"]) == _FEW else 0
            return read(year, part) if part and _FIRST_YEAR <= year <= _LAST_YEAR else None
    return None


def period_moments(
    folded: pa.Array, texts: Texts, style: np.ndarray, is_planned: bool, missing: int
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Microseconds since 1970 for each distinct text that names a period, `missing` elsewhere; and a note.

    Parameters
    ----------
    folded, texts
        The distinct texts.
    style : ndarray of int
        How each is written as a date; only those that are none (`NOTHING`) are looked at.
    is_planned : bool
        Whether the column holds days ahead: then a period counts as its last day, else as its first.
    """
    moments = np.full(len(folded), missing, dtype=np.int64)
    at = np.flatnonzero((style == NOTHING) & matches(folded, _COULD_BE)) if len(folded) else np.array([], int)
    periods = {int(i): found for i in at if (found := period_of(folded[int(i)].as_py())) is not None}
    if not periods:
        return moments, ()
    for place, (first, last) in periods.items():
        moments[place] = (last if is_planned else first).astype("M8[us]").astype(np.int64)
    is_period = np.isin(np.arange(len(folded)), list(periods))
    text, row = texts.first_row(is_period)
    end = "last" if is_planned else "first"
    return moments, (
        f"{int(texts.counts[is_period].sum())} periods, such as {text} in row {row}, read as their {end} day",
    )
