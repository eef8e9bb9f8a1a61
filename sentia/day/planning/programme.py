"""The day as a linear programme: one unknown for each candidate in each gap, one row for each limit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from sentia.day.planning.alike import STEPS
from sentia.day.planning.choices import MIDNIGHT, Choices
from sentia.day.planning.limits import Limits
from sentia.day.planning.quiet import quiet

RELATIVE_GAP = 0.005  # the plan may be this share short of its bound
MOST_NODES = 2000  # of the search for the best plan; counted, not timed, so that two runs agree
MARGIN = 0.001  # minutes


@dataclass(frozen=True)
class Cuts:
    """What the gaps' lengths alone do not say.

    `crowds` are (gap, from, to): the candidates that must lie between these minutes have only so many.
    `clashes` are (gap, rows): these candidates cannot all be done in that gap, in whatever order.
    """

    crowds: tuple[tuple[int, int, int], ...] = ()
    clashes: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True)
class Programme:
    """Maximise `gain` over unknowns from 0 to 1, where `matrix` x <= `upper`.

    Unknown k says how many lie in gap `gaps[k]` of candidate `rows[k]` and those `equal` to it; the unknowns after
    the last of these stand for the steps of candidates alike, each of which costs what its line counts less; none
    is more than `most`. `blocks` says which rows of the matrix are what, `codes` the groups of the block `once`.
    """

    rows: np.ndarray
    gaps: np.ndarray
    gain: np.ndarray
    matrix: sparse.csr_array
    upper: np.ndarray
    blocks: Mapping[str, slice]
    codes: np.ndarray
    most: np.ndarray
    equal: Mapping[int, list[int]]

    def with_gain(self, gain: np.ndarray) -> "Programme":
        """The same where each unknown that stands for a candidate brings this, and no step costs anything."""
        return replace(self, gain=np.concatenate([gain, np.zeros(len(self.gain) - len(gain))]))


def programme(choices: Choices, limits: Limits, pool: np.ndarray, due: list[int], cuts: Cuts) -> Programme:
    """The programme of the candidates `pool` (sorted rows), in which everything in `due` is done.

    Rows: the minutes of each gap, the minutes of the day, each group once, the number and the minutes of each
    limited kind, everything due at least once (by itself or by a call that serves it), and the cuts.
    """
    equal = _equal_in(choices, pool, due, cuts)
    pool, several = np.array(list(equal), int), np.array([len(rows) for rows in equal.values()], float)
    place, gap = np.nonzero(choices.fits[pool])
    row = pool[place]
    to_unknowns = sparse.csr_array((np.ones(len(row)), (place, np.arange(len(row)))), shape=(len(pool), len(row)))
    codes, once = _once(choices, pool)
    kinds = choices.limit[pool][None, :] == np.arange(len(limits.classes))[:, None]
    minutes = choices.minutes[pool].astype(float)
    in_gap = (gap[None, :] == np.arange(len(choices.gaps))[:, None]) * minutes[place]
    crowds, crowd_minutes = _crowd_rows(choices, row, gap, cuts)
    clashes, clash_most = _clash_rows(row, gap, cuts)
    sorts, steps, less, most = _alike_rows(choices, row)
    served = np.array([np.isin(pool, choices.doing(one)) for one in due]).reshape(-1, len(pool))
    parts = {
        "gap": (in_gap, _whole(choices, choices.gaps[:, 1] - choices.gaps[:, 0])),
        "day": (minutes[None, :] @ to_unknowns, [_whole(choices, limits.cap_minutes)]),
        "once": (once @ to_unknowns, (once * several).max(axis=1).toarray()),
        "count": (kinds.astype(float) @ to_unknowns, _or_any(limits.counts)),
        "minutes": ((kinds * minutes) @ to_unknowns, _or_any(limits.minutes)),
        "due": (-(served.astype(float) @ to_unknowns), -np.ones(len(due))),
        "crowd": (crowds, crowd_minutes),
        "clash": (clashes, clash_most),
        "alike": (sorts, np.zeros(sorts.shape[0])),
    }
    ends = np.cumsum([len(upper) for _, upper in parts.values()]).tolist()
    blocks = {name: slice(a, b) for name, a, b in zip(parts, [0, *ends], ends, strict=False)}
    matrix = sparse.vstack([sparse.csr_array(part) for part, _ in parts.values()])
    below = sparse.vstack([sparse.csr_array((matrix.shape[0] - steps.shape[0], steps.shape[1])), -steps])
    matrix = sparse.csr_array(sparse.hstack([matrix, below]))
    upper = np.concatenate([np.asarray(most, float) for _, most in parts.values()])
    gain = np.concatenate([choices.gain[row], -less])
    return Programme(row, gap, gain, matrix, upper, blocks, codes, np.concatenate([several[place], most]), equal)


def _equal_in(choices: Choices, pool: np.ndarray, due: list[int], cuts: Cuts) -> dict[int, list[int]]:
    """The candidates of the pool by the first of those that are equal to them in all that the programme knows.

    They share no group with anybody, nor is any of them due or in a clash. Told apart, each of them in each gap
    would be a branch of its own to search.
    """
    named = [*(choices.doing(row) for row in due), *(np.array(rows, int) for _, rows in cuts.clashes)]
    apart = ~choices.alone(pool) | np.isin(pool, np.concatenate([np.empty(0, int), *named]))
    about = (choices.minutes, choices.opens, choices.closes, choices.limit, choices.alike.sort, choices.gain)
    keys = np.column_stack([np.where(apart, pool, -1), *(values[pool] for values in about)])
    _, first, of = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    equal: dict[int, list[int]] = {}
    for row, its_first in zip(pool.tolist(), pool[first[of.ravel()]].tolist(), strict=True):
        equal.setdefault(its_first, []).append(row)
    return equal


def crowd_members(choices: Choices, crowd: tuple[int, int, int]) -> np.ndarray:
    """Whether each candidate, if it is in the crowd's gap at all, must lie between the crowd's minutes."""
    gap, begins, ends = crowd
    return choices.fits[:, gap] & (choices.starts[:, gap] >= begins) & (choices.ends[:, gap] <= ends)


def relax(day: Programme) -> tuple[float, np.ndarray, np.ndarray]:
    """The best gain if actions could be cut up, the share of each unknown, and the price of each row.

    A price is the gain that one more unit of the row would bring: gaps and day are taken `MARGIN` longer, since
    where they are exactly full the next minute and the last have different prices. The rows must not contradict
    each other: everything due has been placed once before.
    """
    upper = day.upper.copy()
    upper[day.blocks["gap"]] += MARGIN
    upper[day.blocks["day"]] += MARGIN
    with quiet():
        bounds = np.column_stack([np.zeros(len(day.most)), np.where(_is_step(day), day.most, np.inf)])
        answer = linprog(-day.gain, day.matrix, upper, bounds=bounds, method="highs")
    return -answer.fun, answer.x[: len(day.rows)], np.maximum(0, -answer.ineqlin.marginals)


def solve(day: Programme) -> tuple[dict[int, int], float] | None:
    """The best whole plan found, as the gap of each row chosen, and a gain that no plan exceeds.

    None if there is no plan, or none was found within `MOST_NODES`. Stops `RELATIVE_GAP` short of the bound.
    """
    whole = {"mip_rel_gap": RELATIVE_GAP, "node_limit": MOST_NODES}
    rows = LinearConstraint(day.matrix, ub=day.upper)
    with quiet():
        bounds = Bounds(0, day.most)
        answer = milp(-day.gain, integrality=~_is_step(day), bounds=bounds, constraints=rows, options=whole)
    if answer.x is None:
        return None
    next_of = {first: iter(rows) for first, rows in day.equal.items()}
    times = np.round(answer.x[: len(day.rows)]).astype(int)
    places = zip(np.repeat(day.rows, times).tolist(), np.repeat(day.gaps, times).tolist(), strict=True)
    return {next(next_of[row]): gap for row, gap in places}, -float(answer.mip_dual_bound)


def _is_step(day: Programme) -> np.ndarray:
    return np.arange(len(day.gain)) >= len(day.rows)


def _alike_rows(
    choices: Choices, row: np.ndarray
) -> tuple[sparse.csr_array, sparse.csr_array, np.ndarray, np.ndarray]:
    """For each sort: who is of it, which steps are its own, and what each step costs and how often it is taken."""
    sort, count = choices.alike.sort[row], len(choices.alike.less)
    (held,) = np.nonzero(sort >= 0)
    here = np.unique(sort[held])
    of_sort = sparse.csr_array((np.ones(len(held)), (sort[held], held)), shape=(count, len(row)))
    column = np.arange(len(here) * STEPS)
    steps = sparse.csr_array((np.ones(len(column)), (np.repeat(here, STEPS), column)), shape=(count, len(column)))
    most = np.tile(np.append(np.ones(STEPS - 1), float(MIDNIGHT)), len(here))
    return of_sort, steps, choices.alike.less[here].ravel(), most


def _once(choices: Choices, pool: np.ndarray) -> tuple[np.ndarray, sparse.csr_array]:
    """A row for each group with two or more of the pool, and one for each candidate in no such group.

    The latter have codes of their own, counted on from the last group.
    """
    place = np.full(len(choices), -1)
    place[pool] = np.arange(len(pool))
    here = place[choices.member] >= 0
    member, group = place[choices.member[here]], choices.group[here]
    shared = np.bincount(group, minlength=len(choices.group_names))[group] > 1
    alone = np.setdiff1d(np.arange(len(pool)), member[shared])
    members = np.concatenate([member[shared], alone])
    codes, row = np.unique(
        np.concatenate([group[shared], len(choices.group_names) + pool[alone]]), return_inverse=True
    )
    ones = np.ones(len(members))
    return codes, sparse.csr_array((ones, (row, members)), shape=(len(codes), len(pool)))


def _crowd_rows(choices: Choices, row: np.ndarray, gap: np.ndarray, cuts: Cuts) -> tuple[np.ndarray, np.ndarray]:
    members = [crowd_members(choices, crowd)[row] & (gap == crowd[0]) for crowd in cuts.crowds]
    weights = np.array(members, float).reshape(-1, len(row)) * choices.minutes[row]
    return weights, _whole(choices, np.array([ends - begins for _, begins, ends in cuts.crowds], int))


def _clash_rows(row: np.ndarray, gap: np.ndarray, cuts: Cuts) -> tuple[np.ndarray, np.ndarray]:
    members = [np.isin(row, rows) & (gap == place) for place, rows in cuts.clashes]
    most = np.array([len(rows) - 1 for _, rows in cuts.clashes], float)
    return np.array(members, float).reshape(-1, len(row)), most


def _whole(choices: Choices, minutes: int | np.ndarray) -> int | np.ndarray:
    """So many minutes, less the rest that no candidate can use."""
    return minutes // choices.step * choices.step


def _or_any(limits: tuple[int | None, ...]) -> np.ndarray:
    return np.array([MIDNIGHT if limit is None else limit for limit in limits], float)
