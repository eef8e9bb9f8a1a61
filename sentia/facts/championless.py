"""Accounts that somebody left, and where nobody has been spoken to since."""

import numpy as np
import pandas as pd

from sentia.book.matching import match
from sentia.facts.facts import Facts

COLUMNS = ["account_id", "who_left", "contact_id", "left_on", "due_on"]


def championless(facts: Facts) -> pd.DataFrame:
    """One row an account that somebody left until the day: `who_left` (a name), `contact_id`, `left_on`, `due_on`.

    The last one who left speaks for it. An account where anybody of ours spoke with anybody since is none.
    `due_on` is some working days after (as for greeting whoever moved).
    """
    people = facts.contacts.loc[facts.contacts["moved_on"].le(facts.on)]
    if people.empty:
        return pd.DataFrame(columns=COLUMNS)
    known = facts.accounts.reset_index(drop=True)
    old = match(people["previous_account"], known, "account_id", ["name"]).ids
    left = people.assign(account_id=old, left_on=people["moved_on"]).loc[old.notna()]
    left = left.loc[left["account_id"] != people["account_id"].reindex(left.index)]
    left = left.sort_values(["left_on", "contact_id"], kind="stable").drop_duplicates("account_id", keep="last")
    left = left.assign(who_left=left["name"].fillna("Somebody"), at=_places(left, facts))
    left = left.loc[~(_spoken_on(left, facts) >= left["left_on"])]
    days = facts.playbook.clocks_working["moved"]
    return left.assign(due_on=facts.working_days(left["left_on"], days, left))[COLUMNS].reset_index(drop=True)


def _places(left: pd.DataFrame, facts: Facts) -> np.ndarray:
    return pd.Index(facts.accounts["account_id"]).get_indexer(left["account_id"])


def _spoken_on(left: pd.DataFrame, facts: Facts) -> pd.Series:
    """The last day somebody at each account was reached."""
    on = facts.rows(facts.last("is_touch", "at")[left["at"]], ["on"])["on"]
    return on.set_axis(left.index).astype("datetime64[us]")
