"""Phrases of the vocabulary as patterns: one alternation of all languages, for texts that were folded."""

import re
from functools import cache

import pandas as pd
import pyarrow.compute as pc

from sentia.errors import BadVocabulary
from sentia.vocabulary.folding import folded, folded_texts
from sentia.vocabulary.loading import words

_PLACE = re.compile(r"\{([^{}]+)\}")
_MARKS = re.compile(r"(\*|\{[^{}]+\})")


@cache
def pattern(subject: str, word: str) -> str:
    r"""How `word` may be written, as a pattern (re and RE2 alike) for folded text, in brackets, whole words only.

    A star is any ending, a name in braces any phrase of that word of the same subject, a space any space.

    Raises
    ------
    BadVocabulary
        The subject has no such word, or a phrase names one that it does not have.

    Examples
    --------
    >>> import re
    >>> bool(re.search(pattern("note phrases", "away"), folded("Im Urlaub bis Montag")))
    True
    """
    return rf"\b(?:{_alternatives(subject, word, ())})(?:\b|$)"


def _alternatives(subject: str, word: str, outer: tuple[str, ...]) -> str:
    known = words(subject)
    if word not in known or word in outer:
        why = "stands inside itself" if word in outer else f"is none of {', '.join(known)}"
        raise BadVocabulary(f"{subject}: “{word}” {why}.")
    listed = sorted({text for by in known[word].values() for text in by}, key=lambda text: (-len(text), text))
    return "|".join(_written(text, subject, (*outer, word)) for text in listed)


def _written(text: str, subject: str, outer: tuple[str, ...]) -> str:
    parts = [part for part in _MARKS.split(folded(text)) if part]
    return "".join(_part(part, subject, outer) for part in parts)


def _part(part: str, subject: str, outer: tuple[str, ...]) -> str:
    if part == "*":
        return r"\w*"
    named = _PLACE.fullmatch(part)
    return f"(?:{_alternatives(subject, named[1], outer)})" if named else re.escape(part).replace(r"\ ", " ")


def says(texts: pd.Series, subject: str, word: str) -> pd.Series:
    """Whether each text says the word somewhere, in any language; False where it is missing.

    Examples
    --------
    >>> says(pd.Series(["Jsem na dovolené", "No problem", None], dtype="str"), "note phrases", "away").tolist()
    [True, False, False]
    """
    found = pc.match_substring_regex(folded_texts(texts), pattern(subject, word))
    return pd.Series(found.fill_null(False).to_numpy(zero_copy_only=False), texts.index, dtype=bool)
