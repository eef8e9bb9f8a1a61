"""The usual numbers of the playbook that differ by kind: of action, of stage, of reason, of clock.

And what every field of it says of itself, and refuses.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, field
from typing import Any

from holidays import list_supported_countries

from sentia.errors import BadPlaybook

LONGEST_PACE = 3650  # days, ten years; a wish to be in touch less often than that is none

# fmt: off
TIERS_FROM = {"second tier": 1.0, "third tier": 1.25, "fourth tier": 1.5}
TIERS_TIMES = {"second tier": 1.0, "third tier": 1.0, "fourth tier": 1.0}
STAGE_WIN_RATES = {
    "lead": 0.05, "qualified": 0.15, "info sent": 0.15, "meeting": 0.25, "quote": 0.35, "negotiation": 0.55,
    "verbal": 0.80, "unknown": 0.15, "renewal": 0.85,
}
MINUTES_LIVE = {
    "enquiry": 10.0, "preparation": 15.0,
    "progress": 20.0, "qualify": 8.0, "quote": 12.0, "info sent": 12.0, "keep in touch": 8.0, "re-order": 12.0,
    "fresh look": 12.0, "grow": 25.0, "own action": 15.0, "answer": 10.0, "promise": 12.0, "thank": 6.0,
    "greet": 10.0, "repair": 15.0, "introduction": 8.0, "career": 10.0, "meeting follow-up": 10.0,
}
MINUTES_NO_ANSWER = {
    "enquiry": 3.0, "preparation": 15.0,
    "progress": 4.0, "qualify": 4.0, "quote": 4.0, "info sent": 4.0, "keep in touch": 3.0, "re-order": 4.0,
    "fresh look": 4.0, "grow": 10.0, "own action": 15.0, "answer": 5.0, "promise": 6.0, "thank": 4.0,
    "greet": 4.0, "repair": 4.0, "introduction": 4.0, "career": 10.0, "meeting follow-up": 10.0,
}
HALF_LIVES = {
    "enquiry": 1.0, "preparation": 1.0,
    "progress": 14.0, "qualify": 14.0, "quote": 7.0, "info sent": 5.0, "keep in touch": 90.0, "re-order": 45.0,
    "fresh look": 180.0, "grow": 45.0, "own action": 14.0, "answer": 1.0, "promise": 7.0, "thank": 30.0,
    "greet": 60.0, "repair": 30.0, "introduction": 30.0, "career": 180.0, "meeting follow-up": 7.0,
}
CADENCE_IDEAL = {
    "verbal": 3.0, "negotiation": 5.0, "quote": 7.0, "meeting": 10.0, "lead": 14.0, "key account": 14.0,
    "customer": 30.0, "small": 90.0, "former": 365.0,
}
CADENCE_LONGEST = {
    "verbal": 7.0, "negotiation": 10.0, "quote": 14.0, "meeting": 21.0, "lead": 30.0, "key account": 30.0,
    "customer": 60.0, "small": 180.0, "former": 540.0,
}
KEY_SHARE = 0.1  # of the accounts that buy, those that buy most
REASON_FACTORS = {"timing": 1.5, "no decision": 1.5, "budget": 1.5, "price": 1.0, "competitor": 1.0, "other": 1.0}
REASON_DAYS = {
    "timing": 270.0, "no decision": 270.0, "budget": 270.0, "price": 270.0, "competitor": 275.0, "other": 270.0,
}
CLOCKS_WORKING = {
    "promise due": 1.0, "undated promise": 5.0, "no next step": 2.0, "meeting without follow-up": 2.0,
    "moved": 5.0, "won and not thanked": 3.0, "introduction to thank": 5.0, "no show": 1.0,
    "trial ends": 5.0, "case closed": 5.0,
}
CLOCKS = {
    "slow attempts": 30.0, "introduction to ask": 30.0, "no longer to ask": 90.0, "introduction to return": 90.0,
    "career unchecked": 180.0, "with them": 7.0, "with legal": 10.0, "with procurement": 10.0,
    "contract ends": 120.0, "theirs ends": 180.0, "warranty ends": 90.0,
}
LAPSES = {
    "reply owed": 10.0, "their promise": 20.0, "new lead untouched": 20.0, "information sent": 20.0,
    "meeting without follow-up": 10.0, "won and not thanked": 20.0, "introduction to thank": 60.0, "moved": 120.0,
    "attempt unanswered": 60.0, "case closed": 20.0, "no show": 10.0,
}
LAPSE_DAYS = {"quote sent": 180.0, "quote lapsed": 90.0, "fresh look due": 60.0, "product stopped": 180.0}
DAY_LIMITS = {"fresh look": 3.0, "keep in touch": 6.0, "introduction": 2.0, "career": 1.0}
# fmt: on
# What earlier versions had: a table, or one line of it. A playbook of theirs opens all the same.
RETIRED = frozenset(
    {"cadence_ideal open deal", "cadence_longest open deal", "forgotten", "useful_life", "delay_life"}
)

JUDGED = "our assumption"


def number(default: Any, low: float, high: float, unit: str, meaning: str, source: str = JUDGED) -> Any:
    """A field of the playbook that is one number, or a list of them."""
    about = {"low": low, "high": high, "unit": unit, "meaning": meaning, "source": source}
    return field(default=default, metadata=about)


def table(default: Mapping[str, float], low: float, high: float, unit: str, meaning: str, source: str) -> Any:
    """A field of the playbook that is a table of numbers, one a kind."""
    about = {"low": low, "high": high, "unit": unit, "meaning": meaning, "source": source}
    return field(default_factory=lambda: dict(default), metadata=about)


def retired_in(given: Mapping[str, Any]) -> list[str]:
    """The names of the numbers in `given` that the playbook once had.

    Examples
    --------
    >>> retired_in({"touch_effect": 0.6, "cadence_ideal": {"open deal": 10.0}})
    ['cadence_ideal open deal']
    """
    lines = [f"{name} {key}" for name, value in given.items() if isinstance(value, Mapping) for key in value]
    return [name for name in (*given, *lines) if name in RETIRED]


def check_number(where: str, number: Any, about: Mapping[str, Any]) -> None:
    """Refuse what is no number, or outside the range of its field; `where` names it."""
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    if not is_number or not about["low"] <= number <= about["high"]:
        wanted = f"a number from {about['low']} to {about['high']} ({about['unit']})"
        raise BadPlaybook(f"Playbook, {where}: found {number!r}, wanted {wanted}.")


def check_country(where: str, country: Any, _: Mapping[str, Any]) -> None:
    """Refuse what is no country whose holidays are known."""
    if not isinstance(country, str) or country not in list_supported_countries():
        raise BadPlaybook(f"Playbook, {where}: found {country!r}, wanted a country's two letters, such as US.")


def is_rising(numbers: tuple[float, ...]) -> bool:
    """Whether there are numbers, each higher than the one before.

    Examples
    --------
    >>> is_rising((3, 7)), is_rising((7, 7)), is_rising(())
    (True, False, False)
    """
    return bool(numbers) and list(numbers) == sorted({*numbers})


def named_numbers(about: Field, value: Any) -> list[tuple[str, Any]]:
    """The numbers of one field, each with what to call it in a message.

    Raises
    ------
    BadPlaybook
        A table with a line missing or unknown.
    """
    if isinstance(about.default, tuple):
        return [(about.name, number) for number in (value if isinstance(value, tuple) else [value])]
    if about.default_factory is MISSING:
        return [] if value is None and about.default is None else [(about.name, value)]
    wanted = about.default_factory()
    allowed = {*wanted, *MINUTES_LIVE} if about.name == "day_limits" else {*wanted}
    if not isinstance(value, Mapping) or not set(wanted) <= set(value) <= allowed:
        raise BadPlaybook(f"Playbook, {about.name}: wanted a number for each of {', '.join(wanted)}.")
    return [(f"{about.name} {key}", number) for key, number in value.items()]
