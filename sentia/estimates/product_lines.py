"""Which product an account stopped buying while it goes on buying others."""

import numpy as np
import pandas as pd
from scipy.special import gammaln

from sentia.estimates.rhythm import rhythm_by_account

YEAR, MONTHS = 365, 12
LEAST = 3  # days with an order of the product, before its rhythm says anything
PRIOR = 0.5  # of Jeffreys' beta prior, on the share of an account's orders that hold the product
KEPT = 0.9  # of what the account spent a day: who spends as much without it buys something else in its place
NUMBERS = ["typical_days", "overdue_days", "missed", "a_year", "stopped", "also"]


def stopped_products_by_account(orders: pd.DataFrame, on: pd.Timestamp, overdue_tail: float) -> pd.DataFrame:
    """One row an account that stopped one of its products, the one that brought most, by `account_id`.

    A product stopped where the wait for it is longer than all but a share `overdue_tail` of its own gaps, where
    so many orders without it would be as rare if nothing had changed, and where the account spends less.

    Parameters
    ----------
    orders : DataFrame
        One row an order line: `account_id`, `ordered_on`, `amount`, `product`.

    Returns
    -------
    DataFrame
        `product`; `last_on`, when it was last ordered; `typical_days` and `overdue_days` (see
        `rhythm.rhythm_by_account`); `missed`, the account's days with an order since; `a_year`, what the product
        brought in the 365 days until it was last ordered (NaN without amounts); `stopped`, the chance that it is
        no chance, from a beta-binomial with Jeffreys' prior; `also`, how many more products stopped.
    """
    orders = orders.loc[orders["account_id"].notna() & (orders["ordered_on"] <= on)]
    lines = product_rhythms(orders, on, overdue_tail)
    if lines.empty:
        return _none()
    lines = lines.loc[(lines["held"] >= LEAST) & ((on - lines["last_on"]).dt.days > lines["overdue_days"])]
    if lines.empty:
        return _none()
    lines = _with_orders(lines, orders)
    lines = lines.loc[(lines["stopped"] >= 1 - overdue_tail) & _spends_less(lines, orders, on)]
    lines = lines.assign(a_year=_a_year(lines, orders)).sort_values(
        ["a_year", "account_id", "product"], ascending=[False, True, True]
    )
    also = lines.groupby("account_id")["product"].transform("size") - 1
    first = lines.assign(also=also).drop_duplicates("account_id").set_index("account_id")
    return first[["product", "last_on", *NUMBERS]]


def product_rhythms(orders: pd.DataFrame, on: pd.Timestamp, overdue_tail: float) -> pd.DataFrame:
    """One row a product that an account ever bought until a day, with how often it buys it.

    Columns: `account_id`, `product`, `held` (the days with an order of it), `first_on`, `last_on`, `typical_days`
    and `overdue_days` (see `rhythm.rhythm_by_account`).
    """
    orders = orders.loc[orders["account_id"].notna() & (orders["ordered_on"] <= on)]
    days = orders.loc[orders["product"].notna(), ["account_id", "product", "ordered_on"]].drop_duplicates()
    days = days.assign(line=days.groupby(["account_id", "product"]).ngroup().astype("str"))
    lines = days.groupby("line").agg(
        account_id=("account_id", "first"), product=("product", "first"), held=("ordered_on", "size"),
        first_on=("ordered_on", "min"), last_on=("ordered_on", "max"),
    )  # fmt: skip
    rhythm = rhythm_by_account(
        days[["line", "ordered_on"]].set_axis(["account_id", "ordered_on"], axis=1), on, overdue_tail
    )
    return lines.join(rhythm[["typical_days", "overdue_days"]])


def _none() -> pd.DataFrame:
    frame = pd.DataFrame(columns=NUMBERS, dtype=float, index=pd.Index([], dtype="str", name="account_id"))
    never, nothing = (
        pd.Series(dtype="datetime64[us]", index=frame.index),
        pd.Series(dtype="str", index=frame.index),
    )
    return frame.assign(product=nothing, last_on=never)[["product", "last_on", *NUMBERS]]


def _with_orders(lines: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """With `missed` and `stopped`, from the account's days with an order while it bought the product and since."""
    days = orders[["account_id", "ordered_on"]].drop_duplicates()
    each = lines[["account_id", "first_on", "last_on"]].reset_index().merge(days, on="account_id")
    since = (each["ordered_on"] > each["last_on"]).groupby(each["line"]).sum()
    within = each["ordered_on"].between(each["first_on"], each["last_on"]).groupby(each["line"]).sum()
    missed, without = since.reindex(lines.index), (within - lines["held"]).reindex(lines.index)
    had = lines["held"] + PRIOR
    without = without + PRIOR
    by_chance = (
        gammaln(without + missed) + gammaln(had + without) - gammaln(without) - gammaln(had + without + missed)
    )
    return lines.assign(missed=missed.astype(float), stopped=1 - np.exp(by_chance))


def _spends_less(lines: pd.DataFrame, orders: pd.DataFrame, on: pd.Timestamp) -> pd.Series:
    """Whether each line's account spends less a day since than while it bought the product, or nobody knows."""
    each = lines[["account_id", "first_on", "last_on"]].reset_index()
    each = each.merge(orders[["account_id", "ordered_on", "amount"]], on="account_id")
    is_since = each["ordered_on"] > each["last_on"]
    is_before = each["ordered_on"].between(each["first_on"], each["last_on"])
    since, before = (
        each["amount"].where(rows).groupby(each["line"]).sum(min_count=1).reindex(lines.index)
        for rows in (is_since, is_before)
    )
    while_bought = (lines["last_on"] - lines["first_on"]).dt.days + lines["typical_days"]
    waited = (on - lines["last_on"]).dt.days
    return ~(since / waited > KEPT * before / while_bought)


def _a_year(lines: pd.DataFrame, orders: pd.DataFrame) -> pd.Series:
    each = lines[["account_id", "product", "last_on"]].reset_index()
    each = each.merge(orders[["account_id", "product", "ordered_on", "amount"]], on=["account_id", "product"])
    is_last_year = each["ordered_on"] > each["last_on"] - pd.Timedelta(days=YEAR)
    brought = each["amount"].where(is_last_year).groupby(each["line"])
    return brought.sum(min_count=1).reindex(lines.index).astype(float)
