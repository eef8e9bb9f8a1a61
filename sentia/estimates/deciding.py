"""How soon open deals are decided, won or lost: the chance a day that it happens."""

import numpy as np
import pandas as pd

from sentia.playbook import Playbook
from sentia.touches import days_between

WEIGHT = 8  # closed deals that the playbook's days are worth
SOONEST, LATEST = 7.0, 365.0  # days: an expected close says no more than that
LONGEST = 1095.0  # days that one deal was open, at most: one left in the file for years says little of the others


def decided_a_day(deals: pd.DataFrame, playbook: Playbook) -> float:
    """The share of a book's open deals that is decided in a day.

    The decided ones over the days they were open; won and lost count alike. Shrunk to the playbook's
    `decided_after` days, which are worth `WEIGHT` deals.

    Examples
    --------
    >>> opened, closed = pd.to_datetime(["2026-01-01"] * 8), pd.to_datetime(["2026-01-31"] * 8)
    >>> deals = pd.DataFrame({"status": ["won"] * 8, "created_on": opened, "closed_on": closed})
    >>> round(1 / decided_a_day(deals, Playbook()))
    45
    """
    decided = deals.loc[deals["status"].isin(["won", "lost"]) & (deals["closed_on"] >= deals["created_on"])]
    days = (decided["closed_on"] - decided["created_on"]).dt.days.clip(1, LONGEST)
    return float((WEIGHT + len(days)) / (WEIGHT * playbook.decided_after + days.sum()))


def add_decided(deals: pd.DataFrame, usual: float, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """Add `decided`, the chance a day that each open deal is decided.

    That of the book (`usual`), drawn toward one decision by the expected close, which counts `close_trust` on the
    log scale; of a deal whose expected close has passed it is `slipped_pace` of the usual.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-12-03", "2026-11-01", None])
    >>> deals = pd.DataFrame({"expected_close_on": days})
    >>> found = add_decided(deals, 1 / 60, pd.Timestamp("2026-11-23"), Playbook())
    >>> (1 / found["decided"]).round(1).tolist()
    [24.5, 120.0, 60.0]
    """
    left = -days_between(deals["expected_close_on"], on)
    ahead = usual ** (1 - playbook.close_trust) / np.clip(left, SOONEST, LATEST) ** playbook.close_trust
    slipped = left < 0
    return deals.assign(decided=ahead.where(~slipped, usual * playbook.slipped_pace).fillna(usual))
