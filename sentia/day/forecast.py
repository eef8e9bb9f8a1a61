"""What the open deals are likely to bring, by month, with its range."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.estimates.stage_rates import level_variance, stage_rates

AHEAD = 4  # months in full, the rest is later
EIGHT_IN_TEN = 1.2816  # standard deviations either side
BAND = 2 * 0.8416  # standard deviations from the 20th to the 80th percentile, in which an assumed amount lies
COLUMNS = ["until", "deals", "likely", "low", "high"]
LATER, ALL = "later", "all"


def forecast_by_month(desk: Desk) -> pd.DataFrame:
    """One row a month from this one (on its last day the next) on, then `later` and `all`, by their names.

    `deals` is how many wins are to be expected, `likely` the money they bring, `low` and `high` its 80% range
    (NaN where no amount is known), `until` the last day. A deal's chance is shared among the months by when it is
    likely to close, so that the rows add up to `all`.
    """
    deals, tomorrow = desk.deals, desk.on + pd.Timedelta(days=1)
    ends = [tomorrow.replace(day=1) + pd.offsets.MonthEnd(number) for number in range(1, AHEAD + 1)]
    by = np.column_stack([np.zeros(len(deals)), *(desk.won_by(end) for end in ends), np.ones(len(deals))])
    shares = np.column_stack([np.diff(by, axis=1), np.ones(len(deals))])
    names = [f"{end:%B %Y}" for end in ends]
    found = brought(deals, shares, desk)
    return found.set_axis([*names, LATER, ALL]).assign(until=[*ends, pd.NaT, pd.NaT])[COLUMNS]


def brought(deals: pd.DataFrame, shares: np.ndarray, desk: Desk) -> pd.DataFrame:
    """One row a column of `shares` (of each deal's chance, in that time): `deals`, `likely`, `low` and `high`.

    With q = chance x share and a the amount, likely = sum of a q. The deals fall or stand one by one, an assumed
    amount may be another, and chances may be too high or too low together, those of a stage and all of them, as
    far as their level is unsure: variance = sum of a^2 q (1 - q) + spread^2 q, + level x (sum of a q (1 -
    chance))^2, + the same of each stage with what is unsure of it beyond the level.
    """
    chance = deals["win_rate"].to_numpy(float)
    amount = deals["priced"].fillna(0.0).to_numpy(float)
    spread = ((deals["priced_high"] - deals["priced_low"]) / BAND).fillna(0.0).to_numpy(float)
    q = chance[:, None] * shares
    likely = amount @ q
    each = (amount**2) @ (q * (1 - q)) + (spread**2) @ q
    moved = (amount * (1 - chance))[:, None] * q  # by one log-odds more
    wide = EIGHT_IN_TEN * np.sqrt(each + _together(moved, deals["stage_kind"], desk))
    most = (amount + spread) @ (shares > 0)
    money = {"likely": likely, "low": np.maximum(likely - wide, 0), "high": np.minimum(likely + wide, most)}
    nothing = not deals["priced"].gt(0).any()
    found = pd.DataFrame({"deals": q.sum(axis=0)} | money)
    return found.assign(**dict.fromkeys(money, np.nan)) if nothing else found


def _together(moved: np.ndarray, stage_kinds: pd.Series, desk: Desk) -> np.ndarray:
    """The variance that deals have in common, with what one log-odds more of each brings."""
    before, rates = desk.winning.before, desk.winning.rates
    level = level_variance(stage_rates(desk.playbook), before.average, before.decided if before.is_known else 0)
    own = (rates["variance"] - level).clip(lower=0)
    by_stage = pd.DataFrame(moved).groupby(stage_kinds.to_numpy()).sum()
    own = own.reindex(by_stage.index).fillna(0.0).to_numpy(float)
    return level * moved.sum(axis=0) ** 2 + own @ by_stage.to_numpy() ** 2
