"""Moved: somebody changed employer, by what is noted or by a second list; due five working days after it.

Silenced by a touch since, with the person. Where no day is known it counts from the last day at the old employer,
is silenced by anything at the new one, and does not lapse.
"""

import pandas as pd

from sentia.book.matching import looked_up
from sentia.book.stacking import stacked
from sentia.facts.facts import Facts
from sentia.facts.moves import unsaid_moves
from sentia.work.clocks import ago, clocks_of, when

KIND, NEXT_TOUCH = "moved", "Greet them, and find who follows at the old account"
DRAFT = "greet"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("greet",)
RANK = 103
NEEDS = ("contacts",)
IS_SALES, STANDS, BY_TICK = False, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person who moved and was not touched since."""
    people = facts.contacts
    noted = people.loc[people["moved_on"].le(facts.on)]
    unsaid = facts.once(unsaid_moves)
    people = stacked([noted.assign(known_on=noted["moved_on"]), unsaid])
    people = people.loc[facts.is_mine(people["owner"])]
    if people.empty:
        return people
    people = people.loc[~(facts.days("is_touch", people) >= people["moved_on"])]
    due_on = facts.working_days(people["known_on"], facts.playbook.clocks_working[KIND], people)
    lapses_on = facts.working_days(due_on, facts.playbook.lapses[KIND], people)
    lapses_on = lapses_on.where(people["moved_on"].notna())
    return clocks_of(KIND, people, due_on, people["moved_on"], lapses_on=lapses_on)


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """That they changed employer, and when."""
    return [f"they changed employer{_when(days)}" for days in ago(gaps["since_on"], facts.on)]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """From where, and when."""
    old = looked_up(gaps["previous_account"], facts.accounts["name"]).fillna(gaps["previous_account"])
    names = facts.names_of(gaps)
    rows = zip(
        *(names["contact"].fillna("Somebody"), old, names["account"], ago(gaps["since_on"], facts.on)), strict=True
    )
    return [f"{who} {_left(old, new, days)}; no greeting noted yet" for who, old, new, days in rows]


def _left(old: str | float, new: str | float, days: float) -> str:
    if pd.isna(days):
        return f"is at {new} by a second list, no longer at {_old(old)}"
    return f"left {_old(old)}{_when(days)}"


def _when(days: float) -> str:
    return "" if pd.isna(days) else f" {when(days)}"


def _old(name: str | float) -> str:
    return name if isinstance(name, str) else "their employer"
