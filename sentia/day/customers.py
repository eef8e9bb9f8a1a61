"""The customers of a desk: how they buy, what a year should bring, who is late, what else they could buy."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.currencies import in_currency
from sentia.book.matching import looked_up
from sentia.book.owner_names import owner_named
from sentia.day.actions.growing import could_buy
from sentia.day.day import day_of
from sentia.day.desk import Desk, desk_of_day
from sentia.estimates.peers import missing_products
from sentia.estimates.product_lines import LEAST, product_rhythms
from sentia.playbook import Playbook

LATE, STOPPED, GONE, ON_TIME, ONCE = "late", "stopped a product", "gone", "on time", "bought once"
STATES = (LATE, STOPPED, ONCE, ON_TIME, GONE)
YOURS, PEERS, UNKNOWN = "your figure", "like similar accounts", "not known"


@dataclass(frozen=True, eq=False)
class Customers:
    """The accounts of one rep that ever bought, on a day.

    `accounts` has one row each, by its id, those who need a call first: `state`, `name`, whom to call (`contact`,
    `phone`, `email`), its rhythm (`typical_days`, `days_since`, `overdue_days`), the chance that it is `gone`,
    `spend_12` and `expected_12` (money of the last and the next 365 days), `could` buy in a year by `could_as`,
    its `room` beyond what it buys and our `share` of it. `products` has one row a product of an account with its
    own rhythm, `missing` one a product that its peers buy and it does not. `bought` are the orders (`are_deals`:
    the deals won, where the book has no orders).
    """

    on: pd.Timestamp
    currency: str
    accounts: pd.DataFrame
    products: pd.DataFrame
    missing: pd.DataFrame
    bought: pd.DataFrame
    are_deals: bool

    @property
    def to_call(self) -> pd.DataFrame:
        """The accounts that wait longer than is usual for them, or stopped a product, most money first."""
        return self.accounts.loc[self.accounts["state"].isin([LATE, STOPPED])]


def customers(
    book: Book, on: str | pd.Timestamp, playbook: Playbook | None = None, owner: str | None = None
) -> Customers:
    """The customers of one rep (None: everybody's) as they stand on a day.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> days = pd.date_range("2026-01-05", periods=11, freq="30D")
    >>> orders = pd.DataFrame({"account_id": "A1", "ordered_on": days, "amount": 100.0})
    >>> found = customers(make_book(orders=orders), "2026-11-23").accounts
    >>> found[["state", "spend_12"]].to_numpy().tolist()
    [['on time', 1100.0]]
    """
    owner = None if owner is None else owner_named(book.owners, owner)
    return customers_of(desk_of_day(book, day_of(on), playbook or book.playbook, owner))


def customers_of(desk: Desk) -> Customers:
    """The same of a desk."""
    accounts, playbook = desk.accounts, desk.playbook
    accounts = accounts.loc[accounts["orders"].gt(0) & desk.is_mine(accounts["owner"])]
    every, are_deals = _bought(desk)
    bought = every.loc[every["account_id"].isin(accounts["account_id"])]
    could = could_buy(accounts, desk).where(accounts["spend_12"] > 0, accounts["potential_spend"])
    is_yours, is_peers = accounts["potential_spend"].notna(), could > accounts["spend_12"]
    room = (could - accounts["spend_12"]).clip(lower=0)
    people = {"contact": "name", "phone": "phone", "email": "email"}
    accounts = accounts.assign(
        state=_states(accounts, desk),
        could=could,
        could_as=np.select([is_yours, is_peers], [YOURS, PEERS], UNKNOWN),
        room=room.where(is_yours | is_peers),
        share=(accounts["spend_12"] / could).where((is_yours | is_peers) & could.gt(0)),
        **{said: looked_up(accounts["contact_id"], desk.facts.contacts[name]) for said, name in people.items()},
    )
    ranked = accounts.assign(place=accounts["state"].map({state: at for at, state in enumerate(STATES)}))
    order = ["place", "expected_12", "spend_12", "account_id"]
    ranked = ranked.sort_values(order, ascending=[True, False, False, True], kind="stable")
    products = product_rhythms(bought, desk.on, playbook.overdue_tail)
    missing = missing_products(every, desk.facts.accounts["industry"], desk.on)
    missing = missing.loc[missing["account_id"].isin(accounts["account_id"])]
    return Customers(
        desk.on, desk.currency, ranked, _with_year(products, bought, desk), missing, bought, are_deals
    )


def _states(accounts: pd.DataFrame, desk: Desk) -> np.ndarray:
    stopped = accounts["account_id"].isin(desk.facts.stopped_products.index)
    is_it = [accounts["is_gone"], accounts["is_overdue"], stopped, accounts["orders"] < 2]  # noqa: PLR2004 once
    return np.select(is_it, [GONE, LATE, STOPPED, ONCE], ON_TIME)


def _bought(desk: Desk) -> tuple[pd.DataFrame, bool]:
    """Everybody's orders; in a book without any the deals that were won stand for them."""
    columns = ["account_id", "ordered_on", "amount", "product"]
    orders = desk.book.orders
    if len(orders):
        return orders.loc[orders["ordered_on"] <= desk.on, columns], False
    won = desk.book.opportunities.loc[desk.book.opportunities["status"] == "won"]
    won = won.assign(amount=in_currency(won, desk.currency, desk.amounts.rates), ordered_on=won["closed_on"])
    return won.loc[won["ordered_on"] <= desk.on, columns], True


def _with_year(products: pd.DataFrame, bought: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The products with `spend_12`, what each brought in the last 365 days, and whether it `is_late`.

    With under `LEAST` orders a product has no rhythm (NaN) and is never late.
    """
    recent = bought.loc[bought["ordered_on"] > desk.on - pd.Timedelta(days=365)]
    spent = recent.groupby(["account_id", "product"])["amount"].sum(min_count=1)
    keys = pd.MultiIndex.from_frame(products[["account_id", "product"]])
    waited = (desk.on - products["last_on"]).dt.days
    has_rhythm = products["held"] >= LEAST
    rhythm = {name: products[name].where(has_rhythm) for name in ("typical_days", "overdue_days")}
    is_late = has_rhythm & (waited > products["overdue_days"])
    spend = spent.reindex(keys).fillna(0.0).to_numpy(float) if bought["amount"].notna().any() else np.nan
    return products.assign(**rhythm, spend_12=spend, waited=waited, is_late=is_late)
