"""Moved: somebody changed employer; due five working days after it.

Silenced by a touch since, with the person.
"""

import pandas as pd

from sentia.book.matching import looked_up
from sentia.facts.facts import Facts
from sentia.work.clocks import ago, clocks_of, when

KIND, NEXT_TOUCH = "moved", "Greet them, and find who follows at the old account"
DRAFT = "greet"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("greet",)
RANK = 103
NEEDS = ("contacts",)
IS_SALES, STANDS, BY_TICK = False, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person with a day of moving who was not touched since."""
    people = facts.contacts
    people = people.loc[people["moved_on"].le(facts.on) & facts.is_mine(people["owner"])]
    if people.empty:
        return people
    people = people.loc[~(facts.days("is_touch", people) >= people["moved_on"])]
    due_on = facts.working_days(people["moved_on"], facts.playbook.clocks_working[KIND], people)
    return clocks_of(KIND, people, due_on, people["moved_on"])


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """That they changed employer, and when."""
    return [f"they changed employer {when(days)}" for days in ago(gaps["since_on"], facts.on)]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """From where, and when."""
    old = looked_up(gaps["previous_account"], facts.accounts["name"]).fillna(gaps["previous_account"])
    rows = zip(
        facts.names_of(gaps)["contact"].fillna("Somebody"), old, ago(gaps["since_on"], facts.on), strict=True
    )
    return [f"{who} left {_old(old)} {when(days)}; no greeting noted yet" for who, old, days in rows]


def _old(name: str | float) -> str:
    return name if isinstance(name, str) else "their employer"
