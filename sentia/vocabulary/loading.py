"""The one loader of the vocabulary: each file is read once, and checked as it is read."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from sentia.errors import BadVocabulary
from sentia.vocabulary.folding import folded

LANGUAGES = ("english", "german", "french", "spanish", "portuguese", "italian", "dutch", "czech", "polish")
# Languages in which only the commonest words are known.
FURTHER = (
    *("swedish", "norwegian", "danish", "finnish", "turkish", "hungarian", "romanian", "russian", "ukrainian"),
    *("greek", "hebrew", "arabic", "korean", "japanese", "chinese"),
)
_MARKS = re.compile(r"[\W_]+")
FOLDER = Path(__file__).parent

Words = Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def subjects() -> tuple[str, ...]:
    """What the vocabulary has words for, in alphabetical order.

    Examples
    --------
    >>> "outcomes" in subjects()
    True
    """
    return tuple(sorted(path.stem.replace("_", " ") for path in FOLDER.glob("*.toml")))


@cache
def words(subject: str) -> Words:
    """The words of a subject, and how each is written in each language.

    Raises
    ------
    BadVocabulary
        The file is no TOML, names a language that is none of `LANGUAGES` and `FURTHER`, or holds something other
        than lists of texts; it says where.

    Examples
    --------
    >>> "nicht erreicht" in words("outcomes")["no answer"]["german"]
    True
    """
    path = FOLDER / f"{subject.replace(' ', '_')}.toml"
    if not path.exists():
        raise BadVocabulary(f"The vocabulary has no words for “{subject}”; it has {', '.join(subjects())}.")
    return read_words(path)


def read_words(path: Path) -> Words:
    """The words of one file, checked; see `words`."""
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadVocabulary(f"{path.name} cannot be read as TOML ({fault}); mend that line.") from None
    return MappingProxyType({word: _checked(path.name, word, by) for word, by in listed.items()})


def _checked(name: str, word: str, by_language: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(by_language, dict):
        raise BadVocabulary(f"{name}: “{word}” stands outside a table; write [{word}] above its languages.")
    for language, listed in by_language.items():
        place = f"{name}, [{word}], {language}"
        if language not in (*LANGUAGES, *FURTHER):
            raise BadVocabulary(f"{place}: no such language; there are {', '.join((*LANGUAGES, *FURTHER))}.")
        if not isinstance(listed, list) or not all(isinstance(text, str) and text.strip() for text in listed):
            raise BadVocabulary(f"{place}: wanted a list of texts in quotes, found {listed!r}.")
    return MappingProxyType({language: tuple(listed) for language, listed in by_language.items()})


@cache
def spellings(subject: str) -> Mapping[str, str]:
    """Spelling to word, over all languages, for a subject in which each spelling means one word.

    The words themselves count as spellings.

    Raises
    ------
    BadVocabulary
        Two words of the file are spelled alike.

    Examples
    --------
    >>> spellings("outcomes")["nicht erreicht"]
    'no answer'
    """
    found: dict[str, tuple[str, str]] = {}
    for word, by_language in words(subject).items():
        for text in (word, *every_spelling(by_language)):
            known = found.setdefault(folded(text), (text, word))
            if known[1] != word:
                raise BadVocabulary(f"{subject}: “{text}” stands under both [{known[1]}] and [{word}]; keep one.")
    return MappingProxyType(
        {
            text: found[folded(text)][1]
            for word, by in words(subject).items()
            for text in (word, *every_spelling(by))
        }
    )


def meant(texts: pd.Series, subject: str) -> pd.Series:
    """The word that each text as a whole is a spelling of; missing where it is none. Marks do not matter.

    Examples
    --------
    >>> meant(pd.Series(["NO-SHOW", "Canceled", "blue", None], dtype="str"), "outcomes").tolist()
    ['no show', 'cancelled', nan, nan]
    """
    known = _by_plain(subject)
    said = {text: known.get(_plain(text)) for text in texts.dropna().unique()}
    return texts.astype(object).map(said).astype("str")


@cache
def _by_plain(subject: str) -> Mapping[str, str]:
    return {_plain(text): word for text, word in spellings(subject).items()}


def _plain(text: str) -> str:
    return _MARKS.sub(" ", folded(text)).strip()


def every_spelling(by_language: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The spellings of one word in all languages."""
    return [text for listed in by_language.values() for text in listed]
