"""Which candidates can matter to the best day, and what a minute of it is worth.

Among 20,000 candidates a few hundred can be in the best day; better ones displace all others. The linear
programme proves which. With its row prices, a plan of gain G that holds candidate i satisfies

    G <= value - loss(i),   loss(i) = (minutes and groups of i at their prices) - gain(i), in its best gap,

because every row's price times what the plan leaves of it is at least zero, and `value` is what all rows are
worth together. So the best plan that leaves out everybody with a loss of `least_loss` or more is either the
best of all, or short of it only by what `value - least_loss` exceeds it: nothing is lost unproven. Who
may share a group with whom, which window and which limit need no special case: they are rows with a price.
"""

from dataclasses import dataclass

import numpy as np

from sentia.day.planning.choices import Choices
from sentia.day.planning.limits import Limits
from sentia.day.planning.programme import MARGIN, Cuts, Programme, crowd_members, programme, relax

FIRST_MINUTES = 3  # the first pool holds the best paid for so many times the day's minutes
MOST_ADDED = 150  # candidates that one round adds to the pool
MOST_ROUNDS = 40
MOST_CROWDS = 6  # crowds that one round adds in one gap
NOTHING = 1e-6  # dollars or shares that are a rounding of zero
CROWDED = 1e-3  # minutes too many that are no rounding


@dataclass(frozen=True, eq=False)
class Prices:
    """What the linear programme says of a day.

    `value` is a gain that no plan exceeds; `day` and `gap` are the worth of one more minute of the day's cap and
    of each gap; `loss` is, for each candidate, what a plan that holds it falls short of `value` at least
    (infinite where it cannot be in the day, or need not be because it brings nothing); `crowds` are cuts.
    """

    value: float
    day: float
    gap: np.ndarray
    loss: np.ndarray
    crowds: tuple[tuple[int, int, int], ...]


def price(choices: Choices, limits: Limits, due: list[int]) -> Prices:
    """Price a day in which everything in `due` is done, which must be possible.

    Starts with the best paid and adds whoever pays at the prices found, until nobody does; should that take
    more than `MOST_ROUNDS`, what the others might still pay is added to `value`, so it stays a bound.
    """
    kept, useful = needed(choices, due), useful_rows(choices, due)
    useful[_displaced(choices, limits, useful)] = False
    useful[kept] = True
    pool, crowds = np.union1d(kept, _best_paid(choices, limits, useful)), ()
    if not len(pool):
        return Prices(0.0, 0.0, np.zeros(len(choices.gaps)), np.full(len(choices), np.inf), ())
    for _ in range(MOST_ROUNDS):
        day = programme(choices, limits, pool, due, Cuts(crowds))
        value, shares, duals = relax(day)
        outside = np.where(useful, _loss(choices, limits, day, duals, crowds), np.inf)
        outside[pool] = 0.0
        more = tuple(crowd for crowd in _crowds(choices, day, shares) if crowd not in crowds)
        paying = np.flatnonzero(outside < -NOTHING)
        if not len(paying) and not more:
            break
        crowds = (*crowds, *more)
        pool = np.union1d(pool, paying[np.argsort(outside[paying], kind="stable")[:MOST_ADDED]])
    else:
        value -= np.minimum(outside, 0).sum()
    loss = np.where(useful, np.maximum(_loss(choices, limits, day, duals, crowds), 0), np.inf)
    loss[kept] = 0.0
    return Prices(value, duals[day.blocks["day"]][0], duals[day.blocks["gap"]], loss, crowds)


def needed(choices: Choices, due: list[int]) -> np.ndarray:
    """The rows of everything due, and of the calls that serve it."""
    return np.unique(np.concatenate([np.empty(0, int), *(choices.doing(row) for row in due)]).astype(int))


def useful_rows(choices: Choices, due: list[int]) -> np.ndarray:
    """Whether each candidate brings anything, or does what is due, and could lie in some gap.

    Leaving out the others loses nothing: a plan without them is as good, and still does what is due.
    """
    useful = choices.gain > 0
    useful[needed(choices, due)] = True
    return useful & choices.fits.any(axis=1)


