"""A number of the playbook as a rep reads and writes it: a time of day, a share in percent, a plain number."""

import re

from sentia.book.numbers import Number
from sentia.errors import BadPlaybook

CLOCK = "minutes after midnight"
_HOUR = 60
_PERCENT = 100
_LARGE, _THOUSANDS = 1_000_000, r"\d{1,3}(,\d{3})+"  # of such numbers a comma parts thousands
_PARTS = {  # the field with which each part of the playbook begins
    "commission_rate": "Your share",
    "work_starts": "Working day",
    "stage_win_rates": "Winning",
    "touch_effect": "Effect of a call",
    "minutes_live": "Minutes",
    "cool_off": "When again",
    "elasticity": "Accounts",
    "people_a_look": "People",
    "no_pause": "After a “no”",
}


def parts(numbers: list[Number]) -> dict[str, list[Number]]:
    """The numbers by the part of the playbook that they stand in, in its order."""
    found: dict[str, list[Number]] = {}
    part = next(iter(_PARTS.values()))
    for number in numbers:
        part = _PARTS.get(number.field, part)
        found.setdefault(part, []).append(number)
    return found


def words_of(number: Number) -> str:
    """What the number is, in words: its line, where it is one of several, and its meaning.

    Examples
    --------
    >>> from sentia.book.numbers import numbers_of
    >>> from sentia.playbook import Playbook
    >>> [words_of(n) for n in numbers_of(Playbook()) if n.name in ("open_share", "minutes_live quote")]
    ['Left open for what comes in', 'Quote: with preparation and logging, when it reaches the person']
    """
    said = f"{number.key}: {number.meaning}" if number.key else number.meaning
    return said[:1].upper() + said[1:]


def unit_of(number: Number) -> str:
    """The unit as shown: a time of day needs none."""
    return "time of day" if number.unit == CLOCK else number.unit


def is_word(number: Number) -> bool:
    """Whether a word stands there instead of a number, such as a country's letters."""
    return isinstance(number.high, str)


def is_share(number: Number) -> bool:
    """Whether the number is a part of a whole and read in percent."""
    return not is_word(number) and number.high <= 1 and any(word in number.unit for word in ("share", "chance"))


def as_text(number: Number, value: float | str | None) -> str:
    """A value of this number as a rep reads it; empty where it is left open.

    Examples
    --------
    >>> from sentia.book.numbers import numbers_of
    >>> from sentia.playbook import Playbook
    >>> by_name = {n.name: n for n in numbers_of(Playbook())}
    >>> [as_text(by_name[name], by_name[name].value) for name in ("work_starts", "open_share", "cool_off")]
    ['9:00', '20%', '3']
    """
    if value is None or is_word(number):
        return value or ""
    if number.unit == CLOCK:
        return f"{int(value) // _HOUR}:{int(value) % _HOUR:02}"
    return f"{value * _PERCENT:.10g}%" if is_share(number) else f"{value:.10g}"


def from_text(number: Number, text: str | None) -> float | str | None:
    """The value that a rep wrote; None where the cell is empty.

    Raises
    ------
    BadPlaybook
        A text that is no number of this kind; the range is checked where the playbook is made.

    Examples
    --------
    >>> from sentia.book.numbers import numbers_of
    >>> from sentia.playbook import Playbook
    >>> by_name = {n.name: n for n in numbers_of(Playbook())}
    >>> from_text(by_name["work_starts"], "8.30"), from_text(by_name["open_share"], "15 %")
    (510.0, 0.15)
    >>> from_text(by_name["quota"], "400,000")
    400000.0
    """
    written = (text or "").strip()
    if not is_word(number) and number.high >= _LARGE and re.fullmatch(_THOUSANDS, written):
        written = written.replace(",", "")
    if not written or is_word(number):
        return written.upper() or None
    value = _minutes(written) if number.unit == CLOCK else _plain(written, is_share(number))
    if value is None:
        example = as_text(number, number.default) or "a number"
        raise BadPlaybook(f"{words_of(number)}: {written!r} is not {_kind(number)}; write it as {example}.")
    return value


def _kind(number: Number) -> str:
    return "a time of day" if number.unit == CLOCK else "a share" if is_share(number) else "a number"


def _minutes(text: str) -> float | None:
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?", text)
    return None if found is None else float(int(found[1]) * _HOUR + int(found[2] or 0))


def _plain(text: str, is_share: bool) -> float | None:
    found = re.fullmatch(r"(-?\d+(?:[.,]\d+)?)\s*(%?)", text)
    if found is None or (found[2] and not is_share):
        return None
    value = float(found[1].replace(",", "."))
    return round(value / _PERCENT, 12) if found[2] else value


def range_of(number: Number) -> str:
    """From which to which value it may go."""
    return f"{as_text(number, number.low)} to {as_text(number, number.high)}"
