"""What a day allows in all: its minutes, those of what presses and of who waits, and how much of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """The limits of one day.

    `cap_minutes` is the most that may be planned in all: the free time less the open share, or what the rep
    asked for. `reserve_minutes` are guaranteed to those who wait longest. `per_class` holds, by kind, the most
    actions and the most minutes of it in one day, None where there is no such limit. `pressing_minutes` are the
    most that what presses may take before any price is compared; None: any. Of lines alike each next one is worth
    `alike_share` of the one before. A line that brings less than `least_gain` dollars takes no minutes while one
    that brings as much waits. Where the reserve costs more than `cost_share` of the day's gain only
    `needed_minutes` of it are kept.

    Examples
    --------
    >>> Limits(300, 60, {"fresh look": (3, None), "cold call": (None, 90)}).classes
    ('cold call', 'fresh look')
    """

    cap_minutes: int
    reserve_minutes: int = 0
    per_class: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    pressing_minutes: int | None = None
    alike_share: float = 1.0
    least_gain: float = 0.0
    needed_minutes: int = 0
    cost_share: float = 1.0

    @property
    def classes(self) -> tuple[str, ...]:
        """The kinds that have a limit, by name."""
        return tuple(sorted(self.per_class))

    @property
    def counts(self) -> tuple[int | None, ...]:
        """The most actions of each of `classes`; None: any number."""
        return tuple(self.per_class[kind][0] for kind in self.classes)

    @property
    def minutes(self) -> tuple[int | None, ...]:
        """The most minutes of each of `classes`; None: any number."""
        return tuple(self.per_class[kind][1] for kind in self.classes)
