"""Keep a promise of ours, or remind them kindly of theirs.

Formula: what the relationship's deal or account is worth x what a touch adds (`value.touch_value`), half-life 7
days. Ours is due on its day, theirs a working day after it; no cool-off hides either.
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import no_candidates
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.desk import Desk
from sentia.day.wording import brief
from sentia.facts.promises import THEM

KIND = "promise"
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, account or person with promises due; ours is asked for until it is kept."""
    owed = desk.follow_ups["promise due"]
    if owed.empty:
        return no_candidates()
    ours = owed["by"] != THEM
    who = pd.Series(np.where(ours, "we", "they"), owed.index)
    rows = zip(who, owed["what"].fillna("something"), strict=True)
    topics = [f"what {whose} promised: {brief(what)}" for whose, what in rows]
    owed = owed.assign(topic=topics, is_must=ours, is_agreed=True)
    return priced(KIND, owed, desk)
