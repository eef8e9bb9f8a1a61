"""The messages of a language as data: how to greet, to end, to write a day and an amount, and each message."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sentia.errors import BadVocabulary
from sentia.vocabulary.loading import FOLDER

Ways = str | tuple[str, ...]  # one way to say a line, or several of which the first whose facts are known is said


@dataclass(frozen=True)
class Letters:
    """What messages in one language are made of; `messages` are a subject and lines, by what they are about."""

    hello: Ways
    bye: Ways
    day: str
    months: tuple[str, ...]
    thousands: str
    amount: str
    messages: Mapping[str, tuple[Ways, ...]]


@cache
def letters(language: str) -> Letters:
    """The messages of a language.

    Raises
    ------
    BadVocabulary
        There is none of that language, or its file is no TOML or lacks a part; it says which.

    Examples
    --------
    >>> letters("german").messages["thank"][0][0]
    'Vielen Dank'
    """
    path = FOLDER / "drafts" / f"{language}.toml"
    if not path.exists():
        known = ", ".join(sorted(found.stem for found in path.parent.glob("*.toml")))
        raise BadVocabulary(f"There are no messages in “{language}”; there are some in {known}.")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadVocabulary(f"{path.name} cannot be read as TOML ({fault}); mend that line.") from None
    missing = [about.name for about in fields(Letters) if about.name not in said]
    if missing:
        raise BadVocabulary(f"{path.name}: it has no “{missing[0]}”; add it.")
    return Letters(**{about.name: _frozen(said[about.name]) for about in fields(Letters)})


def _frozen(said: Any) -> Any:
    if isinstance(said, dict):
        return {name: _frozen(part) for name, part in said.items()}
    return tuple(map(_frozen, said)) if isinstance(said, list) else said
