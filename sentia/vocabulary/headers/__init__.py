"""The words of headers, as data: files of concepts, each with its words; and what makes a field.

`fields.toml` says for each field which concepts it needs, likes and never goes with, and what its values look
like; `weights.npz` how much each counts, as `docs/fit_headers.py` fitted it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sentia.errors import BadVocabulary

FOLDER = Path(__file__).parent
WEIGHTS = FOLDER / "weights.npz"
_FIELDS = "fields.toml"
_COMMON = ("languages_in_latin_letters.toml", "further.toml", "english.toml")

Lists = Mapping[str, tuple[str, ...]]


@cache
def word_lists() -> tuple[Lists, tuple[Lists, ...]]:
    """The words of each concept that mean the same in any sheet, and those of each language; a phrase has spaces.

    Raises
    ------
    BadVocabulary
        A file that is no TOML, or holds something other than lists of texts.

    Examples
    --------
    >>> common, languages = word_lists()
    >>> "amount" in common["money"], any("belopp" in words.get("money", ()) for words in languages)
    (True, True)
    """
    of_languages = [path for path in sorted(FOLDER.glob("*.toml")) if path.name not in (_FIELDS, *_COMMON)]
    common: dict[str, dict[str, None]] = {}
    for name in _COMMON:
        for concept, words in _checked(FOLDER / name).items():
            common.setdefault(concept, {}).update(dict.fromkeys(words))
    return _frozen(common), tuple(_frozen(_checked(path)) for path in of_languages)


def _frozen(lists: Mapping[str, Iterable[str]]) -> Lists:
    return MappingProxyType({concept: tuple(words) for concept, words in lists.items()})


def concepts() -> frozenset[str]:
    """Every concept that a word of a header may have.

    Examples
    --------
    >>> "money" in concepts()
    True
    """
    common, languages = word_lists()
    return frozenset(common).union(*languages)


@cache
def fields() -> Mapping[str, Any]:
    """What `fields.toml` holds: fields of columns, kinds of tables with words of their files, looks of values."""
    return MappingProxyType(_read(FOLDER / _FIELDS))


def _checked(path: Path) -> Mapping[str, list[str]]:
    listed = _read(path)
    for concept, words in listed.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            raise BadVocabulary(
                f"headers/{path.name}, {concept}: wanted a list of words in quotes, found {words!r}."
            )
    return listed


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadVocabulary(f"headers/{path.name} cannot be read as TOML ({fault}); mend that line.") from None
