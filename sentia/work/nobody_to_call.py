"""Nobody to call: a deal or an account with no contact, no owner, or only an address from which mail came back.

Due at once, and only where the file has that column; silenced by filling it in, on the row or its account.
"""

import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.facts import Facts
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "nobody to call", "Complete it"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS: tuple[str, ...] = ()
RANK = 220
NEEDS = ("opportunities", "accounts", "contacts")
IS_SALES, STANDS, BY_TICK = False, False, False
IS_TOUCH = False  # it is no reason to be in touch with them
BOUNCED = (
    r"(?i)\b(?:bounced?|undeliverable|mailbox (?:unavailable|full)|address (?:not found|unknown)|no longer works)"
)
NO_CONTACT, NO_OWNER, DEAD_MAIL = "no contact", "no owner", "mail comes back"


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a deal, account or person and what is missing."""
    found = stacked([_without_contact(facts), *_without_owner(facts), _dead_mail(facts)])
    if found.empty:
        return found
    due_on = found["first_on"].where(found["first_on"] <= facts.on).fillna(facts.on)
    return clocks_of(KIND, found, due_on, found["first_on"], pot=found["about"] + ":" + found["missing"])


def _without_contact(facts: Facts) -> pd.DataFrame:
    """Open deals without a contact at an account without one, in a book whose deals have contacts."""
    named = facts.book.opportunities["contact_id"].notna().any() or facts.book.contacts["account_id"].notna().any()
    deals = facts.deals.loc[facts.deals["contact_id"].isna() & bool(named)]
    if deals.empty:
        return deals
    return deals.assign(first_on=deals["created_on"], missing=NO_CONTACT, about="deal:" + deals["opportunity_id"])


def _without_owner(facts: Facts) -> list[pd.DataFrame]:
    """Open deals and accounts without an owner of their own or of the account, in tables that have owners."""
    deals, accounts = facts.deals, facts.accounts
    has = {name: facts.book.tables[name]["owner"].notna().any() for name in ("opportunities", "accounts")}
    if not any(has.values()):
        return []
    owner = facts.owner_of(deals)
    deals = deals.loc[owner.isna() & bool(has["opportunities"])]
    accounts = accounts.loc[accounts["owner"].isna() & bool(has["accounts"]) & ~accounts["at"].isin(deals["at"])]
    about = "deal:" + deals["opportunity_id"], "account:" + accounts["account_id"]
    return [
        deals.assign(first_on=deals["created_on"], about=about[0], missing=NO_OWNER),
        accounts.assign(first_on=accounts["since_on"], about=about[1], missing=NO_OWNER),
    ]


def _dead_mail(facts: Facts) -> pd.DataFrame:
    """People with an address from which mail came back last, by the log or their notes, and without a phone."""
    people = facts.contacts.loc[facts.is_mine(facts.contacts["owner"])]
    people = people.loc[people["email"].notna() & people["phone"].isna()]
    if people.empty:
        return people
    noted = people["notes"].str.contains(BOUNCED, na=False).astype(bool)
    log = facts.book.activities
    outcome = log["outcome"].str.contains(BOUNCED, na=False).astype(bool)
    bounced = facts.coded(log.loc[outcome & (log["done_at"] < facts.on + pd.Timedelta(days=1))])
    last = bounced.loc[bounced["who"] >= 0].groupby("who")["done_at"].max().dt.normalize()
    came_back = last.reindex(people["who"]).set_axis(people.index)
    is_dead = noted | (came_back.notna() & ~(facts.days("is_inbound", people) > came_back))
    people = people.assign(first_on=came_back).loc[is_dead]
    return people.assign(missing=DEAD_MAIL, about="person:" + people["contact_id"])


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What is missing."""
    return [SENTENCES[missing] for missing in gaps["missing"]]


SENTENCES = {
    NO_CONTACT: "Nobody is named on the deal or at the account yet",
    NO_OWNER: "Nobody owns it yet",
    DEAD_MAIL: "Mail to this address came back, and no phone is noted yet",
}
