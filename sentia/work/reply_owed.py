"""Reply owed: they wrote or called and have no answer of ours; due a working day after.

Silenced by our answer only: a word of ours to the same person, said or written; by nothing else, ever. After some
working days it is no answer any more, but the story of whatever else is due.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.work.clocks import about_decided, ago, clocks_of, when, whom

KIND, NEXT_TOUCH = "reply owed", "Answer"
DRAFT = "answer"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("answer",)
RANK = 10
NEEDS = ("activities",)
EARLY = True  # the sooner the better, so it may be done before it is due
IS_SALES, STANDS, BY_TICK = False, True, False
VERBS = {"call": "called", "touch": "were in touch"}


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person (a deal or an account where nobody is named) with a word unanswered; the oldest of them.

    A word about a deal that was decided since is settled with it.
    """
    log = facts.touched
    asked = log.loc[log["is_asking"]]
    if asked.empty:
        return asked
    asked = asked.loc[(facts.since(asked, "is_word") < asked.index) & ~about_decided(asked, asked["on"], facts)]
    asked = asked.assign(party=party(asked), touch_kind=asked["kind"]).loc[lambda rows: rows["party"] >= 0]
    asked = asked.loc[facts.is_mine(facts.owner_of(asked))]
    due_on = facts.working_days(asked["on"], facts.playbook.answer_days, asked)
    lapses_on = facts.working_days(due_on, facts.playbook.lapses[KIND], asked)
    asked = asked.assign(due_on=due_on, lapses_on=lapses_on, is_left=lapses_on < facts.on)
    asked = asked.sort_values("is_left", kind="stable").drop_duplicates("party")
    return clocks_of(KIND, asked, asked["due_on"], asked["on"], pot=whom(asked))


def party(log: pd.DataFrame) -> np.ndarray:
    """A number for who each row is with: its person, else its deal, else its account; -1 where nobody is."""
    codes = [log[code].to_numpy() * 3 + place for place, code in enumerate(("who", "deal", "at"))]
    return np.select([log[code] >= 0 for code in ("who", "deal", "at")], codes, default=-1)


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """That they wrote or called, and when."""
    rows = zip(gaps["touch_kind"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"they {VERBS.get(kind, 'wrote')} {when(days)}" for kind, days in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """Who wrote or called, and when."""
    whose = facts.names_of(gaps)
    named = whose["contact"].fillna(whose["account"]).fillna("They")
    rows = zip(named, gaps["touch_kind"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"{who} {VERBS.get(kind, 'wrote')} {when(days)}; no answer noted yet" for who, kind, days in rows]
