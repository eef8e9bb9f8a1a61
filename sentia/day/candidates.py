"""Everything that could be done today: every kind of action, priced, allowed and put into words.

Each record yields at most a few candidates. What nobody may be asked is left out here (a "no", a cool-off, do
not contact); what does not fit the day is left out by the plan, with a reason.
"""

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.actions import (
    agreed,
    answer,
    career,
    enquiry,
    fresh_look,
    greet,
    grow,
    info_sent,
    introduction,
    keep_in_touch,
    meeting_follow_up,
    own,
    preparation,
    progress,
    promise,
    qualify,
    quote,
    reorder,
    repair,
    thank,
)
from sentia.day.actions.signing import lacks_to_sign
from sentia.day.calls import add_calls
from sentia.day.desk import Desk
from sentia.day.folding import add_minutes_of_more, one_line_a_pot
from sentia.day.own_lines import add_own_numbers, add_said_so, lines_for_pins, must_be, with_pins
from sentia.day.value import add_gain
from sentia.day.wording import brief
from sentia.day.year import scaled_to_a_year
from sentia.estimates.effort import add_minutes
from sentia.facts.permission import is_left_alone, no_mail
from sentia.touches import days_between, latest_of
from sentia.work.resting import may_not_sell

FOLLOW_UPS = (answer, promise, meeting_follow_up, thank, greet, repair, introduction, career, preparation)
KINDS = (enquiry, progress, qualify, quote, info_sent, keep_in_touch, reorder, fresh_look, grow, own, *FOLLOW_UPS)
INITIATIVES = (grow.KIND, enquiry.KIND)  # no clock starts them; what a clock starts has kept to a no already
HOUR = 60
DAY = pd.Timedelta(days=1)


def candidates(desk: Desk) -> pd.DataFrame:
    """Every action that could be done today, one row each, indexed by `candidate_id`.

    Columns: those of every kind (see `actions.columns`), then `account` and `contact` (names), `person`,
    `action` (the sentence), `progress_chance`, `expected_minutes`, `minutes`, `gain` with its range,
    `return_per_hour`, `waiting` (days past its own clock; NaN before it), `groups` (what may be used once a
    day) and `serves` (for a call with several subjects, the candidates it does together). A candidate without
    a known amount has no gain (NaN). The order is by candidate_id, whatever the order of the book's rows.
    """
    found = stacked((kind.candidates(desk) for kind in KINDS), ignore_index=True)
    actions = _with_pins(_add_people(found, desk), desk)
    late = days_between(actions["due_on"], desk.on)
    actions = actions.assign(progress_chance=desk.reply(actions, actions["kind"]), waiting=late.where(late >= 0))
    actions = (
        actions.pipe(add_minutes, desk.playbook, desk.spent_factors(actions))
        .pipe(add_minutes_of_more)
        .pipe(add_own_numbers, desk)
        .pipe(add_said_so, desk)
    )
    actions = scaled_to_a_year(add_gain(actions, desk.playbook), desk)
    actions = _in_words(actions).pipe(_naming_deals, desk).pipe(_with_what_signing_lacks, desk)
    actions = add_calls(actions, desk.playbook)
    per_hour = actions["gain"] / actions["expected_minutes"] * HOUR
    return actions.assign(return_per_hour=per_hour, groups=_groups(actions)).sort_index()


