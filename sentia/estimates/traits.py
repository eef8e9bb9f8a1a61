"""What may tell deals that are won from others, as far as it was known on the day.

A trait stands only where the file holds it for deals that were decided as well as for open ones. Left out is what
a file writes when it closes a deal (its last stage, the chance it states, the last expected close): on the days
before nobody could know it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

AS_WRITTEN = ("source", "product", "owner", "type", "partner", "referred_by", "industry", "country", "region")
WORDS = {"type": "kind", "referred_by": "introduced by"}
SIZES = ("small", "middling", "large")
STAFF = (10, 50, 250)  # employees, from which an account is of the next size
AGES = (0.25, 0.5, 0.75)  # the shares of won deals that were decided by the ages at which the next band begins
OLDER = "older than any that was won"
WINS = 8  # from so many on their days tell the ages
MOST_LEVELS = 100  # of one trait
LEAST_SHARE = 0.1  # of the decided deals that must have a trait


@dataclass(frozen=True, eq=False)
class Traits:
    """The traits of deals: `codes` has one row a deal, one column a trait, its place among `levels`; -1: unknown.

    `index` has the deals' ids in the order of the rows. Beyond a trait's most frequent levels nothing is known.
    """

    index: pd.Index
    names: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    codes: np.ndarray

    def with_ages(self, rows: np.ndarray, ages: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """The codes of these rows, and the band of each one's age (days; NaN unknown) as one more column."""
        bands = np.clip(np.searchsorted(edges, np.nan_to_num(ages), side="right") - 1, 0, None)
        return np.column_stack([self.codes[rows], np.where(np.isnan(ages), -1, bands)])

    def sizes(self, edges: np.ndarray) -> list[int]:
        """How many levels each trait has, and how many bands of age there are."""
        return [*map(len, self.levels), len(edges)]

    def words(self, edges: np.ndarray) -> tuple[tuple[str, ...], ...]:
        """The levels of each trait in words, those of age last."""
        return (*self.levels, age_words(edges))


def traits_of(deals: pd.DataFrame, accounts: pd.DataFrame) -> Traits:
    """The traits of deals that do not change with time.

    Parameters
    ----------
    deals : DataFrame
        Decided and open ones, with `status`, `amount`, `account_id` and whatever else the file holds.
    accounts : DataFrame
        Indexed by account id, with what is known of each.
    """
    of_account = accounts[[name for name in ("industry", "country", "region", "employees") if name in accounts]]
    of_account = of_account.loc[~of_account.index.duplicated()].reindex(deals["account_id"]).set_axis(deals.index)
    known = of_account.join(deals[[name for name in AS_WRITTEN if name in deals and name not in of_account]])
    traits = {WORDS.get(name, name): known[name].astype("str") for name in AS_WRITTEN if name in known}
    traits["size"] = _sizes(deals["amount"])
    if "employees" in of_account:
        traits["staff"] = _bands(of_account["employees"].astype(float), STAFF, "employees")
    is_decided = deals["status"].isin(["won", "lost"]).to_numpy()
    coded = {name: _coded(trait) for name, trait in traits.items()}
    coded = {name: found for name, found in coded.items() if _tells(found[0][is_decided])}
    codes = np.column_stack([np.empty((len(deals), 0), int), *(codes for codes, _ in coded.values())])
    return Traits(deals.index, tuple(coded), tuple(levels for _, levels in coded.values()), codes)


def _coded(trait: pd.Series) -> tuple[np.ndarray, tuple[str, ...]]:
    """The place of each value among the most frequent ones, and those; the order of rows does not matter."""
    codes, levels = pd.factorize(trait, sort=True)
    count = np.bincount(codes[codes >= 0], minlength=len(levels))
    kept = np.sort(np.argsort(-count, kind="stable")[:MOST_LEVELS])
    place = np.full(len(levels) + 1, -1)
    place[kept] = np.arange(len(kept))
    return place[codes], tuple(np.asarray(levels, object)[kept])


def _tells(codes: np.ndarray) -> bool:
    """Whether a trait is known of enough decided deals and is not the same for all of them."""
    known = codes[codes >= 0]
    return len(known) > 0 and known.min() < known.max() and len(known) >= LEAST_SHARE * len(codes)


def _sizes(amounts: pd.Series) -> pd.Series:
    """Whether each amount is small, middling or large among those of the book, a third each."""
    given = amounts.where(amounts > 0)
    return pd.Series(np.array(SIZES)[_thirds(given)], amounts.index, dtype="str").where(given.notna())


def _thirds(values: pd.Series) -> np.ndarray:
    edges = np.nanquantile(values, [1 / 3, 2 / 3]) if values.notna().any() else [0.0, 0.0]
    return np.searchsorted(edges, values.fillna(0.0), side="left")


def _bands(values: pd.Series, edges: tuple[int, ...], unit: str) -> pd.Series:
    names = [f"under {edges[0]} {unit}", *(f"from {edge:,} {unit}" for edge in edges)]
    return pd.Series(np.array(names)[np.searchsorted(edges, values.fillna(0.0), "right")], values.index).where(
        values > 0
    )


def age_edges(won_after: np.ndarray) -> np.ndarray:
    """The ages in days at which the bands of age begin, the first 0, by how long won deals took.

    The last begins where no deal was won any more. Only 0 where too few were won.
    """
    days = won_after[~np.isnan(won_after)]
    if len(days) < WINS:
        return np.array([0.0])
    inner = np.quantile(days, AGES)
    return np.unique(np.floor(np.r_[0.0, np.maximum(inner, 1.0), days.max() + 1]))


def age_words(edges: np.ndarray) -> tuple[str, ...]:
    """The bands of age that begin at these days, in words.

    Examples
    --------
    >>> age_words(np.array([0, 30, 90]))
    ('under 30 days old', 'from 30 days old', 'older than any that was won')
    """
    days = edges.astype(int).tolist()
    if len(days) == 1:
        return ("any",)
    return (f"under {days[1]} days old", *(f"from {day} days old" for day in days[1:-1]), OLDER)
