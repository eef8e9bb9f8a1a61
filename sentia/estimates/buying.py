"""Whether an account still buys, and how often it will: the MBG/NBD model.

Orders come at an account's own rate until it drops out, which it may after any order; rates and drop-out
chances differ between accounts (Batislam, Denizel and Filiztekin 2007; Fader, Hardie and Lee 2005). Fitted by
maximum likelihood with a weak prior, so that a handful of accounts suffices.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1, stdtr

USUAL = np.log([0.5, 1.0, 0.6, 2.0])  # r, alpha, a, b where an account list says little
HORIZON = 10.0  # the longest history is scaled to this, so that the parameters are near 1
PRIOR_WEIGHT = 0.5  # of one account, on each log parameter
LOG_BOUND = 8.0
TAIL_FREEDOM = 3  # of Student's t: waits have longer tails than the log-normal when a customer skips an order
LEAST_TAIL = 1e-9
LEAST_OFF_ONE = 1e-6  # the formula of expected orders divides by a - 1


@dataclass(frozen=True)
class Buying:
    """The fitted model on accounts with `repeats` orders after the first, the last at `last`, known for `known`.

    Times are in scaled days (`scale` of them a day) since each account's first order.
    """

    parameters: np.ndarray
    repeats: np.ndarray
    last: np.ndarray
    known: np.ndarray
    scale: float

    def drop_out_odds(self) -> np.ndarray:
        """The odds that each account dropped out right after its last order, before its silence says anything."""
        _, _, a, b = self.parameters
        return a / (b + self.repeats)

    def alive(self) -> np.ndarray:
        """The chance that each account still buys."""
        r, alpha, _, _ = self.parameters
        silence = ((alpha + self.known) / (alpha + self.last)) ** (r + self.repeats)
        return 1 / (1 + self.drop_out_odds() * silence)

    def expected(self, days: float) -> np.ndarray:
        """Orders of each account in the next `days`, times the chance that it still buys."""
        r, alpha, a, b = self.parameters
        t, x, known = days * self.scale, self.repeats, self.known
        z = t / (alpha + known + t)
        fading = ((alpha + known) / (alpha + known + t)) ** (r + x) * hyp2f1(r + x, b + x + 1, a + b + x, z)
        orders = (a + b + x) / (a - 1) * (1 - fading) * self.alive()
        return np.clip(np.nan_to_num(orders), 0, None)


def gone_by_rhythm(buying: Buying, unusual: pd.Series) -> pd.Series:
    """The chance that each account is gone: odds of dropping out after an order / the chance of such a wait.

    `unusual` says by how many spreads it waits longer than is typical (see `rhythm.rhythm_by_account`); without a
    rhythm it is the model's.
    """
    tail = pd.Series(stdtr(TAIL_FREEDOM, -unusual), unusual.index).clip(lower=LEAST_TAIL)
    odds = buying.drop_out_odds() / tail
    return (odds / (1 + odds)).fillna(pd.Series(1 - buying.alive(), unusual.index))


@dataclass(frozen=True)
class Steady:
    """Accounts that never drop out: orders come at a rate of each one's own, gamma between them (the NBD)."""

    parameters: np.ndarray
    repeats: np.ndarray
    known: np.ndarray
    scale: float

    def expected(self, days: float) -> np.ndarray:
        """Orders of each account in the next `days`.

        Examples
        --------
        >>> Steady(np.array([1.0, 1.0]), np.array([0.0, 3.0]), np.array([1.0, 1.0]), 0.01).expected(100).tolist()
        [0.5, 2.0]
        """
        r, alpha = self.parameters
        return days * self.scale * (r + self.repeats) / (alpha + self.known)


def fit_steady(repeats: np.ndarray, known_days: np.ndarray) -> Steady:
    """Fit the model without drop-out to accounts, one a position (see `fit_buying`)."""
    scale = HORIZON / max(float(known_days.max()), 1.0)
    known = known_days * scale

    def loss(logs: np.ndarray) -> float:
        r, alpha = _bounded(logs)
        likely = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha) - (r + repeats) * np.log(alpha + known)
        return (PRIOR_WEIGHT * ((logs - USUAL[:2]) ** 2).sum() - likely.sum()) / len(repeats)

    return Steady(_bounded(minimize(loss, USUAL[:2], method="BFGS").x), repeats, known, scale)


def fit_buying(repeats: np.ndarray, last_days: np.ndarray, known_days: np.ndarray) -> Buying:
    """Fit the model to accounts, one a position.

    Parameters
    ----------
    repeats : array of float
        Days with an order after the first.
    last_days, known_days : array of float
        Days from the first order to the last one, and to now.
    """
    scale = HORIZON / max(float(known_days.max()), 1.0)
    last, known = last_days * scale, known_days * scale
    counts, of = np.unique(repeats, return_inverse=True)  # many accounts have as many repeats

    def loss(logs: np.ndarray) -> float:
        penalty = PRIOR_WEIGHT * ((logs - USUAL) ** 2).sum()
        return (-_likelihood(_bounded(logs), counts, of, last, known).sum() + penalty) / len(repeats)

    found = minimize(loss, USUAL, method="BFGS")  # L-BFGS-B takes ten times as long where BLAS has threads
    parameters = _bounded(found.x)
    if abs(parameters[2] - 1) < LEAST_OFF_ONE:
        parameters[2] = 1 + LEAST_OFF_ONE
    return Buying(parameters, repeats, last, known, scale)


def _bounded(logs: np.ndarray) -> np.ndarray:
    """The parameters of these logarithms, kept where their exponential is a number to reckon with."""
    return np.exp(np.clip(logs, -LOG_BOUND, LOG_BOUND))


def _likelihood(
    parameters: np.ndarray, counts: np.ndarray, of: np.ndarray, last: np.ndarray, known: np.ndarray
) -> np.ndarray:
    """The log likelihood of each account: still buying, or gone right after its last order.

    An account has as many repeats as `counts` has at its place `of`.
    """
    r, alpha, a, b = parameters
    common = gammaln(r + counts) - gammaln(r) + r * np.log(alpha) - betaln(a, b)
    bought = (r + counts)[of]
    still = (betaln(a, b + counts + 1) + common)[of] - bought * np.log(alpha + known)
    gone = (betaln(a + 1, b + counts) + common)[of] - bought * np.log(alpha + last)
    return np.logaddexp(still, gone)
