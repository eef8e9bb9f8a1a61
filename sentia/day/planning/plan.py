"""The plan of a day: which candidates, and when; what that leaves out, and what the hour is worth."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sentia.day.planning.best import Best, best_day
from sentia.day.planning.choices import CENTS, choices
from sentia.day.planning.guarantee import place_musts, place_waiting, waiting_longest
from sentia.day.planning.left_out import HOUR, left_out
from sentia.day.planning.limits import Limits
from sentia.day.planning.placing import Placing
from sentia.day.planning.prune import Prices, needed, price
from sentia.day.planning.sequence import arrange

__all__ = ["Limits", "Plan", "plan"]

NOTHING_TO_DO = "Nothing is due today: every deal, quote and contact has its turn on another day, or none yet."
MORE_MINUTES = 30  # "what would 30 more minutes bring?"


@dataclass(frozen=True)
class Plan:
    """A planned day; minutes are minutes after midnight, money is in the candidates' own dollars.

    `chosen` has one row a candidate in the day, index candidate_id, in time order: `starts` and `ends`
    (minutes), `gap` (the place of its gap in the day, from 0), `is_guaranteed` (it serves somebody who has
    waited longest) and `less` (the dollars it counts less, because others like it are in the day before it).
    `left_out` has one row for each other candidate, index candidate_id, in order of return per hour: `why` it is
    not in the day.

    `planned_gain` is the sum of the chosen's gains less `less`, an unknown one counting 0. `bound` is a gain that
    no day which does its musts and serves the guarantee can exceed. `guarantee_cost` is what the best day without
    the guarantee brings more, at least 0. `free_minutes` are the minutes of all gaps together.

    `price_per_hour` is what one more hour is worth at the margin: 60 times what one minute more of the day's
    cap would bring plus, on average over the free minutes, what one minute more of a gap would bring. Shorter
    work in that hour is worth doing if it brings more than its share of this. It is 0 when everything that
    brings anything is in the day, save what somebody already in the day or a limit of its kind keeps out.

    `more_time` is what 30 more minutes would bring, were the last gap and the cap that much longer; an action
    that only fits in part counts in part.
    """

    chosen: pd.DataFrame
    left_out: pd.DataFrame
    planned_gain: float
    bound: float
    price_per_hour: float
    guarantee_cost: float
    free_minutes: int
    problems: tuple[str, ...]
    more_time: float


def plan(candidates: pd.DataFrame, gaps: list[tuple[int, int]], limits: Limits) -> Plan:
    """The day that gains most, after what must be done and after those who have waited longest.

    Parameters
    ----------
    candidates : DataFrame
        One row a candidate, index candidate_id (unique), in any order: `gain` (dollars; NaN unknown), `minutes`
        (its slot, over 0), `return_per_hour` (dollars), `groups` (a tuple of keys, each used once a day, such as
        "person:ana@x"), `limit` (its kind in `limits.per_class`, or ""), `earliest` and `latest` (minutes it must
        lie between; NaN any), `is_must`, `waiting` (its place among those who wait, the highest first; NaN does
        not wait), `due_at` (minute by which it is due; NaN none) and, if any, `serves` (tuple of candidate_ids
        that this call does), `keeps_limit` (the limit of its kind holds though it waits), `is_pressing` (done
        as long as there are minutes for what presses), `stand_in` (the candidate_id of what is done where a must
        finds no time) and `alike` (the kind within which lines of one price are alike).
    gaps, limits : list of tuple of int, Limits
        The free minutes of the day, as `free_gaps` gives them, and what the day allows in all.

    Returns
    -------
    Plan
        An impossible or empty day is an empty plan with a sentence in `problems`, never an error.

    Examples
    --------
    >>> two = pd.DataFrame(
    ...     {"gain": [90.0, 40.0], "minutes": [30, 20], "return_per_hour": [180.0, 120.0], "groups": [(), ()],
    ...      "limit": "", "earliest": float("nan"), "latest": float("nan"), "is_must": False,
    ...      "waiting": float("nan"), "due_at": float("nan")}, index=["quote", "call"])
    >>> day = plan(two, [(540, 580)], Limits(40))
    >>> day.chosen.index.tolist(), day.planned_gain, day.price_per_hour
    (['quote'], 90.0, 120.0)
    """
    bare = Placing(choices(candidates, gaps, limits), limits)
    musts = place_musts(bare)
    freely = best_day(bare, musts)
    day = _serving(bare, musts, freely, limits.reserve_minutes)
    if day.cost > limits.cost_share and limits.needed_minutes < limits.reserve_minutes:
        day = _serving(bare, musts, freely, limits.needed_minutes)
    return _plan(day.best, freely, day.due, day.served, day.passed)


@dataclass(frozen=True, eq=False)
class _Serving:
    """The best day in which those who wait have so many minutes, and which share of a free day's gain it costs."""

    best: Best
    due: list[int]
    served: list[int]
    passed: np.ndarray
    cost: float


