"""The book as it lies on one rep's desk on one day: deals, accounts and people with all that prices them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.day.amounts import add_priced_amount, main_currency
from sentia.estimates.reordering import reordering_by_account
from sentia.estimates.winning import add_win_rate
from sentia.playbook import Playbook
from sentia.touches import add_quiet, add_touch, days_between, first_known, log_starts, quiet_by

QUIET = ("last_touch_on", "last_try_on", "tries", "touches_last_year", "last_kind", "days_quiet")


@dataclass(frozen=True)
class Desk:
    """A book on a day, for one owner (None: everybody's), under a playbook."""

    book: Book
    on: pd.Timestamp
    playbook: Playbook
    owner: str | None = None

    @cached_property
    def currency(self) -> str:
        """The currency of most amounts; what the money on the page is in."""
        return main_currency(self.book.opportunities)

    @cached_property
    def touched(self) -> pd.DataFrame:
        """Every activity until the day, with what it was (see `touches.add_touch`)."""
        return add_touch(self.book.activities, self.on)

    @cached_property
    def log_starts(self) -> pd.Timestamp:
        """The first day of the activity log; NaT where the book has none."""
        return log_starts(self.book.activities)

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """One row a person, indexed by `contact_id`: the contact's columns, `person` and how long quiet."""
        people = self.book.contacts.drop_duplicates("contact_id").set_index("contact_id", drop=False)
        people = people.rename_axis(None)
        people = add_quiet(people, quiet_by(self.touched, "contact_id", self.on), "contact_id", self.on)
        return people.assign(person=person_key(people))

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """One row an account, indexed by `account_id`: its columns, how it buys, how long quiet, whom to call.

        `contact_id` is its main contact, `has_deal` whether a deal is open there, `heard_on` the last day
        anything is recorded of it (a touch, an order, its first day).
        """
        accounts = self.book.accounts.drop_duplicates("account_id").set_index("account_id", drop=False)
        accounts = accounts.rename_axis(None)
        accounts = add_quiet(accounts, quiet_by(self.touched, "account_id", self.on), "account_id", self.on)
        buying = reordering_by_account(self.orders, self.on, self.playbook.overdue_tail)
        deals = self.book.opportunities
        accounts = accounts.join(buying).join(self.main_contacts.rename("contact_id"))
        return accounts.assign(
            has_deal=accounts["account_id"].isin(set(deals.loc[deals["status"] == "open", "account_id"])),
            heard_on=first_known(accounts["last_touch_on"], accounts["last_on"]).fillna(accounts["since_on"]),
        )

    @cached_property
    def orders(self) -> pd.DataFrame:
        """What was bought, one row an order; in a book without orders the deals won stand for them."""
        if len(self.book.orders):
            return self.book.orders
        won = self.book.opportunities.loc[self.book.opportunities["status"] == "won"]
        return won[["account_id", "closed_on", "amount"]].rename(columns={"closed_on": "ordered_on"})

    @cached_property
    def main_contacts(self) -> pd.Series:
        """The person to call at each account: the one touched most in a year, then most recently, then by id."""
        people = self.contacts.loc[~self.contacts["do_not_contact"].fillna(False)].dropna(subset="account_id")
        order = ["touches_last_year", "last_touch_on", "contact_id"]
        ranked = people.sort_values(order, ascending=[False, False, True], kind="stable")
        return ranked.groupby("account_id")["contact_id"].first()

    @cached_property
    def deals(self) -> pd.DataFrame:
        """One row an open deal of this owner, indexed by `opportunity_id`, with win chance, amount and silence.

        `days_quiet` counts from the last touch about the deal or with its person, whichever is later; from
        its first day where the log covers its whole life; it is NaN where nothing is known.
        """
        deals = self.book.opportunities.drop_duplicates("opportunity_id").set_index("opportunity_id", drop=False)
        deals = deals.rename_axis(None)
        deals = deals.loc[(deals["status"] == "open") & self.is_mine(deals["owner"])]
        deals = deals.assign(contact_id=deals["contact_id"].fillna(deals["account_id"].map(self.main_contacts)))
        deals = add_win_rate(deals, self.playbook)
        deals = add_priced_amount(deals, self.book.opportunities, self.playbook, self.currency)
        return self._with_silence(deals)

    def _with_silence(self, deals: pd.DataFrame) -> pd.DataFrame:
        own = add_quiet(deals, quiet_by(self.touched, "opportunity_id", self.on), "opportunity_id", self.on)
        theirs = self.contacts.reindex(deals["contact_id"])[list(QUIET)].set_axis(deals.index)
        nobody = deals["contact_id"].isna()
        at = self.accounts.reindex(deals["account_id"])[list(QUIET)].set_axis(deals.index)
        theirs = theirs.where(~nobody, at)
        last_touch = first_known(own["last_touch_on"], theirs["last_touch_on"])
        later = theirs["last_touch_on"] > own["last_touch_on"].fillna(pd.Timestamp.min.as_unit("us"))
        known_since = deals["created_on"].where(deals["created_on"] >= self.log_starts)
        quiet = days_between(last_touch, self.on)
        return deals.assign(
            last_touch_on=last_touch,
            last_try_on=first_known(own["last_try_on"], theirs["last_try_on"]),
            last_kind=own["last_kind"].where(~later, theirs["last_kind"]),
            tries=np.maximum(own["tries"], theirs["tries"].fillna(0)),
            days_quiet=quiet.fillna(days_between(known_since, self.on)),
            is_silence_known=quiet.notna() | known_since.notna(),
            heard_on=last_touch.fillna(first_known(deals["created_on"], deals["stage_since_on"])),
        )

    @cached_property
    def typical_amount(self) -> float:
        """The median amount of the deals won (else of all deals); NaN in a book without amounts."""
        deals = self.book.opportunities
        won = deals.loc[deals["status"] == "won", "amount"].median()
        return won if pd.notna(won) else deals["amount"].median()

    @cached_property
    def has_log(self) -> bool:
        """Whether the book has an activity log at all."""
        return bool(pd.notna(self.log_starts))

    def is_mine(self, owners: pd.Series) -> pd.Series:
        """Whether each owner is this rep; rows without an owner are everybody's."""
        return owners.isna() | (owners == self.owner) if self.owner else pd.Series(True, owners.index)


def person_key(contacts: pd.DataFrame) -> pd.Series:
    """Who is the same person: same e-mail, else same phone, else same name and account, else the row's own id.

    Examples
    --------
    >>> two = pd.DataFrame({"contact_id": ["1", "2"], "email": ["Ana@acme.example", "ana@acme.example"],
    ...                     "name": ["Ana", "Ana Silva"], "account_id": ["A", "B"]}, dtype="str")
    >>> two["phone"] = None
    >>> person_key(two).nunique()
    1
    """
    digits = contacts["phone"].astype("str").str.replace(r"\D", "", regex=True)
    digits = digits.where(digits.str.len() >= LEAST_DIGITS)
    at = contacts["name"].str.strip().str.casefold() + "@" + contacts["account_id"].fillna("")
    return contacts["email"].str.strip().str.casefold().fillna(digits).fillna(at).fillna(contacts["contact_id"])


LEAST_DIGITS = 7
