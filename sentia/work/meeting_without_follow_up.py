"""Meeting without follow-up: no word of ours since a meeting, visit or demo; due two working days after.

Silenced by our word after it, to them or about the deal (a mail counts, answered or not), or by a planned step.
"""

import numpy as np
import pandas as pd

from sentia.facts.alike import TOGETHER
from sentia.facts.facts import Facts
from sentia.work.clocks import about_decided, ago, clocks_of, when, whom
from sentia.work.reply_owed import party

KIND, NEXT_TOUCH = "meeting without follow-up", "Send the summary"
DRAFT = "summary"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("meeting follow-up", "progress")
RANK = 100
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = False, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person (a deal or an account where nobody is named) met last without a word of ours since."""
    log = facts.touched
    is_meeting = log["kind"].isin(TOGETHER)
    met = log.loc[is_meeting & log["is_touch"]]
    if met.empty:
        return met
    met = met.assign(party=party(met), touch_kind=met["kind"]).drop_duplicates("party", keep="last")
    said = facts.since(met, "is_word", ~is_meeting.to_numpy())
    said = np.maximum(said, facts.last("is_word", "deal", ~is_meeting.to_numpy())[met["deal"]])
    met = met.loc[(said < met.index) & met["party"].ge(0) & ~about_decided(met, met["on"], facts)]
    met = met.loc[facts.is_mine(facts.owner_of(met)) & ~facts.is_planned(met)]
    due_on = facts.working_days(met["on"], facts.playbook.clocks_working[KIND], met)
    return clocks_of(KIND, met, due_on, met["on"], pot=whom(met))


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What it was, and when."""
    rows = zip(gaps["touch_kind"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"no summary of the {kind} {when(days)} is noted" for kind, days in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What it was, and when."""
    rows = zip(gaps["touch_kind"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"{kind.capitalize()} {when(days)}; our summary is not noted yet" for kind, days in rows]
