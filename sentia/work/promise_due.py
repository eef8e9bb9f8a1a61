"""Promise due: ours on its day, theirs a working day after it.

Silenced by the thing done (ours), by a word of theirs (theirs); never by a touch about something else or a plan.
Ours never lapses; theirs does some weeks after.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.promises import THEM, open_promises
from sentia.facts.wording import brief, day_words
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "promise due", "Keep the promise"
DRAFT = "promise"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
REMIND = "Remind them kindly"
ACTIONS = ("promise",)
RANK = 20
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = False, False, True


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a promise that is still open; ours belongs to who made it, else to whose deal or person it is."""
    found = open_promises(facts)
    if found.empty:
        return found
    theirs = found["by"] == THEM
    owner = found["owner"].where(~theirs).fillna(facts.owner_of(found))
    found, theirs = (rows.loc[facts.is_mine(owner)] for rows in (found, theirs))
    late = facts.working_days(found["promised_for"], facts.playbook.clocks_working["promise due"], found)
    touch = pd.Series(np.where(theirs, REMIND, NEXT_TOUCH), found.index, dtype="str")
    pot = "promise:" + found["activity_id"]
    due_on = found["promised_for"].where(~theirs, late)
    lapses_on = facts.working_days(due_on, facts.playbook.lapses["their promise"], found).where(theirs)
    return clocks_of(KIND, found, due_on, found["made_on"], pot=pot, next_touch=touch, lapses_on=lapses_on)


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What they promised, and for which day."""
    rows = zip(gaps["what"].fillna("something"), day_words(gaps["promised_for"]), strict=True)
    return [f"they promised for {day}: {brief(what)}" for what, day in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What was promised, by whom, and for which day."""
    days = day_words(gaps["promised_for"])
    names = facts.names_of(gaps)["contact"].fillna("They")
    rows = zip(gaps["by"] == THEM, names, gaps["what"].fillna("something"), days, strict=True)
    return [_sentence(*row) for row in rows]


def _sentence(is_theirs: bool, name: str, what: str, day: str) -> str:
    if is_theirs:
        return f"{name} promised for {day}: {brief(what)}; no word of it yet"
    return f"We promised for {day}: {brief(what)}; not noted as done yet"
