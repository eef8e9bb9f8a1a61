"""An edited value written as the file itself writes such values: its words, its unit, its dates."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd

from sentia.book.schema import Column
from sentia.errors import CannotEdit
from sentia.workbook.patch.changes import Value

Samples = Sequence[tuple[Any, Any]]

_NUMBERS = ("number", "money", "minutes", "rate")
_DIGITS = 12  # significant digits kept when a unit is converted
_CLOSE = 1e-6  # relative difference under which two ratios are one
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
    if value is None:
        return None
    if column.kind in ("date", "moment"):
        return _day(value, [cell for cell, _ in samples])
    if column.kind in _NUMBERS:
        return _number(column, float(value), samples)
    words = Counter(cell for cell, understood in samples if understood == value)
    return words.most_common(1)[0][0] if words else value


def _day(moment: date, cells: Sequence[Any]) -> Value:
    moment = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
    if cells and all(isinstance(cell, str) for cell in cells):
        pattern = _iso_pattern(cells)
        if pattern:
            return f"{moment:{pattern}}"
    is_day = not isinstance(moment, datetime) or moment.time() == time()
    return date(moment.year, moment.month, moment.day) if is_day else moment


def _iso_pattern(cells: Sequence[str]) -> str | None:
    found = Counter(next((p for shape, p in _ISO if shape.fullmatch(cell.strip())), None) for cell in cells)
    return found.most_common(1)[0][0] if None not in found else None


def _number(column: Column, value: float, samples: Samples) -> Value:
    cells = [cell for cell, _ in samples]
    percents = [cell for cell in cells if isinstance(cell, str) and cell.strip().endswith("%")]
    if column.kind == "rate" and cells and len(percents) == len(cells):
        return f"{_rounded(value * 100)}%"  # noqa: PLR2004
    pairs = [(_plain(cell), understood) for cell, understood in samples]
    ratios = np.array([cell / understood for cell, understood in pairs if cell and understood])
    if len(ratios):
        unit = float(np.median(ratios))
        if not np.allclose(ratios, unit, rtol=_CLOSE, atol=0):
            unit = 1.0 if np.isclose(ratios, 1, rtol=_CLOSE).any() else _unknown(column)
        return _rounded(value * unit)
    is_told = column.kind != "minutes" or all(cell == 0 for cell, _ in pairs)
    return value if is_told and not any(isinstance(cell, time | timedelta) for cell in cells) else _unknown(column)


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


def _unknown(column: Column) -> float:
    raise CannotEdit(f"{column.label}: the file writes it in a unit that its cells do not tell.")
