"""The playbook's numbers one by one: what each means, what it may be, and which of them the rep changed."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any

from sentia.errors import BadPlaybook
from sentia.playbook import Playbook, playbook_from
from sentia.usual import MINUTES_LIVE

_BELONG = (  # numbers whose ranges depend on each other
    ("work_starts", "work_ends"),
    ("touch_effect_low", "touch_effect", "touch_effect_high"),
    ("quote_days",),
    ("attempt_days",),
    ("tiers_from",),
)


@dataclass(frozen=True)
class Number:
    """One number of the playbook; `key` is its line where the field is a table or a list, else ""."""

    field: str
    key: str
    meaning: str
    unit: str
    low: float
    high: float
    default: float | None
    value: float | None
    source: str

    @property
    def name(self) -> str:
        """What the number is called: "minutes_live quote"."""
        return f"{self.field} {self.key}".rstrip()


def numbers_of(playbook: Playbook) -> list[Number]:
    """Every number of a playbook, in its order; tables and lists one line each.

    A list that is shorter than usual has lines without a value at its end.

    Examples
    --------
    >>> numbers_of(Playbook())[1].name, [n.name for n in numbers_of(Playbook()) if n.field == "quote_days"][-1]
    ('margin_rate', 'quote_days 4')
    """
    return [
        Number(about.name, key, **_about(about), default=usual.get(key), value=value)
        for about in fields(Playbook)
        for usual in [_lines(_default(about))]
        for key, value in (dict.fromkeys(usual) | _lines(getattr(playbook, about.name))).items()
    ]


def _about(about: Field) -> dict[str, Any]:
    return {name: about.metadata[name] for name in ("meaning", "unit", "low", "high", "source")}


def _default(about: Field) -> Any:
    return about.default if about.default_factory is MISSING else about.default_factory()


def _lines(value: Any) -> dict[str, Any]:
    """A field's numbers by their lines; a single number's line is ""."""
    if isinstance(value, Mapping):
        return dict(value)
    return {str(n): each for n, each in enumerate(value, 1)} if isinstance(value, tuple) else {"": value}


def numbers_as_kept(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the rep changed of the playbook, as JSON gives it back: its lists are tuples here."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def changed_numbers(playbook: Playbook) -> dict[str, Any]:
    """What of a playbook is not the default, in the shape that `playbook_from` takes.

    Examples
    --------
    >>> changed_numbers(Playbook(touch_effect=0.6))
    {'touch_effect': 0.6}
    """
    changed = {}
    for about in fields(Playbook):
        value, usual = getattr(playbook, about.name), _default(about)
        if isinstance(value, Mapping):
            value = {key: number for key, number in value.items() if number != usual.get(key)}
            usual = {}
        if value != usual:
            changed[about.name] = value
    return changed


def fitting_numbers(given: Mapping[str, float | None]) -> tuple[dict[str, Any], dict[str, str]]:
    """Numbers by name, as `playbook_from` takes them, and a sentence for each name that does not fit.

    Parameters
    ----------
    given : mapping of str to float or None
        By `Number.name`; None for a number that is left open. A number that is left out keeps its default.

    Examples
    --------
    >>> fitting_numbers({"touch_effect": 0.6, "minutes_live quote": 15.0})
    ({'touch_effect': 0.6, 'minutes_live': {'quote': 15.0}}, {})
    >>> fitting_numbers({"open_share": 7.0})[1]
    {'open_share': 'Playbook, open_share: found 7.0, wanted a number from 0 to 0.9 (share of free time).'}
    """
    fitting: dict[str, float | None] = {}
    sentences: dict[str, str] = {}
    for name, value in given.items():
        try:
            playbook_from(gathered({name: value}))
            _refuse_unknown(name)
        except BadPlaybook as error:
            sentences[name] = str(error)
        else:
            fitting[name] = value
    return _agreeing(fitting | _held_back(sentences, given), sentences)


def _refuse_unknown(name: str) -> None:
    if not is_a_number(name):
        raise BadPlaybook(f"The playbook has no number called {name!r}.")


def _held_back(sentences: dict[str, str], given: Mapping[str, float | None]) -> dict[str, float | None]:
    """The numbers that fail alone and may fit with the others they belong to."""
    belong = {name for names in _BELONG for name in names}
    return {name: given[name] for name in sentences if name.split(" ")[0] in belong}


def _agreeing(given: dict[str, float | None], sentences: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Leave out, group by group, the numbers that contradict each other."""
    for names in _BELONG:
        group = {name: value for name, value in given.items() if name.split(" ")[0] in names}
        for name in group:
            sentences.pop(name, None)
        try:
            playbook_from(gathered(group))
        except BadPlaybook as error:
            sentences |= dict.fromkeys(group, str(error))
            given = {name: value for name, value in given.items() if name not in group}
    return gathered(given), sentences


def without_retired(numbers: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The numbers that the playbook still has, as `playbook_from` takes them, and the names of the others.

    Examples
    --------
    >>> without_retired({"touch_effect": 0.6, "luck": 7.0, "minutes_live": {"quote": 15.0, "fax": 9.0}})
    ({'touch_effect': 0.6, 'minutes_live': {'quote': 15.0}}, ['luck', 'minutes_live fax'])
    """
    kept: dict[str, Any] = {}
    gone: list[str] = []
    usual = {about.name: _default(about) for about in fields(Playbook)}
    for name, value in numbers.items():
        lines = value if isinstance(value, Mapping) else {}
        retired = [key for key in lines if not is_a_number(f"{name} {key}")]
        gone += [f"{name} {key}" for key in retired] if lines or name in usual else [name]
        if name in usual:
            kept[name] = {k: v for k, v in lines.items() if k not in retired} if lines else value
    return kept, gone


def is_a_number(name: str) -> bool:
    """Whether the playbook has a number of that name."""
    try:
        gathered({name: None})
    except BadPlaybook:
        return False
    field, _, key = name.partition(" ")
    usual = next(_default(about) for about in fields(Playbook) if about.name == field)
    return not isinstance(usual, Mapping) or key in usual or (field == "day_limits" and key in MINUTES_LIVE)


def gathered(given: Mapping[str, float | None]) -> dict[str, Any]:
    """Numbers by name in the shape that `playbook_from` takes: tables and lists put together again.

    Raises
    ------
    BadPlaybook
        A name that no number of the playbook has.
    """
    usual = {about.name: _default(about) for about in fields(Playbook)}
    found: dict[str, Any] = {}
    for name, value in given.items():
        field, _, key = name.partition(" ")
        if field not in usual or bool(key) != isinstance(usual[field], Mapping | tuple):
            raise BadPlaybook(f"The playbook has no number called {name!r}.")
        if key:
            found.setdefault(field, {})[key] = value
        else:
            found[field] = _whole(value) if isinstance(usual[field], int) else value
    return {name: _as_list(value, usual[name]) for name, value in found.items()}


def _as_list(value: Any, usual: Any) -> Any:
    if not isinstance(usual, tuple):
        return value
    lines = {str(n): each for n, each in enumerate(usual, 1)} | value
    return tuple(_whole(number) for number in lines.values() if number is not None)


def _whole(value: float | None) -> float | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value
