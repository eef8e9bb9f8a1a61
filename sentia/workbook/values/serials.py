"""Dates that a program left as plain numbers: a spreadsheet's day numbers, 20261231, and clock counts."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.workbook.files.cells import NUMBER, Cells
from sentia.workbook.values.typed import Texts, matches

_NOT_A_TIME = np.iinfo(np.int64).min
_SHARE = 0.9  # of a column's numbers that must be plausible dates before any counts as one
_DAY_SECONDS, _MICRO, _MILLI = 86_400, 1_000_000, 1_000
_DAY_ZERO = np.datetime64("1899-12-30", "us").astype(np.int64)  # day number 0 of a spreadsheet
_DAYS_TO_1904 = 1462  # from that day to day number 0 of a workbook that counts from 1904
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_FIRST_CLOCK, _LAST_CLOCK = 2001, 2040  # of milliseconds: beyond these some are telephone numbers
_BEYOND = 1e14  # no date on any of the scales
_PLAIN = r"^\d{1,15}(?:\.\d{1,12})?$"


def serial_moments(cells: Cells, texts: Texts, folded: pa.Array) -> tuple[np.ndarray, tuple[str, ...]]:
    """Microseconds since 1970 for each cell that is a number and a date, the least integer elsewhere.

    Nine of ten of the column's numbers must lie between 1990 and 2060 as one of: days since 1899-12-30 (a
    spreadsheet's), year month day in eight digits, or milliseconds since 1970 (to 2040, in UTC). So amounts,
    phone numbers and counts never become dates.
    """
    numbers = _numbers(cells, texts, folded)
    given = ~np.isnan(numbers)
    moments = np.full(len(cells), _NOT_A_TIME, dtype=np.int64)
    if not given.any():
        return moments, ()
    for name, read in _SCALES.items():
        found = read(np.clip(numbers[given], -_BEYOND, _BEYOND))
        if (found != _NOT_A_TIME).mean() >= _SHARE:
            moments[given] = found
            return moments, (f"{int((found != _NOT_A_TIME).sum())} read from {name}",)
    return moments, ()


def since_1900(cells: Cells) -> Cells:
    """A column of a workbook that counts days from 1904, its plain numbers of days counted as others do.

    Examples
    --------
    >>> since_1900(Cells.from_values([44886, 20261123, "44886"])).number[:2].tolist()
    [46348.0, 20261123.0]
    """
    later = cells.number + _DAYS_TO_1904
    is_day = (cells.kind == NUMBER) & (_from_day_numbers(np.nan_to_num(later)) != _NOT_A_TIME)
    return Cells(cells.kind, cells.text, np.where(is_day, later, cells.number)) if is_day.any() else cells


def _numbers(cells: Cells, texts: Texts, folded: pa.Array) -> np.ndarray:
    """The column's numbers, those written as text too; NaN where the cell is none."""
    numbers = np.where(cells.kind == NUMBER, cells.number, np.nan)
    is_plain = matches(folded, _PLAIN)
    if is_plain.any():
        digits = pc.if_else(pa.array(is_plain), folded, None)
        numbers[texts.at] = pc.cast(digits, pa.float64()).to_numpy(zero_copy_only=False)[texts.which]
    return numbers


def _within(moments: np.ndarray, first_year: int, last_year: int) -> np.ndarray:
    low, high = (np.datetime64(f"{year}-01-01", "us").astype(np.int64) for year in (first_year, last_year + 1))
    fits = (moments >= low) & (moments < high)
    return np.where(fits, moments, _NOT_A_TIME).astype(np.int64)


def _from_day_numbers(numbers: np.ndarray) -> np.ndarray:
    return _within(_DAY_ZERO + np.rint(numbers * _DAY_SECONDS) * _MICRO, _FIRST_YEAR, _LAST_YEAR)


def _from_eight_digits(numbers: np.ndarray) -> np.ndarray:
    whole = np.where(numbers % 1 == 0, numbers, 0)
    days = pd.to_datetime(pd.Series(whole).map("{:.0f}".format), format="%Y%m%d", errors="coerce")
    return _within(days.to_numpy("M8[us]").astype(np.int64).astype(np.float64), _FIRST_YEAR, _LAST_YEAR)


def _from_milliseconds(numbers: np.ndarray) -> np.ndarray:
    return _within(numbers * _MILLI, _FIRST_CLOCK, _LAST_CLOCK)


_SCALES = {
    "a spreadsheet's day numbers": _from_day_numbers,
    "eight digits, year month day": _from_eight_digits,
    "milliseconds since 1970, in UTC": _from_milliseconds,
}
