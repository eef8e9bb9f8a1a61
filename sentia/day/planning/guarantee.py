"""Before any dollar is compared: what must be done today, what presses, and those who have waited longest."""

import numpy as np

from sentia.day.planning.choices import Choices
from sentia.day.planning.clashes import place_all
from sentia.day.planning.placing import Placing, no_easier


def place_musts(placing: Placing) -> list[int]:
    """Place what must be done today, and return its rows, in order: due first, then the longest waiting, then id.

    Each is placed only if everything before it is still done, in whatever gaps and by whatever calls: two musts
    of one person become the call that does both, where there is one. A must that cannot be done by the minute
    it is due is done later if its own hours allow; for one that finds no place at all, what stands in for it is
    done. What presses comes last, the best return first, as long as all of it takes no more than its own minutes.
    """
    choices = placing.choices
    musts = np.flatnonzero(choices.for_itself(choices.is_must))
    waiting = np.nan_to_num(choices.waiting[musts], nan=-np.inf)
    due_at = np.nan_to_num(choices.due_at[musts], nan=np.inf)
    door = _Door(placing, [])
    for row in musts[np.lexsort((-waiting, due_at))].tolist():
        is_in = door.admit(row) or (choices.closes[row] < choices.latest[row] and door.admit_late(row))
        if not is_in and choices.stand_in[row] >= 0:
            door.admit(int(choices.stand_in[row]))
    _place_pressing(door)
    return door.due


def _place_pressing(door: "_Door") -> None:
    """What presses, the best return first, until its minutes are used up; what is done already takes none."""
    choices, left = door.placing.choices, door.placing.limits.pressing_minutes
    rows = np.flatnonzero(choices.for_itself(choices.is_pressing & ~choices.is_must))
    waiting, per_hour = (
        np.nan_to_num(values[rows], nan=-np.inf) for values in (choices.waiting, choices.per_hour)
    )
    for row in rows[np.lexsort((-waiting, -per_hour))].tolist():
        before = door.placing.minutes_left()
        if door.done[row] or left is None or choices.minutes[row] <= left:
            is_in = door.admit(row)
            left = left - (before - door.placing.minutes_left()) if is_in and left is not None else left


def place_waiting(placing: Placing, musts: list[int], minutes: int | None = None) -> tuple[list[int], np.ndarray]:
    """Place those who wait, longest first, until these minutes (the reserve's) are reached or nobody is left.

    Returns the rows served, in order, and for each candidate whether it was passed over because it found no
    place. No limit of a kind stands against them. Ties go by id. Of several that wait equally long and share a
    group, the shortest that fits stands for all; whoever shares a group with one served, or with a must, is passed
    over. A must that waits counts.
    """
    choices, reserve = placing.choices, placing.limits.reserve_minutes if minutes is None else minutes
    served: list[int] = []
    passed = np.zeros(len(choices), bool)
    door = _Door(placing, list(musts))
    queue = waiting_longest(choices).tolist()
    waits = set(queue)
    for row in queue:
        if choices.minutes[served].sum() >= reserve:
            break
        if row in musts:
            served.append(row)
        elif not door.taken[row]:
            joined = next((one for one in _in_place_of(choices, row, waits) if door.admit_waiting(one)), None)
            served += [] if joined is None else [joined]
            passed[row] = joined is None
    return served, passed


def waiting_longest(choices: Choices) -> np.ndarray:
    """The rows of those who wait, longest first, ties by id; no call whose parts wait for themselves."""
    rows = np.flatnonzero(choices.for_itself(~np.isnan(choices.waiting)))
    return rows[np.argsort(-choices.waiting[rows], kind="stable")]


def _in_place_of(choices: Choices, row: int, queue: set[int]) -> list[int]:
    """This row and those of the queue that share a group with it and wait equally long, the shortest first."""
    alike = {row, *choices.partners(row)} & queue
    equal = sorted(one for one in alike if choices.waiting[one] == choices.waiting[row])
    return sorted(equal, key=lambda one: choices.minutes[one])


class _Door:
    """Who gets into the day beside everything in `due`, remembering who has no chance any more."""

    def __init__(self, placing: Placing, due: list[int]) -> None:
        self.placing, self.due = placing, due
        self.hopeless = np.zeros(len(placing.choices), bool)
        self._look()

    def _look(self) -> None:
        placing = self.placing
        self.done, self.taken = placing.done(), placing.choices.sharing(placing.rows)
        self.full, self.possible = placing.class_full(), placing.possible()

    def admit(self, row: int) -> bool:
        """Have this row done; those before may change their gap or their call for it, never leave."""
        doers = self.placing.choices.doing(row)
        if not self.done[row]:
            no_room = self.full[doers] | self.hopeless[doers] | (self.taken[doers] & (len(doers) == 1))
            if no_room.all() or not self._place(row):
                self.hopeless |= self._no_easier(doers)
                return False
            self._look()
        self.due.append(row)
        return True

    def admit_waiting(self, row: int) -> bool:
        """Have this row done whatever the limit of its kind, unless it keeps to that."""
        if self.placing.choices.keeps_limit[row]:
            return self.admit(row)
        within, self.placing.choices = self.placing.choices, self.placing.choices.beyond_limits(row)
        self._look()
        if not self.admit(row):
            self.placing.choices = within
            return False
        return True

    def admit_late(self, row: int) -> bool:
        """Have this row done after the minute at which it is due, within its own hours."""
        in_time, self.placing.choices = self.placing.choices, self.placing.choices.late(row)
        self.hopeless[row] = False
        if not self.admit(row):
            self.placing.choices = in_time
            return False
        return True

    def _place(self, row: int) -> bool:
        if self.possible[row] and self.placing.add(row):
            return True
        placed = place_all(self.placing.choices, self.placing.limits, [*self.due, row])
        self.placing.gap_of = self.placing.gap_of if placed is None else placed
        return placed is not None

    def _no_easier(self, doers: np.ndarray) -> np.ndarray:
        """What finds no place either, given that none of these does, unless it is because of their groups."""
        choices = self.placing.choices
        marks = [no_easier(choices, one) for one in doers if not self.taken[one] and not self.hopeless[one]]
        return np.any([np.zeros(len(choices), bool), *marks], axis=0)
