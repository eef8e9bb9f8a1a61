"""What a relationship is worth, and what one more word adds to it: shared by all that is owed to somebody.

The dollars are those of the open deal it is about, else the person's, else the account's (the one worth most);
of an account that buys, what one more contact adds to its spend; else those of the lead that they may become.
"""

import pandas as pd

from sentia.book.matching import looked_up
from sentia.book.stacking import stacked
from sentia.day.actions.columns import candidates_of
from sentia.day.actions.growing import add_growth, growth_factors, growth_steps
from sentia.day.actions.touching import add_touch_total, reply_lifts, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.ranges import amount_part, assumption, combined, ranged, reply_part
from sentia.day.wording import brief, rough

OWED = ["account_id", "contact_id", "because", "topic", "due_on", "is_must", "is_agreed"]
NONE = "no open deal"


def with_open_deal(owed: pd.DataFrame, desk: Desk) -> pd.Series:
    """The open deal that each row's dollars belong to: its own, else its person's, else its account's best.

    A deal they said no to is none.
    """
    is_open = desk.deals.index.get_indexer(owed["opportunity_id"]) >= 0
    own = owed["opportunity_id"].where(is_open & ~owed["opportunity_id"].isin(desk.declined_deals))
    theirs = looked_up(looked_up(owed["contact_id"], desk.facts.contacts["person"]), desk.best_deals["person"])
    at = looked_up(owed["account_id"], desk.best_deals["account_id"])
    return own.astype("str").fillna(theirs).fillna(at)


def priced(kind: str, owed: pd.DataFrame, desk: Desk, sells: bool = True) -> pd.DataFrame:
    """One candidate a pot of dollars among what is owed; several words owed about one pot are one line.

    Parameters
    ----------
    owed : DataFrame
        One row a word owed, those due longest first: `account_id`, `contact_id`, `opportunity_id`, `because`,
        `topic`, `due_on`, `is_must` and `is_agreed`.
    sells : bool
        Whether the word moves a sale on: an open deal, or the lead that somebody without one may become. Where it
        does not, only what an account buys counts, and elsewhere what it is worth is not known.
    """
    nothing = pd.Series(index=owed.index, dtype="str")
    deal = with_open_deal(owed, desk) if sells else nothing
    account = owed["account_id"].fillna(owed["contact_id"].map(desk.facts.contacts["account_id"])).astype("str")
    pot = ("deal:" + deal).fillna("account:" + account).fillna("person:" + owed["contact_id"])
    owed = _one_a_pot(owed.assign(opportunity_id=deal, account_id=account, pot=pot.astype("str")))
    buys = desk.accounts["spend_12"].gt(0) & ~desk.accounts["is_gone"]
    is_deal = owed["opportunity_id"].notna()
    is_buyer = ~is_deal & owed["account_id"].isin(set(desk.accounts.index[buys]))
    rest = owed.loc[~is_deal & ~is_buyer]
    others = _as_leads(kind, rest, desk) if sells else _unpriced(kind, rest, desk)
    found = [_about_deals(kind, owed.loc[is_deal], desk), _about_buyers(kind, owed.loc[is_buyer], desk), others]
    return stacked(found, ignore_index=True)


def relation_steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one line, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    return growth_steps(line, desk) if pd.notna(line.get("spend")) else touch_steps(line, desk)


def _one_a_pot(owed: pd.DataFrame) -> pd.DataFrame:
    """The first row of each pot, with the topics and reasons of the others; a must if one of them is."""
    again = owed["pot"].duplicated(keep=False)
    if not again.any():
        return owed
    several = owed.loc[again].groupby("pot", sort=False)
    said = {name: several[name].agg(lambda texts: list(dict.fromkeys(texts))) for name in ("topic", "because")}
    first = owed.loc[~owed["pot"].duplicated()]
    more = {"topic": ", and ", "because": ". "}
    joined = {
        name: first["pot"].map(said[name].map(glue.join)).astype("str").fillna(first[name])
        for name, glue in more.items()
    }
    musts = {name: first["pot"].isin(set(owed.loc[owed[name], "pot"])) for name in ("is_must", "is_agreed")}
    return first.assign(**joined, **musts)


