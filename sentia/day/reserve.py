"""How many minutes of a day those who wait need, so that each is reached in time.

A first call is for today. A fresh look has its window. Everybody else is reached within `catch_up_days` working
days of the day on which their silence is longer than is right for them. Those who have to be reached within so
many days need so many minutes a day, and the day keeps what the busiest of these spans asks for: fewer would leave
somebody too late, more would only be served sooner than they have to be. The last one is served whole, which on
average is half a line more.
"""

import numpy as np
import pandas as pd

from sentia.day.actions import fresh_look
from sentia.day.desk import Desk
from sentia.day.waiting import DAYS_A_WEEK, WORKING, turns_by, waits_of

LEAST = 1.0  # minute: as long as anybody waits somebody is served
GRID = 5  # minutes; what a day falls short of by less is needed the more on the next


def minutes_needed(possible: pd.DataFrame, desk: Desk) -> float:
    """The minutes a day that those who wait need, of candidates with `waiting` (days past their clock).

    What must be done today or presses needs none of them, nor does anybody a second time in a call with others.
    """
    asks = possible["serves"].map(len).eq(1) & ~possible["is_must"] & ~possible["is_pressing"]
    known = waits_of(possible, desk)
    asks &= turns_by(possible["waiting"], known, desk).ge(0)
    if not asks.any():
        return 0.0
    waits = possible.loc[asks & ~possible["pot"].where(asks).duplicated(), ["kind", "waiting", "minutes"]]
    left = _days_left(waits, known.loc[waits.index], desk).to_numpy()
    minutes = waits["minutes"].to_numpy(float)
    order = np.argsort(left, kind="stable")
    needed = float((np.cumsum(minutes[order]) / left[order]).max() - minutes.mean() / 2)
    return max(LEAST, needed // GRID * GRID)


def days_left(waits: pd.DataFrame, desk: Desk) -> pd.Series:
    """The working days, at least one, within which each of those who wait is to be reached."""
    return _days_left(waits, waits_of(waits, desk), desk)


def _days_left(waits: pd.DataFrame, known: pd.DataFrame, desk: Desk) -> pd.Series:
    to_go = (known["longest"] - waits["waiting"]).clip(lower=0) * WORKING / DAYS_A_WEEK
    left = to_go + desk.playbook.catch_up_days
    is_in_window = waits["kind"].eq(fresh_look.KIND) & (waits["waiting"] <= known["window"])
    left = left.mask(is_in_window, (known["window"] - waits["waiting"]) * WORKING / DAYS_A_WEEK)
    return left.mask(known["is_first"], 1).clip(lower=1)