def _serving(bare: Placing, musts: list[int], freely: Best, minutes: int) -> _Serving:
    placing = Placing(bare.choices, bare.limits, dict(bare.gap_of))
    served, passed = place_waiting(placing, musts, minutes)
    due = [*musts, *(row for row in served if row not in musts)]
    is_free = placing.choices.limit is bare.choices.limit  # no limit was lifted for anybody
    best = freely if is_free and freely.placing.done()[due].all() else best_day(placing, due)
    best = replace(best, placing=Placing(best.placing.choices, bare.limits, dict(best.placing.gap_of)))
    _without_trifles(best.placing, due)
    _fill_with_waiting(best.placing)
    best.placing.early_first()
    gain = freely.placing.gain
    return _Serving(best, due, served, passed, min(1.0, (gain - best.placing.gain) / gain) if gain > 0 else 0.0)


def _without_trifles(placing: Placing, due: list[int]) -> None:
    """Take out of the day what brings less than the least that a line should, while better paid lines wait."""
    choices = placing.choices
    if not _waits_for_minutes(placing).any():
        return
    trifles = set(np.flatnonzero(_is_trifle(placing)).tolist()) - set(needed(choices, due).tolist())
    placing.gap_of = {row: gap for row, gap in placing.gap_of.items() if row not in trifles}
    paid = np.flatnonzero((choices.gain > 0) & ~_is_trifle(placing))
    placing.fill(paid[np.argsort(-choices.gain[paid], kind="stable")])


def _is_trifle(placing: Placing) -> np.ndarray:
    return placing.choices.is_priced & (placing.choices.gain < placing.limits.least_gain)


def _waits_for_minutes(placing: Placing) -> np.ndarray:
    """Whether each candidate is worth a line, may be in the day and is not: only minutes keep it out."""
    choices = placing.choices
    pays = (choices.gain > 0) & (choices.gain >= placing.limits.least_gain)
    return pays & placing.allowed() & choices.fits.any(axis=1)


def _fill_with_waiting(placing: Placing) -> None:
    """Fill what minutes are left with those who wait, longest first, unless a touch today would cost.

    Nor with what brings next to nothing while better paid lines wait.
    """
    queue = waiting_longest(placing.choices)
    allowed = placing.choices.gain >= 0
    if _waits_for_minutes(placing).any():
        allowed &= ~_is_trifle(placing)
    placing.fill(queue[allowed[queue]])


