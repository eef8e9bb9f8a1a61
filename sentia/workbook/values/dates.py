"""Columns of dates and moments: which part is the day is decided by the column, never cell by cell."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import EMPTY, MOMENT, Cells
from sentia.workbook.values.never import drop_never, is_never
from sentia.workbook.values.nothing import nothing_in
from sentia.workbook.values.periods import period_moments
from sentia.workbook.values.serials import serial_moments
from sentia.workbook.values.short_dates import Near, Short, short_days, year_days
from sentia.workbook.values.typed import Read, Texts, finish, fold
from sentia.workbook.values.written_dates import EITHER_ORDER, NAMED, YEAR_FIRST, date_parts

DAY_FIRST, MONTH_FIRST = "day first", "month first"
WANTED_DATE, WANTED_MOMENT = "a date such as 2026-03-31", "a date and time such as 2026-03-31 14:30"
_FIRST_YEAR, _LAST_YEAR = 1901, 2199  # others are typing errors, or a program's way to say never
_MONTHS, _DAYS = 12, 31
_NOT_A_TIME = np.iinfo(np.int64).min
_MANY_DAYS = 20  # true dates that all fall on days 1 to 12 by chance: one time in 100 million
_ONE_SAMPLE = 1


def read_dates(
    cells: Cells,
    order: str | None = None,
    is_planned: bool = False,
    short: str | None = None,
    last: pd.Timestamp | None = None,
) -> Read:
    """The column as days.

    True dates count as they are; plain numbers only where the column's numbers look like a spreadsheet's
    day numbers. Whether 03/04/2026 is in March or in April is decided by the whole column: by any date whose
    day is over 12; dates with dots are day first. Where some speak for either, each date that can be read one
    way only is, and the rest follow the majority. Periods (Q4 2026, Nov-26, 2026-W47) count as one of their
    days, and days by which programs say never (01/01/1900 among others) as nothing; both are noted. So does a
    year alone; a day without a year (Nov 26, 3. Dez) is put next to the column's others.

    Parameters
    ----------
    cells : Cells
        One column.
    order : {"day first", "month first"}, optional
        What other evidence says, or the rep's answer; used where the column does not decide.
    is_planned : bool
        Whether the column holds days ahead: then a period counts as its last day, else as its first.
    short : {"a day", "a month"}, optional
        What Nov 26 is, by other evidence or the rep's answer; used where the column does not decide.
    last : Timestamp, optional
        The book's last day, for days without a year in a column that has no others.

    Returns
    -------
    Read
        `question` is set where nothing decides and no order is given: `found`, `readings` by order, and the
        one `taken`.

    Examples
    --------
    >>> read_dates(Cells.from_values(["03/04/2026", "31/12/2025"])).values.dt.strftime("%d %b").tolist()
    ['03 Apr', '31 Dec']
    """
    read = _read(cells, order, WANTED_DATE, "date", is_planned, short, last)
    return replace(read, values=read.values.dt.normalize())


def read_moments(
    cells: Cells, order: str | None = None, short: str | None = None, last: pd.Timestamp | None = None
) -> Read:
    """The column as days with a time of day, midnight where none is written; else as `read_dates`.

    A zone behind the time is dropped: the moment is kept as the clock showed it where it was written.

    Examples
    --------
    >>> read_moments(Cells.from_values(["2026-03-31T14:30:00+02:00"])).values[0]
    Timestamp('2026-03-31 14:30:00')
    """
    return _read(cells, order, WANTED_MOMENT, "moment", False, short, last)


def _read(
    cells: Cells, order: str | None, wanted: str, kind: str, is_planned: bool,
    said: str | None, last: pd.Timestamp | None,
) -> Read:  # fmt: skip
    texts = Texts.of(cells)
    folded = fold(texts.words)
    parts = date_parts(folded)
    decision = _decide(parts, texts, order)
    periods, period_notes = period_moments(folded, texts, parts["style"].to_numpy(), is_planned, _NOT_A_TIME)
    written = _moments(parts, decision.is_day_first)
    values = np.full(len(cells), _NOT_A_TIME, dtype=np.int64)
    values[texts.at] = np.where(written == _NOT_A_TIME, periods, written)[texts.which]
    numbers, number_notes = serial_moments(cells, texts, folded)
    values = np.where(values == _NOT_A_TIME, numbers, values)
    is_true = cells.kind == MOMENT
    values[is_true] = _true_moments(cells.number[is_true])
    values, is_nothing, never_notes = drop_never(cells, texts, is_never(folded, parts), values, _NOT_A_TIME)
    rest = _rest(cells, texts, folded, values, is_nothing, periods != _NOT_A_TIME, is_planned, said, last)
    values, short = rest.values, rest.short
    blank, blank_notes = nothing_in(cells, texts, folded, values != _NOT_A_TIME)
    notes = (*decision.notes, *_zone_notes(parts, texts), *number_notes, *_swap_notes(cells, parts, texts))
    notes = (*notes, *period_notes, *rest.notes, *short.notes, *never_notes, *blank_notes)
    read = finish(cells, kind, values.view("M8[us]"), blank | is_nothing, wanted, notes, decision.question)
    return replace(read, short=short.question, lacks_year=short.lacks_year)


@dataclass(frozen=True)
class _Rest:
    """The column with its years alone and its days without a year."""

    values: np.ndarray
    notes: tuple[str, ...] = ()
    short: Short = field(default_factory=lambda: Short({}))


def _rest(
    cells: Cells, texts: Texts, folded: pa.Array, values: np.ndarray, is_nothing: np.ndarray,
    is_period: np.ndarray, is_planned: bool, said: str | None, last: pd.Timestamp | None,
) -> _Rest:  # fmt: skip
    is_open = values == _NOT_A_TIME
    is_left = is_open & ~is_nothing & (cells.kind != EMPTY)
    if not is_left.any():
        return _Rest(values)
    values = values.copy()
    is_year, years, notes = year_days(cells, folded, texts, is_left, is_planned)
    values[is_year] = years.astype("M8[us]").astype(np.int64)
    words = np.bincount(texts.which[is_left[texts.at]], minlength=len(folded)) > 0
    whole = ~is_open
    whole[texts.at] &= ~is_period[texts.which]
    on = None if last is None else np.datetime64(last, "D")
    near = Near(values[whole].view("M8[us]"), bool(is_period.any()), is_planned, on)
    short = short_days(folded, texts, words, near, said)
    moments = np.full(len(folded), _NOT_A_TIME, dtype=np.int64)
    for place, day in short.moments.items():
        moments[place] = day.astype("M8[us]").astype(np.int64)
    values[texts.at] = np.where(values[texts.at] == _NOT_A_TIME, moments[texts.which], values[texts.at])
    return _Rest(values, notes, short)


def _true_moments(microseconds: np.ndarray) -> np.ndarray:
    low, high = (np.datetime64(f"{year}-01-01", "us").astype(np.int64) for year in (_FIRST_YEAR, _LAST_YEAR + 1))
    fits = (microseconds >= low) & (microseconds < high)
    return np.where(fits, microseconds, _NOT_A_TIME).astype(np.int64)


@dataclass(frozen=True)
class _Decision:
    """Which part of each distinct text is the day, why, and what is left to ask."""

    is_day_first: np.ndarray
    notes: tuple[str, ...] = ()
    question: dict | None = None


@dataclass(frozen=True)
class _Evidence:
    """What the column's dates of either order say, one truth a distinct text."""

    day: np.ndarray  # can only be day first
    month: np.ndarray  # can only be month first
    dots: np.ndarray  # open, but written with dots
    free: np.ndarray  # open: two different days

    @classmethod
    def of(cls, parts: pd.DataFrame) -> "_Evidence":
        either = (parts["style"] == EITHER_ORDER).to_numpy()
        first, second = (parts[name].fillna(0).to_numpy() for name in ("first", "second_part"))
        day = either & (first > _MONTHS) & (first <= _DAYS) & (second <= _MONTHS)
        month = either & (second > _MONTHS) & (second <= _DAYS) & (first <= _MONTHS)
        free = either & (first <= _MONTHS) & (second <= _MONTHS) & (first != second)
        dots = free & (parts["mark"] == ".").to_numpy()
        return cls(day, month, dots, free)


