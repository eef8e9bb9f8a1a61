"""What an order of each account is likely to bring: the Gamma-Gamma model.

The orders of an account are gamma around its own size, and the sizes of accounts are inverse gamma (Fader, Hardie
and Lee 2005, "RFM and CLV"); so an account's own mean is drawn toward that of all, the more the fewer its orders.
"""

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import gammaln

LEAST = 8  # accounts with amounts; with fewer the usual weight counts
USUAL_WEIGHT = 2.0  # orders of the average account that an account's own mean is drawn with, before any is seen
USUAL = np.log([3.0, 4.0, 1.0])  # p, q and gamma (in mean orders) where an account list says little
PRIOR_WEIGHT = 0.5  # of one account, on each log parameter
LOG_BOUND = 6.0


def order_sizes(days: pd.DataFrame) -> pd.Series:
    """What the next order of each account is likely to bring, by `account_id`; NaN where no order has an amount.

    `days` has one row an account and day with an order, and its `amount`.

    Examples
    --------
    >>> days = pd.DataFrame({"account_id": ["A", "A", "B"], "amount": [100.0, 200.0, 300.0]})
    >>> order_sizes(days).round().tolist()
    [175.0, 233.0]
    """
    known = days.groupby("account_id")["amount"].agg(["sum", "count"])
    middle = days["amount"].mean()
    paid = known.loc[(known["count"] > 0) & (known["sum"] > 0)]
    weight, usual = _fitted(paid, middle) if len(paid) >= LEAST else (USUAL_WEIGHT, middle)
    return (known["sum"] + weight * usual) / (known["count"] + weight)


def _fitted(paid: pd.DataFrame, middle: float) -> tuple[float, float]:
    """How many orders of the average account the own mean is drawn with, and that average.

    E(size) = (p gamma + p x mean) / (p x + q - 1), so the weight is (q - 1) / p and the average p gamma / (q - 1).
    """
    count, mean = paid["count"].to_numpy(float), (paid["sum"] / paid["count"]).to_numpy(float) / middle

    def loss(logs: np.ndarray) -> float:
        p, q, scale = np.exp(np.clip(logs, -LOG_BOUND, LOG_BOUND))
        q, shape = 1 + q, p * count
        likely = (
            gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(scale) + shape * np.log(count * mean)
        )
        likely -= (shape + q) * np.log(scale + count * mean)
        return (PRIOR_WEIGHT * ((logs - USUAL) ** 2).sum() - likely.sum()) / len(count)

    p, q, scale = np.exp(np.clip(minimize(loss, USUAL, method="BFGS").x, -LOG_BOUND, LOG_BOUND))
    return q / p, p * scale / q * middle
