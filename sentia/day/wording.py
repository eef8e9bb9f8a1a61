"""Numbers and days in a rep's words: $24,000, 6 days ago, from 35% to 41%."""

import numpy as np
import pandas as pd

from sentia.facts.wording import SYMBOLS, brief, day_words, money, paid, sentence, span

__all__ = ["brief", "day_words", "figure", "lift", "money", "paid", "rough", "sentence", "span"]
CENTS_BELOW, HARDLY = 1000, 0.001


def figure(amount: float, currency: str = "USD") -> str:
    """An amount in a working that is to be redone by hand: with cents where they count.

    Examples
    --------
    >>> figure(1815.2), figure(22.4), figure(-3)
    ('$1,815', '$22.40', '-$3.00')
    """
    symbol, sign = SYMBOLS.get(currency, f"{currency} "), "-" if amount < 0 else ""
    return f"{sign}{symbol}{abs(amount):,.{2 if abs(amount) < CENTS_BELOW else 0}f}"


def rough(amount: float, currency: str = "USD", figures: int = 2) -> str:
    """An amount too uncertain for more than so many figures.

    Examples
    --------
    >>> rough(1_694.2), rough(37.4), rough(0.3)
    ('$1,700', '$37', 'under $1')
    """
    if pd.isna(amount) or abs(amount) < 1:
        return money(amount, currency)
    digits = int(np.floor(np.log10(abs(amount)))) + 1 - figures
    return money(round(amount, -max(digits, 0)), currency)


def lift(now: float, then: float) -> str:
    """What a reply does to a chance, with a decimal where the two would otherwise look the same.

    Examples
    --------
    >>> lift(0.3505, 0.4088), lift(0.0501, 0.0512)
    ('lifts the chance from 35% to 41%', 'lifts the chance from 5.0% to 5.1%')
    >>> lift(0.6111, 0.6112)
    'keeps the chance at 61%'
    >>> lift(0.0001, 0.0002)
    'hardly lifts a chance under 0.1%'
    """
    if then < HARDLY:
        return f"hardly lifts a chance under {HARDLY:.1%}"
    before, after = f"{now:.0%}", f"{then:.0%}"
    if before == after:
        before, after = f"{now:.1%}", f"{then:.1%}"
    if before == after:
        return f"keeps the chance at {now:.0%}"
    return f"lifts the chance from {before} to {after}"
