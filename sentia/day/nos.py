"""They said no: why, for how long it stands, and whom nobody sells to meanwhile."""

import re

import pandas as pd

from sentia.day.desk import Desk
from sentia.playbook import Playbook
from sentia.touches import days_between

FINAL = ("no fit", "stop", "closed down")
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
    known = {words: reason_of(words) for words in lost["lost_reason"].dropna().unique()}
    reason = lost["lost_reason"].map(known).fillna("other").astype("str")
    wait = reason.map(dict(playbook.reason_days)).fillna(playbook.reason_days["other"]).astype(float)
    return lost.assign(reason=reason, reason_days=wait, is_final=reason.isin(FINAL))


def said_no(desk: Desk) -> tuple[set[str], set[str]]:
    """The people and the deals that nobody sells to today: contact ids and opportunity ids.

    A lost deal, or an activity whose outcome is "said no", pauses its person and its deal for `no_pause` days;
    words such as "stop" or "closed down" pause the person for good.
    """
    deals = desk.book.opportunities
    lost = add_reason(deals.loc[(deals["status"] == "lost") & deals["closed_on"].le(desk.on)], desk.playbook)
    lost = lost.assign(contact_id=lost["contact_id"].fillna(lost["account_id"].map(desk.main_contacts)))
    fresh = days_between(lost["closed_on"], desk.on) < desk.playbook.no_pause
    for_good = lost["reason"].isin(["stop", "closed down"])
    told = desk.touched.loc[desk.touched["outcome"] == "said no"]
    told = told.loc[days_between(told["on"], desk.on).between(0, desk.playbook.no_pause, inclusive="left")]
    people = set(lost.loc[fresh | for_good, "contact_id"].dropna()) | set(told["contact_id"].dropna())
    return people, set(lost.loc[fresh, "opportunity_id"]) | set(told["opportunity_id"].dropna())


def last_nos(desk: Desk) -> pd.DataFrame:
    """The last lost deal of each account (or of a person without one) where nothing was won since."""
    deals = desk.book.opportunities
    lost = deals.loc[(deals["status"] == "lost") & deals["closed_on"].le(desk.on)]
    lost = lost.sort_values(["closed_on", "opportunity_id"]).assign(
        at=lost["account_id"].fillna(lost["contact_id"])
    )
    lost = lost.loc[~lost["at"].duplicated(keep="last") & lost["at"].notna()]
    won = deals.loc[deals["status"] == "won"].groupby("account_id")["closed_on"].max()
    return add_reason(lost.loc[~(lost["account_id"].map(won) >= lost["closed_on"])], desk.playbook)


def declined_accounts(desk: Desk) -> set[str]:
    """The accounts whose last word was no: until its fresh look is due, nothing there counts a dollar."""
    return set(last_nos(desk)["account_id"].dropna())
