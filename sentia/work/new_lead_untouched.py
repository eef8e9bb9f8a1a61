"""New lead untouched: a deal at its first stages that nobody has called yet; due a working day after it came in.

At once where they asked by themselves.

Silenced by a touch, an attempt or a planned step. Only where the log reaches back to its first day.
"""

import pandas as pd

from sentia.facts.enquiries import A_DAY, FIRST_STAGES, came_by_itself
from sentia.facts.facts import Facts
from sentia.touches import latest_of
from sentia.work.clocks import ago, clocks_of, when

KIND, NEXT_TOUCH = "new lead untouched", "Make the first call"
DRAFT = "first"
ACTIONS = ("progress", "keep in touch", "enquiry")
RANK = 50
HOLDS = True  # while it runs, no next step is missing
NEEDS = ("opportunities",)
EARLY = True  # the sooner the better, so it may be done before it is due
IS_SALES, STANDS, BY_TICK = True, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open lead whose whole life the log covers, and in which nothing of it is noted."""
    deals = facts.deals
    came = came_by_itself(deals["source"])
    is_known = deals["created_on"] >= facts.log_starts if facts.has_log else came
    is_new = deals["stage_kind"].isin(FIRST_STAGES) & is_known & deals["created_on"].le(facts.on)
    deals, came = deals.loc[is_new], came.loc[is_new]
    if deals.empty:
        return deals
    seen_on = latest_of(facts.days("is_touch", deals), facts.days("is_attempt", deals))
    is_untouched = ~(seen_on >= deals["created_on"]) | (not facts.has_log)
    deals = deals.loc[is_untouched & ~facts.is_planned(deals)]
    due_on = facts.working_days(deals["created_on"], facts.playbook.lead_days, deals)
    at_once = facts.working_days(deals["created_on"] - A_DAY, 1, deals)
    due_on = due_on.mask(came.reindex(deals.index), at_once)
    return clocks_of(KIND, deals, due_on, deals["created_on"])


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """That it came in, and when."""
    return [f"it came in {when(days)} and nobody has called yet" for days in ago(gaps["since_on"], facts.on)]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When it came in."""
    return [f"Came in {when(days)}; the first call is not yet dated" for days in ago(gaps["since_on"], facts.on)]
