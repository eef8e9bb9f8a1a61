"""When a deal is likely to be won, if it is: how long won deals took, open ones counted as far as they got.

The time from a deal's first day to its win is cut into bands of age. In each the pace, the chance a day of being
won (if it ever is), is the number won there over the days spent there: the Poisson rate of a piecewise exponential
curve. Deals that are still open count the days they were open, in the share that is usually won, and no win: they
are censored; where only some of the won deals are dated, in that part of it, and not once they are older than any
that was won. Every band is shrunk to the book's overall pace, and that to the playbook's `decided_after` days;
each is worth `WEIGHT` deals (the gamma prior of a Poisson rate).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.estimates.deciding import LATEST, LONGEST, SOONEST, WEIGHT
from sentia.playbook import Playbook
from sentia.touches import days_between

EDGES = np.array([0.0, 7, 14, 30, 60, 90, 180, 365, 730])  # days of age at which the bands begin
EARLY, MIDDLE, LATE = 0.1, 0.5, 0.9
USUALLY_WON = 0.5  # of the open deals, where no deal was decided


@dataclass(frozen=True, eq=False)
class TimeToWin:
    """How long deals that are won take: `paces` a day in each band of age, learned from `won` deals.

    `spent` are the days of age in each band and `wins` the deals won there, as the paces are made of them;
    `overall` is the book's own pace, to which each band is shrunk.
    """

    paces: np.ndarray
    won: int
    wins: np.ndarray
    spent: np.ndarray
    overall: float

    @property
    def is_learned(self) -> bool:
        """Whether the book's own wins say more than the playbook."""
        return self.won >= WEIGHT

    @property
    def _ends(self) -> np.ndarray:
        """The paces added up until the beginning of each band."""
        return np.r_[0.0, np.cumsum(self.paces[:-1] * np.diff(EDGES))]

    def passed(self, ages: np.ndarray) -> np.ndarray:
        """The paces added up until these ages (days): the share still to be won then is e to minus that."""
        band = np.searchsorted(EDGES, ages, side="right") - 1
        return self._ends[band] + self.paces[band] * (ages - EDGES[band])

    def age_at(self, passed: np.ndarray) -> np.ndarray:
        """The ages at which the paces add up to this."""
        band = np.searchsorted(self._ends, passed, side="right") - 1
        return EDGES[band] + (passed - self._ends[band]) / self.paces[band]

    def age_by(self, share: float) -> float:
        """The age in days by which this share of the deals that are won were won."""
        return float(self.age_at(np.array([-np.log1p(-share)]))[0])

    def days_left(self, ages: np.ndarray, share: float) -> np.ndarray:
        """In how many more days this share of those of such an age is won."""
        return self.age_at(self.passed(ages) - np.log1p(-share)) - ages

    def won_within(self, ages: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The share of those of such an age that is won within so many more days."""
        return -np.expm1(self.passed(ages) - self.passed(ages + days))


def time_to_win(deals: pd.DataFrame, on: pd.Timestamp, playbook: Playbook) -> TimeToWin:
    """The curve of a book's deals.

    Parameters
    ----------
    deals : DataFrame
        Won, lost and open ones, with `status`, `created_on` and `closed_on`; those without days say nothing.
    on : Timestamp
        The day until which the open ones are known.

    Examples
    --------
    >>> opened, closed = pd.to_datetime(["2026-01-01"] * 8), pd.to_datetime(["2026-01-31"] * 8)
    >>> deals = pd.DataFrame({"status": ["won"] * 8, "created_on": opened, "closed_on": closed})
    >>> curve = time_to_win(deals, pd.Timestamp("2026-11-23"), Playbook())
    >>> round(1 / curve.overall), round(curve.age_by(0.5))
    (45, 27)
    """
    is_won, is_open = deals["status"].eq("won").to_numpy(), deals["status"].eq("open").to_numpy()
    decided = is_won | deals["status"].eq("lost").to_numpy()
    won_share = (is_won.sum() + USUALLY_WON) / (decided.sum() + 1)
    until = deals["closed_on"].where(decided, on)
    days = (until - deals["created_on"]).dt.days.to_numpy(float)
    known = (days >= 0) & (is_won | is_open)
    dated = (is_won & known).sum() / max(is_won.sum(), 1) if is_won.any() else 1.0
    oldest = days[is_won & known].max() if (is_won & known).sum() >= WEIGHT else np.inf
    days, is_won = np.clip(days[known], 1, LONGEST), is_won[known]
    weight = np.where(is_won, 1.0, np.where(days > oldest, 0.0, won_share * dated))
    widths = np.r_[np.diff(EDGES), np.inf]
    spent = (np.clip(days[:, None] - EDGES, 0, widths) * weight[:, None]).sum(axis=0)
    wins = np.bincount(np.searchsorted(EDGES, days[is_won], side="left") - 1, minlength=len(EDGES)).astype(float)
    overall = (WEIGHT + wins.sum()) / (WEIGHT * playbook.decided_after + spent.sum())
    return TimeToWin((WEIGHT + wins) / (WEIGHT / overall + spent), int(is_won.sum()), wins, spent, overall)


def add_likely_close(deals: pd.DataFrame, curve: TimeToWin, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """Add `age`, `stretch` and the days `close_low_on`, `likely_close_on`, `close_high_on` to open deals.

    The days by which a tenth, half and nine tenths of deals of that age are won, if they are: the curve's, drawn
    toward the expected close, which counts `close_trust` on the log scale (`stretch` is how many times longer than
    the curve it takes); past it the pace is `slipped_pace` of the usual. A deal without a first day is taken for
    new.

    Examples
    --------
    >>> none = pd.DataFrame({"status": [], "created_on": pd.to_datetime([]), "closed_on": pd.to_datetime([])})
    >>> monday = pd.Timestamp("2026-11-23")
    >>> curve = time_to_win(none, monday, Playbook())
    >>> deals = pd.DataFrame({"created_on": [monday] * 2, "expected_close_on": [pd.NaT, monday]})
    >>> add_likely_close(deals, curve, monday, Playbook())["likely_close_on"].dt.strftime("%d %b").tolist()
    ['04 Jan', '11 Dec']
    """
    ages = np.clip(days_between(deals["created_on"], on).fillna(0.0).to_numpy(float), 0, None)
    left = -days_between(deals["expected_close_on"], on).to_numpy(float)
    own = np.maximum(curve.days_left(ages, MIDDLE), 1.0)
    drawn = (np.clip(left, SOONEST, LATEST) / own) ** playbook.close_trust
    stretch = np.where(left < 0, 1 / playbook.slipped_pace, np.where(np.isnan(left), 1.0, drawn))
    names = {"close_low_on": EARLY, "likely_close_on": MIDDLE, "close_high_on": LATE}
    within = {name: np.minimum(curve.days_left(ages, share) * stretch, LONGEST) for name, share in names.items()}
    closes = {name: on + pd.to_timedelta(np.ceil(days), unit="D") for name, days in within.items()}
    return deals.assign(age=ages, stretch=stretch, **closes)


def chance_by(deals: pd.DataFrame, curve: TimeToWin, on: pd.Timestamp, day: pd.Timestamp) -> np.ndarray:
    """The chance that each deal (see `add_likely_close`), if it is won, is won by a day.

    Examples
    --------
    >>> none = pd.DataFrame({"status": [], "created_on": pd.to_datetime([]), "closed_on": pd.to_datetime([])})
    >>> monday = pd.Timestamp("2026-11-23")
    >>> curve = time_to_win(none, monday, Playbook())
    >>> new = pd.DataFrame({"created_on": [monday], "expected_close_on": [pd.NaT]})
    >>> new = add_likely_close(new, curve, monday, Playbook())
    >>> chance_by(new, curve, monday, pd.Timestamp("2027-01-04")).round(2).tolist()
    [0.5]
    """
    days = max((day - on).days, 0) / deals["stretch"].to_numpy(float)
    return curve.won_within(deals["age"].to_numpy(float), days)
