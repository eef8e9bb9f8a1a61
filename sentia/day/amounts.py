"""The amount a deal is priced with: as given, capped where it looks like a typing error, usual where missing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.day.wording import money
from sentia.playbook import Playbook

LOW, HIGH = 0.2, 0.8


@dataclass(frozen=True)
class Amounts:
    """What deals of a book are usually worth, in its main currency; NaN where no amount is known.

    `usual` is the median of the amounts won (else of all amounts), `low` and `high` their 20th and 80th
    percentile; above `cap`, `whale_factor` times the largest ever won, an amount waits to be confirmed.
    """

    currency: str
    low: float
    usual: float
    high: float
    cap: float


def main_currency(opportunities: pd.DataFrame) -> str:
    """The currency code that most amounts have; USD where none is given.

    Examples
    --------
    >>> main_currency(pd.DataFrame({"currency": ["eur", "EUR", "USD", None]}))
    'EUR'
    """
    counts = opportunities["currency"].dropna().str.upper().value_counts()
    return str(counts.sort_index().idxmax()) if len(counts) else "USD"


def amounts_of(opportunities: pd.DataFrame, playbook: Playbook, is_confirmed: bool = False) -> Amounts:
    """The usual amounts of a book, from all its deals; amounts in other currencies, or of 0, do not count.

    Without a deal won, or once the rep has confirmed the largest amounts, there is no cap.
    """
    currency = main_currency(opportunities)
    known = opportunities.loc[(opportunities["amount"] > 0) & ~_is_foreign(opportunities, currency)]
    won = known.loc[known["status"] == "won", "amount"]
    usual = won if len(won) else known["amount"]
    low, middle, high = usual.quantile([LOW, 0.5, HIGH]) if len(usual) else (np.nan, np.nan, np.nan)
    cap = playbook.whale_factor * won.max() if len(won) and not is_confirmed else np.inf
    return Amounts(currency, float(low), float(middle), float(high), float(cap))


def _is_foreign(deals: pd.DataFrame, currency: str) -> pd.Series:
    return deals["currency"].notna() & (deals["currency"].astype("str").str.upper() != currency)


def add_priced_amount(deals: pd.DataFrame, amounts: Amounts) -> pd.DataFrame:
    """Add `priced`, `priced_low`, `priced_high` (money) and `amount_is` to one row per deal.

    `amount_is` is `given`; `capped` where the amount is over the cap, which then is its price; `usual` where
    none is given (or 0); `foreign` where its currency is not the book's: then it has no price at all (NaN).

    Examples
    --------
    >>> deals = pd.DataFrame({"amount": [500.0, 99_000.0, None], "currency": None})
    >>> add_priced_amount(deals, Amounts("USD", 100, 200, 300, 9000))[["priced", "amount_is"]].to_numpy().tolist()
    [[500.0, 'given'], [9000.0, 'capped'], [200.0, 'usual']]
    """
    missing, whale = ~(deals["amount"] > 0), deals["amount"] > amounts.cap
    foreign = _is_foreign(deals, amounts.currency) & ~missing
    given = deals["amount"].clip(upper=amounts.cap).mask(foreign).astype(float)
    kinds = np.select([foreign, missing, whale], ["foreign", "usual", "capped"], default="given")
    return deals.assign(
        priced=given.where(~missing, amounts.usual),
        priced_low=given.where(~missing, amounts.low),
        priced_high=given.where(~missing, amounts.high),
        amount_is=pd.Series(kinds, deals.index, dtype="str"),
    )


def amount_words(deals: pd.DataFrame, currency: str) -> list[str]:
    """Each deal's amount in words that say so when it is not the deal's own."""
    rows = zip(deals["amount_is"], deals["priced"], deals["amount"], strict=True)
    return [_words(kind, money(amount, currency), money(full, currency)) for kind, amount, full in rows]


def _words(kind: str, amount: str, full: str) -> str:
    if kind == "usual":
        return f"no amount given ({amount} is usual)" if amount != UNKNOWN else "no amount given"
    if kind == "capped":
        return f"{full} to be confirmed, counted as {amount}"
    return "an amount in another currency" if kind == "foreign" else amount


UNKNOWN = money(np.nan)
