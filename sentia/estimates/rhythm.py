"""How regularly an account orders: its own gap, and how unusual the present wait is.

Gaps between orders are log-normal around the account's own mean, which is shrunk to that of all accounts.
"""

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

GAP_VARIANCE, GAP_WEIGHT = 0.5, 3  # of log gaps within an account, before any is seen; what that is worth in gaps
LEAST_BETWEEN = 0.05  # variance of the accounts' own means
SHORTEST = 0.5  # days


def rhythm_by_account(days: pd.DataFrame, on: pd.Timestamp, overdue_tail: float) -> pd.DataFrame:
    """One row per account, indexed by `account_id`; `days` has one row an account and day with an order.

    Columns: `typical_days` (the account's own gap, shrunk to all), `tail` (the chance of a gap longer than the
    present one), `unusual` (the same on the normal scale: by how many spreads the wait is longer than typical)
    and `overdue_days` (the wait that only a share `overdue_tail` of its gaps exceeds). All NaN where no
    account ordered twice; an account with one order has the rhythm of all.
    """
    days = days.sort_values(["account_id", "ordered_on"])
    gaps = days.groupby("account_id")["ordered_on"].diff().dt.days.astype(float)
    own = np.log(gaps.dropna()).groupby(days["account_id"]).agg(["mean", "size", "var"])
    waited = (on - days.groupby("account_id")["ordered_on"].max()).dt.days.clip(lower=SHORTEST)
    if own.empty:
        return pd.DataFrame(np.nan, waited.index, ["typical_days", "tail", "unusual", "overdue_days"])
    within, between = _spreads(own)
    middle, own = own["mean"].mean(), own.reindex(waited.index)
    count = own["size"].fillna(0)
    weight = count / within + 1 / between
    mean = (own["mean"].fillna(0) * count / within + middle / between) / weight
    spread = np.sqrt(within + 1 / weight)
    unusual = (np.log(waited) - mean) / spread
    overdue = np.exp(mean + spread * ndtri(1 - overdue_tail))
    columns = {"typical_days": np.exp(mean), "tail": ndtr(-unusual), "unusual": unusual, "overdue_days": overdue}
    return pd.DataFrame(columns, waited.index)


def _spreads(own: pd.DataFrame) -> tuple[float, float]:
    """The variance of log gaps within an account, and of the accounts' own means."""
    free = (own["size"] - 1).clip(lower=0)
    squares = (own["var"].fillna(0) * free).sum() + GAP_WEIGHT * GAP_VARIANCE
    within = float(squares / (free.sum() + GAP_WEIGHT))
    spread = own["mean"].var() if len(own) > 1 else 0.0
    return within, max(float(spread - within * (1 / own["size"]).mean()), LEAST_BETWEEN)
