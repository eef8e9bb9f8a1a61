"""In which order the actions inside one gap are done."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST_STEPS = 400  # looked at before an order counts as not found; a full gap takes some 30
SURE = 5  # so few jobs have at most 5 + 20 + 60 + 120 + 120 steps: what is not found is not there


class Job(NamedTuple):
    """An action inside one gap: its row, its minutes, and when it may start and must be over."""

    row: int
    minutes: int
    opens: int
    closes: int


def arrange(jobs: Sequence[Job]) -> list[tuple[int, int]] | None:
    """The starts of these jobs, one after another, as (row, minute) in time order; None if none is found.

    Jobs are given in the order in which they are wanted (due by the clock first, then by return per hour),
    and the first order found is the one closest to it: at each moment the first job that leaves time for
    all others. Nothing waits for a job that opens later while another could be finished before it. The
    search is exact up to `MOST_STEPS` steps; counted, not timed, so two runs agree.

    Examples
    --------
    >>> arrange([Job(0, 30, 540, 600), Job(1, 15, 540, 560)])
    [(1, 540), (0, 555)]
    >>> arrange([Job(0, 30, 540, 570), Job(1, 15, 540, 570)]) is None
    True
    """
    if not jobs:
        return []
    now = min(job.opens for job in jobs)
    return None if _is_too_late(jobs, now) else _search(list(jobs), now, _Patience())


@dataclass
class _Patience:
    steps: int = 0

    def is_over(self) -> bool:
        self.steps += 1
        return self.steps > MOST_STEPS


def _search(jobs: list[Job], now: int, patience: _Patience) -> list[tuple[int, int]] | None:
    if not jobs:
        return []
    tried = set()
    for job in _possible_next(jobs, now):
        alike = (job.minutes, max(job.opens, now), job.closes)
        if alike in tried:
            continue
        tried.add(alike)
        if patience.is_over():
            return None
        start = max(now, job.opens)
        others = [other for other in jobs if other is not job]
        if _is_too_late(others, start + job.minutes):
            continue
        rest = _search(others, start + job.minutes, patience)
        if rest is not None:
            return [(job.row, start), *rest]
    return None


def _possible_next(jobs: list[Job], now: int) -> list[Job]:
    """Jobs that may come next, those that can start at once first; none for which another need not wait."""
    soonest = min(max(job.opens, now) + job.minutes for job in jobs)
    able = [job for job in jobs if job.opens < soonest]
    return sorted(able, key=lambda job: job.opens > now)


def _is_too_late(jobs: Sequence[Job], now: int) -> bool:
    """Whether some job would be late even if jobs could be interrupted: then no order can help.

    Always doing the job that closes first is best when jobs may be interrupted (Horn 1974).
    """
    coming = sorted(jobs, key=lambda job: job.opens, reverse=True)
    open_now: list[tuple[int, int]] = []
    while coming or open_now:
        if not open_now:
            now = max(now, coming[-1].opens)
        while coming and coming[-1].opens <= now:
            job = coming.pop()
            heapq.heappush(open_now, (job.closes, job.minutes))
        closes, minutes = heapq.heappop(open_now)
        worked = min(minutes, coming[-1].opens - now) if coming else minutes
        now += worked
        if now > closes:
            return True
        if worked < minutes:
            heapq.heappush(open_now, (closes, minutes - worked))
    return False
