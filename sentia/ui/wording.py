"""Money and times as they stand on screen."""

import pandas as pd

from sentia.day.wording import money

HOUR = 60
MOVES = {"sales": "moves", "commission": "makes you", "margin": "makes"}
IN_WORDS = {"sales": "in sales", "commission": "for you", "margin": "in margin"}


def span_of(low: float, high: float, currency: str) -> str:
    """A range of money; empty where nothing is known."""
    if pd.isna(low) or pd.isna(high):
        return ""
    least, most = money(low, currency), money(high, currency)
    return least if least == most else f"{least} to {most}"


def hours_and_minutes(minutes: float) -> str:
    """Minutes as "2 h 40 min".

    Examples
    --------
    >>> hours_and_minutes(160), hours_and_minutes(45), hours_and_minutes(120)
    ('2 h 40 min', '45 min', '2 h')
    """
    hours, rest = divmod(round(minutes), HOUR)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def clock(moment: pd.Timestamp) -> str:
    """A time of day as "9:05"."""
    return f"{moment.hour}:{moment.minute:02d}"


def long_day(day: pd.Timestamp, today: pd.Timestamp) -> str:
    """A day as "Monday, 23 November", with its year where that is not this one.

    Examples
    --------
    >>> long_day(pd.Timestamp("1998-05-07"), pd.Timestamp("2026-11-23"))
    'Thursday, 7 May 1998'
    """
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A}, {day.day} {day:%B}{year}"


def day_and_month(day: pd.Timestamp, today: pd.Timestamp) -> str:
    """A day as "6 May", with its year where that is not this one.

    Examples
    --------
    >>> day_and_month(pd.Timestamp("2025-05-06"), pd.Timestamp("2026-11-23"))
    '6 May 2025'
    """
    return f"{day.day} {day:%B}" if day.year == today.year else short_day(day)


def short_day(day: pd.Timestamp) -> str:
    """A day as "6 May 1998"."""
    return f"{day.day} {day:%B} {day.year}"


def not_saved_yet(changes: int) -> str:
    """A count of changes in words.

    Examples
    --------
    >>> not_saved_yet(1), not_saved_yet(3)
    ('1 change not saved yet', '3 changes not saved yet')
    """
    return f"{changes:,} change{'' if changes == 1 else 's'} not saved yet"
