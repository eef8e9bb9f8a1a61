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
    return turns_by(actions["waiting"], waits_of(actions, desk), desk)


def turns_by(waiting: pd.Series, waits: pd.DataFrame, desk: Desk) -> pd.Series:
    """The same of candidates with what is known of their waiting (see `waits_of`)."""
    late, longest, window = waiting.to_numpy(float), waits["longest"].to_numpy(), waits["window"].to_numpy()
    dead_from = desk.playbook.dead_after * np.maximum(longest, desk.playbook.cadence_longest["lead"])
    turn = late / longest
    turn = np.where(late <= dead_from, turn, -turn)
    turn = np.where(late <= window, IN_ITS_WINDOW + late / window, turn)
    return pd.Series(np.where(np.isnan(late), np.nan, turn), waiting.index)


def waits_of(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """`longest`, the longest silence in days that is right for each candidate's record, `is_first` and `window`.

    `is_first`: it is about an open deal that came in and that nobody has spoken or tried to; `window`: how many
    days after it is due it is served before its turn, NaN for those that never are.
    """
    is_first = is_first_call(actions, desk).to_numpy()
    fresh = actions["kind"].eq(fresh_look.KIND).to_numpy()
    window = np.where(fresh, _in_days(desk.playbook.fresh_look_window), np.nan)
    window = np.where(is_first, _in_days(desk.playbook.lapses["new lead untouched"]), window)
    known = {"longest": longest_silence(actions, desk), "is_first": is_first, "window": window}
    return pd.DataFrame(known, actions.index)


def _in_days(working_days: float) -> float:
    return working_days * DAYS_A_WEEK / WORKING


def is_first_call(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each candidate is about an open deal that came in and that nobody has spoken or tried to."""
    deals = desk.deals
    untouched = deals["last_touch_on"].isna() & deals["last_try_on"].isna() & deals["days_quiet"].notna()
    untouched = deals.index[untouched & deals["stage_kind"].isin(FIRST_STAGES)]
    return (actions["kind"] == enquiry.KIND) | actions["opportunity_id"].isin(untouched)


def longest_silence(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """The longest silence in days that is right for each candidate's deal, else its account or acquaintance."""
    longest = desk.playbook.cadence_longest
    status = looked_up(actions["account_id"], desk.facts.accounts["status"])
    classes = status.where(status.isin(["customer", "former"]), "small").fillna("small")
    is_key = looked_up(actions["account_id"], desk.facts.accounts["at"]).isin(desk.facts.key_accounts)
    stages = class_of_stage(desk.deals["stage_kind"]).reindex(actions["opportunity_id"]).set_axis(actions.index)
    return numbers_of(stages.fillna(classes.mask(is_key, "key account")), longest)
