"""Whose turn it is among those who wait: lateness over the longest silence that is right for them.

What has a window of its own (a first call, a fresh look) is served in it, before its turn; threads in which nobody
waits any more come last, and deals that are to be closed not at all.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import looked_up, numbers_of
from sentia.day.actions import enquiry, fresh_look
from sentia.day.desk import Desk
from sentia.facts.enquiries import FIRST_STAGES
from sentia.work.cadence import class_of_stage

IN_ITS_WINDOW = 1e6  # more than any lateness: lifts a turn over all that have no window
DAYS_A_WEEK, WORKING = 7, 5


def turns(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """The place of each candidate among those who wait, the highest first; NaN for those who do not.

    Lateness (`waiting`, in days) over the longest silence of its record, so that ten days are much for a
    negotiation and little for an acquaintance. Past `dead_after` times that silence nobody waits any more, those
    are negative, the oldest last; a deal far on is no sooner dead than one at its start.
    """
    late, longest = actions["waiting"], longest_silence(actions, desk)
    turn = late / longest
    dead_from = desk.playbook.dead_after * longest.clip(lower=desk.playbook.cadence_longest["lead"])
    turn = turn.where(late <= dead_from, -turn)
    window = windows(actions, desk)
    return turn.mask(late <= window, IN_ITS_WINDOW + late / window).where(late.notna())


def windows(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """How many days after it is due each candidate is served before its turn; NaN for those that never are."""
    fresh = actions["kind"] == fresh_look.KIND
    days = pd.Series(np.nan, actions.index).mask(fresh, _in_days(desk.playbook.fresh_look_window))
    return days.mask(is_first_call(actions, desk), _in_days(desk.playbook.lapses["new lead untouched"]))


def _in_days(working_days: float) -> float:
    return working_days * DAYS_A_WEEK / WORKING


def is_first_call(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each candidate is about an open deal that came in and that nobody has spoken or tried to."""
    deals = desk.deals.reindex(actions["opportunity_id"]).set_axis(actions.index)
    untouched = deals["last_touch_on"].isna() & deals["last_try_on"].isna() & deals["days_quiet"].notna()
    return (actions["kind"] == enquiry.KIND) | (untouched & deals["stage_kind"].isin(FIRST_STAGES))


def longest_silence(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """The longest silence in days that is right for each candidate's deal, else its account or acquaintance."""
    longest = desk.playbook.cadence_longest
    status = looked_up(actions["account_id"], desk.facts.accounts["status"])
    classes = status.where(status.isin(["customer", "former"]), "small").fillna("small")
    is_key = looked_up(actions["account_id"], desk.facts.accounts["at"]).isin(desk.facts.key_accounts)
    stages = class_of_stage(desk.deals["stage_kind"]).reindex(actions["opportunity_id"]).set_axis(actions.index)
    return numbers_of(stages.fillna(classes.mask(is_key, "key account")), longest)
