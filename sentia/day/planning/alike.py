"""Lines alike in kind and price: each next one of a day is worth less, so that a day has a face.

The count of each sort of line in a day is a sum of steps, each of which costs more than the one before: what a
sort of n lines brings is concave in n. That is why a linear programme can hold it exactly (`programme`), and why
its bound stays one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

AS_DEAR = 1.25  # lines of a kind whose gains are within this factor of each other cost alike
STEPS = 8  # after so many lines of a sort the next is worth no less than the one before
NOT_ALIKE = -1


@dataclass(frozen=True, eq=False)
class Alike:
    """Of each candidate its sort, or -1; of each sort (down) what its first, second, ... line counts less.

    The last step holds for all further lines. What a sort's lines count less is measured on the least of them, so
    none ever counts less than nothing.
    """

    sort: np.ndarray
    less: np.ndarray

    def less_by(self, rows: Iterable[int]) -> float:
        """What these candidates together count less, in dollars."""
        sorts = self.sort[np.asarray(list(rows), int)]
        held = np.bincount(sorts[sorts != NOT_ALIKE], minlength=len(self.less))
        return float(sum(self._steps(sort, held[sort]).sum() for sort in np.flatnonzero(held)))

    def less_each(self, rows: np.ndarray) -> np.ndarray:
        """What each of these candidates counts less, the first of each sort nothing."""
        less, sorts = np.zeros(len(rows)), self.sort[rows]
        for sort in np.unique(sorts[sorts != NOT_ALIKE]):
            less[sorts == sort] = self._steps(sort, (sorts == sort).sum())
        return less

    def _steps(self, sort: int, count: int) -> np.ndarray:
        return self.less[sort, np.minimum(np.arange(count), STEPS - 1)]


def alike_in(kinds: np.ndarray, gain: np.ndarray, share: float) -> Alike:
    """Which candidates are alike: of one kind ("" is none), with gains within `AS_DEAR` of the best of them.

    Parameters
    ----------
    kinds, gain : array
        One entry a candidate; a gain of nothing is like no other.
    share : float
        What each next one is worth of the one before; 1: as much.

    Examples
    --------
    >>> found = alike_in(np.array(["call", "call", "note"]), np.array([100.0, 90.0, 90.0]), 0.9)
    >>> found.sort.tolist(), round(found.less_by([0, 1, 2]), 2)
    ([0, 0, -1], 9.0)
    """
    sort = np.full(len(gain), NOT_ALIKE)
    least: list[float] = []
    counts = (kinds != "") & (gain > 0) & (share < 1)
    for kind in sorted(set(kinds[counts])):
        rows = np.flatnonzero(counts & (kinds == kind))
        rows = rows[np.argsort(-gain[rows], kind="stable")]
        begin = 0
        while begin < len(rows):
            end = int(np.searchsorted(-gain[rows], -gain[rows[begin]] / AS_DEAR, side="right"))
            if end - begin > 1:
                sort[rows[begin:end]] = len(least)
                least.append(float(gain[rows[end - 1]]))
            begin = end
    return Alike(sort, np.array(least)[:, None] * (1 - share ** np.arange(STEPS))[None, :])
