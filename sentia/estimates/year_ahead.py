"""What an account orders in the next year: by the model of dropping out, without it, or as in its own last year.

Whichever foretold the book's last quarter best is used; last year's spend, of those that still buy, is the bar to
beat. Where too few accounts were known by then to tell, it is the model of dropping out.
"""

import numpy as np
import pandas as pd

from sentia.estimates.buying import Buying, fit_buying, fit_steady, gone_by_rhythm
from sentia.estimates.order_size import order_sizes
from sentia.estimates.rhythm import rhythm_by_account

YEAR, QUARTER = 365, 91
FADING, STEADY, OWN = "may stop after any order", "goes on at its pace", "orders as in its last year"
LEAST, MOST = 20, 2_000  # accounts known before the quarter that are needed to choose, and so many at most
LATE = 0.1  # of an account's gaps; plays no part in how unusual a wait is
BETTER = 0.95  # of the error of last year's spend: by so much a model has to be better


def year_ahead(
    days: pd.DataFrame, bought: pd.DataFrame, on: pd.Timestamp, buying: Buying, still: pd.Series
) -> pd.DataFrame:
    """One row an account, by its id: `expected_orders` and `expected_12` of the next 365 days, and `expected_by`.

    Parameters
    ----------
    days : DataFrame
        One row an account and day with an order until `on`: `account_id`, `ordered_on`, `amount`.
    bought : DataFrame
        By account id: `orders`, `first_on`, `last_on`.
    buying : Buying
        The model of dropping out, fitted to the same accounts.
    still : Series
        The chance that each still buys, by its own rhythm; the model of dropping out has its own.

    Returns
    -------
    DataFrame
        With `order_size`, what one is likely to bring; the money is NaN where no order has an amount, and counts
        the chance that the account still buys. `expected_by` says how it was foretold, the same for all.
    """
    way, size = best_way(days, on), order_sizes(days).reindex(bought.index)
    orders, money = _foretold(way, days, bought, on, YEAR, buying, still, size)
    size = (money / orders).where(orders > 0, size)
    return pd.DataFrame({"expected_orders": orders, "order_size": size, "expected_12": money}).assign(
        expected_by=way
    )


def best_way(days: pd.DataFrame, on: pd.Timestamp) -> str:
    """Which of the three foretold best what accounts ordered in the last quarter, from what was known before it.

    By the mean absolute error of their money, of their orders where there are no amounts.
    """
    cut = on - pd.Timedelta(days=QUARTER)
    before, after = days.loc[days["ordered_on"] <= cut], days.loc[days["ordered_on"] > cut]
    ids = np.sort(before["account_id"].unique())
    if len(ids) < LEAST:
        return FADING
    before = before.loc[before["account_id"].isin(ids[:: -(-len(ids) // MOST)])]
    bought = bought_by_account(before)
    size = order_sizes(before).reindex(bought.index)
    buying = fitted_buying(bought, cut)
    rhythm = rhythm_by_account(before, cut, LATE).reindex(bought.index)
    still = 1 - gone_by_rhythm(buying, rhythm["unusual"].where(bought["orders"] > 1))
    money = int(before["amount"].notna().any())  # else their orders
    came = after.groupby("account_id")["amount"].agg("sum" if money else "size").reindex(bought.index).fillna(0)
    errors = {
        way: float((_foretold(way, before, bought, cut, QUARTER, buying, still, size)[money] - came).abs().mean())
        for way in (FADING, STEADY, OWN)
    }
    best = min((FADING, STEADY), key=errors.get)
    return best if errors[best] < BETTER * errors[OWN] else OWN


def bought_by_account(days: pd.DataFrame) -> pd.DataFrame:
    """By account id: `orders` (days with one), `first_on` and `last_on`."""
    return days.groupby("account_id").agg(
        orders=("ordered_on", "size"), first_on=("ordered_on", "min"), last_on=("ordered_on", "max")
    )


def fitted_buying(bought: pd.DataFrame, on: pd.Timestamp) -> Buying:
    """The model of dropping out, fitted to accounts (see `bought_by_account`) as known on a day."""
    last = (bought["last_on"] - bought["first_on"]).dt.days
    return fit_buying(bought["orders"].to_numpy(float) - 1, last.to_numpy(float), _known(bought, on))


def _known(bought: pd.DataFrame, on: pd.Timestamp) -> np.ndarray:
    return (on - bought["first_on"]).dt.days.to_numpy(float)


def _foretold(
    way: str,
    days: pd.DataFrame,
    bought: pd.DataFrame,
    on: pd.Timestamp,
    ahead: float,
    buying: Buying,
    still: pd.Series,
    size: pd.Series,
) -> tuple[pd.Series, pd.Series]:
    """The orders of each account in so many days after `on`, and their money; it may have stopped."""
    if way == OWN:
        recent = days.loc[days["ordered_on"] > on - pd.Timedelta(days=YEAR)].groupby("account_id")
        part = still * ahead / YEAR
        orders, money = (
            found.reindex(bought.index).fillna(0.0) for found in (recent.size(), recent["amount"].sum())
        )
        return orders * part, (money * part).where(size.notna())
    if way == FADING:
        orders = pd.Series(buying.expected(ahead), bought.index)
    else:
        steady = fit_steady(bought["orders"].to_numpy(float) - 1, _known(bought, on))
        orders = still * steady.expected(ahead)
    return orders, orders * size
