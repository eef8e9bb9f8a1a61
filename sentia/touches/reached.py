"""From activities: who was really reached, when, and how often nobody answered since.

A *touch* reached a person, an *attempt* did not; notes, tasks and what is only planned are neither. Their word
reached us, so it is a touch, whatever else is noted of it. A mail of ours is our word and an attempt until they
answer; so are a word with a gatekeeper and a meeting to which they did not come. What a machine wrote, and one
subject sent to many, is neither. Where no log covers a record its silence is unknown, never assumed to be long.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.book.once import alike_without_rows
from sentia.touches.mail import TEXT_KINDS, add_automatic, is_answered_in_thread, is_mailing, own_text
from sentia.touches.promised import THEM, may_promise, promise_said

READ = ("activity_id", "done_at", "due_on", "kind", "direction", "outcome", "minutes", "subject", "notes")
SPOKEN = ("call", "meeting", "visit", "demo", "touch")
REACHING = (*SPOKEN, *TEXT_KINDS, "info sent", "quote sent", "favour")
ASKING = (*TEXT_KINDS, "info sent", "quote sent", "call", "touch")
TALKED = ("reached", "replied", "said no", "stop")  # with such an outcome their word has had its answer
MISSED = ("no answer", "voicemail", "gatekeeper", "opened", "bounced", "no show", "away")
STILL_TO_COME, CALLED_OFF, NO_SHOW, DONE = "planned", "cancelled", "no show", "done"
READ_OFF = "touch"  # the kind of a last contact that was read off another sheet
DAY = pd.Timedelta(days=1)
YEAR = pd.Timedelta(days=365)
MICROSECONDS_A_DAY = 86_400_000_000
LONG_AGO = pd.Timestamp(1700, 1, 1).as_unit("us")


def add_touch(activities: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Add what each activity was (bool) and its day (`on`) to one row per activity.

    `is_touch`: it reached a person; `is_attempt`: it was to; `is_inbound`: it was theirs; `is_asking`: it was
    theirs and nothing says that it had its answer (a call that was taken, an answer in the same thread) or that
    they come back by themselves by a day still ahead; `is_word`: ours, said or written, whether answered or not;
    `is_favour`: something given; `is_no_show`: they did not come. `automatic` and `back_on` tell of mail that no
    person wrote (see `mail.add_automatic`).

    What is planned, cancelled, or done after `on`, is none of these. An activity whose kind nobody noted counts as
    a touch unless its outcome says that nobody was reached. Needs `READ`; columns that are missing say nothing.

    Examples
    --------
    >>> log = pd.DataFrame({"kind": ["call", "note", "call"], "outcome": ["no answer", None, "voicemail"],
    ...                     "direction": [None, None, "in"], "done_at": pd.to_datetime(["2026-03-02"] * 3)})
    >>> add_touch(log, pd.Timestamp("2026-03-03"))[["is_touch", "is_attempt", "is_asking"]].to_numpy().tolist()
    [[False, True, False], [False, False, False], [True, False, True]]
    """
    log = _with_columns(activities).assign(on=activities["done_at"].dt.normalize())
    kind, outcome = log["kind"], log["outcome"]
    off = outcome.isin((STILL_TO_COME, CALLED_OFF))
    reaching = log["done_at"].lt(on + DAY) & (kind.isin(REACHING) | kind.isna()) & ~off
    log = add_automatic(log, reaching & ~log["direction"].eq("out"))
    inbound = reaching & log["direction"].eq("in") & log["automatic"].isna()
    ours = reaching & ~inbound & log["automatic"].isna() & ~is_mailing(log.assign(on=log["on"].where(reaching)))
    missed = outcome.isin(MISSED) | (kind.isin(TEXT_KINDS) & ~outcome.isin(TALKED))
    written = kind.isin(TEXT_KINDS) | kind.isin(("info sent", "quote sent"))
    words = {
        "is_touch": inbound | (ours & ~missed),
        "is_attempt": ours & missed,
        "is_inbound": inbound,
        "is_asking": _is_asking(log, inbound, ours, on),
        "is_word": ours & (~missed | written),
        "is_favour": reaching & kind.eq("favour") & ~inbound,
        "is_no_show": reaching & outcome.eq(NO_SHOW),
    }
    told = {name: is_so.fillna(False).astype(bool) for name, is_so in words.items()}
    return activities.assign(**told, on=log["on"], automatic=log["automatic"], back_on=log["back_on"])


