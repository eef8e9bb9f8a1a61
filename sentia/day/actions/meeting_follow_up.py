"""Send the summary of a meeting, visit or demo that has had no word of ours since.

Formula: what the relationship's deal or account is worth x what a touch adds (`value.touch_value`), half-life 7
days. Due two working days after the meeting, which itself is no reason to wait.
"""

import pandas as pd

from sentia.day.actions.columns import no_candidates
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.desk import Desk
from sentia.work.clocks import ago, when

KIND = "meeting follow-up"
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, account or person met without a word since."""
    owed = desk.follow_ups["meeting without follow-up"]
    if owed.empty:
        return no_candidates()
    rows = zip(owed["touch_kind"], ago(owed["since_on"], desk.on), strict=True)
    topics = [f"the summary of the {kind} {when(days)}" for kind, days in rows]
    return priced(KIND, owed.assign(topic=topics, is_must=False, is_agreed=True), desk)
