"""Close date passed: a deal was expected to be decided by a day that is over, and is open.

Silenced by a new date or an outcome.
"""

import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.wording import day_words
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "close date passed", "Give it a new date, or close it"
DRAFT = "timetable"
ACTIONS = ("progress", "keep in touch", "qualify")
RANK = 92
NEEDS = ("opportunities",)
IS_SALES, STANDS, BY_TICK = False, False, False
DAY = pd.Timedelta(days=1)


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open deal with an expected close; it has passed on the day after."""
    deals = facts.deals.loc[facts.deals["expected_close_on"].notna()]
    if deals.empty:
        return deals
    return clocks_of(KIND, deals, deals["expected_close_on"] + DAY, deals["expected_close_on"])


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """By when it was expected."""
    return ["Expected by " + day + "; still open" for day in day_words(gaps["since_on"])]