def _with_columns(activities: pd.DataFrame) -> pd.DataFrame:
    """The activities with every column of `READ`, and who they are with; what is missing says nothing."""
    links = ("account_id", "contact_id", "opportunity_id")
    nothing = pd.Series(index=activities.index, dtype="str")
    text = {name: activities[name].astype("str") if name in activities else nothing for name in (*READ, *links)}
    kept = {name: activities[name] for name in ("done_at", "due_on", "minutes") if name in activities}
    return pd.DataFrame({"due_on": pd.NaT, "minutes": np.nan} | text | kept, index=activities.index)


def _is_asking(log: pd.DataFrame, inbound: pd.Series, ours: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Whether each row was their word and waits for ours."""
    if not inbound.any():
        return inbound
    kind, outcome = log["kind"], log["outcome"]
    held = (outcome.eq(DONE) | (log["minutes"].astype(float) > 0)) & ~kind.isin(TEXT_KINDS) & ~outcome.isin(MISSED)
    asking = inbound & (kind.isin(ASKING) | kind.isna()) & ~outcome.isin(TALKED) & ~held
    asking &= ~is_answered_in_thread(log, asking.to_numpy(bool), ours.to_numpy(bool))
    return asking & ~_comes_back(log, asking, on)


def _comes_back(log: pd.DataFrame, asking: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Whether they say themselves by which day they come back, and ask nothing meanwhile."""
    found = pd.Series(False, log.index)
    letters = log.loc[asking & log["kind"].isin(TEXT_KINDS)]
    texts = letters["subject"].fillna("") + "\n" + own_text(letters["notes"]).fillna("")
    texts = texts.loc[may_promise(texts) & ~own_text(letters["notes"]).str.contains("?", regex=False, na=False)]
    read = [promise_said(text, day, True) for text, day in zip(texts, letters["on"].loc[texts.index], strict=True)]
    found[texts.index] = np.array([by == THEM and day is not None for _, by, day in read], bool)
    return found


def still_planned(activities: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The activities that were planned and not done by that day, with the day of each as `due_on`.

    Booked, scheduled and future ones; not what was cancelled, moved to another day, or finished before its day.

    Examples
    --------
    >>> log = pd.DataFrame({"done_at": pd.to_datetime(["2026-11-26", "2026-11-26", None]), "due_on": pd.NaT,
    ...                     "kind": "meeting", "outcome": ["planned", "cancelled", "done"]})
    >>> still_planned(log, pd.Timestamp("2026-11-23"))["due_on"].tolist()
    [Timestamp('2026-11-26 00:00:00')]
    """
    outcome, done_at = activities["outcome"], activities["done_at"]
    is_open = outcome.isna() | outcome.eq(STILL_TO_COME)
    ahead = done_at.isna() | (done_at >= on + DAY) | outcome.eq(STILL_TO_COME)
    due_on = activities["due_on"].astype("datetime64[us]").fillna(done_at.dt.normalize().astype("datetime64[us]"))
    planned = is_open & ahead & due_on.notna()
    return activities.loc[planned].assign(due_on=due_on.loc[planned])


def counted_once(touched: pd.DataFrame, who: str) -> pd.DataFrame:
    """The activities (see `add_touch`), what several sources tell of one touch or try only once; the order stays.

    The same kind of touch with the same person (`who`, a column) on the same day, found in several sources (a
    column `source`, text), counts as the first of them by name; a last contact that was merely read off counts
    only where nothing else is known of that day. Two calls in one log are two calls.

    Examples
    --------
    >>> two = pd.DataFrame({"person": ["Ann"] * 2, "on": pd.Timestamp("2026-03-02"), "kind": "call",
    ...                     "is_touch": True, "is_attempt": False, "is_inbound": False,
    ...                     "source": ["calls", "diary"]})
    >>> len(counted_once(two, "person")), len(counted_once(two.assign(source="diary"), "person"))
    (1, 2)
    """
    return touched.loc[~is_told_again(touched, pd.factorize(touched[who])[0])]


def is_told_again(touched: pd.DataFrame, who: np.ndarray) -> np.ndarray:
    """Whether another source tells of each activity too (see `counted_once`); `who` is a number, -1 for nobody."""
    is_touch = (touched["is_touch"] | touched["is_attempt"]).to_numpy() & (who >= 0)
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


@alike_without_rows
def quiet_by(touched: pd.DataFrame, key: str, on: pd.Timestamp) -> pd.DataFrame:
    """One row per `key` (a column of `touched`, see `add_touch` and `in_order`) with something recorded.

    Columns: `last_touch_on`, `last_try_on` (days, the last attempt), `tries` (attempts in a row since the last
    touch), `touches_last_year` (in the 365 days until `on`), `last_kind`, the kind of the last touch, and
    `is_owed`: their word waits for ours.
    """
    kept = (touched["is_touch"] | touched["is_attempt"]).to_numpy() & touched[key].notna().to_numpy()
    touched = touched.loc[kept, [key, "on", "kind", "is_touch", "is_asking", "is_word"]]
    who, names = pd.factorize(touched[key])
    is_touch, rows = touched["is_touch"].to_numpy(), np.arange(len(touched))
    flags = (is_touch, ~is_touch, touched["is_asking"].to_numpy(), touched["is_word"].to_numpy())
    last_touch, last_try, last_asked, last_word = (_last(who[is_so], rows[is_so], len(names)) for is_so in flags)
    recent = is_touch & (touched["on"] > on - YEAR).to_numpy()
    in_vain = ~is_touch & (rows > last_touch[who])
    last_kind = rows_at(touched["kind"], last_touch)
    quiet = {
        "last_touch_on": rows_at(touched["on"], last_touch),
        "last_try_on": rows_at(touched["on"], last_try),
        "last_kind": last_kind.where(last_kind.notna() | (last_touch < 0), READ_OFF),
        "is_owed": last_asked > last_word,
        "tries": np.bincount(who[in_vain], minlength=len(names)).astype(float),
        "touches_last_year": np.bincount(who[recent], minlength=len(names)).astype(float),
    }
    return pd.DataFrame(quiet).set_axis(pd.Index(names, dtype="str"))


def _last(who: np.ndarray, rows: np.ndarray, count: int) -> np.ndarray:
    """The last of the rows of each; -1 where there is none."""
    last = np.full(count, -1)
    last[who] = rows  # of several rows of one the last is kept
    return last


def rows_at(values: pd.Series, rows: np.ndarray, index: pd.Index | None = None) -> pd.Series:
    """The values at these positions; missing where the position is -1.

    Examples
    --------
    >>> rows_at(pd.Series(["a", "b"]), np.array([1, -1])).tolist()
    ['b', nan]
    """
    return pd.Series(values.array.take(rows, allow_fill=True), index)


def quiet_of(keys: pd.Series, quiet: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The columns of `quiet_by` and `days_quiet`, one row per key, on the index of `keys`.

    `days_quiet` (float, days since the last touch) is NaN where none is recorded.
    """
    places = quiet.index.get_indexer(keys)
    theirs = {
        name: rows_at(quiet[name], places, keys.index) for name in ("last_touch_on", "last_try_on", "last_kind")
    }
    flags = {"is_owed": False, "tries": 0.0, "touches_last_year": 0.0}
    theirs |= {name: np.append(quiet[name].to_numpy(), other)[places] for name, other in flags.items()}
    return pd.DataFrame(theirs | {"days_quiet": days_between(theirs["last_touch_on"], on)}, keys.index)


def days_between(days: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Days from each day until `on` (float; NaN where the day is missing).

    Examples
    --------
    >>> days_between(pd.to_datetime(pd.Series(["2026-03-02", None])), pd.Timestamp("2026-03-05")).tolist()
    [3.0, nan]
    """
    left = (on.as_unit("us").to_datetime64() - days.to_numpy("datetime64[us]")).view(np.int64)
    whole = np.where(days.isna().to_numpy(), np.nan, left // MICROSECONDS_A_DAY)
    return pd.Series(whole, days.index, name=days.name)


def latest_of(*days: pd.Series) -> pd.Series:
    """The latest of several recorded days, row by row; NaT where none is known."""
    latest = np.fmax.reduce([day.to_numpy("datetime64[us]") for day in days])
    return pd.Series(latest, days[0].index)


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
