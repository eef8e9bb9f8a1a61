"""No show: they did not come to a meeting, visit or demo; due a working day after it, to book it again.

Silenced by a touch, a word or a try since, and by a planned step. It lapses after two weeks.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.work.clocks import about_decided, ago, clocks_of, when, whom
from sentia.work.reply_owed import party

KIND, NEXT_TOUCH = "no show", "Book it again"
DRAFT = "try again"
ACTIONS = ("meeting follow-up",)
RANK = 59
HOLDS = True  # while it runs, no next step is missing
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = True, False, False
SINCE = ("is_touch", "is_word", "is_attempt")


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person (a deal or an account where nobody is named) who did not come, and nothing since."""
    log = facts.touched
    missed = log.loc[log["is_no_show"]]
    if missed.empty:
        return missed
    missed = missed.assign(party=party(missed), touch_kind=missed["kind"]).drop_duplicates("party", keep="last")
    since = np.maximum.reduce([facts.since(missed, flag) for flag in SINCE])
    missed = missed.loc[(since <= missed.index) & missed["party"].ge(0)]
    missed = missed.loc[~about_decided(missed, missed["on"], facts) & ~facts.is_planned(missed)]
    missed = missed.loc[facts.is_mine(facts.owner_of(missed))]
    due_on = facts.working_days(missed["on"], facts.playbook.clocks_working[KIND], missed)
    return clocks_of(KIND, missed, due_on, missed["on"], pot=whom(missed))


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What they missed, and when."""
    rows = zip(gaps["touch_kind"].fillna("meeting"), ago(gaps["since_on"], facts.on), strict=True)
    return [f"they did not come to the {kind} {when(days)}" for kind, days in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What they missed, and when."""
    return [f"{words[:1].upper()}{words[1:]}; no new day is noted yet" for words in left(gaps, facts)]
