"""They said no: whom nobody sells to, and for how long."""

from dataclasses import dataclass

import pandas as pd

from sentia.book.matching import looked_up, looked_up_day
from sentia.day.desk import Desk
from sentia.facts.reasons import FOR_GOOD
from sentia.touches import days_between


@dataclass(frozen=True)
class Refused:
    """Whom nobody sells to today: people (by `person`, or "account:" and its id) and deals (by id)."""

    people: frozenset[str]
    deals: frozenset[str]


def said_no(desk: Desk) -> Refused:
    """The people and the deals that nobody sells to today.

    A lost deal, or an activity whose outcome is "said no", pauses its person and its deal for `no_pause` days.
    "Stop" and "closed down" pause the person for good; "no fit" does until a deal of theirs is opened after it.
    Where nobody is named, it was the account's only contact, else whoever the account is called without.
    """
    lost = _with_person(desk.lost_deals, desk)
    fresh = days_between(lost["closed_on"], desk.on) < desk.playbook.no_pause
    for_good = lost["reason"].isin(FOR_GOOD) | ((lost["reason"] == "no fit") & ~_reopened(lost, desk))
    told = desk.touched.loc[desk.touched["outcome"] == "said no"]
    told = told.loc[days_between(told["on"], desk.on).between(0, desk.playbook.no_pause, inclusive="left")]
    people = pd.concat([lost.loc[fresh | for_good, "person"], _with_person(told, desk)["person"]])
    deals = pd.concat([lost.loc[fresh | lost["is_final"], "opportunity_id"], told["opportunity_id"]])
    return Refused(frozenset(people.dropna()), frozenset(deals.dropna()))


def _with_person(records: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    contact = records["contact_id"].fillna(looked_up(records["account_id"], desk.sole_contacts))
    person = looked_up(contact, desk.contacts["person"])
    return records.assign(person=person.fillna("account:" + records["account_id"]))


def _reopened(lost: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether the person of each lost deal has an open deal that began after it."""
    begun = _with_person(desk.deals, desk).groupby("person")["created_on"].max()
    return looked_up_day(lost["person"], begun) > lost["closed_on"]


def declined_on(desk: Desk) -> pd.Series:
    """The day of the last no of each account whose last word it was, by account id.

    Until the fresh look is due nothing there counts a dollar as a lead; from then on the fresh look speaks for it.
    """
    nos = desk.last_nos.dropna(subset="account_id")
    return nos.set_index("account_id")["closed_on"]
