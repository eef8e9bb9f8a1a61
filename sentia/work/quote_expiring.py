"""Quote expiring: three working days before its last valid day.

Silenced when it is accepted, declined or extended; by no touch and no plan.
"""

import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.wording import day_words, money
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "quote expiring", "Call before it lapses"
DRAFT = "quote"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("quote",)
RANK = 58
NEEDS = ("quotes",)
IS_SALES, STANDS, BY_TICK = True, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open quote that still holds."""
    quotes = facts.quotes
    quotes = quotes.loc[quotes["valid_until_on"] >= facts.on]
    if quotes.empty:
        return quotes
    due_on = facts.working_days(quotes["valid_until_on"], -facts.playbook.quote_expiry, quotes)
    return clocks_of(KIND, quotes, due_on, quotes["sent_on"], pot="quote:" + quotes["quote_id"])


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How much, and until when it holds."""
    rows = zip(gaps["amount"], gaps["currency"], day_words(gaps["valid_until_on"]), strict=True)
    return [
        f"{'A quote' if pd.isna(amount) else f'A quote of {money(amount, code)}'} holds until {day}"
        for amount, code, day in rows
    ]
