"""The amount a deal is priced with: as given, in the book's currency, capped where it looks like a typing error.

Where none is given, it is what similar deals of the book came to, from low to high; never nothing, and never as
if it were known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.checks import RIGHT, WHALES
from sentia.book.currencies import counted_amounts, in_currency, is_foreign, main_currency, priced_rows, rates_of
from sentia.book.whales import most_believable
from sentia.day.wording import money, paid, rough
from sentia.estimates.sizes import Alike, add_likely_size, alike_deals, people_band
from sentia.facts.wording import PAID
from sentia.playbook import Playbook

LOW, HIGH = 0.2, 0.8
YEAR_OF_MONTHS = 12
NEEDED = ("account_id", "status", "amount", "currency", "recurrence", "product", "source")
NOBODY = pd.DataFrame({"industry": pd.Series(dtype="str"), "people": pd.Series(dtype="str")})


@dataclass(frozen=True)
class Amounts:
    """What deals of a book are usually worth, in its main currency; NaN where no amount is known.

    `usual` is the median of the amounts won (else of all amounts), `low` and `high` their 20th and 80th
    percentile; above `cap` (see `whales.most_believable`) an amount waits to be confirmed. `words`
    say what they stand on. `alike` are the groups whose deals tell more (see `sizes.alike_deals`); `companies`,
    by account id, has what those groups need of an account. `rates` are what the rep said of other currencies,
    `months` how many of a recurring amount count.
    """

    currency: str
    low: float
    usual: float
    high: float
    cap: float
    words: str = "as is usual"
    alike: tuple[Alike, ...] = ()
    companies: pd.DataFrame = field(default_factory=NOBODY.copy)
    rates: Mapping[str, float] = field(default_factory=dict)
    months: float = YEAR_OF_MONTHS


def amounts_of(book: Book, playbook: Playbook) -> Amounts:
    """The usual amounts of a book, from all its deals; those of 0 or in a currency without a rate do not count.

    Once the rep has confirmed the largest amounts there is no cap.
    """
    currency = main_currency(priced_rows(book.opportunities, book.quotes))
    rates = rates_of(book.answers, currency)
    deals = book.opportunities[list(NEEDED)]
    deals = deals.assign(amount=counted_amounts(deals, currency, rates, playbook.recurring_months))
    known, companies = deals.loc[deals["amount"] > 0], _companies(book)
    won = known.loc[known["status"] == "won"]
    history, noun = (won, "won deals") if len(won) else (known, "deals")
    history = _with_company(history, companies)
    low, middle, high = history["amount"].quantile([LOW, 0.5, HIGH]) if len(history) else (np.nan,) * 3
    is_confirmed = book.answers.get(WHALES) == RIGHT
    most = most_believable(known["amount"], known["status"] == "won", playbook.whale_factor)
    cap = np.inf if is_confirmed else most
    is_stated = book.opportunities["currency"].notna().any()
    prices = _listed(book.prices, currency, rates) if is_stated else book.prices
    alike = alike_deals(history, noun, book.orders, prices, playbook.band_factor)
    sizes = (float(low), float(middle), float(high), float(cap), _like_all(len(history), noun))
    return Amounts(currency, *sizes, alike, companies, rates, playbook.recurring_months)


def _listed(prices: pd.DataFrame, currency: str, rates: Mapping[str, float]) -> pd.DataFrame:
    """The price list in the book's currency; prices in another one without a rate are none."""
    if "currency" not in prices:
        return prices
    amounts = in_currency(prices.rename(columns={"price": "amount"}), currency, rates)
    return prices.assign(price=amounts).dropna(subset=["price"])


def _like_all(count: int, noun: str) -> str:
    one = noun.removesuffix("s")
    return f"like the only {one}" if count == 1 else f"like the {count:,} {noun} of this book"


def _companies(book: Book) -> pd.DataFrame:
    accounts = book.accounts[["account_id", "industry", "employees"]]
    accounts = accounts.drop_duplicates("account_id").set_index("account_id")
    return pd.DataFrame({"industry": accounts["industry"], "people": people_band(accounts["employees"])})


def _with_company(deals: pd.DataFrame, companies: pd.DataFrame) -> pd.DataFrame:
    """The deals with the industry of their account, and how many people work there."""
    known = companies.reindex(deals["account_id"]).set_axis(deals.index)
    return deals.assign(industry=known["industry"], people=known["people"])


CAPPED = "capped"  # an amount past belief, until the rep confirms it
LIKE = ("account_id", "product", "source")  # what a deal may have in common with others