def _decide(parts: pd.DataFrame, texts: Texts, order: str | None) -> _Decision:
    seen = _Evidence.of(parts)
    days, months = int(texts.counts[seen.day].sum()), int(texts.counts[seen.month].sum())
    if days and months:
        return _mixed(parts, texts, order, seen)
    if days or months:
        decisive, name = (seen.day, DAY_FIRST) if days else (seen.month, MONTH_FIRST)
        text, row = texts.first_row(decisive)
        notes = (f"{name}, because of {text} in row {row}",)
        return _Decision(np.full(len(parts), bool(days)), notes)
    if not seen.free.any():
        return _Decision(np.full(len(parts), True))
    if order is None and seen.dots.any():
        return _Decision(np.full(len(parts), True), ("day first, as dates with dots are written",))
    if order is not None:
        return _Decision(np.full(len(parts), order == DAY_FIRST), (f"{order}, as given",))
    taken = _likeliest(parts[seen.free])
    return _Decision(np.full(len(parts), taken == DAY_FIRST), (), _question(parts, texts, seen.free, taken))


def _mixed(parts: pd.DataFrame, texts: Texts, order: str | None, seen: _Evidence) -> _Decision:
    """Some dates can only be day first, others only month first: the open ones follow the majority."""
    days, months, free = (int(texts.counts[mask].sum()) for mask in (seen.day, seen.month, seen.free))
    is_even = days == months
    name = DAY_FIRST if days > months else MONTH_FIRST
    if is_even:
        name = order or _likeliest(parts[seen.free])
    is_day_first = np.full(len(parts), name == DAY_FIRST)
    is_day_first[seen.day], is_day_first[seen.month] = True, False
    examples = " and ".join(texts.first_row(mask)[0] for mask in (seen.day, seen.month))
    notes = (f"both orders stand in this column ({examples})",)
    if free:
        notes += (f"{free} that could be either are read {name}",)
    ask = is_even and free and order is None
    return _Decision(is_day_first, notes, _question(parts, texts, seen.free, name) if ask else None)


