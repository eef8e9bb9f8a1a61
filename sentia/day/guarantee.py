"""Before any dollar is counted: what must be done today, and those who have waited longest."""

from itertools import islice

import numpy as np

from sentia.day.choices import Choices
from sentia.day.clashes import place_all
from sentia.day.placing import Placing, no_easier


def place_musts(placing: Placing) -> list[int]:
    """Place what must be done today, and return its rows, in order: due first, then the longest waiting, then id.

    Each is placed only if everything before it is still done, in whatever gaps and by whatever calls: two musts
    of one person become the call that does both, where there is one. A must that cannot be done by the minute
    it is due is done later if its own hours allow. One for which there is no place is not in the list.
    """
    choices = placing.choices
    musts = np.flatnonzero(choices.for_itself(choices.is_must))
    waiting = np.nan_to_num(choices.waiting[musts], nan=-np.inf)
    due_at = np.nan_to_num(choices.due_at[musts], nan=np.inf)
    done: list[int] = []
    for row in musts[np.lexsort((-waiting, due_at))].tolist():
        if _join(placing, row, done) or _join_late(placing, row, done):
            done.append(row)
    return done


def place_waiting(placing: Placing, musts: list[int]) -> tuple[list[int], np.ndarray]:
    """Place those who wait, longest first, until their minutes reach the reserve or nobody is left.

    Returns the rows served, in order, and for each candidate whether it was passed over because it found no
    place. Ties go by id. Of several that wait equally long and share a group, the shortest that fits stands
    for all; whoever shares a group with one served, or with a must, is passed over. A must that waits counts.
    """
    choices, reserve = placing.choices, placing.limits.reserve_minutes
    served: list[int] = []
    open_to, hopeless = _open_to(placing), np.zeros(len(choices), bool)
    passed = hopeless.copy()
    for row in waiting_longest(choices).tolist():
        if choices.minutes[served].sum() >= reserve:
            break
        if row in musts:
            served.append(row)
        elif open_to[row] and not hopeless[choices.doing(row)].all():
            due = [*musts, *served]
            joined = list(islice((one for one in _stand_ins(choices, row) if _join(placing, one, due)), 1))
            served += joined
            open_to = _open_to(placing)
            hopeless |= _hopeless(placing, row) if not joined else hopeless
        passed[row] = open_to[row]
    return served, passed


def waiting_longest(choices: Choices) -> np.ndarray:
    """The rows of those who wait, longest first, ties by id; no call whose parts wait for themselves."""
    rows = np.flatnonzero(choices.for_itself(~np.isnan(choices.waiting)))
    return rows[np.argsort(-choices.waiting[rows], kind="stable")]


def _open_to(placing: Placing) -> np.ndarray:
    """Whether nobody of each candidate is in the day yet, and its kind, or that of a call serving it, has room."""
    choices, has_room = placing.choices, ~placing.class_full()
    by_call = has_room.copy()
    by_call[choices.served[has_room[choices.server]]] = True
    return by_call & ~choices.sharing(placing.rows)


def _hopeless(placing: Placing, row: int) -> np.ndarray:
    """Given that nothing that does this row finds a place: what else then finds none either."""
    choices, taken = placing.choices, placing.choices.sharing(placing.rows)
    return np.any([no_easier(choices, one) for one in choices.doing(row) if not taken[one]], axis=0)


def _stand_ins(choices: Choices, row: int) -> list[int]:
    """This row and those that share a group with it and wait equally long, the shortest first."""
    equal = choices.for_itself(choices.waiting == choices.waiting[row])
    rows = np.flatnonzero(equal & choices.sharing([row]))
    return rows[np.argsort(choices.minutes[rows], kind="stable")].tolist()


def _join(placing: Placing, row: int, due: list[int]) -> bool:
    """Have this row done beside everything in `due`, which may change its gap or its call for that."""
    if placing.done()[row]:
        return True
    if placing.possible()[row] and placing.add(row):
        return True
    placed = place_all(placing.choices, placing.limits, [*due, row])
    placing.gap_of = placing.gap_of if placed is None else placed
    return placed is not None


def _join_late(placing: Placing, row: int, due: list[int]) -> bool:
    """Have this row done after the minute at which it is due, within its own hours."""
    in_time, placing.choices = placing.choices, placing.choices.late(row)
    if _join(placing, row, due):
        return True
    placing.choices = in_time
    return False
