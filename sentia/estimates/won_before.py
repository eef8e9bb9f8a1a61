"""What the deals that were decided say of the open ones: fitted on what was known at past dates, and tested there.

Each decided deal counts as one, shared by the ages at which it was still open. A deal that is still open counts
with the chance that it is won, as soon as there is one: those that are decided quickly are not taken for all. The
effects are used as far as they foretold, at past dates, what was decided after them better than the plain average.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.estimates.pooled import USUAL, Pooled, fit_pooled
from sentia.estimates.traits import Traits, age_edges

LEAST = 30  # decided deals, below which nothing is tested
MOST = 5_000  # decided deals, the latest, from which effects are learned
PASSES = 2  # of counting open deals by their chance
DATES = (0.4, 0.55, 0.7, 0.85)  # the past dates, by the share of the decided deals that were decided before
SHARES = (0.25, 0.5, 0.75, 1.0)  # of the effects
NONE_TELL = 0.5  # how likely it is beforehand that the traits tell nothing
DOUBT = 0.35  # how likely that may be afterwards, at most, if they are used
NEVER = np.datetime64("NaT", "us")


@dataclass(frozen=True, eq=False)
class Before:
    """What the past says: `decided` deals of which `won` were, and the effects of traits where they foretold.

    `share` is what of the effects is used (0: none, they are no better than the average) and `square` the mean of
    its square; `tested` is how many deals they were tested on, `better_by` how much better than the average they
    foretold each (log-loss). `foretold` has one row each of those: the chance it was given then, and whether it
    was won.
    """

    decided: int
    won: int
    pooled: Pooled | None = None
    edges: np.ndarray = field(default_factory=lambda: np.zeros(1))
    share: float = 0.0
    square: float = float(np.mean(np.square([0.0, *SHARES])))
    tested: int = 0
    better_by: float = 0.0
    foretold: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"win_rate": [], "won": []}))

    @property
    def average(self) -> float:
        """The share that was won, a little less sure where few were decided."""
        return (self.won + 0.5) / (self.decided + 1)

    @property
    def is_known(self) -> bool:
        """Whether the book has both won and lost deals, without which their share says nothing."""
        return 0 < self.won < self.decided

    def shifts(self, traits: Traits, rows: np.ndarray, ages: np.ndarray) -> np.ndarray:
        """What each trait (across, age last) of these deals (down) adds to their log-odds; no column if unused."""
        if not self.share:
            return np.empty((len(rows), 0))
        return self.pooled.shifts(traits.with_ages(rows, ages, self.edges)) * self.share

    def uncertainty(self, traits: Traits, rows: np.ndarray, ages: np.ndarray) -> np.ndarray:
        """The variance of each deal's log-odds: of how much its traits tell, and of what they add."""
        if self.pooled is None:
            return self.square * USUAL**2 * (traits.codes[rows] >= 0).sum(axis=1)
        codes = traits.with_ages(rows, ages, self.edges)
        whole = self.pooled.shifts(codes).sum(axis=1)
        return self.square * (self.pooled.uncertainty(codes) + whole**2) - (self.share * whole) ** 2

    def chances(self, shifts: np.ndarray) -> np.ndarray:
        """The chance of each deal by its traits alone."""
        base = self.pooled.intercept if self.share else logit(self.average)
        return expit(base + shifts.sum(axis=1))


@dataclass(frozen=True, eq=False)
class Known:
    """The deals that had begun by a day, as they stood then, in the rows of their traits.

    `rows` of the traits, `won` (1 or 0; NaN while open), `open_for` in days (NaN where unknown) and the days they
    were `begun` and `closed` on (NaT while open, or unknown).
    """

    rows: np.ndarray
    won: np.ndarray
    open_for: np.ndarray
    begun: np.ndarray
    closed: np.ndarray

    def on(self, day: np.datetime64) -> "Known":
        """The same deals as they stood on an earlier day."""
        had_begun = ~(self.begun > day)
        later = self.closed > day
        days = np.where(later | np.isnan(self.won), _days(day - self.begun), self.open_for)
        found = (
            self.rows,
            np.where(later, np.nan, self.won),
            days,
            self.begun,
            np.where(later, NEVER, self.closed),
        )
        return Known(*(values[had_begun] for values in found))

    def chosen(self, which: np.ndarray) -> "Known":
        """Some of them."""
        found = (self.rows, self.won, self.open_for, self.begun, self.closed)
        return Known(*(values[which] for values in found))

    @property
    def is_open(self) -> np.ndarray:
        """Whether each was open then."""
        return np.isnan(self.won)


def decided_until(deals: pd.DataFrame, on: pd.Timestamp) -> Before:
    """How many deals were decided until a day and how many of them won, and nothing that they say."""
    known = _known(deals, np.datetime64(on))
    return Before(int((~known.is_open).sum()), int(np.nansum(known.won)))


def learned_from(deals: pd.DataFrame, traits: Traits, on: pd.Timestamp) -> Before:
    """What the deals decided until a day say.

    Parameters
    ----------
    deals : DataFrame
        Decided and open ones, with `status`, `created_on` and `closed_on`.
    traits : Traits
        Of the same deals, in the same order (see `traits.traits_of`).
    on : Timestamp
        The day; what is decided later is not known yet.
    """
    known = _known(deals, np.datetime64(on))
    count, won = int((~known.is_open).sum()), int(np.nansum(known.won))
    if count < LEAST or won in (0, count):
        return Before(count, won)
    return Before(count, won, *_fitted(known, traits), *_tested(known, traits, np.datetime64(on)))


