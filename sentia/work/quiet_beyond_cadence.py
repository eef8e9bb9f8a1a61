"""Quiet beyond cadence: nobody has been in touch for longer than is right for such a deal, customer or person.

An open deal by its stage, from 3 to 7 days once it is agreed by word to 14 to 30 at its start; everybody at a key
account 14 to 30; a customer by its own rhythm of ordering (else 30 to 60), a small lead, a prospect or an
acquaintance 90 to 180, a former customer a year; what the rep wishes wins. A deal that is with them, their
lawyers or their buyers is due on the day of one polite check, by what is usual at that stage. Silenced by a touch
or a planned step; an edit is neither.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import is_among
from sentia.book.stacking import stacked
from sentia.facts.evidence import SAID
from sentia.facts.facts import Facts
from sentia.facts.wording import span
from sentia.touches import latest_of
from sentia.work.cadence import add_cadence, add_deal_cadence, add_due, add_own_rhythm, add_wishes
from sentia.work.clocks import ago, clocks_of
from sentia.work.turns import add_turn_of_gap, turn_words

KIND, NEXT_TOUCH = "quiet beyond cadence", "Be in touch, with something new for them"
DRAFT = "in touch"
ACTIONS = ("progress", "keep in touch", "qualify", "grow")
RANK = 130
NEEDS = ("opportunities", "accounts", "contacts")
IS_SALES, STANDS, BY_TICK = True, False, False
OF_A_TURN = [
    *("account_id", "contact_id", "opportunity_id", "who", "deal", "at", "amount", "about"),
    *("cadence_class", "ideal_days", "longest_days", "is_own_rhythm", "heard_on", "is_heard", "heard_as"),
    *("turn", "turn_since", "check_on"),
]
YIELDS = True  # to whatever more specific is due there


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open deal, an account without one, an acquaintance, and everybody the rep wishes to keep up with.

    With `cadence_class`, `ideal_days`, `longest_days`, `heard_on` (the last touch, else the first day anything is
    known of; NaT where nothing is) and `longest_on`, the last day that is right. An account whose last word was no
    waits for its fresh look, unless it buys.
    """
    records = facts.once(turns)
    records = records.loc[~facts.is_planned(records)]
    return clocks_of(KIND, records, records["due_on"], records["heard_on"], about=records["about"])


def turns(facts: Facts) -> pd.DataFrame:
    """Whose turn comes when, planned or not: the records of `clocks` with `due_on` and `longest_on`."""
    deals, accounts, people = _deals(facts), _accounts(facts), _people(facts)
    people = people.loc[~people["who"].isin(deals["who"])]  # the deal's own turn is theirs
    accounts = accounts.loc[~is_among(accounts["contact_id"], people["contact_id"])]  # their turn is the account's
    parts = (part[[name for name in OF_A_TURN if name in part]] for part in (deals, accounts, people))
    records = stacked(parts).reindex(columns=OF_A_TURN)
    days, texts = dict.fromkeys(["turn_since", "check_on"], "datetime64[us]"), {"turn": "str", "heard_as": "str"}
    records = add_wishes(records.astype(days | texts), facts.wishes)
    records = add_due(records, facts.on)
    longest_on = records["heard_on"] + pd.to_timedelta(records["longest_days"], unit="D")
    check_on = records["check_on"].mask(records["is_wish"])  # whose turn it is, unless the rep wishes a pace
    return records.assign(
        check_on=check_on, due_on=check_on.fillna(records["due_on"]), longest_on=latest_of(longest_on, check_on)
    )


def _heard(records: pd.DataFrame, first_on: pd.Series, facts: Facts) -> pd.DataFrame:
    """Add `heard_on` and `heard_as`, the kind of the last touch (missing where none is noted)."""
    last = facts.rows(facts.places("is_touch", records), ["on", "kind"]).set_axis(records.index)
    heard_on = last["on"].astype("datetime64[us]").fillna(first_on.astype("datetime64[us]"))
    return records.assign(heard_on=heard_on, is_heard=last["on"].notna(), heard_as=last["kind"])


def _deals(facts: Facts) -> pd.DataFrame:
    deals = facts.deals.assign(amount=facts.counted(facts.deals))
    deals = add_deal_cadence(deals, facts.usual_amount, facts.playbook)
    deals = _heard(deals, latest_of(deals["created_on"], deals["stage_since_on"]), facts)
    return add_turn_of_gap(deals, facts).assign(about="deal:" + deals["opportunity_id"])


