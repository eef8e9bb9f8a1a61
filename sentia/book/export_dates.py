"""Which of several exports is the later: by the dates in names, what is recorded last, or a copy's number."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from sentia.book.raw import RawTable

_MONTHS = (
    ("jan", "ene", "gen", "led"),
    ("feb", "fev", "unor", "únor", "fév"),
    ("mar", "maerz", "märz", "brez", "břez"),
    ("apr", "avr", "abr", "dub"),
    ("may", "mai", "mag", "kvet"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "aoû", "ago", "srp"),
    ("sep", "set", "zar"),
    ("oct", "okt", "ott", "out", "rij"),
    ("nov", "lis"),
    ("dec", "dez", "dic", "pros"),
)
_WHOLE = re.compile(r"(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)")
_DAY_LAST = re.compile(r"(?<!\d)([0-3]?\d)[-_. ]([01]?\d)[-_. ](20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(\d{1,4})\D*$")
_LAST_MONTH, _HALF_A_YEAR = 12, 6
_RECORDED = {
    "activities": ("done_at",),
    "orders": ("ordered_on",),
    "opportunities": ("created_on", "stage_since_on"),
    "quotes": ("sent_on",),
    "accounts": ("since_on",),
    "contacts": ("checked_on",),
}


@dataclass(frozen=True)
class Dated:
    """An export by what it is called, and what tells when it was made; None where nothing does."""

    name: str
    day: pd.Timestamp | None = None
    last: pd.Timestamp | None = None
    month: tuple[int, int] | None = None
    number: int | None = None

    @property
    def known_on(self) -> pd.Timestamp | None:
        """The day the export is of, as far as it is known: the day in its name, else the last that it records."""
        return self.day if self.day is not None else self.last


def dated(name: str, raws: Sequence[RawTable]) -> Dated:
    """What tells when an export with this name and these tables was made.

    Examples
    --------
    >>> dated("crm-2026-11-02.csv", []).day, dated("crm-nov.csv", []).month, dated("crm (2).csv", []).number
    (Timestamp('2026-11-02 00:00:00'), (0, 11), 2)
    """
    stem = name.rsplit(".", 1)[0] if re.search(r"\.[a-z]{3,4}$", name, re.IGNORECASE) else name
    day, number = _day_in(stem), _NUMBER.search(stem)
    counted = None if day is not None else int(number[1]) if number else 1
    return Dated(name, day, _last_recorded(raws), _month_in(stem), counted)


def _day_in(name: str) -> pd.Timestamp | None:
    whole, turned = _WHOLE.search(name), _DAY_LAST.search(name)
    if whole:
        year, month, day = whole.groups()
    elif turned:
        day, month, year = turned.groups()
        if int(month) > _LAST_MONTH or (int(day) <= _LAST_MONTH and day != month):
            return None  # the day and the month could be either
    else:
        return None
    found = pd.to_datetime(f"{year}-{int(month):02d}-{int(day):02d}", errors="coerce")
    return None if pd.isna(found) else found


def _month_in(name: str) -> tuple[int, int] | None:
    """The year (0 where it is not said) and the month that a name says in words."""
    year = _YEAR.search(name)
    for word in _WORD.findall(name.casefold()):
        for number, starts in enumerate(_MONTHS, 1):
            if word.startswith(starts):
                return (int(year[1]) if year else 0, number)
    return None


def _last_recorded(raws: Sequence[RawTable]) -> pd.Timestamp | None:
    """The last day on which something happened; what is only expected or planned does not count."""
    days = [raw.frame[name] for raw in raws for name in _RECORDED.get(raw.table, ()) if name in raw.frame] + [
        _closed_on(raw.frame) for raw in raws if "closed_on" in raw.frame
    ]
    days = [day.dropna() for day in days]
    last = max((day.max() for day in days if len(day)), default=None)
    return None if last is None else last.normalize()


def _closed_on(deals: pd.DataFrame) -> pd.Series:
    if "status" not in deals:
        return deals["closed_on"].iloc[:0]
    return deals["closed_on"].where(deals["status"].isin(["won", "lost"]))


def in_time(exports: Sequence[Dated]) -> tuple[list[Dated], str]:
    """The exports from the earliest to the latest, and what says so; "" where nothing does.

    The first kind of evidence that all of them have, and in which they differ, decides. Where none does they stand
    in the order of their names, never in that of their rows.
    """
    for told, of in _EVIDENCE:
        values = [of(export) for export in exports]
        if None not in values and len(set(values)) == len(values) and not _goes_round(values):
            return sorted(exports, key=of), told
    return sorted(exports, key=lambda export: export.name), ""


def _goes_round(values: Sequence) -> bool:
    """Whether months without their years are so far apart that December may be before January."""
    months = [value[1] for value in values if isinstance(value, tuple) and not value[0]]
    return bool(months) and max(months) - min(months) >= _HALF_A_YEAR


_EVIDENCE: tuple[tuple[str, Callable[[Dated], object]], ...] = (
    ("by the dates in their names", lambda export: export.day),
    ("by the months in their names", lambda export: export.month),
    ("by what they record last", lambda export: export.last),
    ("by the numbers in their names", lambda export: export.number),
)
