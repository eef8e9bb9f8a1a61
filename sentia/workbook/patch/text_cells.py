"""Numbers and days as the cells of a column of text write them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sentia.errors import CannotEdit
from sentia.workbook.patch.changes import Value

_NUMBER = re.compile(r"(?P<before>[^\d-]*)(?P<body>-?\d(?:[\d.,' \u00a0\u202f]*\d)?)(?P<after>\D*)")
_STYLES = ((".", ""), (",", ""), (".", ","), (",", "."), (",", " "), (",", "\u00a0"), (",", "\u202f"), (".", "'"))
_MOST_DECIMALS = 6
_THOUSAND = 3  # digits
_DAYS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%Y/%m/%d",
    "%d/%m/%y",
    "%m/%d/%y",
)
_WORDED = ("%d.%m.%y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%Y%m%d")
_CLOCKS = ("", " %H:%M", " %H:%M:%S", "T%H:%M:%S", "T%H:%M", " %I:%M %p")
_ZEROS = re.compile(r"(?<!\d)0(?=\d)")

Samples = Sequence[tuple[str, Value]]


def as_text(value: Value, samples: Samples) -> str:
    """The value as text like that of the column's other cells.

    Parameters
    ----------
    value : str, number, bool, date or None
        What is to stand there; None empties the cell.
    samples : sequence of (cell, understood)
        The column's cells as text, and the numbers and days that they were read as.

    Raises
    ------
    CannotEdit
        The other cells write such a value in a way that is not known, or none of them tells how.

    Examples
    --------
    >>> as_text(1500.5, [("$12,000.00", 12000.0)]), as_text(date(2026, 12, 24), [("13/1/2026", date(2026, 1, 13))])
    ('$1,500.50', '24/12/2026')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return _day(value, samples)
    return _number(float(value), samples)


def _number(value: float, samples: Samples) -> str:
    written = [found for cell, understood in samples for found in _told(cell, understood)]
    if not written:
        return _Written("", ".", "", 0, "").of(value)
    styles = Counter((w.decimal, w.group) for w in written)
    decimal, group = max(styles, key=lambda style: (styles[style], -_STYLES.index(style)))
    alike = [w for w in written if (w.decimal, w.group) == (decimal, group)]
    group = next((w.group for w in written if w.group and w.decimal == decimal), group)
    return _Written(
        Counter(w.before for w in alike).most_common(1)[0][0],
        decimal,
        group,
        Counter(w.decimals for w in alike).most_common(1)[0][0],
        Counter(w.after for w in alike).most_common(1)[0][0],
    ).of(value)


@dataclass(frozen=True)
class _Written:
    """How one number was written: what stands around it, and what parts and ends it."""

    before: str
    decimal: str
    group: str
    decimals: int
    after: str

    def of(self, value: float) -> str:
        """Another number, written likewise; never with fewer decimals than it has."""
        needed = next(
            (n for n in range(self.decimals, _MOST_DECIMALS) if round(value, n) == value), _MOST_DECIMALS
        )
        whole, _, fraction = f"{abs(value):.{needed}f}".partition(".")
        first = len(whole) % _THOUSAND or _THOUSAND
        parts = [whole[:first], *(whole[n : n + _THOUSAND] for n in range(first, len(whole), _THOUSAND))]
        body = (self.group.join(parts) if self.group else whole) + (self.decimal + fraction if fraction else "")
        return f"{self.before}{'-' if value < 0 else ''}{body}{self.after}"


def _told(cell: str, understood: Value) -> Iterator[_Written]:
    """Each way of writing numbers that makes of this cell what was understood."""
    found = _NUMBER.fullmatch(cell)
    if not found or isinstance(understood, bool | str | date):
        return
    body = found["body"]
    for decimal, group in _STYLES:
        plain = body.replace(group, "") if group and group in body else body
        whole, _, fraction = plain.partition(decimal)
        is_number = whole.lstrip("-").isdigit() and (not fraction or fraction.isdigit())
        if (not group or group in body) and is_number and float(f"{whole}.{fraction or 0}") == understood:
            yield _Written(found["before"], decimal, group, len(fraction), found["after"])


def _day(value: date, samples: Samples) -> str:
    days = [(cell.strip(), understood) for cell, understood in samples if isinstance(understood, date)]
    if not days:
        return f"{value:%Y-%m-%d}" + (f" {value:%H:%M}" if isinstance(value, datetime) else "")
    patterns = [day + clock for day in (*_DAYS, *_WORDED) for clock in _CLOCKS]
    for shown in (_padded, _bare):
        pattern = next((p for p in patterns if all(shown(day, p) == cell for cell, day in days)), None)
        if pattern:
            return shown(value, pattern)
    raise CannotEdit(f"The other cells write days such as {days[0][0]!r}, and not all of them in one known way.")


def _padded(day: date, pattern: str) -> str:
    return f"{day:{pattern}}"


def _bare(day: date, pattern: str) -> str:
    return _ZEROS.sub("", f"{day:{pattern}}")
