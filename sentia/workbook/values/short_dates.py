"""Days written without their year, and years without a day: Nov 26, 3. Dez, 26.11., 2025.

"Nov 26" is a day of November or November 2026: the column decides, and where it does not, the rep is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import NUMBER, Cells
from sentia.workbook.values.typed import Texts, matches
from sentia.workbook.values.written_dates import MONTHS, WEEKDAY

AS_DAY, AS_MONTH = "a day", "a month"
_COULD_BE = r"^[a-z0-9.,/' ]{3,28}$"
_NAME = r"(?P<name>[a-z]{3,12})"
_NAME_FIRST = re.compile(rf"{_NAME}[.,]?\s+(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?P<th>\.|st|nd|rd|th|er|o)?\s*(?:de\s|of\s)?{_NAME}\.?")
_DOTS = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.")
_SLASH = re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})")
_YEAR = r"^(?:19|20)\d\d$"
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_CENTURY, _MONTHS_A_YEAR, _MOST_DAYS = 2000, 12, 31
_LEAST_YEAR, _MOST_YEAR = 15, 45  # of two digits that may be a year
_FEW_YEARS, _MANY_DAYS = 2, 4  # different numbers that are years, or days, by their count
_LEAST_TEXTS = 3
_AHEAD, _BEFORE = (
    np.timedelta64(90, "D"),
    np.timedelta64(-90, "D"),
)  # of the book's last day, where planned, done days lie


@dataclass(frozen=True)
class Near:
    """What else the column shows: its days, whether it has whole months; and the file's last day."""

    days: np.ndarray
    has_months: bool
    is_planned: bool
    last: np.datetime64 | None = None

    @property
    def centre(self) -> np.datetime64 | None:
        """The day around which its days lie."""
        if len(self.days):
            return np.sort(self.days)[len(self.days) // 2].astype("M8[D]")
        return None if self.last is None else self.last + (_AHEAD if self.is_planned else _BEFORE)


@dataclass(frozen=True)
class Short:
    """What the short dates of a column are: days by text, notes, what is asked, and whether a year is missing."""

    moments: dict[int, np.datetime64]
    notes: tuple[str, ...] = ()
    question: dict | None = None
    lacks_year: bool = False


@dataclass(frozen=True)
class _Day:
    place: int
    month: int
    number: int
    is_sure: bool


def short_days(folded: pa.Array, texts: Texts, is_left: np.ndarray, near: Near, said: str | None) -> Short:
    """The days without a year among the texts left over.

    Parameters
    ----------
    folded, texts
        The distinct texts.
    is_left : ndarray of bool
        Which of them no other reading fits.
    near : Near
        The column's other days, next to which these are put.
    said : {"a day", "a month"}, optional
        What Nov 26 is by the rep's answer, or by other columns.
    """
    places = np.flatnonzero(is_left & matches(folded, _COULD_BE)) if is_left.any() else ()
    days = [day for place in places if (day := _day(int(place), folded[int(place)].as_py())) is not None]
    if not days:
        return Short({})
    open_days = [day for day in days if not day.is_sure]
    taken, is_decided = _style(days, open_days, near)
    as_month = open_days and (taken if is_decided or said is None else said) == AS_MONTH
    months = open_days if as_month else []
    found = {day.place: _month(day, near.is_planned) for day in months}
    plain = [day for day in days if day.place not in found]
    centre = near.centre
    found |= (
        {} if centre is None else {day.place: at for day in plain if (at := _nearest(day, centre)) is not None}
    )
    asked = (
        None
        if is_decided or said or not open_days or centre is None
        else _question(texts, open_days[0], taken, centre)
    )
    return Short(found, _notes(texts, found, plain, months, near), asked, centre is None and bool(plain))


def _day(place: int, text: str) -> _Day | None:
    text = re.sub(WEEKDAY, "", text)
    for pattern in (_NAME_FIRST, _DAY_FIRST):
        found = pattern.fullmatch(text)
        if found and found["name"] in MONTHS:
            number = int(found["day"])
            is_sure = pattern is _DAY_FIRST or bool(found["th"]) or not _LEAST_YEAR <= number <= _MOST_YEAR
            fits = 1 <= number <= (_MOST_DAYS if is_sure else _MOST_YEAR)
            return _Day(place, MONTHS[found["name"]], number, is_sure) if fits else None
    return _in_numbers(place, text)


def _in_numbers(place: int, text: str) -> _Day | None:
    dots, slash = _DOTS.fullmatch(text), _SLASH.fullmatch(text)
    if dots:
        month, number = int(dots["month"]), int(dots["day"])
    elif slash:
        month, number = sorted((int(slash["one"]), int(slash["other"])))
        if number <= _MONTHS_A_YEAR and month != number:
            return None  # either may be the day
    else:
        return None
    return _Day(place, month, number, True) if 1 <= month <= _MONTHS_A_YEAR and 1 <= number <= _MOST_DAYS else None


def _style(days: Sequence[_Day], open_days: Sequence[_Day], near: Near) -> tuple[str, bool]:
    """What Nov 26 is by the column, and whether that decides."""
    numbers = {day.number for day in open_days}
    if any(number > _MOST_DAYS for number in numbers):
        return AS_MONTH, True
    has_days = len(open_days) < len(days) or len(near.days) > 0 or len(numbers) >= _MANY_DAYS
    if has_days != near.has_months:
        return (AS_DAY if has_days else AS_MONTH), True
    if len(numbers) <= _FEW_YEARS and len(open_days) >= _LEAST_TEXTS:
        return AS_MONTH, True
    return (AS_MONTH if near.has_months else AS_DAY), False


def _month(day: _Day, is_planned: bool) -> np.datetime64:
    """The first day of the month, or the last one where it lies ahead."""
    first = np.datetime64(f"{_CENTURY + day.number}-{day.month:02d}", "M")
    return (first + 1).astype("M8[D]") - 1 if is_planned else first.astype("M8[D]")


def _nearest(day: _Day, centre: np.datetime64) -> np.datetime64 | None:
    """The day in the year that puts it nearest to another; None where no year near it has that day."""
    year = centre.astype("M8[Y]").astype(int) + 1970
    starts = [np.datetime64(f"{one}-{day.month:02d}", "M") for one in range(year - 1, year + 2)]
    found = [start.astype("M8[D]") + day.number - 1 for start in starts]
    fits = [one for one, start in zip(found, starts, strict=True) if one.astype("M8[M]") == start]
    return min(fits, key=lambda one: abs(one - centre), default=None)


def _question(texts: Texts, day: _Day, taken: str, centre: np.datetime64) -> dict:
    text, row = texts.first_row(np.arange(len(texts.words)) == day.place)
    as_day, as_month = pd.Timestamp(_nearest(day, centre)), pd.Timestamp(_month(day, False))
    readings = {AS_DAY: f"{as_day.day} {as_day:%B %Y}", AS_MONTH: f"{as_month:%B %Y}"}
    return {"found": text, "row": row, "readings": readings, "taken": taken}


def _notes(
    texts: Texts, found: dict[int, np.datetime64], plain: Sequence[_Day], months: Sequence[_Day], near: Near
) -> tuple[str, ...]:
    notes = []
    read = np.isin(np.arange(len(texts.words)), [day.place for day in plain if day.place in found])
    if read.any():
        text, row = texts.first_row(read)
        at = pd.Timestamp(found[int(texts.which[np.flatnonzero(read[texts.which])[0]])])
        said = f"{int(texts.counts[read].sum())} without a year, such as {text} in row {row}"
        notes.append(f"{said}, read as {at.day} {at:%B %Y}, the nearest to the others")
    whole = np.isin(np.arange(len(texts.words)), [day.place for day in months])
    if whole.any():
        text, row = texts.first_row(whole)
        end = "last" if near.is_planned else "first"
        said = f"{int(texts.counts[whole].sum())} months, such as {text} in row {row}"
        notes.append(f"{said}, read as their {end} day")
    return tuple(notes)


def year_days(
    cells: Cells, folded: pa.Array, texts: Texts, is_left: np.ndarray, is_planned: bool
) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Years alone in the cells left over: which they are, their day, and a note.

    A year counts as its last day where the column's days lie ahead, else as its first.
    """
    is_year = np.zeros(len(cells), dtype=bool)
    numbers = np.where(cells.kind == NUMBER, cells.number, np.nan)
    written = matches(folded, _YEAR)
    if written.any():
        values = np.array(
            [float(one.as_py()) if fits else np.nan for one, fits in zip(folded, written, strict=True)]
        )
        numbers[texts.at] = values[texts.which]
    is_year = is_left & (numbers >= _FIRST_YEAR) & (numbers <= _LAST_YEAR) & (np.floor(numbers) == numbers)
    if not is_year.any():
        return is_year, np.array([], dtype="M8[D]"), ()
    years = (numbers[is_year] - 1970).astype(np.int64).astype("M8[Y]")
    days = (years + 1).astype("M8[D]") - 1 if is_planned else years.astype("M8[D]")
    row, count = int(np.flatnonzero(is_year)[0]) + 1, int(is_year.sum())
    end = "last" if is_planned else "first"
    what = "year alone" if count == 1 else "years alone"
    return (
        is_year,
        days,
        (f"{count} {what}, such as {numbers[row - 1]:.0f} in row {row}, read as the {end} day of it",),
    )
