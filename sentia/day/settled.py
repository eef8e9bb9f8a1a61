"""What the book's log already settles about today: lines done, skipped or put off."""

import pandas as pd

from sentia.book.done import NOT_A_TOUCH
from sentia.book.matching import looked_up
from sentia.day.desk import Desk
from sentia.follow_up.acting import TOUCH
from sentia.work.registry import KINDS

# Which lines of a day do each follow-up: those rest with it even where they were agreed.
_ACTIONS = {kind.KIND: kind.ACTIONS for kind in KINDS} | {TOUCH: ()}


def not_settled(possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The candidates that are still open today.

    A line done or skipped today, or put off to a later day, is not proposed again, nor is a call that would
    include it; with a call of several subjects all of them are settled. Nobody is called, and no account, after
    a line with them was done today. A line is logged under the day and its candidate's id, as "day@id". What is
    parked rests: a deal, else a person, else an account; and what was put off as a follow-up, until its day.
    """
    log = desk.book.log
    if log.empty:
        return possible
    today = log["planned_for"] == desk.on
    put_off = (log["status"] == "snoozed") & ((log["return_on"] > desk.on) | (today & log["return_on"].isna()))
    settled = set(_candidate(log.loc[put_off | (today & log["status"].isin(["done", "skipped"]))]))
    subjects = possible.loc[possible.index.isin(settled), "serves"].explode()
    settled |= set(subjects)
    is_settled = possible["serves"].map(settled.isdisjoint).eq(False)
    done = log.loc[today & (log["status"] == "done") & ~log["kind"].isin(NOT_A_TOUCH)]
    people = looked_up(done["contact_id"], desk.facts.contacts["person"])
    seen = possible["account_id"].isin(set(done["account_id"].dropna())) | possible["person"].isin(
        set(people.dropna())
    )
    return possible.loc[~is_settled & ~seen & ~_is_resting(possible, desk)]


def done_by_kind(desk: Desk) -> dict[str, int]:
    """How many lines of each kind are done today."""
    log = desk.book.log
    if log.empty:
        return {}
    done = log.loc[(log["planned_for"] == desk.on) & (log["status"] == "done")]
    return done.groupby("kind").size().to_dict()


def _is_resting(possible: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each candidate, or a subject the call would include, is parked or put off as a follow-up."""
    log = desk.book.log
    rests = _is_about(possible, log.loc[log["status"] == "parked"], desk)
    put_off = log.loc[(log["status"] == "snoozed") & (log["return_on"] > desk.on)]
    for kind, rows in put_off.groupby("kind"):
        does = _ACTIONS.get(str(kind))
        if does is not None:
            rests |= _is_about(possible, rows, desk) & (~possible["is_agreed"] | possible["kind"].isin(does))
    resting = set(possible.index[rests])
    return possible["serves"].map(resting.isdisjoint).eq(False)


def _is_about(possible: pd.DataFrame, log: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each candidate is about a deal, else a person, else an account of these lines."""
    loose = log.loc[log["opportunity_id"].isna()]
    people = looked_up(loose["contact_id"], desk.facts.contacts["person"]).dropna()
    accounts = loose.loc[loose["contact_id"].isna(), "account_id"].dropna()
    is_it = possible["opportunity_id"].isin(set(log["opportunity_id"].dropna()))
    return is_it | possible["person"].isin(set(people)) | possible["account_id"].isin(set(accounts))


def _candidate(log: pd.DataFrame) -> pd.Series:
    """The candidate's id of each line; the id itself may hold an @."""
    return log["log_id"].astype("str").str.split("@", n=1).str[1].dropna()