def _accounts(facts: Facts) -> pd.DataFrame:
    """Accounts without an open deal (anybody's) and without a no that waits for its fresh look."""
    accounts, every = facts.accounts, facts.every_deal
    with_deal = accounts["at"].isin(every.loc[every["status"] == "open", "at"])
    accounts = accounts.loc[facts.is_mine(accounts["owner"]) & ~with_deal]
    if accounts.empty:
        return accounts
    reorders = facts.reorders.reindex(accounts.index)
    is_gone = reorders["is_gone"].eq(True)
    buys = (reorders["spend_12"] > 0) & ~is_gone
    declined = accounts["at"].isin(facts.looks["at"]) & ~buys
    first_on = accounts["since_on"].fillna(reorders["first_on"])
    accounts = accounts.assign(status=accounts["status"].mask(is_gone, "former"), first_on=first_on)
    accounts = add_cadence(accounts.loc[~declined], facts.playbook, facts.key_accounts)
    accounts = add_own_rhythm(accounts, reorders["typical_days"], facts.playbook)
    heard = _heard(accounts, accounts["first_on"], facts)
    contact = facts.main_contacts.reindex(heard["account_id"]).set_axis(heard.index)
    return heard.assign(contact_id=contact.astype("str"), about="account:" + heard["account_id"])


def _people(facts: Facts) -> pd.DataFrame:
    """Acquaintances (without an account) who are in no open deal, and whoever the rep wishes to keep up with.

    And everybody at a key account, as far as a log knows who was spoken to.
    """
    people, every = facts.contacts, facts.every_deal
    wished = pd.Series(False, people.index)
    if facts.wishes is not None:
        wished = people["contact_id"].isin(set(facts.wishes["contact_id"].dropna()))
    in_deal = people["who"].isin(every.loc[every["status"] == "open", "who"])
    said_no = people["who"].isin(facts.looks.loc[facts.looks["at"] < 0, "who"])
    alone = people["account_id"].isna() & ~in_deal & ~said_no
    is_key = people["at"].isin(facts.key_accounts) & ~facts.waits_for_a_look(people) & facts.has_log
    people = people.loc[facts.is_mine(people["owner"]) & (alone | wished | is_key)]
    people = people.loc[~people["who"].duplicated()]
    if people.empty:
        return people
    people = people.assign(status="small", about="person:" + people["contact_id"])
    first_on = pd.Series(facts.log_starts, people.index).where(people["at"].isin(facts.key_accounts))
    return _heard(add_cadence(people, facts.playbook, facts.key_accounts), first_on, facts)


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How long it has been quiet, by what is known, and what is usual."""
    usual = zip(*(gaps[name] for name in ("ideal_days", "cadence_class", "is_wish", "is_own_rhythm")), strict=True)
    turns = turn_words(gaps, facts.on)
    rests = np.where(gaps["check_on"].notna(), turns, "")
    rows = zip(gaps["heard_as"], gaps["is_heard"], ago(gaps["since_on"], facts.on), strict=True)
    why = [turn or _usual(*row) for turn, row in zip(rests, usual, strict=True)]
    return [_sentence(*row, words) for row, words in zip(rows, why, strict=True)]


def _sentence(kind: str | float, is_heard: bool, days: float, why: str) -> str:
    if days != days:  # nothing at all is known
        return "No contact is noted; not yet dated"
    known = f" (by {SAID[kind]})" if kind in SAID else ""
    quiet = f"Quiet for {span(days)}{known}" if is_heard else f"In the book for {span(days)}, no contact noted"
    return f"{quiet}; {why}"


def _usual(ideal: float, klass: str, is_wish: bool, is_own: bool) -> str:
    usual = (
        "you wish" if is_wish is True else "their own rhythm" if is_own is True else f"usual for {CLASSES[klass]}"
    )
    return f"{usual}: every {span(ideal)}"


CLASSES = {
    "verbal": "a deal agreed by word",
    "negotiation": "a deal in negotiation",
    "quote": "a deal with a quote",
    "meeting": "a deal after a meeting",
    "lead": "an open deal",
    "key account": "a key account",
    "customer": "a customer",
    "former": "a former customer",
    "small": "a lead or an acquaintance",
}
