"""Which gap each fact planted in a territory stands for, and the facts at which none may stand."""

import pandas as pd

# what was planted, the kind of gap, the fact's key, the gap's column: found, and nothing else of its kind
FOUND_ALONE = [
    ("won_not_thanked", "won and not thanked", "opportunity_id", "opportunity_id"),
    ("quote_unanswered", "quote unanswered", "quote_id", "quote_id"),
    ("info_sent_silence", "information sent", "opportunity_id", "opportunity_id"),
    ("inbound_unanswered", "reply owed", "contact_id", "contact_id"),
    ("next_step_today", "next step late", "opportunity_id", "opportunity_id"),
    ("close_passed", "close date passed", "opportunity_id", "opportunity_id"),
    ("introduction_not_thanked", "introduction to thank", "introducer_id", "contact_id"),
    ("old_no", "fresh look due", "opportunity_id", "opportunity_id"),
    ("reorder_overdue", "re-order overdue", "account_id", "account_id"),
    ("mover", "moved", "contact_id", "contact_id"),
]
QUIET = [
    ("forgotten_lead", "opportunity_id"),
    ("small_and_quiet", "account_id"),
    ("customer_gone", "account_id"),
    ("hopeless", "opportunity_id"),
]
SILENCE = (
    "attempt unanswered",
    "go on or close",
    "no next step",
    "quiet beyond cadence",
)  # the most specific first
AT_REST = (
    "blocked_until",
    "cooling_off",
    "said_no_open",
    "no_for_good",
    "no_too_fresh",
    "do_not_contact_person",
    "do_not_contact_account",
)
BROKEN = {"promise_ours_broken": "Keep the promise", "promise_theirs_broken": "Remind them kindly"}


def found_and_planted(
    found: pd.DataFrame, facts: list[dict], kind: str, key: str, column: str
) -> tuple[list[str], list[str]]:
    """The ids of the gaps of a kind, and those of the facts planted for it."""
    return sorted(found.loc[found["kind"] == kind, column]), sorted(fact[key] for fact in facts)


def not_quiet(found: pd.DataFrame, facts: list[dict], key: str) -> list[str]:
    """The facts of silence about which not exactly one gap stands that tells of it, or at an account none.

    A record asks for one thing at a time, the most specific: tries that nobody answered, a lead to be decided on,
    no next step, and only where there is none of these that it is quiet.
    """
    asked = found.loc[found["kind"].isin(SILENCE), key].value_counts()
    most = asked.max() if key == "account_id" else 1  # an account may have several deals
    return [fact["sentence"] for fact in facts if not 1 <= asked.get(fact[key], 0) <= most]


def promises_found_and_planted(found: pd.DataFrame, facts: list[dict], touch: str) -> tuple[list[str], list[str]]:
    """The deals of the promises found, with this next touch, and of those planted."""
    due = found.loc[(found["kind"] == "promise due") & (found["next_touch"] == touch)]
    return sorted(due["opportunity_id"]), sorted(fact["opportunity_id"] for fact in facts)


def said_at(found: pd.DataFrame, fact: dict) -> list[str]:
    """What is said of a fact's deal and person."""
    stands = found["opportunity_id"].eq(fact["opportunity_id"]) | found["contact_id"].eq(fact["contact_id"])
    return found.loc[stands, "because"].tolist()
