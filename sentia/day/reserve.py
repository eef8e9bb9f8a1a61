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
from sentia.day.waiting import DAYS_A_WEEK, WORKING, is_first_call, longest_silence, turns, windows

LEAST = 1.0  # minute: as long as anybody waits somebody is served
GRID = 5  # minutes; what a day falls short of by less is needed the more on the next


def minutes_needed(possible: pd.DataFrame, desk: Desk) -> float:
    """The minutes a day that those who wait need, of candidates with `waiting` (days past their clock).

    What must be done today or presses needs none of them, nor does anybody a second time in a call with others.
    """
    asks = possible["serves"].map(len).eq(1) & ~possible["is_must"] & ~possible["is_pressing"]
    waits = possible.loc[asks & turns(possible, desk).ge(0)]
    waits = waits.loc[~waits["pot"].duplicated()]
    left, minutes = days_left(waits, desk).to_numpy(), waits["minutes"].to_numpy(float)
    if not len(left):
        return 0.0
    order = np.argsort(left, kind="stable")
    needed = float((np.cumsum(minutes[order]) / left[order]).max() - minutes.mean() / 2)
    return max(LEAST, needed // GRID * GRID)


def days_left(waits: pd.DataFrame, desk: Desk) -> pd.Series:
    """The working days, at least one, within which each of those who wait is to be reached."""
    to_go = (longest_silence(waits, desk) - waits["waiting"]).clip(lower=0) * WORKING / DAYS_A_WEEK
    left = to_go + desk.playbook.catch_up_days
    in_window = (windows(waits, desk) - waits["waiting"]) * WORKING / DAYS_A_WEEK
    is_in_window = waits["kind"].eq(fresh_look.KIND) & (waits["waiting"] <= windows(waits, desk))
    left = left.mask(is_in_window, in_window)
    return left.mask(is_first_call(waits, desk), 1).clip(lower=1)
