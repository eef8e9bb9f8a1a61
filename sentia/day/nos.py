"""They said no: why, for how long it stands, and whom nobody sells to meanwhile."""

import re
from dataclasses import dataclass

import pandas as pd

from sentia.book.matching import looked_up, looked_up_day
from sentia.day.desk import Desk
from sentia.playbook import Playbook
from sentia.touches import days_between

FOR_GOOD = ("stop", "closed down")
FINAL = ("no fit", *FOR_GOOD)  # never a fresh look
_WORDS = [
    ("stop", r"do not contact|don'?t (call|contact)|unsubscrib|\bstop\b"),
    ("closed down", r"closed down|out of business|bankrupt|insolven|ceased"),
    ("no fit", r"\bno fit\b|not a fit|poor fit|missing feature|requirement|unqualified|disqualified|no need"),
    ("timing", r"timing|time|later|not now|postpon|bad moment|too early"),
    ("budget", r"budget|fund|no money|cash"),
    ("price", r"pric|expens|cost|discount"),
    ("competitor", r"compet|other (vendor|supplier)|rival|out-?sold|chose"),
    ("no decision", r"no decision|stalled|ghost|no answer|went (quiet|dark|silent)|unresponsive|indecis"),
]
_COMPILED = [(reason, re.compile(pattern)) for reason, pattern in _WORDS]


def reason_of(words: str | float | None) -> str:
    """Why it was a no, in one of the playbook's words; `other` where the words say nothing.

    Examples
    --------
    >>> [reason_of(w) for w in ("Timing / Budget Cycle", "Chose Competitor", "No fit", None)]
    ['timing', 'competitor', 'no fit', 'other']
    """
    if not isinstance(words, str):
        return "other"
    return next((reason for reason, pattern in _COMPILED if pattern.search(words.lower())), "other")


def add_reason(lost: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `reason`, `reason_days` (until the fresh look) and `is_final` to one row per lost deal."""
    known = pd.Series({words: reason_of(words) for words in lost["lost_reason"].dropna().unique()}, dtype="str")
    reason = looked_up(lost["lost_reason"], known).fillna("other")
    wait = reason.map(dict(playbook.reason_days)).fillna(playbook.reason_days["other"]).astype(float)
    return lost.assign(reason=reason, reason_days=wait, is_final=reason.isin(FINAL))


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
    lost = _with_person(lost_deals(desk), desk)
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


def lost_deals(desk: Desk) -> pd.DataFrame:
    """Every deal lost until the day, with why (see `add_reason`); one without a day counts from its last stage."""
    deals = desk.book.opportunities
    lost = deals.loc[deals["status"] == "lost"]
    lost = lost.assign(closed_on=lost["closed_on"].fillna(lost["stage_since_on"]))
    return add_reason(lost.loc[lost["closed_on"].le(desk.on)], desk.playbook)


def last_nos(desk: Desk) -> pd.DataFrame:
    """The last lost deal of each account (or of a person without one) where nothing was won since."""
    lost = lost_deals(desk).sort_values(["closed_on", "opportunity_id"], kind="stable")
    at = lost["account_id"].fillna(lost["contact_id"])
    lost = lost.loc[at.notna() & ~at.duplicated(keep="last")]
    deals = desk.book.opportunities
    won = deals.loc[deals["status"] == "won"].groupby("account_id")["closed_on"].max()
    return lost.loc[~(looked_up_day(lost["account_id"], won) >= lost["closed_on"])]


def declined_on(desk: Desk) -> pd.Series:
    """The day of the last no of each account whose last word it was, by account id.

    Until the fresh look is due nothing there counts a dollar as a lead; from then on the fresh look speaks for it.
    """
    nos = last_nos(desk).dropna(subset="account_id")
    return nos.set_index("account_id")["closed_on"]
