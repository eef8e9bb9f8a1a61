"""An edited value written as the file itself writes such values: its words, its unit, its dates."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sentia.book.schema import Column
from sentia.errors import CannotEdit
from sentia.workbook.patch.changes import Value

Samples = Sequence[tuple[Any, Any]]

_NUMBERS = ("number", "money", "minutes", "days", "rate")
_DIGITS = 12  # significant digits kept when a unit is converted
_CLOSE = 1e-6  # relative difference under which two ratios are one
_AS_IT_IS = "as it is"  # the unit of a column that holds nothing to measure by
_ISO = [  # text that means one day to everybody, and how to write such text
    (re.compile(r"\d{4}-\d\d-\d\d"), "%Y-%m-%d"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"), "%Y-%m-%d %H:%M"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "%Y-%m-%d %H:%M:%S"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d"), "%Y-%m-%dT%H:%M"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), "%Y-%m-%dT%H:%M:%S"),
]


def as_the_file_writes(column: Column, value: Any, samples: Samples) -> Value:
    """The value as the cells of this column hold such values.

    Parameters
    ----------
    column : Column
        The field's column of the schema.
    value : any
        The edited value, of the column's kind; None empties the cell.
    samples : sequence of (cell, understood)
        What cells of the column hold and how they were understood; empty and not understood ones left out.

    Returns
    -------
    str, float, bool, date, datetime or None
        Words as the file spells the same value elsewhere; numbers in the file's unit (50 or "50%" where a
        rate of 0.5 was read so); days as real dates, or as text where the column is text in ISO order.

    Raises
    ------
    CannotEdit
        The file writes such values in a way that cannot be told from its cells, such as "1 h 30".

    Examples
    --------
    >>> from sentia.book.schema import column
    >>> as_the_file_writes(column("opportunities", "probability"), 0.6, [(50.0, 0.5), (10.0, 0.1)])
    60
    >>> as_the_file_writes(column("opportunities", "status"), "won", [("Closed - Won", "won"), ("Open", "open")])
    'Closed - Won'
    """
    return Spelling(column, samples).of(value)


class Spelling:
    """How the cells of one column write their values, found out once for any number of new ones."""

    def __init__(self, column: Column, samples: Samples) -> None:
        self._column, self._samples = column, samples

    def of(self, value: Any) -> Value:
        """The value as `as_the_file_writes` says."""
        if value is None:
            return None
        if self._column.kind in ("date", "moment"):
            return self._day(value)
        if self._column.kind in _NUMBERS:
            return self._number(float(value))
        return self._words.get(value, value)

    @cached_property
    def is_by_name(self) -> bool:
        """Whether most cells say something else than was understood, as names do that stand for ids."""
        others = sum(cell != understood for cell, understood in self._samples)
        return others > len(self._samples) / 2

    @cached_property
    def _words(self) -> dict[Any, Any]:
        """For each value understood the word that the most cells have for it, the first of equals."""
        counted = Counter((understood, cell) for cell, understood in self._samples)
        words: dict[Any, Any] = {}
        for (understood, cell), _ in counted.most_common():
            words.setdefault(understood, cell)
        return words

    def _day(self, moment: date) -> Value:
        moment = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
        if self._pattern:
            return f"{moment:{self._pattern}}"
        is_day = not isinstance(moment, datetime) or moment.time() == time()
        return date(moment.year, moment.month, moment.day) if is_day else moment

    @cached_property
    def _pattern(self) -> str | None:
        cells = [cell for cell, _ in self._samples]
        return _iso_pattern(cells) if cells and all(isinstance(cell, str) for cell in cells) else None

    def _number(self, value: float) -> Value:
        if self._is_percent:
            return f"{_rounded(value * 100)}%"  # noqa: PLR2004
        if self._unit is None:
            raise CannotEdit(f"{self._column.label}: the file writes it in a unit that its cells do not tell.")
        return value if self._unit is _AS_IT_IS else _rounded(value * self._unit)

    @cached_property
    def _is_percent(self) -> bool:
        cells = [cell for cell, _ in self._samples]
        percents = (isinstance(cell, str) and cell.strip().endswith("%") for cell in cells)
        return self._column.kind == "rate" and bool(cells) and all(percents)

    @cached_property
    def _unit(self) -> float | str | None:
        """What a value is multiplied by, None where the cells do not tell."""
        pairs = [(_plain(cell), understood) for cell, understood in self._samples]
        ratios = np.array([cell / understood for cell, understood in pairs if cell and understood])
        if len(ratios):
            unit = float(np.median(ratios))
            if np.allclose(ratios, unit, rtol=_CLOSE, atol=0):
                return unit
            return 1.0 if np.isclose(ratios, 1, rtol=_CLOSE).any() else None
        is_told = self._column.kind != "minutes" or all(cell == 0 for cell, _ in pairs)
        is_span = any(isinstance(cell, time | timedelta) for cell, _ in self._samples)
        return _AS_IT_IS if is_told and not is_span else None


def _iso_pattern(cells: Sequence[str]) -> str | None:
    found = Counter(next((p for shape, p in _ISO if shape.fullmatch(cell.strip())), None) for cell in cells)
    return found.most_common(1)[0][0] if None not in found else None


def _plain(cell: Any) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    try:
        return float(cell)
    except ValueError:
        return None


def _rounded(value: float) -> float | int:
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 10**_DIGITS else rounded
