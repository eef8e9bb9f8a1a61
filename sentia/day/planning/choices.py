"""The candidates of a day as arrays: what each brings, costs, uses up, and where in the day it may lie."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd

from sentia.day.planning.alike import Alike, alike_in
from sentia.day.planning.limits import Limits
from sentia.day.planning.sequence import Job

MIDNIGHT = 24 * 60  # the end of a day, in minutes
CENTS = 2
NO_CLASS = -1


@dataclass(frozen=True, eq=False)
class Choices:
    """One position a candidate in each array, in the order of their ids, so that no order of rows matters.

    `gain` is in dollars, rounded to cents, 0 where it is unknown (`is_priced` tells); `opens` and `closes`
    bound when it may be done; `limit` is its place in `Limits.classes` or -1. `member` and `group` are pairs:
    that candidate uses up that group; `server` and `served` are pairs too: that call also does that candidate.
    `keeps_limit` says that the limit of its kind holds though it waits; `stand_in` is the row that takes a must's
    place where there is no time for it, or -1; `alike` says which candidates are alike, and what each next one of
    them counts less.
    """

    ids: np.ndarray
    gain: np.ndarray
    is_priced: np.ndarray
    minutes: np.ndarray
    per_hour: np.ndarray
    limit: np.ndarray
    is_must: np.ndarray
    is_pressing: np.ndarray
    stand_in: np.ndarray
    keeps_limit: np.ndarray
    waiting: np.ndarray
    due_at: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    latest: np.ndarray
    member: np.ndarray
    group: np.ndarray
    group_names: np.ndarray
    server: np.ndarray
    served: np.ndarray
    gaps: np.ndarray
    alike: Alike

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def starts(self) -> np.ndarray:
        """The earliest minute of each candidate (down) in each gap (across)."""
        return np.maximum(self.opens[:, None], self.gaps[None, :, 0])

    @cached_property
    def ends(self) -> np.ndarray:
        """The minute by which each candidate (down) must be over in each gap (across)."""
        return np.minimum(self.closes[:, None], self.gaps[None, :, 1])

    @cached_property
    def fits(self) -> np.ndarray:
        """Whether each candidate (down) could lie in each gap (across) if it had that gap to itself."""
        return self.ends - self.starts >= self.minutes[:, None]

    @cached_property
    def step(self) -> int:
        """The minutes of which every candidate takes a whole number; a gap's rest below that is of no use."""
        return int(np.gcd.reduce(self.minutes)) if len(self) else 1

    @cached_property
    def rank(self) -> np.ndarray:
        """The place of each in the order of work: due by the clock first, then by return per hour, then by id."""
        wanted = np.lexsort((-np.nan_to_num(self.per_hour, nan=-np.inf), _last(self.due_at)))
        rank = np.empty(len(self), int)
        rank[wanted] = np.arange(len(self))
        return rank

    def jobs(self, rows: Iterable[int], gap: int) -> list[Job]:
        """These candidates as jobs inside one gap, in the order of work."""
        wanted = sorted((int(row) for row in rows), key=lambda row: self.rank[row])
        return [Job(r, int(self.minutes[r]), int(self.starts[r, gap]), int(self.ends[r, gap])) for r in wanted]

    def groups_of(self, rows: Iterable[int]) -> np.ndarray:
        """The groups these candidates use up."""
        return self.group[np.isin(self.member, list(rows))]

    def sharing(self, rows: Iterable[int]) -> np.ndarray:
        """Whether each candidate shares a group with one of these; they do with themselves."""
        shares = np.zeros(len(self), bool)
        shares[list(rows)] = True
        shares[self.member[np.isin(self.group, self.groups_of(rows))]] = True
        return shares

    def alone(self, rows: np.ndarray) -> np.ndarray:
        """Whether each of these candidates shares no group with another of them."""
        here = np.zeros(len(self), bool)
        here[rows] = True
        users = np.bincount(self.group[here[self.member]], minlength=len(self.group_names))
        return (np.bincount(self.member, users[self.group] > 1, minlength=len(self)) == 0)[rows]

    @cached_property
    def _by_group(self) -> tuple[np.ndarray, np.ndarray]:
        """The groups in order, and who uses each."""
        order = np.argsort(self.group, kind="stable")
        return self.group[order], self.member[order]

    def partners(self, row: int) -> list[int]:
        """Who shares a group with this candidate, itself included if it has any."""
        groups, members = self._by_group
        first, last = np.searchsorted(self.member, [row, row + 1])
        spans = (np.searchsorted(groups, [group, group + 1]) for group in self.group[first:last])
        return sorted({one for begin, end in spans for one in members[begin:end].tolist()})

    def doing(self, row: int) -> np.ndarray:
        """The candidates whose being chosen does this one: itself, and the calls that serve it."""
        return np.append(self.server[self.served == row], row)

    def for_itself(self, asked: np.ndarray) -> np.ndarray:
        """Who of those that ask for a place asks for itself: all but the calls whose parts ask too."""
        through_parts = np.zeros(len(self), bool)
        through_parts[self.server[asked[self.served]]] = True
        return asked & ~through_parts

    def with_gaps(self, gaps: list[tuple[int, int]]) -> "Choices":
        """The same candidates on a day with other free gaps."""
        return replace(self, gaps=_gaps(gaps))

    def beyond_limits(self, row: int) -> "Choices":
        """The same day, except that no limit of its kind stands against this one and what does it."""
        rows = self.doing(row)
        if (self.limit[rows] == NO_CLASS).all():
            return self
        limit = self.limit.copy()
        limit[rows] = NO_CLASS
        return replace(self, limit=limit)

    def late(self, row: int) -> "Choices":
        """The same day, except that this one may be done after the minute at which it is due."""
        closes = self.closes.copy()
        closes[row] = self.latest[row]
        return replace(self, closes=closes)


