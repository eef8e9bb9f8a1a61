"""Partially pooled logistic regression: each level of each factor has an effect that is drawn toward none.

logit P(won) = b + sum of u[factor, level], with u ~ N(0, tau^2) for each factor. The effects are the most likely
ones and their uncertainty is Laplace's. Every tau is estimated from the effects themselves (MacKay's fixed point,
1992) around a usual one, so that factors which say nothing fade away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

USUAL, USUAL_WEIGHT = 0.45, 3.0  # the usual size of an effect in log-odds, and how many levels that counts for
ROUNDS, STEP = 30, 2.0
CLOSE, SETTLED = 1e-3, 0.02
OPEN_MINDED = 0.1  # the precision of the intercept beforehand


@dataclass(frozen=True, eq=False)
class Pooled:
    """What was fitted: `effects` has b and then those of each level of each factor, which has so many `levels`.

    `covariance` is that of the effects, `sizes` every tau squared.
    """

    levels: tuple[int, ...]
    effects: np.ndarray
    covariance: np.ndarray
    sizes: np.ndarray

    @property
    def intercept(self) -> float:
        """The log-odds of a record of which nothing is known."""
        return float(self.effects[0])

    def shifts(self, codes: np.ndarray) -> np.ndarray:
        """The effect of each record's level (down) of each factor (across), in log-odds; 0 where it is unknown."""
        return np.append(self.effects, 0.0)[_places(codes, self.levels)]

    def uncertainty(self, codes: np.ndarray) -> np.ndarray:
        """The variance of the sum of each record's effects, without the intercept's."""
        places, wide = _places(codes, self.levels), np.pad(self.covariance, (0, 1))
        total = sum(wide[places, places[:, [k]]].sum(axis=1) for k in range(places.shape[1]))
        return np.maximum(total, np.zeros(len(codes)))


def fit_pooled(
    codes: np.ndarray, levels: Sequence[int], won: np.ndarray, weight: np.ndarray, before: Pooled | None = None
) -> Pooled:
    """Fit the effects of factors on winning.

    Parameters
    ----------
    codes : array of int
        One row a record, one column a factor: its level, counted from 0; -1 says nothing.
    levels : sequence of int
        How many levels each factor has.
    won : array of float
        1 where it was won, 0 where it was lost, between where that is only likely.
    weight : array of float
        How much each record counts.
    before : Pooled, optional
        What was fitted to much the same records, from which to begin.

    Examples
    --------
    >>> source = np.array([[0]] * 40 + [[1]] * 40)
    >>> won = np.r_[np.ones(20), np.zeros(20), np.ones(4), np.zeros(36)]
    >>> found = fit_pooled(source, [2], won, np.ones(80))
    >>> found.shifts(np.array([[0], [1], [-1]])).round(1).ravel().tolist()
    [0.8, -0.8, 0.0]
    """
    count = 1 + sum(levels)
    effects, sizes = np.zeros(count), np.full(len(levels), USUAL**2)
    usual = effects[0] = logit(np.clip(np.average(won, weights=weight), 0.01, 0.99))
    if before is not None:
        effects, sizes = before.effects, before.sizes
    places = np.column_stack([np.zeros(len(codes), int), _places(codes, levels)])
    groups = [np.arange(end - size, end) for end, size in zip(1 + np.cumsum(levels), levels, strict=True)]
    return Pooled(tuple(levels), *_fitted(places, won, weight, groups, usual, effects, sizes))


def _places(codes: np.ndarray, levels: Sequence[int]) -> np.ndarray:
    """The place of each record's level of each factor among the effects; one past them where it is unknown."""
    first = 1 + np.cumsum([0, *levels])
    return np.where(codes >= 0, codes + first[:-1], first[-1])


def _fitted(
    places: np.ndarray,
    won: np.ndarray,
    weight: np.ndarray,
    groups: list[np.ndarray],
    usual: float,
    effects: np.ndarray,
    sizes: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The effects, their covariance and the sizes: a step of Newton's, then the sizes, until both settle."""
    count, each = len(effects), places.shape[1]
    pairs = (places[:, :, None] * (count + 1) + places[:, None, :]).ravel()
    start, precision = np.zeros(count), np.full(count, OPEN_MINDED)
    start[0] = usual
    for _ in range(ROUNDS):
        for at, size in zip(groups, sizes, strict=True):
            precision[at] = 1 / size
        chance = expit(np.append(effects, 0.0)[places].sum(axis=1))
        pull = np.bincount(places.ravel(), np.repeat(weight * (won - chance), each), count + 1)[:count]
        bend = np.bincount(pairs, np.repeat(weight * chance * (1 - chance), each**2), (count + 1) ** 2)
        bend = bend.reshape(count + 1, count + 1)[:count, :count] + np.diag(precision)
        covariance = np.linalg.inv(bend)
        step = np.clip(covariance @ (pull - precision * (effects - start)), -STEP, STEP)
        effects, before = effects + step, sizes
        sizes = np.array(
            [_size(effects[at], np.diag(covariance)[at], s) for at, s in zip(groups, sizes, strict=True)]
        )
        if np.abs(step).max() < CLOSE and np.all(np.abs(np.log(sizes / before)) < SETTLED):
            break
    return effects, covariance, sizes


def _size(effects: np.ndarray, variance: np.ndarray, size: float) -> float:
    """The square of the usual size of these effects, given how sure each is."""
    told = len(effects) - variance.sum() / size
    return float((np.sum(effects**2) + USUAL_WEIGHT * USUAL**2) / (told + USUAL_WEIGHT))
