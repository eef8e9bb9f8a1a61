"""Actions that fill a gap by their minutes, yet cannot all be done in it because of their hours."""

from collections.abc import Mapping

from sentia.day.planning.choices import Choices
from sentia.day.planning.limits import Limits
from sentia.day.planning.programme import Cuts, programme, solve
from sentia.day.planning.prune import needed
from sentia.day.planning.sequence import arrange

MOST_ROUNDS = 20  # of placing, finding a clash and placing again


def clashes_in(choices: Choices, gap_of: Mapping[int, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The clashes of a plan: for each gap that cannot be put in order, its place and as few rows as clash."""
    found = []
    for gap in sorted(set(gap_of.values())):
        rows = [row for row in sorted(gap_of) if gap_of[row] == gap]
        if arrange(choices.jobs(rows, gap)) is None:
            found.append((gap, _fewest(choices, rows, gap)))
    return tuple(found)


def _fewest(choices: Choices, rows: list[int], gap: int) -> tuple[int, ...]:
    """A part of `rows` that cannot be put in order, while every part of it can."""
    for row in rows:
        others = [other for other in rows if other != row]
        if arrange(choices.jobs(others, gap)) is None:
            rows = others
    return tuple(rows)


def place_all(choices: Choices, limits: Limits, due: list[int]) -> dict[int, int] | None:
    """The gaps of as few minutes as do everything in `due` today, by row; None if nothing does.

    An integer programme places what is due, or calls that serve it, by their minutes; while a gap then cannot
    be put in order, that clash is forbidden and all are placed again, at most `MOST_ROUNDS` times.
    """
    pool = needed(choices, due)
    pool = pool[choices.fits[pool].any(axis=1)]
    clashes = ()
    for _ in range(MOST_ROUNDS if len(pool) else 0):
        day = programme(choices, limits, pool, due, Cuts(clashes=clashes))
        answer = solve(day.with_gain(-choices.minutes[day.rows]))
        if answer is None:
            return None
        found = clashes_in(choices, answer[0])
        if not found:
            return answer[0]
        clashes = (*clashes, *found)
    return None
