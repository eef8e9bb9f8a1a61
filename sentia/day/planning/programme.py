"""The day as a linear programme: one unknown for each candidate in each gap, one row for each limit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

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

    Unknown k stands for candidate `rows[k]` in gap `gaps[k]`; `blocks` says which rows of the matrix are what.
    `codes` are the groups of the block `once`.
    """

    rows: np.ndarray
    gaps: np.ndarray
    gain: np.ndarray
    matrix: sparse.csr_array
    upper: np.ndarray
    blocks: Mapping[str, slice]
    codes: np.ndarray


def programme(choices: Choices, limits: Limits, pool: np.ndarray, due: list[int], cuts: Cuts) -> Programme:
    """The programme of the candidates `pool` (sorted rows), in which everything in `due` is done.

    Rows: the minutes of each gap, the minutes of the day, each group once, the number and the minutes of each
    limited kind, everything due at least once (by itself or by a call that serves it), and the cuts.
    """
    place, gap = np.nonzero(choices.fits[pool])
    row = pool[place]
    to_unknowns = sparse.csr_array((np.ones(len(row)), (place, np.arange(len(row)))), shape=(len(pool), len(row)))
    codes, once = _once(choices, pool)
    kinds = choices.limit[pool][None, :] == np.arange(len(limits.classes))[:, None]
    minutes = choices.minutes[pool].astype(float)
    in_gap = (gap[None, :] == np.arange(len(choices.gaps))[:, None]) * minutes[place]
    crowds, crowd_minutes = _crowd_rows(choices, row, gap, cuts)
    clashes, clash_most = _clash_rows(row, gap, cuts)
    served = np.array([np.isin(pool, choices.doing(one)) for one in due]).reshape(-1, len(pool))
    parts = {
        "gap": (in_gap, _whole(choices, choices.gaps[:, 1] - choices.gaps[:, 0])),
        "day": (minutes[None, :] @ to_unknowns, [_whole(choices, limits.cap_minutes)]),
        "once": (once @ to_unknowns, np.ones(len(codes))),
        "count": (kinds.astype(float) @ to_unknowns, _or_any(limits.counts)),
        "minutes": ((kinds * minutes) @ to_unknowns, _or_any(limits.minutes)),
        "due": (-(served.astype(float) @ to_unknowns), -np.ones(len(due))),
        "crowd": (crowds, crowd_minutes),
        "clash": (clashes, clash_most),
    }
    ends = np.cumsum([len(upper) for _, upper in parts.values()]).tolist()
    blocks = {name: slice(a, b) for name, a, b in zip(parts, [0, *ends], ends, strict=False)}
    matrix = sparse.csr_array(sparse.vstack([sparse.csr_array(part) for part, _ in parts.values()]))
    upper = np.concatenate([np.asarray(most, float) for _, most in parts.values()])
    return Programme(row, gap, choices.gain[row], matrix, upper, blocks, codes)


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
        answer = linprog(-day.gain, day.matrix, upper, bounds=(0, None), method="highs")
    return -answer.fun, answer.x, np.maximum(0, -answer.ineqlin.marginals)


def solve(day: Programme) -> tuple[dict[int, int], float] | None:
    """The best whole plan found, as the gap of each row chosen, and a gain that no plan exceeds.

    None if there is no plan, or none was found within `MOST_NODES`. Stops `RELATIVE_GAP` short of the bound.
    """
    whole = {"mip_rel_gap": RELATIVE_GAP, "node_limit": MOST_NODES}
    rows = LinearConstraint(day.matrix, ub=day.upper)
    with quiet():
        answer = milp(-day.gain, integrality=1, bounds=Bounds(0, 1), constraints=rows, options=whole)
    if answer.x is None:
        return None
    chosen = np.flatnonzero(np.round(answer.x)).tolist()
    return {int(day.rows[k]): int(day.gaps[k]) for k in chosen}, -float(answer.mip_dual_bound)


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