def _plan(best: Best, freely: Best, due: list[int], served: list[int], passed: np.ndarray) -> Plan:
    placing, gaps = best.placing, best.placing.choices.gaps
    an_hour = _price_per_hour(placing, best.prices)
    left = left_out(placing, an_hour, passed)
    chosen = _chosen(placing, served)
    gain = round(float(placing.choices.gain[placing.rows].sum() - chosen["less"].sum()), CENTS)
    return Plan(
        chosen=chosen,
        left_out=left,
        planned_gain=gain,
        bound=max(gain, round(best.bound, CENTS)),
        price_per_hour=an_hour,
        guarantee_cost=max(0.0, round(freely.placing.gain - gain, CENTS)),
        free_minutes=int((gaps[:, 1] - gaps[:, 0]).sum()),
        problems=_problems(placing, left),
        more_time=_more_time(placing, best.prices, due) if an_hour else 0.0,
    )


def _chosen(placing: Placing, served: list[int]) -> pd.DataFrame:
    choices = placing.choices
    doers = {doer for row in served for doer in choices.doing(row).tolist()}
    less = _less(placing)
    times = [
        (choices.ids[row], start, start + int(choices.minutes[row]), gap, row in doers, less[row])
        for gap in range(len(choices.gaps))
        for row, start in arrange(choices.jobs(placing.inside(gap), gap))
    ]
    types = {"candidate_id": "str", "starts": int, "ends": int, "gap": int, "is_guaranteed": bool, "less": float}
    return pd.DataFrame(times, columns=list(types)).astype(types).set_index("candidate_id")


def _less(placing: Placing) -> dict[int, float]:
    """What each line counts less for those like it; the best paid of them counts in full."""
    choices, rows = placing.choices, np.array(placing.rows, int)
    rows = rows[np.argsort(-choices.gain[rows], kind="stable")]
    return dict(zip(rows.tolist(), np.round(choices.alike.less_each(rows), CENTS).tolist(), strict=True))


def _price_per_hour(placing: Placing, prices: Prices) -> float:
    """See `Plan`; prices are those of the linear programme with everything due in it."""
    choices, gaps = placing.choices, placing.choices.gaps
    missed = placing.allowed() & (choices.gain > 0) & choices.fits.any(axis=1)
    if not missed.any():
        return 0.0
    minute = prices.day + np.average(prices.gap, weights=gaps[:, 1] - gaps[:, 0])
    return round(float(minute) * HOUR, CENTS)


def _more_time(placing: Placing, prices: Prices, due: list[int]) -> float:
    choices, limits = placing.choices, placing.limits
    gaps = [tuple(gap) for gap in choices.gaps.tolist()]
    longer = [*gaps[:-1], (gaps[-1][0], gaps[-1][1] + MORE_MINUTES)]
    more = Limits(limits.cap_minutes + MORE_MINUTES, limits.reserve_minutes, limits.per_class)
    value = price(choices.with_gaps(longer), more, due).value
    return max(0.0, round(value - prices.value, CENTS))


def _problems(placing: Placing, left: pd.DataFrame) -> tuple[str, ...]:
    choices = placing.choices
    missed = choices.ids[choices.for_itself(choices.is_must) & ~placing.done()]
    musts = [f"{one} should be done today, but: {left.at[one, 'why']}." for one in missed]
    late = choices.ids[placing.rows][_is_late(placing)]
    overdue = [f"{one} cannot be done by the time it is due." for one in late]
    return (*_nothing(placing), *musts, *overdue)


def _is_late(placing: Placing) -> np.ndarray:
    choices, rows = placing.choices, placing.rows
    return choices.closes[rows] > choices.due_at[rows]


def _nothing(placing: Placing) -> tuple[str, ...]:
    """Why the day is empty, in one sentence; nothing if it is not."""
    choices = placing.choices
    if placing.rows:
        return ()
    if not len(choices):
        return (NOTHING_TO_DO,)
    if not len(choices.gaps):
        return ("There is no free time left today.",)
    if placing.limits.cap_minutes < choices.minutes.min():
        return ("The minutes to plan are fewer than any action takes.",)
    if (choices.gain > 0).any() or not np.isnan(choices.waiting).all():
        return ("Nothing fits into the free time of today.",)
    return ("Nothing is worth doing today, and nobody is waiting.",)
