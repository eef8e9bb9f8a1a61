"""From activities: who was really reached, when, and how often nobody answered since.

A *touch* reached a person, an *attempt* did not; notes, tasks and what is only planned are neither. Their word
reached us, so it is a touch, whatever else is noted of it; a mail of ours that nobody answered is an attempt, yet
it is our word. Where no log covers a record its silence is unknown, never assumed to be long.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

REACHING = ("call", "email", "message", "meeting", "visit", "demo", "info sent", "quote sent", "favour", "touch")
MISSED = ("no answer", "voicemail")
WRITTEN = ("email", "message", "info sent", "quote sent")
ASKING = (*WRITTEN, "call", "touch")
TALKED = ("reached", "replied", "said no")  # with such an outcome their word has had its answer
READ_OFF = "touch"  # the kind of a last contact that was read off another sheet
DAY = pd.Timedelta(days=1)
YEAR = pd.Timedelta(days=365)
LONG_AGO = pd.Timestamp(1700, 1, 1).as_unit("us")


def add_touch(activities: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Add what each activity was (bool) and its day (`on`) to one row per activity.

    `is_touch`: it reached a person; `is_attempt`: it was to; `is_inbound`: it was theirs; `is_asking`: it was
    theirs and nothing says that it had its answer; `is_word`: ours, said or written, whether answered or not;
    `is_favour`: something given.

    What is not done, or done after `on`, is none of these. An activity whose kind nobody noted counts as a touch
    unless its outcome says that nobody was reached.

    Examples
    --------
    >>> log = pd.DataFrame({"kind": ["call", "note", "call"], "outcome": ["no answer", None, "voicemail"],
    ...                     "direction": [None, None, "in"], "done_at": pd.to_datetime(["2026-03-02"] * 3)})
    >>> add_touch(log, pd.Timestamp("2026-03-03"))[["is_touch", "is_attempt", "is_asking"]].to_numpy().tolist()
    [[False, True, False], [False, False, False], [True, False, True]]
    """
    happened = activities["done_at"].notna() & (activities["done_at"] < on + DAY)
    kind, outcome = activities["kind"], activities["outcome"]
    reaching = happened & (kind.isin(REACHING) | kind.isna())
    inbound = reaching & activities["direction"].eq("in").fillna(False).astype(bool)
    missed, written = outcome.isin(MISSED), kind.isin(WRITTEN)
    return activities.assign(
        is_touch=reaching & (~missed | inbound),
        is_attempt=reaching & missed & ~inbound,
        is_inbound=inbound,
        is_asking=inbound & (kind.isin(ASKING) | kind.isna()) & ~outcome.isin(TALKED),
        is_word=reaching & ~inbound & (~missed | written),
        is_favour=happened & kind.eq("favour").fillna(False).astype(bool) & ~inbound,
        on=activities["done_at"].dt.normalize(),
    )


def counted_once(touched: pd.DataFrame, who: str) -> pd.DataFrame:
    """The activities (see `add_touch`), what several sources tell of one touch only once; the order stays.

    The same kind of touch with the same person (`who`, a column) on the same day, found in several sources (a
    column `source`, text), counts as the first of them by name; a last contact that was merely read off counts
    only where nothing else is known of that day. Two calls in one log are two calls.

    Examples
    --------
    >>> two = pd.DataFrame({"person": ["Ann"] * 2, "on": pd.to_datetime(["2026-03-02"] * 2), "kind": "call",
    ...                     "is_touch": True, "is_inbound": False, "source": ["calls", "diary"]})
    >>> len(counted_once(two, "person")), len(counted_once(two.assign(source="diary"), "person"))
    (1, 2)
    """
    return touched.loc[~is_told_again(touched, pd.factorize(touched[who])[0])]


def is_told_again(touched: pd.DataFrame, who: np.ndarray) -> np.ndarray:
    """Whether another source tells of each activity too (see `counted_once`); `who` is a number, -1 for nobody."""
    is_touch = touched["is_touch"].to_numpy() & (who >= 0)
    read_off = is_touch & touched["kind"].eq(READ_OFF).to_numpy(bool)
    sources = pd.factorize(touched["source"], sort=True)[0]
    rare = read_off | (is_touch & (sources != sources[is_touch.argmax()])) if len(touched) else is_touch
    again = np.zeros(len(touched), bool)
    if rare.any():
        some = is_touch & np.isin(who, np.unique(who[rare]))
        rows = touched.loc[some, ["on", "kind", "is_inbound"]]
        again[some] = _is_second(rows.assign(who=who[some]), sources[some], read_off[some])
    return again


def _is_second(touches: pd.DataFrame, sources: np.ndarray, read_off: np.ndarray) -> np.ndarray:
    same = touches.groupby(["who", "on", "kind", "is_inbound"], sort=False, dropna=False).ngroup()
    first = pd.Series(sources, touches.index).groupby(same.to_numpy()).transform("min")
    days = touches.groupby(["who", "on"], sort=False)["kind"]
    told = (days.transform("size") > 1) & (days.transform("nunique") > 1)
    return (sources > first.to_numpy()) | (read_off & told.to_numpy())


def log_starts(activities: pd.DataFrame) -> pd.Timestamp:
    """The first day of the activity log; NaT where there is none.

    Dates of a last contact read off other sheets (kind `touch`) are no log: they cover their own record only.

    Examples
    --------
    >>> log_starts(pd.DataFrame({"kind": ["touch"], "done_at": pd.to_datetime(["2026-03-02"])}))
    NaT
    """
    first = activities.loc[activities["kind"] != READ_OFF, "done_at"].min()
    return first if pd.isna(first) else first.normalize()


def in_order(touched: pd.DataFrame) -> pd.DataFrame:
    """The same rows, oldest first; of several at one moment the one with the greatest activity id is the last."""
    return touched.take(order_of(touched))


def order_of(touched: pd.DataFrame) -> np.ndarray:
    """The places of the rows as `in_order` has them."""
    order = np.argsort(touched["done_at"].to_numpy())
    moments = touched["done_at"].to_numpy()[order]
    is_later = np.diff(moments.view(np.int64), prepend=0, append=0) != 0
    tied = np.flatnonzero(~(is_later[:-1] & is_later[1:]))  # ids settle only what is at one moment
    at, ids = np.cumsum(is_later[:-1])[tied], touched["activity_id"].take(order[tied])
    rows = pa.table({"at": at, "id": pa.array(ids.astype("str")), "row": order[tied]})
    order[tied] = order[tied][pc.sort_indices(rows, [(name, "ascending") for name in rows.column_names])]
    return order


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
        last_kind=frame["last_kind"].where(frame["last_kind"].notna() | (last_touch < 0), READ_OFF),
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
