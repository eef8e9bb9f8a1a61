"""The free time that is planned: a whole day, or a stretch of it that the rep chose."""

from dataclasses import dataclass

from sentia.day.value import free_minutes
from sentia.playbook import Playbook

HOUR = 60


@dataclass(frozen=True)
class Stretch:
    """The free time to plan: its `gaps` in minutes after midnight, and `cap_minutes`, the most to be planned.

    `is_chosen`: it is less than a day, as long as the rep says. `goes_on`: the day goes on after it.
    """

    gaps: list[tuple[int, int]]
    cap_minutes: int
    is_chosen: bool = False
    goes_on: bool = False


def stretch_of(gaps: list[tuple[int, int]], hours: float | None, is_now: bool, playbook: Playbook) -> Stretch:
    """The day, or so many hours of it: from now on where that is said, else whenever they bring most.

    A whole day leaves its open share free; a stretch that the rep chose is planned to the last minute.
    """
    free = sum(end - start for start, end in gaps)
    if hours is None or hours * HOUR >= free_minutes(playbook):
        return Stretch(gaps, int(free * (1 - playbook.open_share)))
    minutes = min(free, int(hours * HOUR))
    return Stretch(_first(gaps, minutes) if is_now else gaps, minutes, True, is_now and minutes < free)


def _first(gaps: list[tuple[int, int]], minutes: int) -> list[tuple[int, int]]:
    """The first so many minutes of these gaps.

    >>> _first([(540, 550), (600, 660)], 20)
    [(540, 550), (600, 610)]
    """
    found = []
    for start, end in gaps:
        taken = min(end - start, minutes)
        found += [(start, start + taken)] if taken else []
        minutes -= taken
    return found
