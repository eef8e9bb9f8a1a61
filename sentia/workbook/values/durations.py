"""Columns of durations, in minutes."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.workbook.files.cells import NUMBER, SPAN, Cells
from sentia.workbook.values.amounts import amounts_of
from sentia.workbook.values.nothing import nothing_in
from sentia.workbook.values.typed import Read, Texts, finish, fold

WANTED_MINUTES = "minutes such as 45, or 1:30"
PER_UNIT = {"milliseconds": 1 / 60_000, "seconds": 1 / 60, "minutes": 1.0, "hours": 60.0, "days": 1440.0}
_CLOCK = r"^(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d)(?:\.\d{1,9})?)?$"
_NUMBER = r"\d{1,6}(?:[.,]\d{1,6})?"
_SAID = (
    rf"^(?:(?P<days>{_NUMBER})\s?(?:d|days?|tage?|jours?|dias?|giorn[oi]|dag(?:en)?|dn[iy]|den|dzien)\.?,?\s?)?"
    rf"(?:(?P<hours>{_NUMBER})\s?(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|uur|uren|hod(?:in[ay]?)?|godz(?:in[ay]?)?)\.?,?\s?"
    r"(?:(?:and|und|et|e|y|en)\s)?)?"
    rf"(?:(?P<minutes>{_NUMBER})\s?(?:m|mins?|minutes?|minuten|minutos?|minut[oiay]?|')\.?,?\s?)?"
    rf"(?:(?P<seconds>{_NUMBER})\s?(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|second[oi]|seconden|sekund[ay]?)\.?)?$"
)
_ISO = rf"^pt(?:(?P<hours>{_NUMBER})h)?(?:(?P<minutes>{_NUMBER})m)?(?:(?P<seconds>{_NUMBER})s)?$"
_HOURS_AND = r"^(?P<hours>\d{1,3})\s?(?:h|hrs?|hours?|std|heures?|uur|ore)\.?\s?(?P<minutes>[0-5]?\d)$"  # 1h30
_PARTS = ("days", "hours", "minutes", "seconds")
_TOO_LONG = 10_000  # a week in minutes: a column whose middle is longer is in milliseconds
_WORKING_DAY = 480  # minutes: nobody's usual call or meeting is longer, so the column is in seconds


def read_minutes(cells: Cells, unit: str | None = None) -> Read:
    """The column as minutes: durations, 1:30 (hours and minutes), "45 min", "1h 30", or plain numbers.

    Parameters
    ----------
    cells : Cells
        One column.
    unit : {"milliseconds", "seconds", "minutes", "hours", "days"}, optional
        What plain numbers count. Without it minutes; seconds where their middle is over a working day of
        480, and milliseconds where it is over 10,000.

    Examples
    --------
    >>> read_minutes(Cells.from_values(["1:30", "45 min", "1h 30", 20])).values.tolist()
    [90.0, 45.0, 90.0, 20.0]
    """
    texts = Texts.of(cells)
    folded = fold(texts.words)
    plain = np.where(cells.kind == NUMBER, cells.number, np.nan)
    amounts = amounts_of(folded, texts)
    is_bare = amounts.is_plain
    plain[texts.at] = np.where(is_bare, amounts.value, np.nan)[texts.which]
    unit, notes = (unit, ()) if unit else _likeliest_unit(plain)
    values = plain * PER_UNIT[unit]
    said = np.where(is_bare, np.nan, _minutes_said(folded))[texts.which]
    values[texts.at] = np.where(np.isnan(said), values[texts.at], said)
    values = np.where(cells.kind == SPAN, cells.number * PER_UNIT["seconds"], values)
    values[~(values >= 0)] = np.nan
    blank, blank_notes = nothing_in(cells, texts, folded, ~np.isnan(values))
    return finish(cells, "minutes", values, blank, WANTED_MINUTES, (*notes, *blank_notes))


def _likeliest_unit(plain: np.ndarray) -> tuple[str, tuple[str, ...]]:
    given = plain[~np.isnan(plain)]
    middle = np.median(given) if len(given) else 0
    unit = "milliseconds" if middle > _TOO_LONG else "seconds" if middle > _WORKING_DAY else "minutes"
    return unit, () if unit == "minutes" else (f"so long that they are read as {unit}",)


def _minutes_said(folded: pa.Array) -> np.ndarray:
    """The minutes each text says, NaN where it says none."""
    minutes = np.full(len(folded), np.nan)
    for pattern in (_CLOCK, _HOURS_AND, _SAID, _ISO):
        found = pc.extract_regex(folded, pattern)
        parts = pd.DataFrame({name: _numbers(found, name) for name in _PARTS if _has(found, name)})
        total = parts.mul([PER_UNIT[name] for name in parts]).sum(axis=1, min_count=1).to_numpy()
        minutes = np.where(np.isnan(minutes), total, minutes)
    return minutes


def _has(found: pa.Array, name: str) -> bool:
    return found.type.get_field_index(name) >= 0


def _numbers(found: pa.Array, name: str) -> np.ndarray:
    digits = pc.replace_substring(pc.struct_field(found, name), ",", ".")
    nothing = pa.scalar(None, digits.type)
    digits = pc.if_else(pc.equal(pc.fill_null(digits, ""), ""), nothing, digits)
    return pc.cast(digits, pa.float64()).to_numpy(zero_copy_only=False).astype(np.float64)