def choices(candidates: pd.DataFrame, gaps: list[tuple[int, int]], limits: Limits) -> Choices:
    """The candidates of the plan as arrays; see `plan` for the columns.

    What is due by a minute of the day must be over by then where a gap allows it; what cannot (it is late
    already) may lie anywhere in its own window.
    """
    frame = candidates.sort_index()
    latest = _minute(frame["latest"], MIDNIGHT, np.floor)
    due = np.minimum(latest, _minute(frame["due_at"], MIDNIGHT, np.floor))
    gain = frame["gain"].to_numpy(float)
    member, group_names = _pairs(frame["groups"])
    group, group_names = pd.factorize(group_names)
    server, served = _serving(frame)
    dollars = np.round(np.nan_to_num(gain), CENTS)
    made = Choices(
        ids=frame.index.to_numpy(object),
        gain=dollars,
        is_priced=~np.isnan(gain),
        minutes=frame["minutes"].to_numpy(int),
        per_hour=frame["return_per_hour"].to_numpy(float),
        limit=pd.Index(limits.classes, dtype=object).get_indexer(frame["limit"].astype(object)),
        is_must=frame["is_must"].to_numpy(bool),
        is_pressing=_given(frame, "is_pressing", False).to_numpy(bool),
        keeps_limit=_given(frame, "keeps_limit", False).to_numpy(bool),
        stand_in=frame.index.get_indexer(_given(frame, "stand_in", None)),
        waiting=frame["waiting"].to_numpy(float),
        due_at=frame["due_at"].to_numpy(float),
        opens=_minute(frame["earliest"], 0, np.ceil),
        closes=due,
        latest=latest,
        member=member,
        group=group,
        group_names=np.asarray(group_names, object),
        server=server,
        served=served,
        gaps=_gaps(gaps),
        alike=alike_in(_given(frame, "alike", "").to_numpy(object), dollars, limits.alike_share),
    )
    return replace(made, closes=np.where(made.fits.any(axis=1), due, latest))


def _given(frame: pd.DataFrame, name: str, missing: object) -> pd.Series:
    return frame[name] if name in frame else pd.Series(missing, frame.index, dtype=object)


def _gaps(gaps: list[tuple[int, int]]) -> np.ndarray:
    return np.array(sorted(gaps), int).reshape(-1, 2)


def _minute(values: pd.Series, missing: int, rounded: np.ufunc) -> np.ndarray:
    return rounded(values.astype(float).fillna(missing).to_numpy()).astype(int)


def _last(values: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(values), np.inf, values)


def _pairs(tuples: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Each row's position, once for every entry of its tuple, and the entries."""
    counts = tuples.map(len).to_numpy(int)
    entries = np.fromiter(chain.from_iterable(tuples), object, counts.sum())
    return np.repeat(np.arange(len(tuples)), counts), entries


def _serving(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of rows: a call, and another candidate that it also does; what is not in the frame is left out."""
    if "serves" not in frame:
        return np.empty(0, int), np.empty(0, int)
    server, names = _pairs(frame["serves"])
    served = frame.index.get_indexer(names)
    other = (served >= 0) & (served != server)
    return server[other], served[other]
