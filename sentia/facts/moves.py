"""People whom two lists have at two employers, of which the book knows one: they moved to the other."""

import pandas as pd

from sentia.book.matching import looked_up, looked_up_day
from sentia.book.persons import same_address
from sentia.facts.facts import Facts
from sentia.touches import latest_of


def unsaid_moves(facts: Facts) -> pd.DataFrame:
    """One row a person by the contact at the new employer, with `previous_account` and `known_on`.

    Two rows of different lists are one person by their e-mail or profile. The old employer is the one with whom
    there is a past (a deal, an order, a touch), `known_on` its last day; without a past at just one of the two
    nothing is said. Whoever has a day of moving or a previous employer noted is none.
    """
    people = facts.contacts
    if people.empty:
        return people.assign(known_on=pd.Series(dtype="datetime64[us]"))
    book = facts.book.contacts
    lists = pd.Series(book.index.str.rsplit("|", n=1).str[0], book["contact_id"].to_numpy())
    people = people.assign(
        list=lists[~lists.index.duplicated()].reindex(people.index), address=same_address(people)
    )
    people = people.loc[people["account_id"].notna() & people["address"].notna()]
    two = people.groupby("address")[["account_id", "list"]].transform("nunique").eq(2).all(axis="columns")
    is_noted = people["moved_on"].notna() | people["previous_account"].notna()
    two &= ~is_noted.groupby(people["address"]).transform("any")
    people = people.loc[two]
    known_on = looked_up_day(people["account_id"], _last_days(facts))
    old = people.assign(known_on=known_on).loc[known_on.notna()].drop_duplicates("address").set_index("address")
    new = people.loc[known_on.isna() & people["address"].isin(old.index)].drop_duplicates("address")
    return new.assign(
        previous_account=looked_up(new["address"], old["account_id"]),
        known_on=looked_up_day(new["address"], old["known_on"]),
    )


def _last_days(facts: Facts) -> pd.Series:
    """The last day of a deal, an order or a touch of each account that has any."""
    deals, orders, touched = facts.every_deal, facts.book.orders, facts.touched
    codes = facts.accounts["account_id"].reset_index(drop=True)
    touched = touched.assign(account_id=codes.reindex(touched["at"]).array)
    days = [
        pd.DataFrame(
            {"account_id": deals["account_id"], "on": latest_of(deals["created_on"], deals["closed_on"])}
        ),
        orders[["account_id", "ordered_on"]].set_axis(["account_id", "on"], axis=1),
        touched[["account_id", "on"]].dropna(),
    ]
    every = pd.concat([some for some in days if len(some)]) if any(map(len, days)) else days[0]
    every = every.loc[every["on"] <= facts.on]
    return every.groupby("account_id")["on"].max()
