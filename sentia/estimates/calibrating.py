"""What the book shows against what the playbook expects, group by group, each drawn toward the playbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, eq=False)
class Calibration:
    """What to multiply the playbook's numbers with.

    `overall` for all, then for each column of `by` the factor of each of its values beside it; a value that the
    book does not show has none. `count` is how many rows the factors stand on, `learned` the share of the answer
    that they are, from 0 (the playbook alone) to 1.
    """

    overall: float = 1.0
    by: Mapping[str, pd.Series] = field(default_factory=dict)
    count: int = 0
    learned: float = 0.0

    def of(self, rows: pd.DataFrame) -> pd.Series:
        """The factor of each row, by the columns that the calibration went by."""
        found = pd.Series(self.overall, rows.index)
        for column, factors in self.by.items():
            found = found * rows[column].map(factors).astype(float).fillna(1.0)
        return found


def calibrated(rows: pd.DataFrame, by: Sequence[str], weight: float, least: int) -> Calibration:
    """The calibration of what `happened` to what was `expected`, one row an event, by these columns in turn.

    A factor is (what happened + weight) / (what was expected, by the factors before it + weight): with little to
    go by it stays near 1 (the mean of a gamma prior worth `weight`). With under `least` rows nothing is learned.

    Examples
    --------
    >>> rows = pd.DataFrame({"happened": [0.0] * 30, "expected": 0.5, "channel": ["call"] * 20 + ["mail"] * 10})
    >>> found = calibrated(rows, ["channel"], 5, 20)
    >>> round(found.overall, 3), found.by["channel"].round(3).to_dict(), found.learned
    (0.25, {'call': 0.667, 'mail': 0.8}, 0.75)
    """
    if len(rows) < least:
        return Calibration()
    happened, expected = rows["happened"], rows["expected"]
    overall = float((happened.sum() + weight) / (expected.sum() + weight))
    learned = float(expected.sum() / (expected.sum() + weight))
    expected, factors = expected * overall, {}
    for column in by:
        sums = pd.DataFrame({"happened": happened, "expected": expected}).groupby(rows[column]).sum()
        factors[column] = (sums["happened"] + weight) / (sums["expected"] + weight)
        expected = expected * rows[column].map(factors[column]).astype(float).fillna(1.0)
    return Calibration(overall, factors, len(rows), learned)
