"""A year of such days against what was really won in one: gains never come to more than attention explains."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.day.actions import own
from sentia.day.desk import Desk
from sentia.day.value import CENTS, GAINS, free_minutes
from sentia.day.wording import rough
from sentia.estimates.pay import DAY, quota_periods
from sentia.estimates.sold import sales_between

YEAR = pd.Timedelta(days=365)
FIGURES = 3  # so that the factor can be redone from what is said
WINS = 10  # with fewer in the last year its sum says little
MOVE = {"sales": "move", "commission": "make you", "margin": "add"}


@dataclass(frozen=True)
class Year:
    """What a year of such days would move, and what was won in the last, in the rep's own money.

    `won` is NaN where nothing was; `is_full` says whether the book dates a whole year of sales with ten wins.
    """

    moved: float
    won: float
    is_full: bool

    def scale(self, explained: float) -> float:
        """What each gain counts for, so that a year of them is at most this share of what was won."""
        return min(1.0, explained * self.won / self.moved) if self.is_full and self.moved > 0 else 1.0

    def words(self, desk: Desk) -> list[str]:
        """One line on how the gains compare with a year; none where they are modest."""
        moved, won = (rough(amount, desk.currency, FIGURES) for amount in (self.moved, self.won))
        scale, move = self.scale(desk.playbook.explained_share), MOVE[desk.playbook.money]
        if scale < 1:
            return [
                f"A year of the best such days would {move} {moved}; attention explains at most "
                f"{desk.playbook.explained_share:.0%} of the {won} won in the last, so gains count at {scale:.0%}."
            ]
        if not self.moved > self.won:
            return []
        return [
            f"At this rate a year would {move} {moved}, more than the {won} won in the last, and the book has no "
            f"full year with {WINS} wins to measure by: take the gains as an order, not a forecast."
        ]


def year_of(actions: pd.DataFrame, desk: Desk) -> Year:
    """The year by which candidates, one subject a row and not yet scaled, are judged.

    The best whole day takes them by what they bring a minute of their slots until its free minutes are full,
    whatever the hour, the calendar and the stretch; a further subject at an account costs its share of a slot. A
    year has as many of it as the playbook has working days. No plan of a day brings more.
    """
    ours = actions.loc[(actions["kind"] != own.KIND) & (actions["gain"] > 0), ["account_id", "gain", "minutes"]]
    ours = ours.iloc[np.argsort(-ours["gain"].to_numpy(), kind="stable")]
    is_further = ours["account_id"].duplicated() & ours["account_id"].notna()
    gain = ours["gain"].to_numpy()
    slots = ours["minutes"].to_numpy() * np.where(is_further, desk.playbook.add_on_share, 1.0)
    order = np.argsort(-gain / slots, kind="stable")
    gain, slots = gain[order], slots[order]
    share = np.clip((free_minutes(desk.playbook) - np.cumsum(slots) + slots) / slots, 0, 1)
    return Year(float((gain * share).sum()) * desk.playbook.working_days, *desk.once(_sold))


def year_before(actions: pd.DataFrame, desk: Desk) -> Year:
    """The same year of candidates that were scaled and joined to calls already."""
    single = actions.loc[actions["serves"].map(len) == 1, ["kind", "account_id", "gain", "minutes", "scale"]]
    return year_of(single.assign(gain=single["gain"] / single["scale"]), desk)


def scaled_to_a_year(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The candidates with `scale`, what their gains count for, and the gains at that; the rep's own lines at 1."""
    scale = year_of(actions, desk).scale(desk.playbook.explained_share)
    scales = pd.Series(scale, actions.index).where(actions["kind"] != own.KIND, 1.0)
    return actions.assign(scale=scales, **{name: (actions[name] * scales).round(CENTS) for name in GAINS})


def _sold(desk: Desk) -> tuple[float, bool]:
    """What this rep sold in the 365 days until the day, in the rep's own money, and whether that is a whole year.

    Orders or deals won, whichever is more: they may be the same sales. NaN where nothing was sold.
    """
    won, is_full = max(_in_a_year(sales, desk) for sales in desk.sales)
    return (won, is_full) if won > 0 else (np.nan, False)


def _in_a_year(sales: pd.DataFrame, desk: Desk) -> tuple[float, bool]:
    recent = sales_between(sales, desk.on - YEAR + DAY, desk.on)
    by_period = recent.groupby(quota_periods(recent["on"], desk.playbook))["amount"].sum()
    is_full = bool(len(recent) >= WINS and sales["on"].min() <= desk.on - YEAR)
    return float(desk.pay.earned(by_period).sum()), is_full
