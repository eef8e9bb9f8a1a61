"""Links nobody noticed: one person at two companies, people who worked together, a parent or sister that buys."""

import pandas as pd

from sentia.book.currencies import main_currency
from sentia.book.matching import match
from sentia.facts.facts import Facts
from sentia.facts.wording import money
from sentia.follow_up.links.columns import NOTED, POSSIBLE, links_of, no_links

TWO_PLACES, TOGETHER, FAMILY = "same person at two accounts", "worked together", "family that buys"
YEAR = pd.Timedelta(days=365)


def at_two_accounts(board: Facts) -> pd.DataFrame:
    """One row a person who stands at two companies or more: the first beside each other one."""
    people = board.contacts.loc[board.contacts["account_id"].notna()]
    people = people.sort_values(["who", "contact_id"], kind="stable").drop_duplicates(["who", "account_id"])
    several = people.loc[people["who"].duplicated(keep=False)]
    first = several.drop_duplicates("who").set_index("who")
    more = several.loc[several["who"].duplicated()]
    more = more.loc[board.is_mine(more["owner"])]
    there, here = more["account_id"], more["who"].map(first["account_id"]).astype("str")
    named = {"other": there.map(board.accounts["name"]), "account": here.map(board.accounts["name"])}
    named = {name: texts.astype("str") for name, texts in named.items()}
    rows = zip(more["name"].fillna("Somebody"), named["account"], named["other"], strict=True)
    return links_of(
        TWO_PLACES,
        more,
        account_id=here,
        other_id=there,
        contact=more["name"],
        **named,
        how_sure=NOTED,
        evidence="one e-mail address or phone",
        because=[f"{who} stands at {one} and at {two}" for who, one, two in rows],
    )


def worked_together(board: Facts) -> pd.DataFrame:
    """One row a person who moved and somebody else who was at the old company too, there still or moved as well.

    That they know each other is possible, no more.
    """
    people = board.contacts.loc[board.contacts["previous_account"].notna()]
    if people.empty:
        return no_links()
    known = board.accounts.reset_index(drop=True)
    old = match(people["previous_account"], known, "account_id", ["name"]).ids
    people = people.assign(old_id=old).loc[old.notna()]
    people = people.loc[board.is_mine(people["owner"]) & (people["old_id"] != people["account_id"])]
    theirs = people["old_id"].map(board.main_contacts).astype("str")
    also = people.sort_values("contact_id").drop_duplicates("old_id").set_index("old_id")["contact_id"]
    fellow = theirs.fillna(people["old_id"].map(also).astype("str"))
    people = people.assign(other_id=fellow).loc[fellow.notna() & (fellow != people["contact_id"])]
    at = people["old_id"].map(board.accounts["name"]).astype("str")
    other = people["other_id"].map(board.contacts["name"]).astype("str")
    rows = zip(people["name"].fillna("Somebody"), other.fillna("somebody"), at, strict=True)
    return links_of(
        TOGETHER,
        people,
        contact=people["name"],
        account=at,
        other=other,
        how_sure=POSSIBLE,
        evidence="the same company before",
        because=[f"{who} may know {whom}: both were at {place}" for who, whom, place in rows],
    )


def family_buys(board: Facts) -> pd.DataFrame:
    """One row a company that bought nothing in a year while its parent, or another child of it, did."""
    accounts, spend = board.accounts, _spend(board)
    known = accounts.reset_index(drop=True)
    parent = match(accounts["parent"], known, "account_id", ["name"]).ids
    accounts = accounts.assign(spend=accounts["account_id"].map(spend).fillna(0.0), parent_id=parent)
    children = accounts.loc[parent.notna() & (parent != accounts["account_id"])]
    if children.empty:
        return no_links()
    buying = children.loc[children["spend"] > 0].sort_values(["spend", "account_id"], ascending=[False, True])
    sister = children["parent_id"].map(buying.drop_duplicates("parent_id").set_index("parent_id")["account_id"])
    is_parent = children["parent_id"].map(spend).fillna(0.0) > 0
    who = children["parent_id"].where(is_parent, sister.astype("str")).astype("str")
    found = children.assign(other_id=who, as_what=is_parent.map({True: "parent", False: "sister"}))
    found = found.loc[who.notna() & (who != children["account_id"]) & (children["spend"] == 0)]
    found = found.loc[board.is_mine(found["owner"])]
    other, currency = found["other_id"].map(accounts["name"]).astype("str"), main_currency(board.every_deal)
    rows = zip(found["name"], found["as_what"], other, found["other_id"].map(spend), strict=True)
    return links_of(
        FAMILY,
        found,
        account=found["name"],
        other=other,
        how_sure=NOTED,
        evidence="the parent company noted",
        because=[
            f"{who}: its {what} {name} bought {money(sum_, currency)} in a year" for who, what, name, sum_ in rows
        ],
    )


def _spend(board: Facts) -> pd.Series:
    """What each account bought in the year until the day; without orders, the deals won."""
    orders = board.book.orders[["account_id", "ordered_on", "amount"]]
    if orders.empty:
        won = board.every_deal.loc[board.every_deal["status"].eq("won"), ["account_id", "closed_on", "amount"]]
        orders = won.rename(columns={"closed_on": "ordered_on"})
    recent = orders.loc[(orders["ordered_on"] > board.on - YEAR) & (orders["ordered_on"] <= board.on)]
    return recent.groupby("account_id")["amount"].sum()
