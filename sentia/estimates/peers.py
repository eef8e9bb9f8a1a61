"""What an account does not buy though those like it do: products, named, with what they bring there in a year."""

import numpy as np
import pandas as pd

YEAR = 365
LEAST_PEERS, COMMON = 8, 0.4  # accounts alike, and the share of them that buys a product, before it is missed
MOST_PRODUCTS = 200  # the most bought ones, among which it is looked for
ALL = ""  # the group of those whose own trade is too small
COLUMNS = ["account_id", "product", "buyers", "peers", "a_year"]


def missing_products(orders: pd.DataFrame, industries: pd.Series, on: pd.Timestamp) -> pd.DataFrame:
    """One row a product that an account never bought though at least `COMMON` of its peers did in a year.

    Parameters
    ----------
    orders : DataFrame
        `account_id`, `ordered_on`, `amount`, `product`.
    industries : Series
        The industry of each account, by its id; peers are those of the same one that bought in the last year, all
        that did where fewer than `LEAST_PEERS` of them are known.

    Returns
    -------
    DataFrame
        `account_id`, `product`, `buyers` of how many `peers` (without the account itself), and `a_year`, half of
        those who buy it spend more (NaN without amounts); the product that brings most first.
    """
    orders = orders.loc[orders["account_id"].notna() & orders["product"].notna() & (orders["ordered_on"] <= on)]
    recent = orders.loc[orders["ordered_on"] > on - pd.Timedelta(days=YEAR)]
    if recent.empty:
        return _none()
    group = _groups(pd.Index(recent["account_id"].unique()), industries)
    spent = recent.groupby(["account_id", "product"])["amount"].sum(min_count=1).rename("spent").reset_index()
    spent = pd.concat([spent.assign(group=ALL), spent.assign(group=spent["account_id"].map(group))])
    spent = spent.drop_duplicates(["account_id", "product", "group"])
    peers = group.value_counts().to_dict() | {ALL: len(group)}
    found = spent.groupby(["group", "product"])["spent"].agg(buyers="size", a_year="median")
    found = found.reset_index()
    found = found.assign(peers=found["group"].map(peers).to_numpy(int) - 1)
    found = found.loc[(found["peers"] + 1 >= LEAST_PEERS) & (found["buyers"] >= COMMON * found["peers"])]
    found = found.nlargest(MOST_PRODUCTS, "buyers")
    pairs = group.rename("group").rename_axis("account_id").reset_index().merge(found, on="group")
    ever = pd.MultiIndex.from_frame(orders[["account_id", "product"]].drop_duplicates())
    pairs = pairs.loc[~pd.MultiIndex.from_frame(pairs[["account_id", "product"]]).isin(ever)]
    order = ["account_id", "a_year", "buyers", "product"]
    return pairs.sort_values(order, ascending=[True, False, False, True])[COLUMNS].reset_index(drop=True)


def _groups(buyers: pd.Index, industries: pd.Series) -> pd.Series:
    """The group of accounts in which each one's peers are: its industry where enough of them buy, else all."""
    industry = industries.loc[~industries.index.duplicated()].reindex(buyers)
    counts = industry.map(industry.value_counts())
    return pd.Series(np.where(counts >= LEAST_PEERS, industry, ALL), buyers, dtype="str")


def _none() -> pd.DataFrame:
    kinds = {"account_id": "str", "product": "str", "buyers": "int64", "peers": "int64", "a_year": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
