"""Meeting today: what is agreed or stands in the calendar for the day wants its preparation before it begins.

Silenced once it was held, or by a tick. It is the day's own: tomorrow there is nothing left to prepare.
"""

import pandas as pd

from sentia.book.matching import first_known
from sentia.book.stacking import stacked
from sentia.facts.alike import TOGETHER, kinds_meant
from sentia.facts.evidence import CODES
from sentia.facts.facts import Facts
from sentia.facts.wording import brief
from sentia.work.clocks import clocks_of, whom

KIND, NEXT_TOUCH = "meeting today", "Prepare it"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("preparation",)
RANK = 15
NEEDS = ("opportunities", "activities", "calendar")
IS_SALES, STANDS, BY_TICK = False, False, True
IS_TOUCH = False  # it is no reason to be in touch with them
DAY = pd.Timedelta(days=1)
OF_A_MEETING = [*CODES, *CODES.values(), "what", "starts_at"]


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person, deal or account met today: `what` it is, `starts_at` (NaT: no hour is known)."""
    met = stacked([_agreed(facts), _in_calendar(facts)], ignore_index=True)
    if met.empty:
        return met
    met = met.loc[facts.is_mine(facts.owner_of(met))]
    held = facts.rows(facts.last("is_touch", "at", _is_together(facts))[met["at"]], ["on"])["on"]
    met = met.loc[~held.eq(facts.on).to_numpy()].sort_values("starts_at", kind="stable")
    met = met.loc[(met["at"] < 0) | ~met["at"].duplicated()]  # the calendar and the deal tell of one meeting
    today = pd.Series(facts.on, met.index)
    pot = first_known({"pot": whom(met)}, {"pot": "meeting:"})
    return clocks_of(KIND, met, today, today, pot=pot, about=pot, lapses_on=today)


def _agreed(facts: Facts) -> pd.DataFrame:
    """The steps of the day that are a meeting, visit or demo, by their kind or their words."""
    steps = facts.steps.loc[facts.steps["due_on"] == facts.on]
    said = [bool(TOGETHER & kinds_meant(what)) for what in steps["what"].fillna("")]
    return steps.loc[steps["step_kind"].isin(TOGETHER) | pd.Series(said, steps.index, dtype=bool), OF_A_MEETING]


def _in_calendar(facts: Facts) -> pd.DataFrame:
    """The appointments of the day that name an account, with whom to call there."""
    found = facts.appointments.loc[facts.appointments["starts_at"] < facts.on + DAY]
    contact = facts.main_contacts.reindex(found["account_id"]).set_axis(found.index).astype("str")
    return facts.coded(found.assign(contact_id=contact))[OF_A_MEETING]


def _is_together(facts: Facts) -> pd.Series:
    return facts.touched["kind"].isin(TOGETHER).to_numpy()


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What it is, and when it begins."""
    rows = zip(gaps["what"].fillna("A meeting"), hours(gaps["starts_at"]), strict=True)
    return [f"{brief(what)} is today{hour}: know what you want of it before it begins" for what, hour in rows]


def hours(moments: pd.Series) -> list[str]:
    """The hour of each moment as " at 14:00"; nothing where none is known."""
    return [f" at {moment:%H:%M}" if pd.notna(moment) else "" for moment in moments]
