"""The win chance of each kind of stage: the playbook's, moved by what the book's own deals came to.

The playbook's chance of a stage is worth `stage_weight` decided deals. On the scale of log-odds it is uncertain by
1 / (weight p (1 - p)), and most of that (`ALIKE`) is the same for all stages: where more is won than usual, more
is won from every stage. What a book shows is the share of its deals that is won, which is the mean over the stages
that its open deals are in (and `UNKNOWN_DEALS` at none that is known). The chances given that share are found by
the formula for normal variables, step by step since the mean of chances is not linear in log-odds.
"""

import numpy as np
import pandas as pd
from scipy.special import betaincinv, expit, logit

from sentia.playbook import Playbook

LOW, HIGH = 0.1, 0.9
ALIKE = 0.75  # the share of a stage's uncertainty that all stages have in common
RENEWAL = "renewal"
UNKNOWN, UNKNOWN_DEALS = "unknown", 8
STEPS = 6
SURE = 0.999  # no stage of an open deal is surer


def stage_rates(playbook: Playbook) -> pd.DataFrame:
    """One row a kind of stage: `win_rate` as the playbook says it and `variance`, that of its log-odds."""
    rates = pd.Series(dict(playbook.stage_win_rates), dtype=float)
    odd = rates.clip(1 - SURE, SURE)
    return pd.DataFrame({"win_rate": rates, "variance": 1 / (playbook.stage_weight * odd * (1 - odd))})


def moved_rates(
    rates: pd.DataFrame, deals: pd.DataFrame, share: float, decided: float, share_of_open: float | None = None
) -> pd.DataFrame:
    """The same rows given that this share of so many decided deals was won.

    Parameters
    ----------
    rates : DataFrame
        As `stage_rates` gives them.
    deals : DataFrame
        The open ones: `stage_kind`, `shift`, what else moves their log-odds, and `unsure`, the variance of that.
    share, decided : float
        The share that was won, and of how many; nothing moves where none were decided.
    share_of_open : float, optional
        The share that is to be won of the open ones, where their traits make it another.

    Examples
    --------
    >>> open_ones = pd.DataFrame({"stage_kind": ["quote"] * 20, "shift": 0.0, "unsure": 0.0})
    >>> found = moved_rates(stage_rates(Playbook()), open_ones, 0.6, 40)["win_rate"].round(2)
    >>> found[["lead", "quote", "negotiation"]].tolist()
    [0.27, 0.61, 0.74]
    """
    if not decided:
        return rates
    usual = logit(rates["win_rate"].clip(1 - SURE, SURE)).to_numpy()
    spread = np.sqrt(rates["variance"].to_numpy())
    before = np.outer(spread, spread) * (ALIKE + (1 - ALIKE) * np.eye(len(spread)))
    known = deals.loc[deals["stage_kind"].isin(rates.index)]
    kinds = np.r_[rates.index.get_indexer(known["stage_kind"]), [rates.index.get_loc(UNKNOWN)] * UNKNOWN_DEALS]
    shifts = np.r_[known["shift"].to_numpy(float), np.zeros(UNKNOWN_DEALS)]
    less = shrunk(np.r_[known["unsure"].to_numpy(float), np.zeros(UNKNOWN_DEALS)])
    of_open = share if share_of_open is None else share_of_open
    seen = (len(known) * of_open + UNKNOWN_DEALS * share) / len(kinds)
    noise, now = share * (1 - share) / decided, usual
    for _ in range(STEPS):
        chance = expit((now[kinds] + shifts) * less)
        slope = np.bincount(kinds, chance * (1 - chance) * less, len(usual)) / len(kinds)
        heard = before @ slope / (slope @ before @ slope + noise)
        now = usual + heard * (seen - chance.mean() - slope @ (usual - now))
    variance = np.diag(before) - heard * (before @ slope)
    return rates.assign(win_rate=expit(now), variance=variance)


def add_renewals(deals: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """The same rows with `stage_kind` renewal where a deal renews what they have, unless its stage says more.

    Needs `type` and `stage_kind`. Who buys already goes on in most cases, however early the talk about it is.

    Examples
    --------
    >>> deals = pd.DataFrame({"type": ["renewal", "new"], "stage_kind": ["lead", "lead"]})
    >>> add_renewals(deals, Playbook())["stage_kind"].tolist()
    ['renewal', 'lead']
    """
    rates = dict(playbook.stage_win_rates)
    is_it = deals["type"].eq(RENEWAL).fillna(False) & (deals["stage_kind"].map(rates) < rates[RENEWAL])
    return deals.assign(stage_kind=deals["stage_kind"].mask(is_it, RENEWAL)) if is_it.any() else deals


def level_variance(rates: pd.DataFrame, share: float, decided: float) -> float:
    """How unsure the level of all chances is together: the variance of their log-odds that stages have in common.

    `rates` are those before any deal was decided (see `stage_rates`); of `decided` deals this share was won.

    Examples
    --------
    >>> before = stage_rates(Playbook())
    >>> round(level_variance(before, 0.3, 0), 2), round(level_variance(before, 0.3, 100), 2)
    (0.75, 0.04)
    """
    before = ALIKE * float(rates["variance"].mean())
    return 1 / (1 / before + decided * share * (1 - share))


def shrunk(variance: np.ndarray) -> np.ndarray:
    """What log-odds of this variance count for in the mean chance (MacKay's approximation, 1992)."""
    return 1 / np.sqrt(1 + np.pi / 8 * variance)


def with_range(rates: pd.Series, variance: pd.Series | np.ndarray) -> pd.DataFrame:
    """`win_rate` with `win_low` and `win_high`, the central 80% of a beta distribution as wide in log-odds.

    Examples
    --------
    >>> with_range(pd.Series([0.35]), 1 / (8 * 0.35 * 0.65)).round(2).to_numpy().tolist()
    [[0.35, 0.15, 0.57]]
    """
    rate = rates.to_numpy(float)
    inside = np.clip(rate, 1 - SURE, SURE)
    weight = 1 / (np.asarray(variance, float) * inside * (1 - inside))
    low, high = (betaincinv(weight * inside, weight * (1 - inside), side) for side in (LOW, HIGH))
    sure = (rate <= 0) | (rate >= 1)
    ends = {"win_low": np.minimum(np.where(sure, rate, low), rate), "win_high": np.where(sure, rate, high)}
    return pd.DataFrame({"win_rate": rate, **ends}, rates.index)
