"""From activities: who was really reached, when, and how often nobody answered since.

A *touch* reached a person, an *attempt* did not; notes, tasks and what is only planned are neither. Where no
log covers a record its silence is unknown, never assumed to be long.
"""

import numpy as np
import pandas as pd

REACHING = (
    "call",
    "email",
    "message",
    "meeting",
    "visit",
    "demo",
    "info sent",
    "quote sent",
    "favour",
    "touch",
)
MISSED = ("no answer", "voicemail")
DAY = pd.Timedelta(days=1)


def add_touch(activities: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Add `is_touch`, `is_attempt`, `is_inbound` (bool) and `on` (day) to one row per activity.

    What is not done, or done after `on`, is neither touch nor attempt.

    Examples
    --------
    >>> log = pd.DataFrame({"kind": ["call", "note"], "outcome": ["no answer", None], "direction": [None, None],
    ...                     "done_at": pd.to_datetime(["2026-03-02 10:00", "2026-03-02 11:00"])})
    >>> add_touch(log, pd.Timestamp("2026-03-03"))[["is_touch", "is_attempt"]].to_numpy().tolist()
    [[False, True], [False, False]]
    """
    happened = activities["done_at"].notna() & (activities["done_at"] < on + DAY)
    reaching = happened & activities["kind"].isin(REACHING)
    missed = activities["outcome"].isin(MISSED)
    return activities.assign(
        is_touch=reaching & ~missed,
        is_attempt=reaching & missed,
        is_inbound=reaching & (activities["direction"] == "in"),
        on=activities["done_at"].dt.normalize(),
    )


def log_starts(activities: pd.DataFrame) -> pd.Timestamp:
    """The first day of the activity log; NaT where there is none.

    Dates of a last contact read off other sheets (kind `touch`) are no log: they cover their own record only.
    """
    return activities.loc[activities["kind"] != "touch", "done_at"].min().normalize()


def quiet_by(touched: pd.DataFrame, key: str, on: pd.Timestamp) -> pd.DataFrame:
    """One row per `key` (an id column of `touched`, see `add_touch`) with something recorded.

    Columns: `last_touch_on`, `last_try_on` (days, the last attempt), `tries` (attempts in a row since the last
    touch), `touches_last_year` (in the 365 days until `on`) and `last_kind`, the kind of the last touch.
    """
    touched = touched.loc[touched[key].notna() & (touched["is_touch"] | touched["is_attempt"])]
    reached = touched.loc[touched["is_touch"]].sort_values("done_at", kind="stable")
    last = reached.groupby(key).agg(last_touch_on=("on", "last"), last_kind=("kind", "last"))
    tried = touched.loc[touched["is_attempt"]]
    since = tried[key].map(reached.groupby(key)["done_at"].last()).fillna(pd.Timestamp.min.as_unit("us"))
    tries = tried.loc[tried["done_at"] > since].groupby(key).size().rename("tries")
    last_try = tried.groupby(key)["on"].max().rename("last_try_on")
    recent = reached.loc[reached["on"] > on - 365 * DAY].groupby(key).size()
    frame = last.join([last_try, tries, recent.rename("touches_last_year")], how="outer")
    return frame.fillna({"tries": 0, "touches_last_year": 0}).astype({"tries": int, "touches_last_year": int})


def add_quiet(records: pd.DataFrame, quiet: pd.DataFrame, key: str, on: pd.Timestamp) -> pd.DataFrame:
    """Add the columns of `quiet_by` and `days_quiet` to one row per record.

    `days_quiet` (float, days since the last touch) is NaN where none is recorded.
    """
    joined = records.drop(columns=[c for c in quiet if c in records]).join(quiet, on=key)
    joined = joined.fillna({"tries": 0, "touches_last_year": 0})
    return joined.assign(days_quiet=days_between(joined["last_touch_on"], on))


def days_between(days: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Days from each day until `on` (float; NaN where the day is missing)."""
    return (on - days).dt.days.astype(float)


def first_known(*days: pd.Series) -> pd.Series:
    """The latest of several recorded days, row by row; NaT where none is known."""
    together = pd.concat([day.astype("datetime64[us]") for day in days], axis="columns")
    return together.max(axis="columns")


def unknown_as(days_quiet: pd.Series, default: float, since: pd.Series, on: pd.Timestamp) -> pd.Series:
    """The silence to price with: as recorded, else the class default, never longer than the record is known."""
    at_most = days_between(since, on).fillna(np.inf).clip(lower=0)
    return days_quiet.fillna(np.minimum(default, at_most))