def _displaced(choices: Choices, limits: Limits, useful: np.ndarray) -> np.ndarray:
    """The rows that no day needs, as more of their like bring as much than any day could keep from their place.

    Of one like (minutes, hours, limit and sort) the better may stand wherever another does, unless they are in the
    day already or somebody of theirs is. A day has minutes for so many of them, and uses up so many groups.
    """
    rows = np.flatnonzero(useful)
    like = (choices.closes, choices.opens, choices.alike.sort, choices.limit, choices.minutes)
    rows = rows[np.lexsort((rows, -choices.gain[rows], *(key[rows] for key in like)))]
    begins = np.any([np.diff(key[rows], prepend=key[rows[:1]] - 1) != 0 for key in like], axis=0)
    day = min(limits.cap_minutes, int(np.diff(choices.gaps).sum())) + MARGIN
    alone, apart = choices.alone(rows), _apart(choices, rows, np.cumsum(begins))
    groups = np.bincount(choices.member, minlength=len(choices))[rows]
    most = (
        np.ceil(day / choices.minutes[rows]),
        np.ceil((np.maximum(groups, 1) / choices.minutes[rows]).max(initial=0) * day),
    )
    return rows[(_before(alone, begins) >= most[0]) | (_before(apart, begins) >= most[1])]


def _apart(choices: Choices, rows: np.ndarray, like: np.ndarray) -> np.ndarray:
    """Whether each row shares no group with one before it of its like."""
    place = np.full(len(choices), -1)
    place[rows] = np.arange(len(rows))
    member, group = place[choices.member], choices.group
    member, group = member[member >= 0], group[member >= 0]
    order = np.argsort(member, kind="stable")
    keys = like[member[order]] * len(choices.group_names) + group[order]
    again = np.ones(len(order), bool)
    again[np.unique(keys, return_index=True)[1]] = False
    return np.bincount(member[order], again, minlength=len(rows)) == 0


def _before(counts: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """How many rows that count stand before each, since the last beginning."""
    before = np.cumsum(counts) - counts
    return before - before[begins][np.cumsum(begins) - 1]


def _best_paid(choices: Choices, limits: Limits, useful: np.ndarray) -> np.ndarray:
    rows = np.flatnonzero(useful)
    rows = rows[np.argsort(-choices.gain[rows] / choices.minutes[rows], kind="stable")]
    day = min(limits.cap_minutes, np.diff(choices.gaps).sum())
    before = np.cumsum(choices.minutes[rows]) - choices.minutes[rows]
    return rows[before <= FIRST_MINUTES * day]


def _loss(
    choices: Choices, limits: Limits, day: Programme, duals: np.ndarray, crowds: tuple[tuple[int, int, int], ...]
) -> np.ndarray:
    """What each candidate costs at the prices of the rows less what it brings, in its best gap."""
    at = {name: duals[rows] for name, rows in day.blocks.items()}
    a_minute, a_time = np.append(at["minutes"], 0.0), np.append(at["count"], 0.0)  # place -1: no such limit
    minute = at["day"] + a_minute[choices.limit]
    cost = minute[:, None] + at["gap"][None, :]
    for crowd, dual in zip(crowds, at["crowd"], strict=False):
        cost[crowd_members(choices, crowd), crowd[0]] += dual
    group = np.zeros(len(choices.group_names) + len(choices))
    group[day.codes] = at["once"]
    own = group[len(choices.group_names) :] + a_time[choices.limit] - choices.gain
    own += np.append(at["alike"], 0.0)[choices.alike.sort]  # sort -1: like no other
    own += np.bincount(choices.member, group[choices.group], minlength=len(choices))
    cheapest = np.where(choices.fits, cost, np.inf).min(axis=1, initial=np.inf)
    return cheapest * choices.minutes + own


def _crowds(choices: Choices, day: Programme, shares: np.ndarray) -> tuple[tuple[int, int, int], ...]:
    """The spans inside gaps that the shares overfill: more minutes must lie there than there are."""
    found = []
    for gap in range(len(choices.gaps)):
        here = (day.gaps == gap) & (shares > NOTHING)
        rows, minutes = day.rows[here], choices.minutes[day.rows[here]] * shares[here]
        starts, ends = choices.starts[rows, gap], choices.ends[rows, gap]
        begin, end = np.unique(starts), np.unique(ends)
        inside = (starts >= begin[:, None]) * minutes @ (ends[:, None] <= end)
        length = np.maximum(0, end - begin[:, None]) // choices.step * choices.step
        over = inside - length
        over[(begin[:, None] == choices.gaps[gap, 0]) & (end == choices.gaps[gap, 1])] = 0  # the gap itself
        for k in np.argsort(-over, axis=None, kind="stable")[:MOST_CROWDS].tolist():
            first, last = divmod(k, len(end))
            if over[first, last] > CROWDED:
                found.append((gap, int(begin[first]), int(end[last])))
    return tuple(found)
