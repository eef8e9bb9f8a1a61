"""What is read off something that does not change, worked out once however many ask."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Self, TypeVar

Read = TypeVar("Read")


class Once:
    """Remembers what functions read off it."""

    def once(self, reading: Callable[[Self], Read]) -> Read:
        """What a function reads off this, worked out the first time that somebody asks."""
        if reading not in self._read_before:
            self._read_before[reading] = reading(self)
        return self._read_before[reading]

    @cached_property
    def _read_before(self) -> dict[Callable[[Self], Any], Any]:
        return {}
