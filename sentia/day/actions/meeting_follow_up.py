"""Send the summary of a meeting, visit or demo that has had no word of ours since; book again what they missed.

Formula: what the relationship's deal or account is worth x what a touch adds (`value.touch_value`), half-life 7
days. Due two working days after the meeting, which itself is no reason to wait.
"""

import pandas as pd

from sentia.day.actions.columns import no_candidates
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.desk import Desk
from sentia.day.follow_ups import due_for
from sentia.work import no_show
from sentia.work.clocks import LINKS, ago, when

KIND = "meeting follow-up"
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, account or person met without a word since, or who did not come."""
    owed = due_for(KIND, desk.follow_ups, [*LINKS, "kind", "touch_kind", "since_on", "due_on", "because"])
    if owed.empty:
        return no_candidates()
    what = owed["touch_kind"].fillna("meeting") + [f" {when(days)}" for days in ago(owed["since_on"], desk.on)]
    topics = ("a new day for the " + what + ", to which they did not come").where(
        owed["kind"].eq(no_show.KIND), "the summary of the " + what
    )
    return priced(KIND, owed.assign(topic=topics, is_must=False, is_agreed=True), desk)
