"""From activities: who was really reached, when, and how often nobody answered since.

A *touch* reached a person, an *attempt* did not; notes, tasks and what is only planned are neither. Where no
log covers a record its silence is unknown, never assumed to be long.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import looked_up_day

REACHING = ("call", "email", "message", "meeting", "visit", "demo", "info sent", "quote sent", "favour", "touch")
MISSED = ("no answer", "voicemail")
DAY = pd.Timedelta(days=1)
YEAR = pd.Timedelta(days=365)
LONG_AGO = pd.Timestamp(1700, 1, 1).as_unit("us")


def add_touch(activities: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Add `is_touch`, `is_attempt`, `is_inbound` (bool) and `on` (day) to one row per activity.

    What is not done, or done after `on`, is neither touch nor attempt. An activity whose kind nobody noted
    counts as a touch unless its outcome says that nobody was reached.

    Examples
    --------
    >>> log = pd.DataFrame({"kind": ["call", "note"], "outcome": ["no answer", None], "direction": [None, None],
    ...                     "done_at": pd.to_datetime(["2026-03-02 10:00", "2026-03-02 11:00"])})
    >>> add_touch(log, pd.Timestamp("2026-03-03"))[["is_touch", "is_attempt"]].to_numpy().tolist()
    [[False, True], [False, False]]
    """
    happened = activities["done_at"].notna() & (activities["done_at"] < on + DAY)
    reaching = happened & (activities["kind"].isin(REACHING) | activities["kind"].isna())
    missed = activities["outcome"].isin(MISSED)
    return activities.assign(
        is_touch=reaching & ~missed,
        is_attempt=reaching & missed,
        is_inbound=reaching & activities["direction"].eq("in").fillna(False).astype(bool),
        on=activities["done_at"].dt.normalize(),
    )


def log_starts(activities: pd.DataFrame) -> pd.Timestamp:
    """The first day of the activity log; NaT where there is none.

    Dates of a last contact read off other sheets (kind `touch`) are no log: they cover their own record only.

    Examples
    --------
    >>> log_starts(pd.DataFrame({"kind": ["touch"], "done_at": pd.to_datetime(["2026-03-02"])}))
    NaT
    """
    first = activities.loc[activities["kind"] != "touch", "done_at"].min()
    return first if pd.isna(first) else first.normalize()


def quiet_by(touched: pd.DataFrame, key: str, on: pd.Timestamp) -> pd.DataFrame:
    """One row per `key` (a column of `touched`, see `add_touch`) with something recorded.

    Columns: `last_touch_on`, `last_try_on` (days, the last attempt), `tries` (attempts in a row since the last
    touch), `touches_last_year` (in the 365 days until `on`), `last_kind`, the kind of the last touch, and
    `is_owed`: their word was the last, and nobody answered it. Of several touches at one moment the one with
    the greatest activity id is the last.
    """
    touched = touched.loc[touched[key].notna() & (touched["is_touch"] | touched["is_attempt"])]
    reached = touched.loc[touched["is_touch"]].sort_values(["done_at", "activity_id"], kind="stable")
    last = reached.drop_duplicates(key, keep="last").set_index(key)
    tried = touched.loc[touched["is_attempt"]]
    since = looked_up_day(tried[key], last["done_at"]).fillna(LONG_AGO)
    columns = {
        "last_touch_on": last["on"],
        "last_kind": last["kind"].fillna("touch"),
        "is_owed": last["is_inbound"],
        "last_try_on": tried.groupby(key)["on"].max(),
        "tries": tried.loc[tried["done_at"] > since].groupby(key).size(),
        "touches_last_year": reached.loc[reached["on"] > on - YEAR].groupby(key).size(),
    }
    frame = pd.concat(columns, axis="columns", sort=True)
    counted = frame[["tries", "touches_last_year"]].astype(float).fillna(0)
    return frame.assign(is_owed=frame["is_owed"].eq(True), **counted).astype(QUIET_TYPES)


QUIET_TYPES = {
    "last_touch_on": "datetime64[us]",
    "last_try_on": "datetime64[us]",
    "last_kind": "str",
    "is_owed": bool,
    "tries": float,
    "touches_last_year": float,
}


def add_quiet(records: pd.DataFrame, quiet: pd.DataFrame, keys: pd.Series, on: pd.Timestamp) -> pd.DataFrame:
    """Add the columns of `quiet_by` and `days_quiet` to one row per record; `keys` says whose quiet is whose.

    `days_quiet` (float, days since the last touch) is NaN where none is recorded.
    """
    theirs = quiet.reindex(keys).set_axis(records.index)
    counted = theirs[["tries", "touches_last_year"]].fillna(0)
    theirs = theirs.assign(is_owed=theirs["is_owed"].eq(True), **counted).astype(QUIET_TYPES)
    return records.assign(**theirs, days_quiet=days_between(theirs["last_touch_on"], on))


def days_between(days: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Days from each day until `on` (float; NaN where the day is missing).

    Examples
    --------
    >>> days_between(pd.to_datetime(pd.Series(["2026-03-02", None])), pd.Timestamp("2026-03-05")).tolist()
    [3.0, nan]
    """
    return (on - days.astype("datetime64[us]")).dt.days.astype(float)


def latest_of(*days: pd.Series) -> pd.Series:
    """The latest of several recorded days, row by row; NaT where none is known."""
    return pd.concat([day.astype("datetime64[us]") for day in days], axis="columns").max(axis="columns")


def unknown_as(days_quiet: pd.Series, default: float, since: pd.Series, on: pd.Timestamp) -> pd.Series:
    """The silence to price with: as recorded, else the class default, never longer than the record is known.

    Examples
    --------
    >>> known_since = pd.to_datetime(pd.Series(["2026-03-01", "2026-01-01", None]))
    >>> unknown_as(pd.Series([2, np.nan, np.nan]), 14, known_since, pd.Timestamp("2026-03-05")).tolist()
    [2.0, 14.0, 14.0]
    """
    at_most = days_between(since, on).fillna(np.inf).clip(lower=0)
    return days_quiet.astype(float).fillna(np.minimum(default, at_most))
