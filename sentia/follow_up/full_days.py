"""Days that hold more touches than there is time for: a step that does not fit is no date yet.

Each day has the working minutes less what is left open for what comes in. The touches of a day are counted person
by person, in the order of their ids, so that the same book gives the same answer however its rows stand.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.playbook import Playbook


def minutes_free(playbook: Playbook) -> float:
    """The minutes of a working day without appointments, less the share left open for what comes in."""
    lunch = max(playbook.lunch_ends - playbook.lunch_starts, 0)
    return (playbook.work_ends - playbook.work_starts - lunch) * (1 - playbook.open_share)


def touch_minutes(opportunity_ids: pd.Series, playbook: Playbook) -> pd.Series:
    """The minutes of each touch: about a deal, or to keep in touch."""
    kind = pd.Series(np.where(opportunity_ids.notna(), "progress", "keep in touch"), opportunity_ids.index)
    return kind.map(dict(playbook.minutes_live)).clip(lower=playbook.minutes_least).astype(float)


def has_room(steps: pd.DataFrame, board: Facts) -> np.ndarray:
    """Whether the day of each step still has time for it.

    Steps with one person on one day are one touch, and each owner has a day of their own. Of 450 minutes a fifth
    stays open, which leaves 360: who dates 60 calls of eight minutes for one day has dated 45 people.
    """
    touch = steps["contact_id"].fillna(steps["account_id"]).fillna(steps["opportunity_id"])
    touch = touch.fillna(steps["activity_id"]).fillna("")
    whose = board.owner_of(steps).fillna("")
    named = steps[["due_on", "opportunity_id"]].assign(touch=touch, whose=whose)
    first = named.sort_values(["due_on", "touch", "opportunity_id"]).drop_duplicates(["whose", "due_on", "touch"])
    minutes = touch_minutes(first["opportunity_id"], board.playbook)
    fits = minutes.groupby([first["whose"], first["due_on"]]).cumsum() <= minutes_free(board.playbook)
    fitting = pd.MultiIndex.from_frame(first.loc[fits, ["whose", "due_on", "touch"]])
    return pd.MultiIndex.from_frame(named[["whose", "due_on", "touch"]]).isin(fitting)
