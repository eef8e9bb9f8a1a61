"""What an action costs: the minutes to expect, and the slot to keep for it."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from sentia.book.done import NO_ANSWER
from sentia.book.matching import numbers_of
from sentia.estimates.calibrating import Calibration, calibrated
from sentia.playbook import Playbook

SLOT_QUANTILE = 0.7
GRID = 5
SHORTER_MOST = 1 / 6  # of the expected minutes
BY, WEIGHT, LEAST = ("kind", "channel"), 60.0, 5  # minutes that the playbook is worth; lines to learn from at all
LONGEST = 4.0  # times what was expected: one line that took all day says little of the others


def add_minutes(actions: pd.DataFrame, playbook: Playbook, factor: pd.Series | float = 1.0) -> pd.DataFrame:
    """Add `expected_minutes` and `minutes` (the slot) to one row per action, and what both are made of.

    `live_minutes` and `missed_minutes` are the playbook's, when it reaches the person and when not, times
    `factor`, what the book's own lines show (see `spent_of`).

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
    live = numbers_of(actions["kind"], playbook.minutes_live) * factor
    missed = numbers_of(actions["kind"], playbook.minutes_no_answer) * factor
    r = actions["progress_chance"]
    expected = (r * live + (1 - r) * missed).clip(lower=playbook.minutes_least)
    share = (1 - (1 - SLOT_QUANTILE) / r).where(r > 1 - SLOT_QUANTILE)
    spread = playbook.minutes_spread
    long = live * np.exp(spread * ndtri(share) - spread**2 / 2)
    slot = on_grid(np.maximum(long.fillna(0), missed).clip(lower=playbook.minutes_least))
    least = np.ceil(expected * (1 - SHORTER_MOST) / GRID) * GRID
    made_of = {"live_minutes": live, "missed_minutes": missed}
    return actions.assign(expected_minutes=expected, minutes=np.maximum(slot, least), **made_of)


def spent_of(lines: pd.DataFrame, playbook: Playbook) -> Calibration:
    """What lines that were done took against the playbook's minutes, by kind and channel.

    Parameters
    ----------
    lines : DataFrame
        One row a line that was done: `kind`, `channel`, `outcome` and `minutes_spent`, as the rep noted them.
    """
    lines = lines.loc[lines["minutes_spent"].gt(0) & lines["kind"].isin(list(playbook.minutes_live))]
    live, missed = (
        lines["kind"].map(dict(table)) for table in (playbook.minutes_live, playbook.minutes_no_answer)
    )
    expected = live.where(lines["outcome"] != NO_ANSWER.word, missed).astype(float)
    happened = np.minimum(lines["minutes_spent"].astype(float), expected * LONGEST)
    return calibrated(lines.assign(happened=happened, expected=expected), BY, WEIGHT, LEAST)


def on_grid(minutes: pd.Series) -> pd.Series:
    """Minutes rounded to the nearest five, at least five."""
    return (np.floor(minutes / GRID + 0.5) * GRID).clip(lower=GRID)