def add_priced_amount(deals: pd.DataFrame, amounts: Amounts) -> pd.DataFrame:
    """Add `priced`, `priced_low`, `priced_high` (money), `amount_is` and `amount_as` to one row per deal.

    `amount_is` is `given`; `capped` where the amount is over the cap, and `usual` where none is given (or 0): that
    of similar deals then is its price; `foreign` where its currency has no rate: then it has
    no price at all (NaN). `amount_as` says in words how an amount other than the given one was made.

    Examples
    --------
    >>> deals = pd.DataFrame({"amount": [500.0, 99_000.0, None], "currency": None, "account_id": None})
    >>> add_priced_amount(deals, Amounts("USD", 100, 200, 300, 9000))[["priced", "amount_is"]].to_numpy().tolist()
    [[500.0, 'given'], [200.0, 'capped'], [200.0, 'usual']]
    """
    missing = ~(deals["amount"] > 0)
    counted = counted_amounts(deals, amounts.currency, amounts.rates, amounts.months)
    foreign, whale = counted.isna() & ~missing, counted > amounts.cap
    kinds = np.select([foreign, missing, whale], ["foreign", "usual", CAPPED], default="given")
    amount_is = pd.Series(kinds, deals.index, dtype="str")
    unknown = missing | whale
    given = counted.mask(foreign)
    if not unknown.any() and counted.equals(deals["amount"]):
        nothing = pd.Series(index=deals.index, dtype="str")
        return deals.assign(
            amount_is=amount_is, priced=given, priced_low=given, priced_high=given, amount_as=nothing
        )
    deals = deals.assign(amount_is=amount_is, counted=counted)
    likely = _likely(deals.loc[unknown, [name for name in LIKE if name in deals]], amounts)
    sizes = {"priced": "like_usual", "priced_low": "like_low", "priced_high": "like_high"}
    deals = deals.assign(**{name: given.mask(unknown).fillna(likely[like]) for name, like in sizes.items()})
    return deals.assign(amount_as=_made(deals, likely.loc[missing], amounts)).drop(columns="counted")


def _likely(deals: pd.DataFrame, amounts: Amounts) -> pd.DataFrame:
    """What deals without an amount are like, and the book at large for those like nothing in particular."""
    found = add_likely_size(_with_company(deals, amounts.companies), amounts.alike)
    book = {"like_low": amounts.low, "like_usual": amounts.usual, "like_high": amounts.high}
    return found.fillna(book | {"like_words": amounts.words})


def _made(deals: pd.DataFrame, likely: pd.DataFrame, amounts: Amounts) -> pd.Series:
    """How each amount that is not the given one was made; missing for those given as they are."""
    made = pd.Series(index=deals.index, dtype="str")
    rows = list(zip(likely["like_words"], likely["like_low"], likely["like_high"], strict=True))
    told = {row: _like_words(*row, amounts.currency) for row in set(rows)}
    made.loc[~(deals["amount"] > 0)] = [told[row] for row in rows]
    counted = deals["counted"].notna() & (deals["counted"] != deals["amount"]) & (deals["amount"] > 0)
    made.loc[counted] = _counted_words(deals.loc[counted], amounts)
    return made


def _like_words(words: str, low: float, high: float, currency: str) -> str:
    if pd.isna(low):
        return "no amount in the file"
    least, most = rough(low, currency), rough(high, currency)
    return f"no amount in the file: {words}, {least if least == most else f'{least} to {most}'}"


def _counted_words(deals: pd.DataFrame, amounts: Amounts) -> list[str]:
    """Amounts in another currency, or paid again and again, as they stand in the file and as they count."""
    codes = deals["currency"].astype("str").str.upper().where(is_foreign(deals, amounts.currency))
    recurrence = deals["recurrence"] if "recurrence" in deals else pd.Series(index=deals.index, dtype="str")
    rows = zip(deals["amount"], codes, recurrence, deals["counted"], strict=True)
    return [_counted_as(*row, amounts) for row in rows]


def _counted_as(
    amount: float, code: str | float, recurrence: str | float, counted: float, amounts: Amounts
) -> str:
    is_other = isinstance(code, str)
    given = paid(amount, code if is_other else amounts.currency, recurrence)
    rate = [f"at {amounts.rates[code]:.6g} {amounts.currency} to one {code}"] if is_other else []
    over = [f"over {amounts.months:g} months"] if recurrence in PAID else []
    return f"{money(counted, amounts.currency)} ({given}, {' '.join([*rate, *over])})"


def amount_words(deals: pd.DataFrame, currency: str) -> list[str]:
    """Each deal's amount in words that say so when it is not the deal's own."""
    rows = zip(deals["amount_is"], deals["amount_as"], deals["priced"], deals["amount"], strict=True)
    return [
        _words(kind, made, money(priced, currency), money(full, currency)) for kind, made, priced, full in rows
    ]


def _words(kind: str, made: str | float, priced: str, full: str) -> str:
    if kind == "foreign":
        return "an amount in another currency"
    told = made if isinstance(made, str) else full
    return f"{told} to be confirmed, counted as {priced}" if kind == CAPPED else told
