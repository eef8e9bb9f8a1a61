"""Re-order overdue: an account waits longer than nine in ten of its own gaps between orders.

Silenced by an order or a planned step. One that has surely stopped buying is a former customer, not overdue.
"""

import pandas as pd

from sentia.facts.facts import Facts
from sentia.work.clocks import buyers_of, clocks_of

KIND, NEXT_TOUCH = "re-order overdue", "Call about the next order"
DRAFT = "order"
ACTIONS = ("re-order",)
RANK = 101
NEEDS = ("orders", "opportunities")
IS_SALES, STANDS, BY_TICK = True, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an account with two orders or more that still buys."""
    rhythm = facts.reorders
    rhythm = rhythm.loc[rhythm["overdue_days"].notna() & ~rhythm["is_gone"]]
    if rhythm.empty:
        return rhythm
    accounts, due_on = buyers_of(rhythm[["last_on", "typical_days", "overdue_days"]], facts)
    about = "account:" + accounts["account_id"]
    return clocks_of(KIND, accounts, due_on, accounts["last_on"], about=about)


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """Its rhythm and its wait."""
    waited = (facts.on - gaps["last_on"]).dt.days
    rows = zip(gaps["typical_days"], waited, strict=True)
    return [f"Orders about every {typical:.0f} days, the last {days} days ago" for typical, days in rows]
