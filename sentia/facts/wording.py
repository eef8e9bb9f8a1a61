"""Amounts, days and somebody's own words as a rep says them: $24,000, 6 days, 3 November."""

from textwrap import shorten

import pandas as pd

SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CHF": "CHF ",
    "SEK": "SEK ",
    "NOK": "NOK ",
    "DKK": "DKK ",
}
MONTHS, YEARS = 60, 700  # from so many days on, a span is said in months, in years
LONGEST_NAME = 80


def money(amount: float, currency: str = "USD") -> str:
    """An amount rounded to whole units of its currency.

    Examples
    --------
    >>> money(24_000), money(504.87), money(0.4), money(float("nan"))
    ('$24,000', '$505', 'under $1', 'an unknown amount')
    """
    if pd.isna(amount):
        return "an unknown amount"
    symbol = SYMBOLS.get(currency, f"{currency} ")
    if 0 < amount < 1:
        return f"under {symbol}1"
    sign = "-" if amount <= -0.5 else ""  # noqa: PLR2004 rounds to a whole unit
    return f"{sign}{symbol}{abs(amount):,.0f}"


PAID = {"monthly": " a month", "yearly": " a year"}


def paid(amount: float, currency: str, recurrence: str | float) -> str:
    """An amount as it is paid: once, every month or every year.

    Examples
    --------
    >>> paid(500.0, "USD", "monthly"), paid(500.0, "USD", None)
    ('$500 a month', '$500')
    """
    return money(amount, currency) + (PAID.get(recurrence, "") if isinstance(recurrence, str) else "")


def span(days: float) -> str:
    """A span of days as one would say it.

    Examples
    --------
    >>> span(1), span(12), span(95), span(800)
    ('1 day', '12 days', '3 months', '2 years')
    """
    if days >= YEARS:
        return f"{days / 365.25:.0f} years"
    if days >= MONTHS:
        return f"{days / 30.44:.0f} months"
    return "1 day" if round(days) == 1 else f"{days:.0f} days"


def sentence(*parts: str) -> str:
    """Fragments joined by commas, the empty ones left out, the first letter large.

    Examples
    --------
    >>> sentence("", "sent 6 days ago", "no answer")
    'Sent 6 days ago, no answer'
    """
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def day_words(days: pd.Series) -> pd.Series:
    """Days as "3 November" (missing where the day is).

    Examples
    --------
    >>> day_words(pd.to_datetime(pd.Series(["2026-11-03"]))).tolist()
    ['3 November']
    """
    return days.dt.day.astype("Int64").astype("str") + " " + days.dt.month_name()


def brief(words: str) -> str:
    """Somebody's own words on one line, cut where they would fill a paragraph.

    Examples
    --------
    >>> brief("Demo at their site,\\n11:00")
    'Demo at their site, 11:00'
    """
    if len(words) <= LONGEST_NAME and "\n" not in words:
        return words
    return shorten(words, LONGEST_NAME, placeholder=" ...")
