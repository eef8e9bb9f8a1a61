"""Product stopped: an account goes on buying, but not one of its products; due once the wait for it is unusual.

Silenced by an order of it, a planned step, or its re-order being overdue altogether. It lapses half a year later.
"""

import pandas as pd

from sentia.book.currencies import main_currency
from sentia.estimates.product_lines import MONTHS
from sentia.facts.facts import Facts
from sentia.facts.wording import day_words, money
from sentia.work.clocks import buyers_of, clocks_of

KIND, NEXT_TOUCH = "product stopped", "Ask why they stopped buying it"
DRAFT = "order"
ACTIONS = ("re-order",)
RANK = 102
NEEDS = ("orders",)
IS_SALES, STANDS, BY_TICK = True, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an account that still buys on time and stopped one of its products, the one that brought most."""
    stopped = facts.stopped_products
    if stopped.empty:
        return stopped
    accounts, due_on = buyers_of(stopped, facts)
    lapses_on = due_on + pd.Timedelta(days=facts.playbook.lapse_days[KIND])
    about = "account:" + accounts["account_id"]
    return clocks_of(KIND, accounts, due_on, accounts["last_on"], about=about, lapses_on=lapses_on)


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """Which product, since when, how often and for how much it was bought."""
    currency = main_currency(facts.every_deal)
    names = ["product", "typical_days", "missed", "a_year", "also"]
    rows = zip(day_words(gaps["last_on"]), *(gaps[name] for name in names), strict=True)
    return [
        f"Has not bought {product} since {last}, before that every {typical:.0f} days{_worth(year, currency)}; "
        f"{missed:.0f} orders without it since{_also(also)}"
        for last, product, typical, missed, year, also in rows
    ]


def _worth(year: float, currency: str) -> str:
    return f", {money(year / MONTHS, currency)} a month" if year > 0 else ""


def _also(count: float) -> str:
    return f"; {count:.0f} more like it" if count else ""
