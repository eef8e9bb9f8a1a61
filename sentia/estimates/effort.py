"""What an action costs: the minutes to expect, and the slot to keep for it."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from sentia.book.matching import numbers_of
from sentia.playbook import Playbook

SLOT_QUANTILE = 0.7
GRID = 5
SHORTER_MOST = 1 / 6  # of the expected minutes


def add_minutes(actions: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `expected_minutes` and `minutes` (the slot) to one row per action.

    Needs `kind` and `progress_chance` r. Expected minutes are r x live + (1 - r) x no answer. The slot is the
    70th percentile of the same: with chance 1 - r the no-answer minutes, else log-normal minutes whose mean is
    the live minutes and whose log spread is `minutes_spread`; rounded to five minutes, never under
    `minutes_least`, nor shorter than the expected minutes by more than a sixth, as a day of many lines takes their
    sum. Planning so neither promises more than is earned nor leaves the day empty.

    Examples
    --------
    >>> quote = pd.DataFrame({"kind": ["quote"], "progress_chance": [0.48]})
    >>> add_minutes(quote, Playbook())[["expected_minutes", "minutes"]].to_numpy().tolist()
    [[7.84, 10.0]]
    """
    live = numbers_of(actions["kind"], playbook.minutes_live)
    missed = numbers_of(actions["kind"], playbook.minutes_no_answer)
    r = actions["progress_chance"]
    expected = (r * live + (1 - r) * missed).clip(lower=playbook.minutes_least)
    share = (1 - (1 - SLOT_QUANTILE) / r).where(r > 1 - SLOT_QUANTILE)
    spread = playbook.minutes_spread
    long = live * np.exp(spread * ndtri(share) - spread**2 / 2)
    slot = on_grid(np.maximum(long.fillna(0), missed).clip(lower=playbook.minutes_least))
    least = np.ceil(expected * (1 - SHORTER_MOST) / GRID) * GRID
    return actions.assign(expected_minutes=expected, minutes=np.maximum(slot, least))


def on_grid(minutes: pd.Series) -> pd.Series:
    """Minutes rounded to the nearest five, at least five."""
    return (np.floor(minutes / GRID + 0.5) * GRID).clip(lower=GRID)