def _silence(owed: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The records, one row a word owed, with what is owed beside what is known of them."""
    known = records.drop(columns=[name for name in [*OWED, "pot"] if name in records])
    return owed[[*OWED, "pot"]].join(known.set_axis(owed.index))


def _about_deals(kind: str, owed: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    deals = desk.deals.reindex(owed["opportunity_id"])
    contact = owed["contact_id"].fillna(deals["contact_id"].set_axis(owed.index))
    deals = add_touch_total(_silence(owed.assign(contact_id=contact), deals), kind, desk)
    because = _reasons(deals, amount_words(deals, desk.currency), reply_lifts(deals))
    return candidates_of(kind, deals, touch_factors(deals), because=because)


def _about_buyers(kind: str, owed: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    accounts = desk.accounts.reindex(owed["account_id"])
    contact = owed["contact_id"].fillna(accounts["contact_id"].set_axis(owed.index))
    known = _silence(owed.assign(contact_id=contact), accounts)
    accounts = add_growth(known.assign(opportunity_id=None), kind, desk)
    bought = [f"{rough(spend, desk.currency)} bought in a year" for spend in accounts["spend_12"]]
    return candidates_of(
        kind,
        accounts,
        growth_factors(accounts),
        pot_size=accounts["spend"] + accounts["headroom"],
        because=_reasons(accounts, bought, [""] * len(accounts)),
    )


def _of_nobody(owed: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """What is known of the people, else of the accounts, that have no open deal and do not buy."""
    names = ["last_touch_on", "last_try_on", "tries", "days_quiet"]
    at = desk.accounts[names].reindex(owed["account_id"]).set_axis(owed.index)
    person = desk.contacts[names].reindex(owed["contact_id"]).set_axis(owed.index)
    contact = owed["contact_id"].fillna(owed["account_id"].map(desk.main_contacts).astype("str"))
    records = person.where(owed["contact_id"].notna(), at)
    records = records.assign(tries=records["tries"].fillna(0.0), heard_on=records["last_touch_on"])
    return _silence(owed.assign(contact_id=contact), records)


def _as_leads(kind: str, owed: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    leads = as_leads(_of_nobody(owed, desk), desk) if len(owed) else owed
    if leads.empty:
        return _unpriced(kind, leads, desk)
    leads = add_touch_total(leads, kind, desk)
    because = _reasons(leads, [NONE] * len(leads), reply_lifts(leads))
    if desk.facts.every_deal.empty:
        because = _with_what_is_noted(leads, desk)
    return candidates_of(kind, leads, touch_factors(leads), because=because)


def _with_what_is_noted(leads: pd.DataFrame, desk: Desk) -> pd.Series:
    """The reasons with who each person is and what is noted of them: a book without deals has no more to tell."""
    people = desk.facts.contacts[["title", "notes"]].reindex(leads["contact_id"]).set_axis(leads.index)
    noted = "; noted: “" + people["notes"].map(brief, na_action="ignore").astype("str") + "”"
    return leads["because"] + ("; " + people["title"]).fillna("") + noted.fillna("")


def _unpriced(kind: str, owed: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    records = _of_nobody(owed, desk)
    return candidates_of(kind, records, opportunity_id=None)


def _reasons(records: pd.DataFrame, sizes: list[str], lifts: list[str]) -> list[str]:
    rows = zip(records["because"], sizes, lifts, strict=True)
    return [f"{because}; {size[:1].lower()}{size[1:]}{lift}" for because, size, lift in rows]


def named(texts: pd.Series, desk: Desk) -> pd.Series:
    """The names of contacts by their ids; "them" where nobody is named."""
    return texts.map(desk.facts.contacts["name"]).astype("str").fillna("them")


def chain(total: pd.Series, count: int, records: pd.DataFrame, desk: Desk) -> dict[str, pd.Series]:
    """The range of a total: so many assumptions, the chance of a reply, the amount that it counts on."""
    parts = [assumption(desk.playbook)] * count + [reply_part(desk.playbook, desk.learned["reply"])]
    return ranged(total, combined([*parts, amount_part(records)] if "priced" in records else parts))
