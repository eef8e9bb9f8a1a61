"""What is read off something that does not change, worked out once however many ask."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import pandas as pd

Read, Of, More = TypeVar("Read"), TypeVar("Of"), ParamSpec("More")


def same_again(make: Callable[Concatenate[Of, More], Read]) -> Callable[Concatenate[Of, More], Read]:
    """The same function, which gives what it made last once more as long as the very same is asked.

    The first argument is the same object, the others are equal. Only the last is kept, and with that object, so
    that it never grows, is gone with it, and is nobody else's: the day, the gaps and the coverage of one book on
    one morning are asked for one after another.
    """
    name = f"_last_{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def again(of: Of, *more: Any) -> Read:
        then, made = vars(of).get(name, (None, None))
        if then != more:
            made = make(of, *more)
            vars(of)[name] = (more, made)
        return made

    return again


def alike_without_rows(make: Callable[Concatenate[pd.DataFrame, More], Read]) -> Callable[..., Read]:
    """The same function of records, where what it makes of none depends on their columns only: once for all."""
    made: dict[tuple, Read] = {}

    @wraps(make)
    def of_records(records: pd.DataFrame, *more: Any, **named: Any) -> Read:
        if len(records):
            return make(records, *more, **named)
        columns = (*records.columns, *records.dtypes, records.index.dtype)
        if columns not in made:
            made[columns] = make(records, *more, **named)
        return made[columns]

    return of_records


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
