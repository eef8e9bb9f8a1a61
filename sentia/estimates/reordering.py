"""When an account orders again: its rhythm, whether it still buys, and what a year should bring.

The rhythm makes the sentence ("orders every 31 days, now 58"); the chance that the account still buys makes
the money. Rhythm: gaps between orders are log-normal around the account's own mean, shrunk to all accounts.
Buying and dropping out: the MBG/NBD model (Batislam, Denizel and Filiztekin 2007; Fader, Hardie and Lee 2005),
fitted by maximum likelihood with a weak prior.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1, ndtr, ndtri

YEAR = 365.0
USUAL = np.log([0.5, 1.0, 0.6, 2.0])  # r, alpha, a, b of the MBG/NBD where an account list says little
HORIZON = 10.0  # the longest history is scaled to this, so that the parameters are near 1
PRIOR_WEIGHT = 0.5  # of one account, on each log parameter
GAP_VARIANCE, GAP_WEIGHT, LEAST_BETWEEN = (
    0.5,
    3,
    0.05,
)  # prior of a rhythm's own spread; least spread between accounts
LOG_BOUND = 8.0
AMOUNT_WEIGHT = 2.0  # orders of the average account that an account's own mean is shrunk with


def reordering_by_account(orders: pd.DataFrame, on: pd.Timestamp, overdue_tail: float = 0.1) -> pd.DataFrame:
    """One row per account that ever ordered until `on`, indexed by `account_id`.

    Columns: `orders` (days with an order), `first_on`, `last_on`, `days_since` (float), `typical_days` (the
    account's own gap, shrunk to all; NaN with one order only), `tail` (the chance of a gap longer than
    `days_since`), `overdue_days` (the wait that only a share `overdue_tail` of its gaps exceeds), `alive` (the
    chance that it still buys), `spend_12` (money ordered in the last 365 days) and `expected_12` (money of the
    next 365 days, times the chance that it is alive).
    """
    orders = orders.loc[orders["account_id"].notna() & (orders["ordered_on"] <= on)]
    if orders.empty:
        return _none()
    days = orders.groupby(["account_id", "ordered_on"], as_index=False)["amount"].sum(min_count=1)
    bought = days.groupby("account_id").agg(
        orders=("ordered_on", "size"),
        first_on=("ordered_on", "min"),
        last_on=("ordered_on", "max"),
        mean=("amount", "mean"),
    )
    bought["days_since"] = (on - bought["last_on"]).dt.days.astype(float)
    recent = days.loc[days["ordered_on"] > on - pd.Timedelta(days=YEAR)]
    spend = recent.groupby("account_id")["amount"].sum().reindex(bought.index).fillna(0.0)
    model = _fit(bought, on)
    size = (bought["orders"] * bought["mean"].fillna(0) + AMOUNT_WEIGHT * days["amount"].mean()) / (
        bought["orders"] + AMOUNT_WEIGHT
    )
    bought = bought.assign(
        **_rhythm(days, bought, overdue_tail),
        alive=model.alive(),
        spend_12=spend,
        expected_12=model.expected(YEAR) * size,
    )
    return bought.drop(columns="mean")


def _none() -> pd.DataFrame:
    numbers = ["orders", "days_since", "typical_days", "tail", "overdue_days", "alive", "spend_12", "expected_12"]
    frame = pd.DataFrame(columns=numbers, dtype=float, index=pd.Index([], dtype="str", name="account_id"))
    return frame.assign(first_on=pd.Series(dtype="datetime64[us]"), last_on=pd.Series(dtype="datetime64[us]"))


def _rhythm(days: pd.DataFrame, bought: pd.DataFrame, overdue_tail: float) -> dict[str, pd.Series]:
    """`typical_days`, `tail` and `overdue_days`: log gaps ~ N(own mean, s2), own means ~ N(m, t2)."""
    days = days.sort_values(["account_id", "ordered_on"])
    gaps = days.groupby("account_id")["ordered_on"].diff().dt.days
    logs = np.log(gaps.dropna())
    if logs.empty:
        nothing = pd.Series(np.nan, bought.index)
        return {"typical_days": nothing, "tail": nothing, "overdue_days": nothing}
    own = logs.groupby(days["account_id"]).agg(["mean", "size", "var"])
    free = (own["size"] - 1).clip(lower=0)
    within = float(((own["var"].fillna(0) * free).sum() + GAP_WEIGHT * GAP_VARIANCE) / (free.sum() + GAP_WEIGHT))
    spread = own["mean"].var() if len(own) > 1 else 0.0
    between = max(float(spread - within * (1 / own["size"]).mean()), LEAST_BETWEEN)
    own = own.reindex(bought.index)
    weight = own["size"] / within + 1 / between
    mean = (own["mean"] * own["size"] / within + own["mean"].mean() / between) / weight
    sd = np.sqrt(within + 1 / weight)
    waited = np.log(bought["days_since"].clip(lower=0.5))
    tail = pd.Series(1 - ndtr((waited - mean) / sd), bought.index)
    overdue = np.exp(mean + sd * ndtri(1 - overdue_tail))
    return {"typical_days": np.exp(mean), "tail": tail, "overdue_days": overdue}


@dataclass(frozen=True)
class _Mbg:
    """A fitted MBG/NBD on accounts with x repeat orders, the last at tx, known for T (scaled days)."""

    parameters: np.ndarray
    x: np.ndarray
    tx: np.ndarray
    known: np.ndarray
    scale: float

    def alive(self) -> np.ndarray:
        """The chance that each account still buys."""
        r, alpha, a, b = self.parameters
        odds_gone = a / (b + self.x) * ((alpha + self.known) / (alpha + self.tx)) ** (r + self.x)
        return 1 / (1 + odds_gone)

    def expected(self, days: float) -> np.ndarray:
        """Orders of each account in the next `days`, dead or alive."""
        r, alpha, a, b = self.parameters
        t, x, known = days * self.scale, self.x, self.known
        z = t / (alpha + known + t)
        fading = ((alpha + known) / (alpha + known + t)) ** (r + x) * hyp2f1(r + x, b + x + 1, a + b + x, z)
        orders = (a + b + x) / (a - 1) * (1 - fading) * self.alive()
        return np.clip(orders, 0, None)


def _fit(bought: pd.DataFrame, on: pd.Timestamp) -> _Mbg:
    known = (on - bought["first_on"]).dt.days.to_numpy(float)
    tx = (bought["last_on"] - bought["first_on"]).dt.days.to_numpy(float)
    x = bought["orders"].to_numpy(float) - 1
    scale = HORIZON / max(known.max(), 1.0)
    start = USUAL

    def loss(logs: np.ndarray) -> float:
        penalty = PRIOR_WEIGHT * ((logs - USUAL) ** 2).sum()
        return (-_likelihood(np.exp(logs), x, tx * scale, known * scale).sum() + penalty) / len(x)

    found = minimize(loss, start, method="L-BFGS-B", bounds=[(-LOG_BOUND, LOG_BOUND)] * len(start))
    parameters = np.exp(found.x)
    parameters[2] += 1e-6 if abs(parameters[2] - 1) < 1e-6 else 0  # noqa: PLR2004 the formula divides by a - 1
    return _Mbg(parameters, x, tx * scale, known * scale, scale)


def _likelihood(parameters: np.ndarray, x: np.ndarray, tx: np.ndarray, known: np.ndarray) -> np.ndarray:
    r, alpha, a, b = parameters
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    still = betaln(a, b + x + 1) - betaln(a, b) + common - (r + x) * np.log(alpha + known)
    gone = betaln(a + 1, b + x) - betaln(a, b) + common - (r + x) * np.log(alpha + tx)
    return np.logaddexp(still, gone)
