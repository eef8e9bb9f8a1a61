"""Trouble: an open complaint, an overdue invoice or a credit stop; and a case closed five working days ago.

Due at once, and selling rests there meanwhile. Silenced once it is put right or ticked off; a closed case
by a word of ours since.
"""

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.troubles import CASE, CREDIT, INVOICE, troubles
from sentia.facts.wording import brief, day_words, money
from sentia.work.clocks import clocks_of

KIND, NEXT_TOUCH = "trouble", "Put it right before you sell anything there"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ASK = "Ask whether it works now"
ACTIONS = ("keep in touch",)
RANK = 25
IS_SALES, STANDS, BY_TICK = False, False, True
NEEDS = ("cases", "orders", "accounts")


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an account, person or case in trouble; of several of a kind at one account the oldest."""
    found = facts.once(troubles)
    if found.empty:
        return found
    found = found.loc[facts.is_mine(facts.owner_of(found)) & ((found["at"] >= 0) | (found["who"] >= 0))]
    is_over = found["closed_on"].notna()
    asked = facts.days("is_word", found) > found["closed_on"]
    found = found.loc[~(is_over & asked)].sort_values(
        ["closed_on", "since_on"], na_position="first", kind="stable"
    )
    is_over = found["closed_on"].notna()
    after = facts.working_days(found["closed_on"], facts.playbook.clocks_working["case closed"], found)
    since_on = found["since_on"].fillna(facts.on)
    due_on = since_on.where(~is_over, after)
    lapses_on = facts.working_days(due_on, facts.playbook.lapses["case closed"], found).where(is_over)
    contact = found["contact_id"].fillna(found["account_id"].map(facts.main_contacts).astype("str"))
    whose = ("account:" + found["account_id"]).fillna("person:" + found["contact_id"])
    touch = pd.Series(np.where(is_over, ASK, NEXT_TOUCH), found.index, dtype="str")
    pot = whose + ":" + found["what"]
    return clocks_of(
        KIND,
        found.assign(contact_id=contact),
        due_on,
        since_on,
        pot=pot,
        about=whose,
        next_touch=touch,
        lapses_on=lapses_on,
    )


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What is wrong, and since when."""
    names = ("what", "subject", "amount")
    days = day_words(gaps["since_on"])
    rows = zip(*(gaps[name] for name in names), days, day_words(gaps["closed_on"]), strict=True)
    return [_sentence(*row) for row in rows]


def _sentence(what: str, subject: str | float, amount: float, since: str, closed: str | float) -> str:
    about = f": {brief(subject)}" if isinstance(subject, str) else ""
    if isinstance(closed, str):
        return f"Put right on {closed}{about}; nobody has asked yet whether it works"
    return {
        CASE: f"Open complaint{about}" + (f", reported on {since}" if isinstance(since, str) else ""),
        INVOICE: f"An invoice is overdue since {since}" + ("" if pd.isna(amount) else f", {money(amount)} in all"),
        CREDIT: "It may not buy on credit until it has paid",
    }[what] + "; selling rests there meanwhile"
