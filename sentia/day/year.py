"""A year of such days against what was really won in one: gains never come to more than attention explains."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.book.matching import looked_up
from sentia.day.actions import own
from sentia.day.desk import Desk
from sentia.day.value import CENTS, GAINS, free_minutes
from sentia.day.wording import rough

YEAR = pd.Timedelta(days=365)
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
        moved, won = rough(self.moved, desk.currency), rough(self.won, desk.currency)
        scale, move = self.scale(desk.playbook.explained_share), MOVE[desk.playbook.money]
        if scale < 1:
            return [
                f"A year of such days would {move} {moved}; attention explains at most "
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

    The best whole day takes them by their return until its free minutes are full, whatever the hour, the calendar
    and the stretch; a year has as many of it as the playbook has working days. No plan of a day brings more.
    """
    ours = ((actions["kind"] != own.KIND) & (actions["gain"] > 0)).to_numpy()
    gain, minutes = (actions[name].to_numpy(float)[ours] for name in ("gain", "expected_minutes"))
    order = np.argsort(-(gain / minutes), kind="stable")
    gain, minutes = gain[order], minutes[order]
    before = np.cumsum(minutes) - minutes
    share = np.clip((free_minutes(desk.playbook) - before) / minutes, 0, 1)
    return Year(float((gain * share).sum()) * desk.playbook.working_days, *desk.once(_sold))


def year_before(actions: pd.DataFrame, desk: Desk) -> Year:
    """The same year of candidates that were scaled and joined to calls already."""
    single = actions.loc[actions["serves"].map(len) == 1, ["kind", "gain", "expected_minutes", "scale"]]
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
    deals, orders = desk.book.opportunities, desk.book.orders
    deals = deals.loc[(deals["status"] == "won") & desk.is_mine(deals["owner"])]
    orders = orders.loc[desk.is_mine(looked_up(orders["account_id"], desk.facts.accounts["owner"]))]
    sold = [(orders["ordered_on"], orders["amount"]), (deals["closed_on"], desk.in_main_currency(deals))]
    won, is_full = max(_in_a_year(days, amounts, desk) for days, amounts in sold)
    return (won, is_full) if won > 0 else (np.nan, False)


def _in_a_year(days: pd.Series, amounts: pd.Series, desk: Desk) -> tuple[float, bool]:
    recent = days.between(desk.on - YEAR, desk.on, inclusive="right") & amounts.gt(0)
    won = float(amounts.loc[recent].sum()) * desk.playbook.worth_of_a_dollar
    is_full = bool(recent.sum() >= WINS and days.min() <= desk.on - YEAR)
    return won, is_full