def _likeliest(free: pd.DataFrame) -> str:
    """The order to go by until the rep has answered.

    A number that is 1 in all of several dates is the day (the first of the month); else the order that puts
    the dates closer together; else 3/4/2026, and times with AM and PM, are American and 03/04/2026 is not.
    """
    if free.empty:
        return DAY_FIRST
    if len(free) > _ONE_SAMPLE:
        for name, part in ((DAY_FIRST, "first"), (MONTH_FIRST, "second_part")):
            if (free[part] == 1).all():
                return name
    by_day, by_month = (np.ptp(_moments(free, np.full(len(free), is_day))) for is_day in (True, False))
    if by_day != by_month:
        return DAY_FIRST if by_day < by_month else MONTH_FIRST
    is_american = not free["is_padded"].astype(bool).all() or free["half"].isin(["a", "p"]).any()
    return MONTH_FIRST if is_american else DAY_FIRST


def _question(parts: pd.DataFrame, texts: Texts, free: np.ndarray, taken: str) -> dict:
    text, row = texts.first_row(free)
    one = parts.iloc[[int(texts.which[np.flatnonzero(free[texts.which])[0]])]]
    by_day, by_month = (pd.Timestamp(_moments(one, np.array([is_day]))[0], unit="us") for is_day in (True, False))
    readings = {
        DAY_FIRST: f"{by_day.day} {by_day:%B %Y}",
        MONTH_FIRST: f"{by_month:%B} {by_month.day}, {by_month.year}",
    }
    return {"found": text, "row": row, "readings": readings, "taken": taken}


def _moments(parts: pd.DataFrame, is_day_first: np.ndarray) -> np.ndarray:
    """Microseconds since 1970 for each text; the least integer where its parts are no date."""
    style = parts["style"].to_numpy()
    year, first, second = (
        parts[name].fillna(0).to_numpy().astype(np.int64) for name in ("year", "first", "second_part")
    )
    day_leads = (style == NAMED) | ((style == EITHER_ORDER) & is_day_first)
    day, month = np.where(day_leads, first, second), np.where(day_leads, second, first)
    fits = np.isin(style, (YEAR_FIRST, EITHER_ORDER, NAMED)) & (month >= 1) & (month <= _MONTHS) & (day >= 1)
    fits &= (year >= _FIRST_YEAR) & (year <= _LAST_YEAR)
    months = np.where(fits, (year - 1970) * _MONTHS + month - 1, 0).astype("M8[M]")
    days = months.astype("M8[D]") + np.where(fits, day - 1, 0)
    fits &= days.astype("M8[M]") == months  # 31 February would be in March
    moments = days.astype("M8[us]").astype(np.int64) + parts["time"].fillna(0).to_numpy().astype(np.int64)
    return np.where(fits, moments, _NOT_A_TIME)


def _zone_notes(parts: pd.DataFrame, texts: Texts) -> tuple[str, ...]:
    zones = [zone for zone in parts["zone"].dropna().unique() if zone]
    if len(zones) <= 1:
        return ()
    return (f"{len(zones)} different time zones ({', '.join(sorted(zones)[:3])}): kept as the clock showed it",)


def _swap_notes(cells: Cells, parts: pd.DataFrame, texts: Texts) -> tuple[str, ...]:
    """A program that took day-first texts for month-first ones turned only days 1 to 12 into dates."""
    days = pd.to_datetime(_true_moments(cells.number[cells.kind == MOMENT]), unit="us").day
    seen = _Evidence.of(parts)
    rest = np.concatenate([seen.day, seen.month]).any() and not seen.free.any()
    if len(days) < _MANY_DAYS or not rest or (days > _MONTHS).any():
        return ()
    return (f"{len(days)} true dates all fall on days 1 to 12: a program may have swapped their day and month",)
