"""Everything that could be done today: every kind of action, priced, allowed and put into words.

Each record yields at most a few candidates. What nobody may be asked is left out here (a "no", a cool-off, do
not contact); what does not fit the day is left out by the plan, with a reason.
"""

import numpy as np
import pandas as pd

from sentia.day.actions import fresh_look, grow, info_sent, keep_in_touch, progress, quote, reorder
from sentia.day.calls import add_calls
from sentia.day.desk import Desk
from sentia.day.nos import said_no
from sentia.day.value import add_gain
from sentia.estimates.effort import add_minutes
from sentia.estimates.replies import reply_chance
from sentia.touches import days_between

KINDS = (progress, quote, info_sent, keep_in_touch, reorder, fresh_look, grow)
HOUR = 60


def candidates(desk: Desk) -> pd.DataFrame:
    """Every action that could be done today, one row each, indexed by `candidate_id`.

    Columns: those of every kind (see `actions.columns`), then `account` and `contact` (names), `person`,
    `action` (the sentence), `progress_chance`, `expected_minutes`, `minutes`, `gain` with its range,
    `return_per_hour`, `waiting` (days past its own clock; NaN before it), `groups` (what may be used once a
    day) and `serves` (for a call with several subjects, the candidates it does together). A candidate without
    a known amount has no gain (NaN). The order is by candidate_id, whatever the order of the book's rows.
    """
    actions = pd.concat([kind.candidates(desk) for kind in KINDS], ignore_index=True)
    actions = actions.loc[is_allowed(actions, desk)]
    actions = _one_a_record(actions.pipe(_add_people, desk))
    actions = actions.assign(progress_chance=reply_chance(actions["tries"], desk.playbook))
    actions = actions.pipe(add_minutes, desk.playbook).pipe(add_gain, desk.playbook).pipe(_add_waiting, desk)
    actions = add_calls(_add_identity(actions), desk.playbook)
    per_hour = actions["gain"] / actions["expected_minutes"] * HOUR
    return actions.assign(return_per_hour=per_hour, groups=_groups(actions)).sort_index()


def is_allowed(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each action may be done today: not asked to be left alone, no "no" and no cool-off in force."""
    people, deals = said_no(desk)
    left_alone = actions["contact_id"].isin(_do_not_contact(desk.contacts, "contact_id"))
    left_alone |= actions["account_id"].isin(_do_not_contact(desk.accounts, "account_id"))
    refused = actions["contact_id"].isin(people) | actions["opportunity_id"].isin(deals)
    return ~left_alone & ~refused & (~is_cooling(actions, desk) | actions["is_agreed"])


def _do_not_contact(records: pd.DataFrame, identity: str) -> set[str]:
    return set(records.loc[records["do_not_contact"].fillna(False), identity])


def is_cooling(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether the person or deal was reached, or tried in vain, too recently for another initiative of ours."""
    person = desk.contacts.reindex(actions["contact_id"]).set_axis(actions.index)
    touched, tried = (
        np.fmin(days_between(actions[day], desk.on), days_between(person[day].astype("datetime64[us]"), desk.on))
        for day in ("last_touch_on", "last_try_on")
    )
    return (touched < desk.playbook.cool_off) | (tried < desk.playbook.cool_off_attempt)


def _add_people(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `account`, `contact`, `phone`, `email`, `person` and `action` to one row per action."""
    who = desk.contacts.reindex(actions["contact_id"]).set_axis(actions.index)
    account = actions["account_id"].map(desk.accounts["name"])
    by_mail = who["phone"].isna() & who["email"].notna()
    verb = pd.Series(np.where(by_mail, "Write to", "Call"), actions.index)
    someone = who["name"].fillna(account).fillna("them")
    at = (" at " + account).where(who["name"].notna() & account.notna(), "")
    return actions.assign(
        account=account.astype("str"),
        contact=who["name"].astype("str"),
        phone=who["phone"].astype("str"),
        email=who["email"].astype("str"),
        person=who["person"].fillna("account:" + actions["account_id"]).fillna(actions["pot"]).astype("str"),
        whom=(verb + " " + someone + at).astype("str"),
    )


def _one_a_record(actions: pd.DataFrame) -> pd.DataFrame:
    """The best candidate of each kind and pot, ties by the quote's or deal's own id."""
    ordered = actions.sort_values(
        ["total", "quote_id", "contact_id"], ascending=[False, True, True], kind="stable"
    )
    return ordered.loc[~ordered.duplicated(["kind", "pot"])]


def _add_waiting(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `waiting`, the days since each record's own clock asked for it; NaN before that day or without one."""
    late = days_between(actions["due_on"], desk.on)
    return actions.assign(waiting=late.where(late >= 0))


def _add_identity(actions: pd.DataFrame) -> pd.DataFrame:
    key = actions["kind"] + "|" + actions["pot"]
    return actions.set_axis(pd.Index(key, dtype="str", name="candidate_id"))


def _groups(actions: pd.DataFrame) -> pd.Series:
    """What each action uses up for the day: its account, and everybody who is the same person."""
    accounts = "account:" + actions["account_id"].fillna("")
    pairs = zip(accounts, "person:" + actions["person"], actions["account_id"].notna(), strict=True)
    groups = [(account, person) if has_account else (person,) for account, person, has_account in pairs]
    return pd.Series(groups, index=actions.index, dtype=object)
