"""Several currencies in one book: which is the book's own, and what one of each other is worth, as the rep says.

A rate is never assumed: until the rep says one, amounts in that currency have no price.
"""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from sentia.errors import BadQuestion

RATE = "rate:"
NUMBER = "number"  # the answer that a question wants, where it is no choice among options
_USUAL = "USD"
_PLAIN = re.compile(r"\d{1,9}([.,]\d{1,9})?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_MOST, _EXAMPLE = 1e6, "1.08"
_YEAR_OF_MONTHS = 12


def main_currency(opportunities: pd.DataFrame) -> str:
    """The currency code that most amounts have; USD where none is given.

    Examples
    --------
    >>> main_currency(pd.DataFrame({"currency": ["eur", "EUR", "USD", None]}))
    'EUR'
    """
    stated = opportunities["currency"].dropna()
    return str(stated.str.upper().value_counts().sort_index().idxmax()) if len(stated) else _USUAL


def priced_rows(opportunities: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """The `currency` of every deal, and of every quote that states one of its own."""
    quoted = quotes.loc[quotes["currency"].notna(), ["currency"]]
    return pd.concat([opportunities[["currency"]], quoted]) if len(quoted) else opportunities[["currency"]]


def is_foreign(deals: pd.DataFrame, currency: str) -> pd.Series:
    """Whether each amount is stated in another currency than this one; False where none is stated."""
    is_stated = deals["currency"].notna()
    if not is_stated.any():
        return is_stated
    return is_stated & (deals["currency"].astype("str").str.upper() != currency)


def rate_question(code: str, currency: str) -> str:
    """The id of the question what one unit of `code` is worth in `currency`.

    Examples
    --------
    >>> rate_question("EUR", "USD")
    'rate:EUR/USD'
    """
    return f"{RATE}{code}/{currency}"


def rates_of(answers: Mapping[str, str], currency: str) -> dict[str, float]:
    """What one of each other currency is worth in `currency`, as far as the rep said; either way round serves.

    Raises
    ------
    BadQuestion
        A rate that is no number above 0, or whose question names no two currencies.

    Examples
    --------
    >>> rates_of({"rate:EUR/USD": "1,25"}, "USD"), rates_of({"rate:EUR/USD": "1.25"}, "EUR")
    ({'EUR': 1.25}, {'USD': 0.8})
    """
    said = {key.removeprefix(RATE): text for key, text in answers.items() if key.startswith(RATE)}
    rates: dict[str, float] = {}
    for pair, text in said.items():
        rate, (one, _, other) = _rate(pair, text), pair.rpartition("/")
        if one == currency:
            rates.setdefault(other, 1 / rate)
        if other == currency:
            rates[one] = rate
    return rates


def _rate(pair: str, text: str) -> float:
    one, _, other = pair.rpartition("/")
    if not one or not other:
        raise BadQuestion(f"'{RATE}{pair}' names no two currencies; write it as '{RATE}EUR/USD'.")
    said = str(text).strip()
    wanted = f"write what one {one} is worth in {other} as a number such as {_EXAMPLE}"
    if _THOUSANDS.fullmatch(said):
        raise BadQuestion(f"{one} in {other}: '{said}' may be read in two ways; {wanted}, without a comma.")
    rate = float(said.replace(",", ".")) if _PLAIN.fullmatch(said) else np.nan
    if not 0 < rate <= _MOST:
        raise BadQuestion(f"{one} in {other}: '{said}' is no rate; {wanted}.")
    return rate


def is_no_rate(question: str, answer: str) -> bool:
    """Whether a question is about a rate and the answer to it is none.

    Examples
    --------
    >>> is_no_rate("rate:EUR/USD", "cheap"), is_no_rate("rate:EUR/USD", "1.08"), is_no_rate("owner", "Ann")
    (True, False, False)
    """
    try:
        rates_of({question: answer}, "")
    except BadQuestion:
        return True
    return False


def in_currency(deals: pd.DataFrame, currency: str, rates: Mapping[str, float]) -> pd.Series:
    """The amounts in `currency`; missing where they are stated in another one without a rate.

    Examples
    --------
    >>> deals = pd.DataFrame({"amount": [100.0, 50.0, 8.0], "currency": [None, "eur", "SEK"]})
    >>> in_currency(deals, "USD", {"EUR": 1.2}).tolist()
    [100.0, 60.0, nan]
    """
    foreign = is_foreign(deals, currency)
    if not foreign.any():
        return deals["amount"].astype(float)
    rate = deals["currency"].astype("str").str.upper().map(dict(rates)).astype(float)
    return (deals["amount"] * rate).where(foreign, deals["amount"]).astype(float)


def counted_amounts(deals: pd.DataFrame, currency: str, rates: Mapping[str, float], months: float) -> pd.Series:
    """What each deal comes to, in `currency`: over so many months where its amount is paid again and again.

    Examples
    --------
    >>> deals = pd.DataFrame({"amount": [100.0, 100.0], "currency": None, "recurrence": ["monthly", "yearly"]})
    >>> counted_amounts(deals, "USD", {}, 24).tolist()
    [2400.0, 200.0]
    """
    amounts = in_currency(deals, currency, rates)
    if "recurrence" not in deals:
        return amounts
    times = {"monthly": months, "yearly": months / _YEAR_OF_MONTHS}
    return amounts * deals["recurrence"].map(times).fillna(1.0).astype(float)


def currency_questions(opportunities: pd.DataFrame, answers: Mapping[str, str]) -> list[dict]:
    """One question a foreign currency, the one with most deals first: what one of it is worth.

    `answer` is "number": there are no options, `chosen` is the number given (None until then), and `meanwhile`
    says what happens without it.

    Raises
    ------
    BadQuestion
        An answer that is no rate.
    """
    currency = main_currency(opportunities)
    rates = rates_of(answers, currency)
    codes = opportunities.loc[is_foreign(opportunities, currency), "currency"].str.upper()
    counts = codes.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [_question(code, int(count), currency, rates.get(code)) for code, count in counts.items()]


def _question(code: str, count: int, currency: str, rate: float | None) -> dict:
    deals = "1 deal" if count == 1 else f"{count:,} deals"
    return {
        "id": rate_question(code, currency),
        "question": f"What is one {code} worth in {currency}?",
        "answer": NUMBER,
        "options": [],
        "chosen": None if rate is None else f"{rate:.9g}",
        "meanwhile": f"Until you say, {deals} in {code} {'has' if count == 1 else 'have'} no price.",
    }
