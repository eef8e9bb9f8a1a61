"""The amount a deal is priced with: as given, capped where it looks like a typing error, usual where missing."""

import numpy as np
import pandas as pd

from sentia.day.wording import money
from sentia.playbook import Playbook

LOW, HIGH = 0.2, 0.8


def main_currency(opportunities: pd.DataFrame) -> str:
    """The currency code that most amounts have; USD where none is given."""
    counts = opportunities["currency"].dropna().str.upper().value_counts()
    return str(counts.sort_index().idxmax()) if len(counts) else "USD"


def add_priced_amount(
    deals: pd.DataFrame, history: pd.DataFrame, playbook: Playbook, currency: str
) -> pd.DataFrame:
    """Add `priced`, `priced_low`, `priced_high` (money) and `amount_is` to one row per deal.

    `amount_is` is `given`; `capped` where the amount is over `whale_factor` times the largest ever won, which
    then is the cap; `usual` where none is given: the median of the amounts won (else of all), from their 20th
    to their 80th percentile; `foreign` where its currency is not the book's: then it has no price at all.
    """
    won = history.loc[history["status"] == "won", "amount"].dropna()
    known = won if len(won) else history["amount"].dropna()
    usual = [known.quantile(q) if len(known) else np.nan for q in (LOW, 0.5, HIGH)]
    cap = playbook.whale_factor * won.max() if len(won) else np.inf
    missing, whale = deals["amount"].isna(), deals["amount"] > cap
    foreign = deals["currency"].notna() & (deals["currency"].str.upper() != currency)
    given = deals["amount"].clip(upper=cap).mask(foreign)
    kinds = np.select([foreign, missing, whale], ["foreign", "usual", "capped"], default="given")
    return deals.assign(
        priced=given.where(~missing, usual[1]).mask(foreign),
        priced_low=given.where(~missing, usual[0]).mask(foreign),
        priced_high=given.where(~missing, usual[2]).mask(foreign),
        amount_is=pd.Series(kinds, deals.index, dtype="str"),
    )


def amount_words(deals: pd.DataFrame, currency: str) -> pd.Series:
    """Each deal's amount in words that say so when it is not the deal's own."""
    usual = {
        "given": "{}",
        "usual": "amount not given, usually about {}",
        "capped": "priced at {} until its far larger amount is confirmed",
        "foreign": "an amount in another currency",
    }
    pairs = zip(deals["amount_is"], deals["priced"], strict=True)
    return pd.Series(
        [usual[kind].format(money(amount, currency)) for kind, amount in pairs], deals.index, dtype="str"
    )
