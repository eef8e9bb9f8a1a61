"""What the book's log already settles about today: lines done, skipped or put off."""

import pandas as pd

from sentia.book.matching import looked_up
from sentia.day.desk import Desk


def not_settled(possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The candidates that are still open today.

    A line done or skipped today, or put off to a later day, is not proposed again, nor is a call that would
    include it; with a call of several subjects all of them are settled. Nobody is called, and no account, after
    a line with them was done today. A line is logged under the day and its candidate's id, as "day@id".
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
    return possible.loc[~is_settled & ~seen]


def done_by_kind(desk: Desk) -> dict[str, int]:
    """How many lines of each kind are done today."""
    log = desk.book.log
    done = log.loc[(log["planned_for"] == desk.on) & (log["status"] == "done")]
    return done.groupby("kind").size().to_dict()


def _candidate(log: pd.DataFrame) -> pd.Series:
    """The candidate's id of each line; the id itself may hold an @."""
    return log["log_id"].astype("str").str.split("@", n=1).str[1].dropna()
