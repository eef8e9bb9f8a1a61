"""Who the people are, and whom to call at an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sentia.book.countries import NOT_KNOWN, countries_of
from sentia.book.matching import looked_up, places_of
from sentia.book.once import alike_without_rows
from sentia.book.persons import person_key
from sentia.facts.records import by_id

if TYPE_CHECKING:
    from sentia.facts.happened import Happened


@alike_without_rows
def contacts_of(records: pd.DataFrame, facts: Happened) -> pd.DataFrame:
    """The contacts of a book as `Happened.contacts` has them."""
    people = by_id(records, "contact_id")
    owner = people["owner"].fillna(looked_up(people["account_id"], facts.owners))
    at_work = looked_up(people["account_id"], facts.accounts["country"]).fillna(NOT_KNOWN)
    own = countries_of(pd.Series(index=people.index, dtype="str"), people["timezone"])
    country = own.where(own != NOT_KNOWN, at_work)
    people = people.assign(person=person_key(people), owner=owner, country=country)
    at = places_of(people["account_id"], facts.accounts["account_id"])
    nothing = pd.Series(index=people.index, dtype="str")
    return people.assign(who=pd.factorize(people["person"])[0], deal=-1, at=at, opportunity_id=nothing)


@alike_without_rows
def main_contacts(contacts: pd.DataFrame) -> pd.Series:
    """The person to call at each account: touched most in a year, then most recently, then first by id.

    Needs `touches_last_year` and `last_touch_on`, of people who may be called (see `permission.reachable`).
    """
    if contacts.empty:
        return contacts.set_index("account_id")["contact_id"]
    people = contacts.loc[contacts["account_id"].notna()]
    order = ["touches_last_year", "last_touch_on", "contact_id"]
    ranked = people.sort_values(order, ascending=[False, False, True], kind="stable")
    return ranked.drop_duplicates("account_id").set_index("account_id")["contact_id"]


def sole_contacts(contacts: pd.DataFrame) -> pd.Series:
    """The contact of each account that has only one."""
    named = contacts.loc[contacts["account_id"].notna()]
    return named.loc[~named["account_id"].duplicated(keep=False)].set_index("account_id")["contact_id"]
