"""Answer somebody who wrote or called and has no answer of ours yet.

Formula: what the relationship's deal or account is worth x what a touch adds (`value.touch_value`), half-life 1
day: an answer is worth most at once. Due a working day after their word; no cool-off, no meeting and no "no"
hides it.
"""

import pandas as pd

from sentia.day.actions.columns import no_candidates
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.desk import Desk
from sentia.work.clocks import ago, when

KIND = "answer"
WORDS = {"call": "call", "touch": "word"}
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, account or person with a word unanswered; a must once it is due."""
    owed = desk.follow_ups["reply owed"]
    if owed.empty:
        return no_candidates()
    days = ago(owed["since_on"], desk.on)
    rows = zip(owed["touch_kind"], days, strict=True)
    topics = [f"their {WORDS.get(kind, 'message')} of {_day(gone)}" for kind, gone in rows]
    owed = owed.assign(topic=topics, is_must=owed["due_on"] <= desk.on, is_agreed=True)
    return priced(KIND, owed, desk)


def _day(days: float) -> str:
    return when(days) if days else "today"
