"""The catch-up plan: a day for everybody who is not yet dated, the longest waiting first, so that nobody is left.

Each working day has the minutes that are kept for those who wait longest (`guaranteed_share`). They are given out
in one strict order, by the day a touch was due and then by id, to whoever waits by then: those not yet dated, and
those whose turn comes meanwhile. So the longest wait can be worked out, and followed, the plan exceeds it never.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book.countries import NOT_KNOWN
from sentia.facts.working_days import working_calendar
from sentia.follow_up.coverage import DATED, EXPOSED
from sentia.follow_up.full_days import minutes_free, touch_minutes
from sentia.playbook import Playbook

COLUMNS = [
    *("account", "contact", "account_id", "contact_id", "opportunity_id", "quote_id"),
    *("due_on", "longest_on", "planned_on", "minutes", "waits"),
]
_AHEAD = 520  # working days, some two years, beyond which no plan is made
_STEP = 5  # minutes by which the time a day is raised


@dataclass(frozen=True)
class CatchUp:
    """When everybody who waits is reached.

    Attributes
    ----------
    touches : DataFrame
        One row a touch that reaches somebody not yet dated: whom, `due_on` (when it was due), `longest_on`,
        `planned_on`, its `minutes` and `waits` (days from due to planned). A person's records go with one touch.
    minutes_a_day : int
        What is kept for them each working day.
    more_minutes : int
        How many more a day it would take to reach all within `catch_up_days` working days; 0 where none.
    """

    touches: pd.DataFrame
    minutes_a_day: int
    more_minutes: int

    @property
    def reached_by(self) -> pd.Timestamp:
        """The day by which all are reached; NaT where nobody waits, or the minutes do not suffice."""
        return pd.NaT if self.touches["planned_on"].isna().any() else self.touches["planned_on"].max()

    @cached_property
    def longest_wait(self) -> float:
        """The most days that anybody waits from the day a touch was due; NaN where nobody waits."""
        return float(self.touches["waits"].max())


def catch_up(records: pd.DataFrame, on: pd.Timestamp, playbook: Playbook) -> CatchUp:
    """Date everybody who is exposed, inside the minutes kept for them.

    Parameters
    ----------
    records : DataFrame
        As `coverage.coverage` gives them.
    on : Timestamp
        The day; the plan begins with the next working day, since today's list is made.
    playbook : Playbook
        The working day, the share kept for those who wait, and the minutes of a touch.

    Examples
    --------
    >>> ids = {"account_id": None, "opportunity_id": None, "quote_id": None, "account": None}
    >>> two = pd.DataFrame([
    ...     {"contact": n, "contact_id": n, "with_id": n, "state": "exposed", **ids} for n in ("Ana", "Ben")
    ... ])
    >>> due = pd.to_datetime(["2026-11-20", "2026-11-01"])
    >>> two = two.assign(due_on=due, next_on=pd.NaT, longest_on=pd.NaT)
    >>> catch_up(two, pd.Timestamp("2026-11-23"), Playbook()).touches[["contact", "waits"]].to_numpy().tolist()
    [['Ben', 23.0], ['Ana', 4.0]]
    """
    queue = _queue(records, on, playbook)
    minutes = minutes_kept(playbook)
    days = _working_days(on, playbook)
    place = _served(queue, minutes, days)
    planned = pd.Series(days[np.minimum(place, _AHEAD - 1)], queue.index).where(place < _AHEAD)
    touches = queue.assign(planned_on=planned.astype("datetime64[us]")).loc[queue["is_exposed"]]
    waits = (touches["planned_on"] - touches["due_on"]).dt.days.astype(float)
    touches = touches.assign(waits=waits)[COLUMNS].reset_index(drop=True)
    return CatchUp(touches, minutes, _more_minutes(queue, minutes, days, int(playbook.catch_up_days)))


def minutes_kept(playbook: Playbook) -> int:
    """The minutes of a working day without appointments that are kept for those who wait longest."""
    return int(np.ceil(minutes_free(playbook) * playbook.guaranteed_share))


def _queue(records: pd.DataFrame, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """One row a touch: who is exposed, and whose dated turn comes, in the order in which they are served."""
    waits = records.loc[records["state"].isin([EXPOSED, DATED])]
    is_exposed = waits["state"] == EXPOSED
    due_on = waits["due_on"].where(is_exposed, waits["next_on"]).fillna(on)
    waits = waits.assign(is_exposed=is_exposed, due_on=due_on.astype("datetime64[us]"), is_theirs=_is_own(waits))
    in_order = ["is_exposed", "due_on", "with_id", "is_theirs"]
    waits = waits.sort_values(in_order, ascending=[False, True, True, False], kind="stable")
    first = waits.drop_duplicates("with_id").sort_values(["due_on", "with_id"], kind="stable")
    longest = waits.groupby("with_id")["longest_on"].min()
    first = first.assign(
        longest_on=longest.reindex(first["with_id"]).to_numpy(),
        minutes=touch_minutes(first["opportunity_id"], playbook),
    )
    return first.reset_index(drop=True)


def _is_own(records: pd.DataFrame) -> pd.Series:
    """Whether the record names the very person whose touch looks after it."""
    return records["contact_id"].eq(records["with_id"])


def _working_days(on: pd.Timestamp, playbook: Playbook) -> np.ndarray:
    """The next working days of the rep, in order."""
    calendar = working_calendar(playbook.country or NOT_KNOWN)
    first = np.datetime64(on.date(), "D")
    return np.busday_offset(first, np.arange(1, _AHEAD + 1), roll="backward", busdaycal=calendar)


def _served(queue: pd.DataFrame, minutes: float, days: np.ndarray) -> np.ndarray:
    """The place among the working days at which each touch of the queue is made; beyond the last where none is.

    Touches are whole: one that does not fit into what is left of a day waits for the next, and so do those behind
    it. One that is longer than a day's minutes has a day to itself.
    """
    arrives = np.searchsorted(days, queue["due_on"].to_numpy("datetime64[D]"))
    place, day, used = np.full(len(queue), _AHEAD), 0, 0.0
    for row, (at, takes) in enumerate(zip(arrives.tolist(), queue["minutes"].tolist(), strict=True)):
        if at > day:
            day, used = at, 0.0
        if used and used + takes > minutes:
            day, used = day + 1, 0.0
        if day >= _AHEAD:
            break
        place[row], used = day, used + takes
    return place


def _more_minutes(queue: pd.DataFrame, minutes: int, days: np.ndarray, within: int) -> int:
    """The minutes a day, in steps of five, that all who are exposed now would need beyond those kept."""
    exposed = queue["is_exposed"].to_numpy(bool)
    if not exposed.any():
        return 0
    steps = range(max(int(np.ceil((float(queue["minutes"].sum()) - minutes) / _STEP)), 0))
    # With more minutes a day nobody is served later, so the first step that suffices can be searched by halves.

    def suffices(step: int) -> bool:
        return bool(_served(queue, minutes + _STEP * step, days)[exposed].max() < within)

    return _STEP * bisect_left(steps, True, key=suffices)
