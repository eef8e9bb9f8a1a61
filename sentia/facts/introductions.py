"""Who introduced whom, and when."""

import numpy as np
import pandas as pd

from sentia.book.matching import match
from sentia.book.stacking import stacked
from sentia.facts.happened import Happened

_NAME = r"([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,2})"
SAID = (
    rf"\b{_NAME} (?:has |kindly )?introduced (?:us|me)\b|"
    rf"\b(?:[Ii]ntroduced|[Rr]eferred|[Rr]ecommended|[Ii]ntro) by {_NAME}"
)
NAMED = ["referred_by", "contact_id", "account_id", "opportunity_id", "on"]


def introductions(facts: Happened) -> pd.DataFrame:
    """One row an introduction until the day: `giver_id` (a contact), who was introduced, and `on`.

    From "referred by" on deals and on contacts, else from a deal's notes ("Ana Lima introduced us"), where it
    names a contact by id or by a name only one has. Its day
    is the deal's first, else the first thing that happened with the person, else the account's first. The same
    person introduced by the same contact counts once, from its earliest day.
    """
    named = stacked([_on_deals(facts), _on_contacts(facts)], ignore_index=True)
    if named.empty:
        return named
    giver = match(named["referred_by"], facts.contacts, "contact_id", ["name"]).ids
    known = named.assign(giver_id=giver).dropna(subset=["giver_id", "on"])
    known = facts.coded(known.loc[known["on"] <= facts.on])
    giving = facts.contacts["who"].reindex(known["giver_id"]).to_numpy()
    known = known.loc[giving != known["who"].to_numpy()].assign(giver=giving[giving != known["who"].to_numpy()])
    whom = np.where(known["who"] >= 0, known["who"], -2 - known["at"])
    known = known.assign(whom=whom).sort_values(["on", "opportunity_id", "contact_id"], kind="stable")
    return known.loc[~known.duplicated(["giver", "whom"])]


def _on_deals(facts: Happened) -> pd.DataFrame:
    deals = facts.every_deal[["referred_by", "notes", "contact_id", "account_id", "opportunity_id", "created_on"]]
    deals = deals.loc[deals["referred_by"].notna() | deals["notes"].notna()]
    if deals.empty:
        return deals
    said = deals["notes"].dropna().str.extract(SAID, expand=True).reindex(deals.index)
    deals = deals.assign(referred_by=deals["referred_by"].fillna(said[0]).fillna(said[1]), on=deals["created_on"])
    return deals.loc[deals["referred_by"].notna()][NAMED]


def _on_contacts(facts: Happened) -> pd.DataFrame:
    people = facts.contacts.loc[facts.contacts["referred_by"].notna()]
    if people.empty:
        return people
    seen = facts.touched.loc[facts.touched["who"].isin(people["who"])].groupby("who")["on"].min()
    since = facts.accounts["since_on"].reindex(people["account_id"]).set_axis(people.index)
    first = seen.reindex(people["who"]).set_axis(people.index).astype("datetime64[us]").fillna(since)
    return people.assign(on=first)[NAMED]
