"""The day that gains most among all days that do what is due."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sentia.day.planning.choices import Choices
from sentia.day.planning.clashes import clashes_in
from sentia.day.planning.placing import Placing
from sentia.day.planning.programme import Cuts, programme, solve
from sentia.day.planning.prune import Prices, needed, price
from sentia.day.planning.sequence import SURE, arrange

MOST_PROMISING = 120  # candidates among which the plan is searched at first, besides what is due
CLOSE = 0.9925  # a plan of this share of its bound is not improved further
MOST_ROUNDS = 12  # of planning, finding clashes inside gaps and planning again


@dataclass(frozen=True, eq=False)
class Best:
    """A day, a gain that no day exceeds (in dollars), and the prices it was found with."""

    placing: Placing
    bound: float
    prices: Prices


def best_day(placed: Placing, due: list[int]) -> Best:
    """The best day in which everything in `due` is done, starting from a day in which just that is placed.

    The integer programme knows minutes, groups, limits and crowded hours; a gap whose actions then cannot be
    put in order is mended by leaving out the least valuable and filling up again. While the plan is not `CLOSE`
    to its bound, clashes are forbidden, more candidates are admitted, and the programme is solved once more.

    The bound is the integer programme's own for its candidates, or what a day with any other candidate could
    reach (see `prune`), whichever is higher; and never under the plan's gain. A clash counts for it only where
    it is so small that every order was tried.
    """
    choices, limits = placed.choices, placed.limits
    prices = price(choices, limits, due)
    cuts, bound, admitted = Cuts(prices.crowds), prices.value, MOST_PROMISING
    best = _filled(Placing(choices, limits, dict(placed.gap_of)))
    for _ in range(MOST_ROUNDS):
        pool, beyond = _most_promising(prices, needed(choices, due), admitted)
        answer = solve(programme(choices, limits, pool, due, cuts)) if len(pool) else None
        if answer is None:
            break
        gap_of, of_pool = answer
        if all(len(rows) <= SURE for _, rows in cuts.clashes):
            bound = min(bound, max(of_pool, beyond))
        clashes = clashes_in(choices, gap_of)
        mended = _mended(placed, gap_of, due)
        best = mended if mended is not None and mended.gain > best.gain else best
        short = beyond > of_pool
        if best.gain >= CLOSE * bound or not (clashes or short):
            break
        admitted = admitted * 2 if short else admitted
        cuts = Cuts(cuts.crowds, (*cuts.clashes, *clashes))
    return Best(best, max(bound, best.gain), prices)


def _most_promising(prices: Prices, kept: np.ndarray, admitted: int) -> tuple[np.ndarray, float]:
    """The rows with the least loss, so many of them, and a gain that no day with any of the others exceeds."""
    order = np.argsort(prices.loss, kind="stable")
    order = order[np.isfinite(prices.loss[order])]
    pool, others = order[:admitted], order[admitted:]
    others = others[~np.isin(others, kept)]
    beyond = prices.value - prices.loss[others[0]] if len(others) else -np.inf
    return np.union1d(pool, kept), float(beyond)


def _mended(placed: Placing, gap_of: Mapping[int, int], due: list[int]) -> Placing | None:
    """This plan with the least valuable left out where a gap clashes, and filled up; None if that cannot help."""
    plan = Placing(placed.choices, placed.limits, dict(gap_of))
    keep = set(needed(placed.choices, due).tolist())
    for gap in sorted(set(gap_of.values())):
        while not _is_in_order(placed.choices, plan.inside(gap), gap):
            drop = _least_missed(plan, gap, keep)
            if drop is None:
                return None
            del plan.gap_of[drop]
    return _filled(plan)


def _least_missed(plan: Placing, gap: int, keep: set[int]) -> int | None:
    """The cheapest row of a gap that puts it in order by leaving; else just the cheapest; None if all are due."""
    inside = plan.inside(gap)
    loose = sorted(set(inside) - keep, key=lambda row: (plan.choices.gain[row], row))
    alone = (r for r in loose if _is_in_order(plan.choices, [o for o in inside if o != r], gap))
    return next(alone, loose[0] if loose else None)


def _is_in_order(choices: Choices, rows: list[int], gap: int) -> bool:
    return arrange(choices.jobs(rows, gap)) is not None


def _filled(plan: Placing) -> Placing:
    """The plan with whoever still fits and brings anything, the best first."""
    gain = plan.choices.gain
    order = np.argsort(-gain, kind="stable")
    plan.fill(order[gain[order] > 0])
    return plan
