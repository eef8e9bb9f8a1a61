"""Deals that were lost: why, and which of them was an account's last word."""

import re

import pandas as pd

from sentia.book.matching import looked_up, looked_up_day
from sentia.playbook import Playbook

FOR_GOOD = ("stop", "closed down")
FINAL = ("no fit", *FOR_GOOD)  # never a fresh look
_WORDS = [
    ("stop", r"do not (call|contact)|not to (be )?(call|contact)|don'?t (call|contact)|unsubscrib|\bstop\b"),
    ("closed down", r"closed down|out of business|bankrupt|insolven|ceased"),
    ("no fit", r"\bno fit\b|not a fit|poor fit|missing feature|requirement|unqualified|disqualified|no need"),
    ("timing", r"timing|time|later|not now|postpon|bad moment|too early"),
    ("budget", r"budget|fund|no money|cash"),
    ("price", r"pric|expens|cost|discount"),
    ("competitor", r"compet|other (vendor|supplier)|rival|out-?sold|chose"),
    ("no decision", r"no decision|stalled|ghost|no answer|went (quiet|dark|silent)|unresponsive|indecis"),
]
_QUALIFYING = r"(?i)qualif"  # as a stage it says how far somebody got, not that they never fit
_FOR_GOOD = (
    r"(?i)\b(?:no fit|not a fit|closed down|out of business|bankrupt|insolven|do not (?:call|contact)|"
    r"(?:asked|told us|said) not to (?:be )?(?:call|contact|writ))"
)
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
    """Add `reason`, `reason_days` (until the fresh look) and `is_final` to one row per lost deal.

    Why is said by `lost_reason`; where that is empty by its stage ("lost - price"), or by notes that plainly say
    that it is for good, and these words are put there.
    """
    words = _words_of(lost)
    reason = _reasons(words).fillna("other")
    wait = reason.map(dict(playbook.reason_days)).fillna(playbook.reason_days["other"]).astype(float)
    return lost.assign(lost_reason=words, reason=reason, reason_days=wait, is_final=reason.isin(FINAL))


def _words_of(lost: pd.DataFrame) -> pd.Series:
    stage, notes = (lost.get(name, pd.Series(index=lost.index, dtype="str")) for name in ("stage", "notes"))
    stage = stage.where(~stage.str.contains(_QUALIFYING, na=False))
    says_more = _reasons(stage) != "other"
    for_good = notes.where(notes.str.contains(_FOR_GOOD, na=False))
    return lost["lost_reason"].fillna(stage.where(says_more)).fillna(for_good)


def _reasons(words: pd.Series) -> pd.Series:
    known = pd.Series({text: reason_of(text) for text in words.dropna().unique()}, dtype="str")
    return looked_up(words, known)


def lost_deals(deals: pd.DataFrame, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """Every deal lost until the day, with why (see `add_reason`).

    One without a day counts from its last stage, else from its first day.
    """
    lost = deals.loc[deals["status"] == "lost"]
    lost = lost.assign(closed_on=lost["closed_on"].fillna(lost["stage_since_on"]).fillna(lost["created_on"]))
    return add_reason(lost.loc[lost["closed_on"].le(on)], playbook)


def last_nos(lost: pd.DataFrame, deals: pd.DataFrame) -> pd.DataFrame:
    """The last of the `lost` deals of each account (or of a person without one) where nothing was won since."""
    lost = lost.sort_values(["closed_on", "opportunity_id"], kind="stable")
    at = lost["account_id"].fillna(lost["contact_id"])
    lost = lost.loc[at.notna() & ~at.duplicated(keep="last")]
    won = deals.loc[deals["status"] == "won"].groupby("account_id")["closed_on"].max()
    return lost.loc[~(looked_up_day(lost["account_id"], won) >= lost["closed_on"])]
