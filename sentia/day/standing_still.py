"""Deals that stand longer in their stage than nine in ten of those that were won, and what serving them takes."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.value import free_minutes
from sentia.estimates.effort import add_minutes
from sentia.estimates.timing import LATE
from sentia.work.cadence import class_of_stage

WEEK, WORKING = 7, 5  # days
STAY = np.log(10) / np.log(2)  # what nine in ten stay at a stage is of what half of them do, at a steady pace


def add_standing(deals: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `stands`, `usual_most` (days), `is_still` and `minutes_a_week` to one row an open deal.

    `stands` is how long it is in its stage, else how long it is known (NaN where the file dates neither).
    `usual_most` is what nine in ten stay: of their stage where the file dates when deals entered each, else the
    age by which nine in ten of the won deals were won. `minutes_a_week` are what it takes to be in touch as often
    as is ideal at its stage: the minutes to expect of one try, over the days between two of them. Where a
    week has not the time to be in touch with all of them so often, each has its `week_share` of that.
    """
    playbook = desk.playbook
    since = deals["stage_since_on"].fillna(deals["created_on"])
    stands = (desk.on - since).dt.days.astype(float)
    usual_most = (deals["stage_days"].astype(float) * STAY).where(deals["stage_since_on"].notna())
    usual_most = usual_most.fillna(desk.time_to_win.age_by(LATE))
    every = class_of_stage(deals["stage_kind"]).map(dict(playbook.cadence_ideal)).astype(float)
    kind = np.where(deals["win_rate"] < desk.winning.chase_above(playbook), "qualify", "progress")
    kind = pd.Series(kind, deals.index, dtype="str")
    tries = pd.DataFrame({"kind": kind, "progress_chance": desk.reply(deals, kind)})
    minutes = add_minutes(tries, playbook)["expected_minutes"]
    ideal = minutes * WEEK / every
    share = min(1.0, free_minutes(playbook) * WORKING / ideal.sum()) if len(deals) else 1.0
    return deals.assign(
        stands=stands.where(stands >= 0),
        usual_most=usual_most,
        is_still=stands > usual_most,
        try_minutes=minutes,
        every_days=every,
        week_share=share,
        minutes_a_week=ideal * share,
    )


def is_to_let_go(deals: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each deal (see `add_standing`) is better closed: as good as lost, or still and no better than most.

    Not where a step is planned or agreed, where they wait for our answer, where it waits until a day, or where the
    rep knows its chance. No better than most: with a chance below that of a deal at a stage nobody knows; before
    the book shows how long winning takes, only below what is worth chasing.
    """
    waits = deals["is_owed"].eq(True) | (deals["blocked_until_on"] > desk.on)
    is_known = deals["own_chance"].notna() if "own_chance" in deals else pd.Series(False, deals.index)
    facts = desk.facts.deals.loc[deals.index]
    is_asked = pd.Series(desk.facts.is_planned(facts), deals.index) | waits | is_known
    low = deals["win_rate"] < desk.playbook.close_below
    worth_chasing = desk.winning.chase_above(desk.playbook)
    most = desk.winning.rates.at["unknown", "win_rate"] if desk.time_to_win.is_learned else worth_chasing
    weak = deals["is_still"] & (deals["win_rate"] < most)
    return (low | weak) & ~is_asked
