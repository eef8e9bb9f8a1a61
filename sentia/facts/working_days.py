"""Working days: a clock that rests on weekends and on the public holidays of the country it runs in."""

from collections.abc import Iterable
from functools import lru_cache

import holidays
import numpy as np
import pandas as pd

from sentia.book.countries import NOT_KNOWN

FIRST_YEAR, LAST_YEAR = 2001, 2035  # all that every country has; outside them only weekends count
SATURDAY_AND_SUNDAY = frozenset({5, 6})
DAYS_A_WEEK = 7


@lru_cache(maxsize=256)
def working_calendar(country: str) -> np.busdaycalendar:
    """The weekends and public holidays of a country, by its two letters; Saturdays and Sundays where none is.

    Holidays of a region only are no days off here: nobody's file says reliably in which region somebody works.
    """
    if country == NOT_KNOWN:
        return np.busdaycalendar(weekmask=_weekmask(SATURDAY_AND_SUNDAY))
    rules = holidays.country_holidays(country)
    years = range(max(FIRST_YEAR, rules.start_year), min(LAST_YEAR, rules.end_year) + 1)
    days = sorted(holidays.country_holidays(country, years=years))
    return np.busdaycalendar(_weekmask(rules.weekend), np.array(days, "datetime64[D]"))


def _weekmask(weekend: Iterable[int]) -> list[int]:
    return [int(day not in weekend) for day in range(DAYS_A_WEEK)]


def working_days_after(days: pd.Series, count: float | pd.Series, countries: pd.Series | None = None) -> pd.Series:
    """The day so many working days after each day, before it if negative; NaT stays NaT.

    Parameters
    ----------
    days : Series of datetime
        The days to count from; one that is off counts as the last working day before it (after it, if the
        count is negative), so that a Saturday plus one is Monday.
    count : float or Series
        How many working days, one for all or one each (rounded down).
    countries : Series of str, optional
        The two letters of the country of each day's clock (see `countries.countries_of`); without it, and where
        it is empty, Saturdays and Sundays are off and nothing else.

    Examples
    --------
    >>> working_days_after(pd.to_datetime(pd.Series(["2026-11-20", None])), 1).tolist()
    [Timestamp('2026-11-23 00:00:00'), NaT]
    >>> working_days_after(pd.to_datetime(pd.Series(["2026-11-25"])), 1, pd.Series(["US"])).tolist()
    [Timestamp('2026-11-27 00:00:00')]
    """
    known = days.dropna()
    if known.empty:
        return days.astype("datetime64[us]")
    counts = np.broadcast_to(count, len(days)) if np.isscalar(count) else count.to_numpy()
    counts = counts[days.notna().to_numpy()].astype(int)
    where = np.full(len(known), NOT_KNOWN) if countries is None else countries.loc[known.index].to_numpy()
    moved = _moved(known.to_numpy("datetime64[D]"), counts, where)
    return pd.Series(moved, known.index, dtype="datetime64[us]").reindex(days.index)


def working_day_after(on: pd.Timestamp, count: float, country: str | None) -> pd.Timestamp:
    """The day so many working days of a country after a day; weekends only where no country is named.

    Examples
    --------
    >>> working_day_after(pd.Timestamp("2026-11-20"), 2, "US")
    Timestamp('2026-11-24 00:00:00')
    """
    calendar = working_calendar(country or NOT_KNOWN)
    day = np.busday_offset(np.datetime64(on.date(), "D"), int(count), roll="backward", busdaycal=calendar)
    return pd.Timestamp(day).as_unit("us")


def _moved(days: np.ndarray, counts: np.ndarray, countries: np.ndarray) -> np.ndarray:
    codes, names = pd.factorize(countries)
    moved = days.copy()
    for code, name in enumerate(names):
        calendar = working_calendar(name)
        for is_back, roll in ((False, "backward"), (True, "forward")):
            rolls = (codes == code) & ((counts < 0) == is_back)
            moved[rolls] = np.busday_offset(days[rolls], counts[rolls], roll, busdaycal=calendar)
    return moved


def working_days_since(days: pd.Series, on: pd.Timestamp) -> pd.Series:
    """How many working days of Monday to Friday began since each day; one off counts as the next, NaT is NaN.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2026-11-20", "2026-11-21", None]))
    >>> working_days_since(days, pd.Timestamp("2026-11-23")).tolist()
    [1.0, 0.0, nan]
    """
    found, known = pd.Series(np.nan, days.index), days.notna()
    since = days[known].to_numpy("datetime64[D]")
    found[known] = np.busday_count(since, on.to_datetime64().astype("datetime64[D]")).astype(float)
    return found
