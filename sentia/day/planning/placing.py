"""Putting candidates into the gaps of a day, one by one, never breaking what a day allows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from sentia.day.planning.choices import NO_CLASS, Choices
from sentia.day.planning.limits import Limits
from sentia.day.planning.sequence import arrange


@dataclass
class Placing:
    """Who is in which gap so far: `gap_of` maps a candidate's row to a gap's place in the day."""

    choices: Choices
    limits: Limits
    gap_of: dict[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        """The candidates placed so far."""
        return sorted(self.gap_of)

    @property
    def gain(self) -> float:
        """What the candidates placed so far bring, in dollars, each next of those alike less."""
        rows = self.rows
        return float(self.choices.gain[rows].sum()) - self.choices.alike.less_by(rows)

    def inside(self, gap: int) -> list[int]:
        """The candidates in one gap."""
        return [row for row in self.rows if self.gap_of[row] == gap]

    def minutes_left(self) -> int:
        """What may still be planned in all."""
        return self.limits.cap_minutes - int(self.choices.minutes[self.rows].sum())

    def room(self) -> np.ndarray:
        """The minutes left in each gap."""
        gaps = self.choices.gaps
        taken = np.bincount(
            np.array(list(self.gap_of.values()), int),
            self.choices.minutes[list(self.gap_of)].astype(float),
            minlength=len(gaps),
        )
        return gaps[:, 1] - gaps[:, 0] - taken.astype(int)

    def class_full(self) -> np.ndarray:
        """Whether the limit of its kind stands against each candidate; a kind without one never does."""
        limit, minutes = self.choices.limit, self.choices.minutes
        full = np.zeros(len(self.choices), bool)
        held = limit[self.rows]
        for place, (count, most) in enumerate(zip(self.limits.counts, self.limits.minutes, strict=True)):
            here = limit == place
            if count is not None and (held == place).sum() >= count:
                full |= here
            if most is not None:
                left = most - minutes[self.rows][held == place].sum()
                full |= here & (minutes > left)
        return full & (limit != NO_CLASS)

    def done(self) -> np.ndarray:
        """Whether each candidate is in the day, by itself or as a part of a call."""
        done = np.zeros(len(self.choices), bool)
        done[self.rows] = True
        done[self.choices.served[done[self.choices.server]]] = True
        return done

    def allowed(self) -> np.ndarray:
        """Whether each candidate may still join: nobody of it is in the day, and its kind has room."""
        return ~self.choices.sharing(self.rows) & ~self.class_full()

    def possible(self) -> np.ndarray:
        """Whether each candidate is allowed and has enough minutes in all and in some gap; its time may clash."""
        in_some_gap = self.choices.fits & (self.choices.minutes[:, None] <= self.room()[None, :])
        return self.allowed() & (self.choices.minutes <= self.minutes_left()) & in_some_gap.any(axis=1)

    def add(self, row: int) -> bool:
        """Put a candidate into the first gap that can hold it beside what is there; False if none can."""
        room = self.room()
        for gap in np.flatnonzero(self.choices.fits[row] & (room >= self.choices.minutes[row])).tolist():
            if arrange(self.choices.jobs([*self.inside(gap), row], gap)) is not None:
                self.gap_of[row] = gap
                return True
        return False

    def fill(self, order: Iterable[int]) -> None:
        """Add those of these candidates that still fit, in this order; who is placed stays in their gap."""
        order = np.asarray(order, int)
        hopeless = np.zeros(len(self.choices), bool)
        while True:
            open_to = order[(self.possible() & ~hopeless)[order]]
            added = next((row for row in open_to.tolist() if self._tried(row, hopeless)), None)
            if added is None:
                return

    def _tried(self, row: int, hopeless: np.ndarray) -> bool:
        if hopeless[row]:
            return False
        if self.add(row):
            return True
        hopeless |= no_easier(self.choices, row)
        return False

    def early_first(self) -> None:
        """Lay the same candidates out anew, what is due and then the better paid into the first gap that holds it.

        So what is left open lies late in the day, where the unforeseen is caught up with. Where they do not all
        fit that way, they stay as they are, but for swaps (`best_first`).
        """
        rows, again = np.array(self.rows, int), Placing(self.choices, self.limits)
        due = self.choices.due_at[rows]
        order = np.lexsort((self.choices.rank[rows], np.where(np.isnan(due), np.inf, due)))
        if all(again.add(row) for row in rows[order].tolist()):
            self.gap_of = again.gap_of
        else:
            self.best_first()

    def best_first(self) -> None:
        """Swap equally long candidates that may lie anywhere, so that the better paid come in earlier gaps."""
        choices, rows = self.choices, np.array(self.rows, int)
        anywhere = (choices.starts == choices.gaps[:, 0]) & (choices.ends == choices.gaps[:, 1])
        free = rows[anywhere[rows].all(axis=1) & np.isnan(choices.due_at[rows])]
        for minutes in np.unique(choices.minutes[free]):
            alike = free[choices.minutes[free] == minutes]
            gaps = sorted(self.gap_of[row] for row in alike)
            self.gap_of.update(zip(alike[np.argsort(choices.rank[alike])].tolist(), gaps, strict=True))


def no_easier(choices: Choices, row: int) -> np.ndarray:
    """Whether each candidate is of this one's kind, takes as many minutes and may lie only where this one may.

    Where this one finds no place, neither do they: that saves looking.
    """
    within = (choices.starts >= choices.starts[row]) & (choices.ends <= choices.ends[row])
    alike = (choices.limit == choices.limit[row]) & (choices.minutes >= choices.minutes[row])
    return alike & (~choices.fits | within).all(axis=1)
