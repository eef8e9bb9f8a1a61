"""What a sale pays the rep: a share of it, and another one where it comes on top of the quota.

The tiers are marginal: each dollar counts at the rate of the tier that it falls into, from what the rep sold in
the period so far. So no sale counts for more than its amount at the highest rate, nor for less than at the lowest.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from sentia.playbook import Playbook

YEAR_OF_MONTHS = 12
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Pay:
    """What the rep makes of sales on one day.

    `edges` are the sales of the period (money, the first 0) from which each of `rates` (money of the rep's own a
    dollar) counts; `sold` is what was sold in the period so far, which `starts_on` and `ends_on`, both days in it.
    """

    edges: tuple[float, ...]
    rates: tuple[float, ...]
    sold: float
    starts_on: pd.Timestamp
    ends_on: pd.Timestamp

    @property
    def next_dollar(self) -> float:
        """What the next dollar sold in this period pays."""
        return self.rates[np.searchsorted(self.edges, self.sold, side="right") - 1]

    def earned(self, sales: pd.Series | float) -> pd.Series | float:
        """What sales of a whole period pay, from its first dollar on.

        Examples
        --------
        >>> day = pd.Timestamp("2026-12-31")
        >>> float(Pay((0.0, 100.0), (0.1, 0.2), 0.0, day, day).earned(150.0))
        20.0
        """
        if len(self.rates) == 1:
            return sales * self.rates[0]
        widths = [upper - lower for lower, upper in pairwise((*self.edges, np.inf))]
        tiers = zip(self.rates, self.edges, widths, strict=True)
        return sum(rate * np.clip(sales - edge, 0, width) for rate, edge, width in tiers)

    def counted_from(self, closes_on: pd.Series) -> pd.Series:
        """What is sold already in the period in which each sale closes: so far in this one, nothing in a later."""
        return pd.Series(np.where(closes_on > self.ends_on, 0.0, self.sold), closes_on.index)

    def of(self, amounts: pd.Series, counted_from: pd.Series) -> pd.Series:
        """What each sale pays alone, on top of what is sold already in its period.

        Examples
        --------
        >>> day = pd.Timestamp("2026-12-31")
        >>> Pay((0.0, 100.0), (0.1, 0.2), 90.0, day, day).of(pd.Series([30.0]), pd.Series([90.0])).tolist()
        [5.0]
        """
        if len(self.rates) == 1:
            return amounts * self.rates[0]
        return self.earned(counted_from + amounts) - self.earned(counted_from)

    def parts(self, amount: float, counted_from: float) -> list[tuple[float, float]]:
        """One sale by tiers, for a working: how much of it counts at which rate."""
        ends = [*self.edges[1:], np.inf]
        found = [
            (min(counted_from + amount, end) - max(counted_from, edge), rate)
            for edge, end, rate in zip(self.edges, ends, self.rates, strict=True)
        ]
        return [(part, rate) for part, rate in found if part > 0]


def pay_of(playbook: Playbook, sold: float, on: pd.Timestamp) -> Pay:
    """What the rep makes of sales on that day; without a commission or a quota every dollar pays the same."""
    base, starts_on, ends_on = playbook.worth_of_a_dollar, *period_of(on, playbook)
    if playbook.money != "commission" or playbook.quota is None:
        return Pay((0.0,), (base,), sold, starts_on, ends_on)
    edges = (0.0, *(playbook.quota * share for share in playbook.tiers_from.values()))
    return Pay(edges, (base, *(base * times for times in playbook.tiers_times.values())), sold, starts_on, ends_on)


def period_of(
    on: pd.Timestamp, playbook: Playbook, months: int | None = None
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of the quota's period that holds this day, by the rep's own fiscal year.

    Examples
    --------
    >>> [day.strftime("%Y-%m-%d") for day in period_of(pd.Timestamp("2026-11-23"), Playbook(quota_months=3))]
    ['2026-10-01', '2026-12-31']
    """
    months = months or int(playbook.quota_months)
    into_year = (on.month - int(playbook.fiscal_year_starts)) % YEAR_OF_MONTHS
    starts = on.to_period("M") - into_year % months
    length = min(months, YEAR_OF_MONTHS - into_year + into_year % months)
    return starts.start_time.normalize(), (starts + length - 1).end_time.normalize()


def quota_periods(days: pd.Series, playbook: Playbook) -> pd.Series:
    """A number for each day that is the same for all days of one period of the quota, and rises with time.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2026-06-30", "2026-07-01", "2027-06-30"]))
    >>> quota_periods(days, Playbook(fiscal_year_starts=7)).diff().tolist()[1:]
    [1.0, 0.0]
    """
    months = days.dt.year * YEAR_OF_MONTHS + days.dt.month - int(playbook.fiscal_year_starts)
    a_year = -(-YEAR_OF_MONTHS // int(playbook.quota_months))
    return months // YEAR_OF_MONTHS * a_year + months % YEAR_OF_MONTHS // int(playbook.quota_months)
