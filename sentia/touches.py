"""From activities: who was really reached, when, and how often nobody answered since.

A *touch* reached a person, an *attempt* did not; notes, tasks and what is only planned are neither. Where no
log covers a record its silence is unknown, never assumed to be long.
"""

import numpy as np
import pandas as pd

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


def in_order(touched: pd.DataFrame) -> pd.DataFrame:
    """The same rows, oldest first; of several at one moment the one with the greatest activity id is the last."""
    return touched.sort_values(["done_at", "activity_id"], kind="stable")


def quiet_by(touched: pd.DataFrame, key: str, on: pd.Timestamp) -> pd.DataFrame:
    """One row per `key` (a column of `touched`, see `add_touch` and `in_order`) with something recorded.

    Columns: `last_touch_on`, `last_try_on` (days, the last attempt), `tries` (attempts in a row since the last
    touch), `touches_last_year` (in the 365 days until `on`), `last_kind`, the kind of the last touch, and
    `is_owed`: their word was the last, and nobody answered it.
    """
    touched = touched.loc[touched[key].notna() & (touched["is_touch"] | touched["is_attempt"])]
    who, names = pd.factorize(touched[key])
    is_touch, count = touched["is_touch"].to_numpy(), len(names)
    rows = np.arange(len(touched))
    last_touch, last_try = np.full(count, -1), np.full(count, -1)
    last_touch[who[is_touch]] = rows[is_touch]  # of several rows of one person the last is kept
    last_try[who[~is_touch]] = rows[~is_touch]
    recent = is_touch & (touched["on"] > on - YEAR).to_numpy()
    frame = _at(touched, last_touch, ["on", "kind", "is_inbound"])
    frame = frame.rename(columns={"on": "last_touch_on", "kind": "last_kind", "is_inbound": "is_owed"})
    return frame.assign(
        last_kind=frame["last_kind"].where(frame["last_kind"].notna() | (last_touch < 0), "touch"),
        is_owed=frame["is_owed"].eq(True),
        last_try_on=_at(touched, last_try, ["on"])["on"],
        tries=np.bincount(who[~is_touch & (rows > last_touch[who])], minlength=count).astype(float),
        touches_last_year=np.bincount(who[recent], minlength=count).astype(float),
    ).set_axis(pd.Index(names, dtype="str"))[list(QUIET)]


def _at(touched: pd.DataFrame, rows: np.ndarray, columns: list[str]) -> pd.DataFrame:
    """The rows at these positions; missing where the position is -1."""
    return touched[columns].reset_index(drop=True).reindex(rows).reset_index(drop=True)


QUIET = ("last_touch_on", "last_try_on", "last_kind", "is_owed", "tries", "touches_last_year")


def quiet_of(keys: pd.Series, quiet: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The columns of `quiet_by` and `days_quiet`, one row per key, on the index of `keys`.

    `days_quiet` (float, days since the last touch) is NaN where none is recorded.
    """
    theirs = quiet.reindex(keys).set_axis(keys.index)
    return theirs.assign(
        is_owed=theirs["is_owed"].eq(True),
        tries=theirs["tries"].fillna(0).astype(float),
        touches_last_year=theirs["touches_last_year"].fillna(0).astype(float),
        days_quiet=days_between(theirs["last_touch_on"], on),
    )


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
