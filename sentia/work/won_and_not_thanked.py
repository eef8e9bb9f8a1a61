"""Won and not thanked: no word of ours since a deal was won; due three working days after.

Silenced by our word since: to the person, about the deal or to anybody at the account. Without a log nobody knows.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.work.clocks import ago, clocks_of, says_thanks, when

KIND, NEXT_TOUCH = "won and not thanked", "Thank them, and ask how it goes"
DRAFT = "thank"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("thank",)
RANK = 104
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = False, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a deal won since the log began; on its own day only a word that says thanks counts."""
    deals = facts.every_deal
    is_won = deals["status"].eq("won") & deals["closed_on"].between(facts.log_starts, facts.on)
    somebody = (deals["who"] >= 0) | (deals["at"] >= 0)
    deals = deals.loc[is_won & somebody & facts.is_mine(deals["owner"])]
    if deals.empty:
        return deals
    places = np.maximum(facts.places("is_word", deals), facts.last("is_word", "at")[deals["at"]])
    said_on = facts.rows(places, ["on"])["on"].set_axis(deals.index)
    thanked = (said_on > deals["closed_on"]) | ((said_on == deals["closed_on"]) & says_thanks(places, facts))
    deals = deals.loc[~thanked]
    due_on = facts.working_days(deals["closed_on"], facts.playbook.clocks_working[KIND], deals)
    return clocks_of(KIND, deals, due_on, deals["closed_on"])


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When it was won."""
    return [f"they bought {when(days)}" for days in ago(gaps["since_on"], facts.on)]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When it was won."""
    return [f"Won {when(days)}; no thanks noted yet" for days in ago(gaps["since_on"], facts.on)]
