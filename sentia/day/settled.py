"""What the book's log already settles about today: lines done, skipped or put off."""

import pandas as pd

from sentia.book.matching import looked_up
from sentia.day.desk import Desk


def not_settled(possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The candidates that are still open today.

    A line done or skipped today, or put off to a later day, is not proposed again, nor is a call that would
    include it; with a call of several subjects all of them are settled. Nobody is called, and no account, after
    a line with them was done today. A line is logged under the day and its candidate's id, as "day@id". What is
    parked rests: a deal, else a person, else an account.
    """
    log = desk.book.log
    today = log["planned_for"] == desk.on
    put_off = (log["status"] == "snoozed") & ((log["return_on"] > desk.on) | (today & log["return_on"].isna()))
    settled = set(_candidate(log.loc[put_off | (today & log["status"].isin(["done", "skipped"]))]))
    subjects = possible.loc[possible.index.isin(settled), "serves"].explode()
    settled |= set(subjects)
    is_settled = possible["serves"].map(settled.isdisjoint).eq(False)
    done = log.loc[today & (log["status"] == "done")]
    people = looked_up(done["contact_id"], desk.contacts["person"])
    seen = possible["account_id"].isin(set(done["account_id"].dropna())) | possible["person"].isin(
        set(people.dropna())
    )
    return possible.loc[~is_settled & ~seen & ~_is_parked(possible, desk)]


def done_by_kind(desk: Desk) -> dict[str, int]:
    """How many lines of each kind are done today."""
    log = desk.book.log
    done = log.loc[(log["planned_for"] == desk.on) & (log["status"] == "done")]
    return done.groupby("kind").size().to_dict()


def _is_parked(possible: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each candidate's deal, person or account is parked, or that of a subject the call would include."""
    parked = desk.book.log.loc[desk.book.log["status"] == "parked"]
    loose = parked.loc[parked["opportunity_id"].isna()]
    people = looked_up(loose["contact_id"], desk.contacts["person"]).dropna()
    accounts = loose.loc[loose["contact_id"].isna(), "account_id"].dropna()
    rests = possible["opportunity_id"].isin(set(parked["opportunity_id"].dropna()))
    rests |= possible["person"].isin(set(people)) | possible["account_id"].isin(set(accounts))
    resting = set(possible.index[rests])
    return possible["serves"].map(resting.isdisjoint).eq(False)


def _candidate(log: pd.DataFrame) -> pd.Series:
    """The candidate's id of each line; the id itself may hold an @."""
    return log["log_id"].astype("str").str.split("@", n=1).str[1].dropna()