def _known(deals: pd.DataFrame, on: np.datetime64) -> Known:
    begun, closed = (deals[name].to_numpy("datetime64[us]") for name in ("created_on", "closed_on"))
    is_won = (deals["status"] == "won").to_numpy()
    is_decided = deals["status"].isin(["won", "lost"]).to_numpy() & ~(closed > on)
    open_for = _days(np.where(is_decided, closed, on) - begun)
    won = np.where(is_decided, is_won.astype(float), np.nan)
    every = Known(np.arange(len(deals)), won, open_for, begun, np.where(is_decided, closed, NEVER))
    return every.chosen(is_decided | ~(begun > on))


def _days(spans: np.ndarray) -> np.ndarray:
    """Spans in days; NaN where unknown or below none."""
    days = np.where(np.isnat(spans), np.nan, spans / np.timedelta64(1, "D"))
    return np.where(days >= 0, days, np.nan)


def _fitted(known: Known, traits: Traits) -> tuple[Pooled, np.ndarray]:
    """The effects, and where the bands of age begin."""
    known = _latest(known)
    is_open = known.is_open
    edges = age_edges(known.open_for[known.won == 1])
    deals, ages = _ages(known.open_for, is_open, edges)
    codes, levels = traits.with_ages(known.rows[deals], ages, edges), traits.sizes(edges)
    won, waits = known.won[deals], is_open[deals]
    weight = np.full(len(won), (~is_open).sum() / (~waits).sum())
    pooled = fit_pooled(codes[~waits], levels, won[~waits], weight[~waits])
    for _ in range(PASSES if waits.any() else 0):
        now = pooled.shifts(traits.with_ages(known.rows, known.open_for, edges)).sum(axis=1)
        likely = expit(pooled.intercept + now)[deals]
        pooled = fit_pooled(codes, levels, np.where(waits, likely, won), weight, pooled)
    return pooled, edges


def _latest(known: Known) -> Known:
    """The deals decided last, so many as are enough, and as many open ones, the latest."""
    if len(known.rows) <= MOST:
        return known
    order = np.lexsort((known.rows, np.where(known.is_open, known.begun, known.closed)))
    places = (order[known.is_open[order] == is_open][-MOST:] for is_open in (False, True))
    return known.chosen(np.sort(np.concatenate(list(places))))


def _ages(open_for: np.ndarray, is_open: np.ndarray, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The deals (by place) at each age at which they were still open; a deal of unknown age once."""
    there = open_for[:, None] >= edges[None, :]
    unknown = np.isnan(open_for)
    there[unknown, 0] = True
    if len(edges) > 1:
        there[is_open, -1] = False  # none was ever won at that age: no chance is known by which it could count
    deals, bands = np.nonzero(there)
    return deals, np.where(unknown[deals], np.nan, edges[bands])


def _tested(known: Known, traits: Traits, on: np.datetime64) -> tuple[float, float, int, float, pd.DataFrame]:
    """The share of the effects that foretold, its mean square, on how many deals, how much better, and each.

    Each share is as likely as it foretold (the product of the chances it gave to what came) and as it was before:
    none as likely as all others together. What is used is their mean; nothing where none is still too likely. For
    the range each is as likely as any other before.
    """
    found = [_foretold(known, traits, day, until) for day, until in _past_dates(known, on)]
    base, shift, won = np.concatenate([np.empty((0, 3)), *found]).T
    if not len(won):
        return 0.0, Before.square, 0, 0.0, pd.DataFrame({"win_rate": base, "won": won})
    sign = np.where(won == 1, 1.0, -1.0)
    gains = np.column_stack(  # one row a deal, one column a share
        [np.log(expit(sign * (base + share * shift)) / expit(sign * base)) for share in SHARES]
    )
    total = np.r_[0.0, gains.sum(axis=0)]
    foretold, shares = np.exp(total - total.max()), np.r_[0.0, SHARES]
    before = np.r_[NONE_TELL, np.full(len(SHARES), (1 - NONE_TELL) / len(SHARES))]
    likely = before * foretold / (before @ foretold)
    share = float(likely @ shares) if likely[0] < DOUBT else 0.0
    square = float(foretold @ shares**2 / foretold.sum())
    each = pd.DataFrame({"win_rate": expit(base + share * shift), "won": won})
    return share, square, len(gains), float(gains.mean(axis=0).max()), each


def _past_dates(known: Known, on: np.datetime64) -> list[tuple[np.datetime64, np.datetime64]]:
    days = np.sort(known.closed[~np.isnat(known.closed)])
    if len(days) < LEAST:
        return []
    starts = np.unique([days[int(share * len(days))] for share in DATES])
    return list(zip(starts, [*starts[1:], on], strict=True))


def _foretold(known: Known, traits: Traits, day: np.datetime64, until: np.datetime64) -> np.ndarray:
    """One row a deal decided between two days: the average's log-odds on the first day, what its traits added
    to them then, and whether it was won."""
    then = known.on(day)
    asked = known.chosen((known.closed > day) & (known.closed <= until))
    before = then.won[~then.is_open]
    if not len(asked.rows) or not 0 < before.sum() < len(before):
        return np.empty((0, 3))
    pooled, edges = _fitted(then, traits)
    ages = np.fmax(_days(day - asked.begun), 0)
    shifts = pooled.shifts(traits.with_ages(asked.rows, ages, edges)).sum(axis=1)
    base = logit((before.sum() + 0.5) / (len(before) + 1))
    return np.column_stack([np.full(len(shifts), base), shifts, asked.won])
