"""Fresh look due: nine months after a no, by its reason; set at once when a deal or a quote is lost.

Silenced by an open deal there or a later no. No fit, stop and closed down are for ever. Once it was taken (a touch
since it came due) it comes again a year later, and so does one whose time has passed.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.wording import brief, span
from sentia.work.clocks import ago, clocks_of

KIND, NEXT_TOUCH = "fresh look due", "Ask again, with what is new"
DRAFT = "fresh look"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("fresh look",)
RANK = 102
NEEDS = ("opportunities", "quotes")
IS_SALES, STANDS, BY_TICK = True, False, False
YEAR, WEEK = 365, 7 / 5  # days; days a working day


def clocks(facts: Facts) -> pd.DataFrame:
    """One row the last no of an account, or of a person without one, that may be looked at again."""
    looks = facts.looks.loc[facts.looks["look_on"].notna()]
    if looks.empty:
        return looks
    owner = looks["owner"].fillna(facts.owner_of(looks))
    looks = looks.loc[facts.is_mine(owner)]
    contact = looks["contact_id"].fillna(facts.main_contacts.reindex(looks["account_id"]).set_axis(looks.index))
    looks = looks.assign(contact_id=contact.astype("str"))
    return clocks_of(KIND, looks, _turn(looks, facts), looks["said_on"])


def _turn(looks: pd.DataFrame, facts: Facts) -> pd.Series:
    """The first turn that nobody has taken and that has not passed: the look's own day, or years after it."""
    there = np.where(looks["at"] >= 0, facts.last("is_touch", "at")[looks["at"]], facts.places("is_touch", looks))
    touched_on = facts.rows(there, ["on"])["on"].set_axis(looks.index).astype("datetime64[us]")
    years = ((touched_on - looks["look_on"]).dt.days // YEAR + 1).clip(lower=0).fillna(0)
    window = pd.Timedelta(days=facts.playbook.fresh_look_window * WEEK + facts.playbook.lapse_days[KIND])
    passed = np.ceil((facts.on - looks["look_on"] - window).dt.days / YEAR).clip(lower=0)
    years = np.maximum(years, passed)
    return looks["look_on"] + pd.to_timedelta(years * YEAR, unit="D")


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How long ago it was, and why."""
    reasons = gaps["lost_reason"].fillna("no reason noted")
    rows = zip(ago(gaps["since_on"], facts.on), reasons, strict=True)
    return [f"Said no {span(days)} ago ({brief(reason).lower()}); time for a fresh look" for days, reason in rows]