def _with_pins(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """What may be done today, each once, with what the rep pinned as a must and as a line where it has none."""
    actions, about = with_pins(actions, desk)
    actions = (
        actions.loc[is_allowed(actions, desk)]
        .pipe(_one_a_record)
        .pipe(one_line_a_pot, desk.playbook)
        .pipe(must_be, about)
    )
    more = lines_for_pins(actions, about, desk)
    if len(more):
        more = _add_people(more, desk)
        actions = pd.concat([actions, more.loc[is_allowed(more, desk)]], ignore_index=True)
    return _identified(actions)


def _add_people(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `account`, `contact` (names), `phone`, `email` and `person` to one row per action.

    Where nobody is named the account stands for its people, and where there is no account the pot does.
    """
    who = desk.facts.contacts[["name", "phone", "email", "person"]].reindex(actions["contact_id"])
    who = who.set_axis(actions.index).astype("str")
    nobody = ("account:" + actions["account_id"]).fillna(actions["pot"])
    return actions.assign(
        account=actions["account_id"].map(desk.facts.accounts["name"]).astype("str"),
        contact=who["name"],
        phone=who["phone"],
        email=who["email"].mask(desk.facts.coded(actions)["who"].isin(desk.facts.once(no_mail))),
        person=who["person"].fillna(nobody),
    )


def is_allowed(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each action may be done today: nobody who wants none or is away, no "no", no cool-off, not met.

    An account with people none of whom may be called is left alone too. The rep's own lines keep to the first
    only; what is pinned without a line of ours keeps to a "no" too.
    """
    coded = desk.facts.coded(actions)
    left_alone = is_left_alone(coded, desk.facts)
    is_own = actions["pot"].str.startswith(own.POT)
    with_people = actions["account_id"].isin(set(desk.facts.contacts["account_id"].dropna()))
    left_alone |= actions["contact_id"].isna() & with_people & ~is_own
    declined = actions["kind"].isin(INITIATIVES) | actions["pot"].str.startswith(own.PIN)
    declined &= may_not_sell(coded, desk.facts)
    left_alone |= coded["who"].isin(desk.facts.away_until.index) & ~is_own
    left_alone &= actions["kind"] != answer.KIND
    free_to_call = ~is_cooling(actions, desk) | actions["is_agreed"]
    return ~left_alone & ~declined & free_to_call & ~_is_met(actions, desk)


def _is_met(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether an appointment of the day names the account, so that what is open is said there.

    A quote's last day or a fresh look that must be stays a line of its own.
    """
    ahead = desk.facts.appointments
    met = ahead.loc[ahead["starts_at"] < desk.on + DAY, "account_id"]
    stays = (actions["is_must"] & (actions["kind"] != progress.KIND)) | (actions["kind"] == own.KIND)
    return actions["account_id"].isin(met) & ~stays


def is_cooling(actions: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether the person or deal was reached, or tried in vain, too recently for another initiative of ours."""
    person = desk.contacts[["last_touch_on", "last_try_on"]].reindex(actions["contact_id"]).set_axis(actions.index)
    touched, tried = (
        days_between(latest_of(actions[day], person[day]), desk.on) for day in ("last_touch_on", "last_try_on")
    )
    return (touched < desk.playbook.cool_off) | (tried < desk.playbook.cool_off_attempt)


def _one_a_record(actions: pd.DataFrame) -> pd.DataFrame:
    """The best candidate of each kind and pot, ties by the quote's, the contact's and the account's own id."""
    order = ["total", "quote_id", "contact_id", "account_id"]
    ordered = actions.sort_values(order, ascending=[False, True, True, True], kind="stable")
    return ordered.loc[~ordered.duplicated(["kind", "pot"])]


def _identified(actions: pd.DataFrame) -> pd.DataFrame:
    key = actions["kind"] + "|" + actions["pot"]
    return actions.set_axis(pd.Index(key, dtype="str", name="candidate_id"))


def _in_words(actions: pd.DataFrame) -> pd.DataFrame:
    """Add `whom`: call or write to whom, and where."""
    by_mail = actions["phone"].isna() & actions["email"].notna()
    verb = pd.Series(np.where(by_mail, "Write to ", "Call "), actions.index, dtype="str")
    at = (" at " + actions["account"]).where(actions["contact"].notna(), "").fillna("")
    return actions.assign(whom=verb + actions["contact"].fillna(actions["account"]).fillna("them") + at)


def _naming_deals(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The same rows with the deal in the topic, where there are several deals and the topic names none."""
    deals, whose = desk.deals, desk.deals["account_id"].fillna(desk.deals["contact_id"])
    several = deals.loc[whose.duplicated(keep=False) & whose.notna(), "name"].dropna()
    pairs = zip(actions["topic"], actions["opportunity_id"].map(several), strict=True)
    topics = [_of_deal(topic, name) for topic, name in pairs]
    return actions.assign(topic=pd.Series(topics, actions.index, dtype="str"))


def _with_what_signing_lacks(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The same rows with what a deal agreed by word still lacks, in the reason of whatever is done about it."""
    lacks = lacks_to_sign(desk.deals, desk)
    if lacks.empty:
        return actions
    said = "; " + actions["opportunity_id"].map(lacks).astype("str").mask(actions["kind"] == own.KIND)
    return actions.assign(because=actions["because"] + said.fillna(""))


def _of_deal(topic: str, name: str | float) -> str:
    unsaid = isinstance(name, str) and isinstance(topic, str) and brief(name) not in topic
    return f"{topic} for {brief(name)}" if unsaid else topic


def _groups(actions: pd.DataFrame) -> pd.Series:
    """What each action uses up for the day: its account (without one, its pot), and everybody it is for.

    A line of the rep's own uses up its people only, and so does what was agreed with one more of the people of a
    large deal; a preparation uses up nobody.
    """
    people = ("person:" + actions["person"]).where(actions["kind"] != preparation.KIND, actions["pot"])
    first = ("account:" + actions["account_id"]).fillna(actions["pot"])
    alone = actions["kind"].isin((own.KIND, preparation.KIND)) | actions["pot"].str.startswith(agreed.APART)
    first = first.where(~alone, people)
    whose = dict(zip(actions.index, people, strict=True))
    rows = zip(first, people, actions["serves"], strict=True)
    groups = [
        tuple(dict.fromkeys((first_of, person, *(whose[one] for one in serves[1:]))))
        for first_of, person, serves in rows
    ]
    return pd.Series(groups, index=actions.index, dtype=object)
