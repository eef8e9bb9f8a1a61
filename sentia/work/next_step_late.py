"""Next step late: what was agreed for a day that came and is not done; a working day later where it is theirs.

Silenced by the step done, or by a new date; not by a touch about something else.
"""

import pandas as pd

from sentia.book.turns import WAITED_ON, turns_of
from sentia.facts.facts import Facts
from sentia.facts.steps import is_over
from sentia.facts.wording import brief, day_words
from sentia.work import promise_due
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "next step late", "Do it, or agree a new day"
DRAFT = "next step"
ACTIONS = ("progress", "keep in touch")
RANK = 30
NEEDS = ("opportunities", "activities")
IS_SALES, STANDS, BY_TICK = False, False, True


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a dated step still to be done: a deal's own, or a planned activity."""
    steps = facts.steps
    if steps.empty:
        return steps
    steps = steps.loc[facts.is_mine(facts.owner_of(steps)) & ~is_over(steps, steps["due_on"], facts)]
    own = ("deal:" + steps["opportunity_id"]).where(steps["activity_id"].isna())
    pot = own.fillna("activity:" + steps["activity_id"])
    nothing_since = pd.Series(pd.NaT, steps.index)
    after = facts.working_days(steps["due_on"], facts.playbook.clocks_working[promise_due.KIND], steps)
    due_on = after.where(turns_of(steps["what"]).isin(WAITED_ON), steps["due_on"])
    return clocks_of(KIND, steps, due_on, nothing_since, pot=pot, agreed_on=steps["due_on"])


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What was agreed, and for when."""
    is_today = gaps["agreed_on"] == facts.on
    rows = zip(gaps["what"].fillna("A next step"), is_today, day_words(gaps["agreed_on"]), strict=True)
    return [f"{brief(what)}: agreed for {'today' if today else day}" for what, today, day in rows]
