"""The open deals of a desk as one picture: chances, when they close, which stand still, what the months bring."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.matching import looked_up
from sentia.book.owner_names import owner_named
from sentia.day.day import day_of
from sentia.day.desk import Desk, desk_of_day
from sentia.day.forecast import forecast_by_month
from sentia.day.standing_still import add_standing, is_to_let_go
from sentia.estimates.reliability import reliability_by_band
from sentia.estimates.timing import TimeToWin, chance_by
from sentia.estimates.winning import Winning, add_reasons
from sentia.playbook import Playbook

PEOPLE = ["account", "contact", "phone", "email"]
LINKS = ["account_id", "contact_id", "opportunity_id", "deals"]


@dataclass(frozen=True, eq=False)
class Pipeline:
    """The open deals of one rep on a day.

    `deals` has one row an open deal, the most likely money first, indexed by its id: who it is with (`account`,
    `contact`, `phone`, `email`), its chance with its range, `priced` and `worth` (money, times its chance), when
    it is likely to close, how long it stands (see `standing_still.add_standing`) and whether `let_go` is better.
    `months` is the forecast, `reliability` how chances came true before (see `reliability.reliability_by_band`),
    `curve` and `winning` what both stand on.
    """

    on: pd.Timestamp
    currency: str
    deals: pd.DataFrame
    months: pd.DataFrame
    reliability: pd.DataFrame
    curve: TimeToWin
    winning: Winning

    @property
    def let_go(self) -> pd.DataFrame:
        """The deals that are better closed, those that take most minutes first, then the largest."""
        deals = self.deals.loc[self.deals["let_go"]]
        order = ["minutes_a_week", "priced", "opportunity_id"]
        return deals.sort_values(order, ascending=[False, False, True], kind="stable")

    def won_by(self, day: pd.Timestamp, deals: Sequence[str]) -> np.ndarray:
        """The chance that each of these deals, if it is won, is won by a day."""
        return chance_by(self.deals.loc[deals], self.curve, self.on, day)

    def reasons(self, deal: str) -> list[dict]:
        """Why one deal has its chance (see `winning.add_reasons`)."""
        return add_reasons(self.deals.loc[[deal]], self.winning)["reasons"].iloc[0]


def pipeline(
    book: Book, on: str | pd.Timestamp, playbook: Playbook | None = None, owner: str | None = None
) -> Pipeline:
    """The open deals of one rep (None: everybody's) as they stand on a day.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"stage": ["Proposal", "Won"], "amount": [10, 20]}))
    >>> pipeline(book, "2026-11-23").months.loc["all", ["deals", "likely"]].tolist()
    [0.35, 3.5]
    """
    owner = None if owner is None else owner_named(book.owners, owner)
    return pipeline_of(desk_of_day(book, day_of(on), playbook or book.playbook, owner))


def pipeline_of(desk: Desk) -> Pipeline:
    """The same of a desk."""
    deals = add_standing(desk.deals, desk)
    deals = deals.assign(
        deal=deals["name"].fillna(deals["product"]),
        account=looked_up(deals["account_id"], desk.facts.accounts["name"]),
        worth=deals["priced"] * deals["win_rate"],
        let_go=is_to_let_go(deals, desk),
        deals=[(deal,) for deal in deals["opportunity_id"]],
        **_people(deals, desk),
    )
    ranked = deals.sort_values(
        ["worth", "win_rate", "opportunity_id"], ascending=[False, False, True], kind="stable"
    )
    return Pipeline(
        desk.on,
        desk.currency,
        ranked,
        forecast_by_month(desk),
        reliability_by_band(desk.winning.before.foretold),
        desk.time_to_win,
        desk.winning,
    )


def _people(deals: pd.DataFrame, desk: Desk) -> dict[str, pd.Series]:
    contacts = desk.facts.contacts
    found = {"contact": "name", "phone": "phone", "email": "email"}
    return {said: looked_up(deals["contact_id"], contacts[name]) for said, name in found.items()}
