"""The parts of dates as people and programs write them, before it is decided which part is the day.

Every distinct text is taken apart once, by a few patterns over the whole column.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia import vocabulary
from sentia.workbook.values.typed import matches

NOTHING, YEAR_FIRST, EITHER_ORDER, NAMED = range(4)  # how a date is written; EITHER_ORDER: 03/04/2026

_CALENDAR = [
    [vocabulary.folded(text) for text in vocabulary.every_spelling(by)]
    for by in vocabulary.words("calendar").values()
]
_MONTHS, _DAYS_OF_A_WEEK = _CALENDAR[:12], _CALENDAR[12:]
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
WEEKDAY = rf"^(?:{'|'.join(name for names in _DAYS_OF_A_WEEK for name in names)})(?:-feira)?\.?,?\s+"

_COULD_BE = r"^\W?\d|^[a-z]{2,}.*\d"
_TIME = (
    r"(?:(?:t|,?\s+(?:(?:at|um|a|as|a las|alle|alle ore|ore|om|ve?|o|godz\.?)\s+)?)"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?\s*(?:(?P<half>[ap])\.?\s?m\.?)?(?:\s*uhr|h)?"
    r"\s*(?P<zone>z|[a-z]{0,5}[+-]\d{1,2}(?::?\d{2})?|[a-z]{3,5}|[a-z]{3,12}/[a-z_]{3,20})?(?:\s*\([^)]*\))?)?$"
)
_DAY = r"(?P<first>\d{1,2})(?:st|nd|rd|th|er|o|a)?"
_NAME = r"(?P<name>[a-z]{3,12})"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
# Halves of a day in words, as programs write them in other languages than English.
_HALVES = (
    (r"\b(?:vorm\.?|vormittags|dop\.?|dopoledne|du matin|de la manana|da manha|di mattina|del mattino|rano)$",
     "am"),
    (r"\b(?:nachm\.?|nachmittags|odp\.?|odpoledne|de l'apres-midi|du soir|de la tarde|de la noche|da tarde|"
     r"da noite|di sera|del pomeriggio|di pomeriggio|po poludniu)$", "pm"),
)  # fmt: skip
_UNUSUAL = "|".join((WEEKDAY, *(words for words, _ in _HALVES)))
_BETWEEN = r"[\s.\-/,]*(?:(?:de|del|of)\s+)?"
_PATTERNS = (
    (
        YEAR_FIRST,
        r"^(?P<year>(?:19|20)\d{2})(?P<first>\d{2})(?P<second_part>\d{2})t(?P<hour>\d{2}):?(?P<minute>\d{2})"
        r"(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?(?P<zone>z|[+-]\d{2}(?::?\d{2})?)?$",
    ),
    (YEAR_FIRST, r"^(?P<year>\d{4})\s?[-/.]\s?(?P<first>\d{1,2})\s?[-/.]\s?(?P<second_part>\d{1,2})\.?" + _TIME),
    (
        EITHER_ORDER,
        r"^(?P<first>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<second_part>\d{1,2})\s?[-/.]\s?" + _YEAR + _TIME,
    ),
    (NAMED, rf"^{_DAY}{_BETWEEN}{_NAME}\.?{_BETWEEN}{_YEAR}{_TIME}"),
    (NAMED, rf"^{_NAME}[\s.\-/]+{_DAY}[\s.,\-/]+{_YEAR}{_TIME}"),
    (NAMED, rf"^(?P<year>\d{{4}})[\s.\-/]+{_NAME}[\s.\-/]+{_DAY}{_TIME}"),
)
_NUMBERS = ("year", "first", "second_part", "hour", "minute", "second")
_TEXTS = ("mark", "half", "zone")
_COLUMNS = (*_NUMBERS, "fraction", *_TEXTS, "is_padded", "style")
_ABSENT = -1
_CENTURY, _PIVOT = 100, 69  # two digits: 69 to 99 are of the 1900s, as in POSIX
_NOON, _HOURS, _MINUTES, _SECONDS = 12, 24, 60, 60
_MICRO, _DIGITS = 1_000_000, 6  # microseconds a second; the digits of its fraction that count
_TWO_DIGITS = 2


def date_parts(folded: pa.Array) -> pd.DataFrame:
    """One row a text: how its date is written and its parts, `style` NOTHING where it is none.

    Parameters
    ----------
    folded : pyarrow array
        Distinct texts, folded.

    Returns
    -------
    DataFrame
        `style`; `year` (four digits); `first` and `second_part`, the two numbers beside it as they stand (for
        YEAR_FIRST month and day, for NAMED day and month); `mark` between them; `time`, microseconds since
        midnight; `half` ("a" or "p") and `zone` as written, "" where there is none; `is_padded`, whether
        both numbers have two digits.
    """
    taken = _taken_apart(folded, np.flatnonzero(matches(folded, _COULD_BE)))
    is_left = matches(folded, _UNUSUAL)
    for part in taken:
        is_left[part.index] = False
    if is_left.any():
        taken += _taken_apart(_usual(folded), np.flatnonzero(is_left))
    nothing = pd.DataFrame({name: [] for name in _COLUMNS})
    parts = _add_time(pd.concat(taken or [nothing]).reindex(range(len(folded))))
    return parts.assign(style=parts["style"].where(parts["time"].notna(), NOTHING).fillna(NOTHING))


def _usual(folded: pa.Array) -> pa.Array:
    """The texts without the day of the week, and with am or pm for the half of the day in other words."""
    usual = pc.replace_substring_regex(folded, WEEKDAY, "")
    for words, half in _HALVES:
        usual = pc.replace_substring_regex(usual, words, half)
    return usual


def _taken_apart(texts: pa.Array, left: np.ndarray) -> list[pd.DataFrame]:
    """The parts of the texts at these places, by the first pattern that fits each; others are left out."""
    taken = []
    for style, pattern in _PATTERNS:
        found = pc.extract_regex(texts.take(pa.array(left)), pattern)
        fits = pc.is_valid(found).to_numpy(zero_copy_only=False)
        if fits.any():
            part = _parts(found, style).set_axis(left)
            fits &= part["style"].to_numpy() != NOTHING
            taken, left = [*taken, part[fits]], left[~fits]
    return taken


def _parts(found: pa.Array, style: int) -> pd.DataFrame:
    """One row a text, in order; `style` NOTHING where the month is no month."""
    groups = {field.name: pc.struct_field(found, field.name) for field in found.type}
    parts = {name: _number(groups[name]) if name in groups else _ABSENT for name in _NUMBERS}
    parts |= {name: groups[name].to_numpy(zero_copy_only=False) if name in groups else "" for name in _TEXTS}
    frame = pd.DataFrame(parts, index=range(len(found)))
    if "name" in groups:
        frame["second_part"] = _month(groups["name"])
    frame["fraction"] = _number(
        pc.utf8_slice_codeunits(pc.utf8_rpad(groups["fraction"], _DIGITS, "0"), 0, _DIGITS)
    )
    numbers = [groups[name] for name in ("first", "second_part") if name in groups]
    frame["is_padded"] = np.all([_length(digits) == _TWO_DIGITS for digits in numbers], axis=0)
    frame["year"] = _with_century(frame["year"].to_numpy(), _length(groups["year"]) == _TWO_DIGITS)
    return frame.assign(
        style=style if "name" not in groups else np.where(frame["second_part"] > 0, style, NOTHING)
    )


def _length(texts: pa.Array) -> np.ndarray:
    return pc.fill_null(pc.utf8_length(texts), 0).to_numpy()


def _number(digits: pa.Array) -> np.ndarray:
    digits = pc.fill_null(digits, "")
    return pc.cast(pc.if_else(pc.equal(digits, ""), str(_ABSENT), digits), pa.int64()).to_numpy()


def _month(names: pa.Array) -> np.ndarray:
    place = pc.index_in(names, value_set=pa.array(list(MONTHS), type=names.type))
    numbers = np.array([*MONTHS.values(), _ABSENT])
    return numbers[pc.fill_null(place, _ABSENT).to_numpy()]


def _with_century(year: np.ndarray, is_short: np.ndarray) -> np.ndarray:
    return np.where(is_short, year + np.where(year < _PIVOT, 20 * _CENTURY, 19 * _CENTURY), year)


def _add_time(parts: pd.DataFrame) -> pd.DataFrame:
    """Add `time`, microseconds since midnight: 0 where none is written, missing where it cannot be one."""
    names = ("hour", "minute", "second", "fraction")
    hour, minute, second, fraction = (parts[name].to_numpy(np.float64, na_value=np.nan) for name in names)
    half = parts["half"].to_numpy(object)
    is_am, is_pm = half == "a", half == "p"
    is_hour_alone = (hour >= 0) & (minute < 0) & ~(is_am | is_pm)
    hour = np.where(is_pm & (hour < _NOON), hour + _NOON, np.where(is_am & (hour == _NOON), 0, hour))
    fits = (hour < _HOURS) & (minute < _MINUTES) & (second < _SECONDS) & ~is_hour_alone
    seconds = (np.maximum(hour, 0) * _MINUTES + np.maximum(minute, 0)) * _SECONDS + np.maximum(second, 0)
    return parts.assign(time=np.where(fits, seconds * _MICRO + np.maximum(fraction, 0), np.nan))
