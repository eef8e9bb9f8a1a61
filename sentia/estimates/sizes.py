"""How large a deal is likely to be whose amount nobody wrote down: like those it has something in common with.

In this order: the won deals of its product, the orders of its product, its product's list price times what deals
come to in list prices, the won deals of its industry, of companies of its size, of its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.book.matching import folded

LOW, MIDDLE, HIGH = 0.2, 0.5, 0.8
LEAST_ALIKE = 5  # with fewer there is no telling what is usual
BANDS = {0: "fewer than 10 people", 10: "10 to 49 people", 50: "50 to 249 people", 250: "250 people or more"}
SIZE = ["low", "usual", "high"]
LIKE = {"product": "of {}", "industry": "in {}", "people": "with companies of {}", "source": "from {}"}


@dataclass(frozen=True, eq=False)
class Alike:
    """The size of records that share a value of `by`: one row a value (folded), `low`, `usual`, `high`, `words`.

    `words` say what the sizes stand on, such as "like 14 won deals of Wristbands".
    """

    by: str
    sizes: pd.DataFrame


def people_band(employees: pd.Series) -> pd.Series:
    """A company's size as a rep would say it; missing where the number of people is.

    Examples
    --------
    >>> people_band(pd.Series([49, 50, None])).tolist()
    ['10 to 49 people', '50 to 249 people', nan]
    """
    if not employees.notna().any():
        return employees.astype("str")
    edges = [*BANDS, np.inf]
    bands = pd.cut(employees.astype(float), edges, right=False, labels=list(BANDS.values()))
    return bands.astype("str")


def alike_deals(
    deals: pd.DataFrame, noun: str, orders: pd.DataFrame, prices: pd.DataFrame, spread: float
) -> tuple[Alike, ...]:
    """Everything a deal without an amount may be like, the closest first.

    Parameters
    ----------
    deals : DataFrame
        Deals with a known `amount`, in one currency, and `product`, `industry`, `people` (a band), `source`.
    noun : str
        What they are called: "won deals".
    orders : DataFrame
        What was bought: `amount`, `product`.
    prices : DataFrame
        The price list: `product` and its `price`.
    spread : float
        How many times more or less than one list price a deal may come to where no deal shows it.
    """
    bought = orders.loc[orders["amount"] > 0]
    groups = [_of(deals, "product", noun), _of(bought, "product", "orders"), _listed(deals, noun, prices, spread)]
    groups += [_of(deals, by, noun) for by in ("industry", "people", "source")]
    return tuple(group for group in groups if len(group.sizes))


def _of(records: pd.DataFrame, by: str, noun: str) -> Alike:
    known = records[[by, "amount"]].dropna(subset=by) if len(records) >= LEAST_ALIKE else records
    if len(known) < LEAST_ALIKE:
        return Alike(by, known.iloc[:0])
    known = known.assign(key=folded(known[by]))
    grouped = known.groupby("key")
    shares = zip(SIZE, (LOW, MIDDLE, HIGH), strict=True)
    sizes = pd.DataFrame({name: grouped["amount"].quantile(share) for name, share in shares})
    counts, spelled = grouped.size(), grouped[by].first()
    like = [f"like {count:,} {noun} {LIKE[by].format(name)}" for count, name in zip(counts, spelled, strict=True)]
    return Alike(by, sizes.assign(words=pd.Series(like, sizes.index, dtype="str")).loc[counts >= LEAST_ALIKE])


def _listed(deals: pd.DataFrame, noun: str, prices: pd.DataFrame, spread: float) -> Alike:
    """Each listed product at its price times what deals come to in list prices: as deals show, else about one."""
    known = prices.loc[(prices["price"] > 0) & prices["product"].notna()]
    if known.empty:
        return Alike("product", known)
    known = known.assign(key=folded(known["product"])).drop_duplicates("key").set_index("key")
    times = deals["amount"] / folded(deals["product"]).map(known["price"]).astype(float)
    times = times.loc[times > 0]
    shown = len(times) >= LEAST_ALIKE
    factors = times.quantile([LOW, MIDDLE, HIGH]).tolist() if shown else [1 / spread, 1.0, spread]
    sizes = pd.DataFrame(np.outer(known["price"], factors), known.index, SIZE)
    stands_on = f"{len(times):,} {noun} came to {_times(factors)} theirs" if shown else "one of them assumed"
    return Alike("product", sizes.assign(words="by the list price of " + known["product"] + f" ({stands_on})"))


def _times(factors: list[float]) -> str:
    low, high = (f"{float(f'{factor:.2g}'):,g}" for factor in (factors[0], factors[-1]))
    return f"{low} times" if low == high else f"{low} to {high} times"


def add_likely_size(records: pd.DataFrame, groups: tuple[Alike, ...]) -> pd.DataFrame:
    """Add `like_low`, `like_usual`, `like_high` and `like_words` from the closest group that each record is in.

    Missing where it is in none. A column that the groups go by and `records` does not have says nothing.
    """
    types = dict.fromkeys(SIZE, "float64") | {"words": "str"}
    found = pd.DataFrame({name: pd.Series(index=records.index, dtype=kind) for name, kind in types.items()})
    for group, keys in _keys(records, groups):
        found = found.fillna(group.sizes.reindex(keys).set_axis(records.index))
    return records.join(found.add_prefix("like_"))


def _keys(records: pd.DataFrame, groups: tuple[Alike, ...]) -> Iterator[tuple[Alike, pd.Series]]:
    folds = {by: folded(records[by]) for by in {group.by for group in groups} if by in records}
    return ((group, folds[group.by]) for group in groups if group.by in folds)
