"""Phrases of the vocabulary as patterns: one alternation of all languages, for texts that were folded."""

import re
from functools import cache

import pandas as pd
import pyarrow.compute as pc

from sentia.errors import BadVocabulary
from sentia.vocabulary.folding import folded, folded_texts
from sentia.vocabulary.loading import every_spelling, words

_BETWEEN = "[ _-]"  # the words of a phrase: "do-not-call" is "do not call"
_FEW_WORDS = r"(?: [^ .;!?]+){0,6} "


@cache
def pattern(subject: str, word: str) -> str:
    r"""How `word` may be written, as a pattern (re and RE2 alike) for folded text, in brackets, whole words only.

    In a phrase a star is any ending, three dots between two words are up to six others; its words may be joined by
    hyphens.

    Raises
    ------
    BadVocabulary
        The subject has no such word.

    Examples
    --------
    >>> import re
    >>> bool(re.search(pattern("note phrases", "away"), folded("Im Urlaub bis Montag")))
    True
    """
    known = words(subject)
    if word not in known:
        raise BadVocabulary(f"{subject} has no “{word}”; it has {', '.join(known)}.")
    listed = {folded(text) for text in every_spelling(known[word])}
    return rf"(?:\b(?:{'|'.join(map(_written, sorted(listed, key=_longest_first)))})(?:\b|$))"


def _longest_first(text: str) -> tuple[int, str]:
    return -len(text), text


def _written(text: str) -> str:
    start = r"\B" if text[0] == "'" else ""
    parts = [re.escape(part).replace(r"\ ", _BETWEEN).replace(r"\*", r"\w*") for part in text.split(" ... ")]
    return start + _FEW_WORDS.join(parts)


def says(texts: pd.Series, subject: str, word: str) -> pd.Series:
    """Whether each text says the word somewhere, in any language; False where it is missing.

    Examples
    --------
    >>> says(pd.Series(["Jsem na dovolené", "No problem", None], dtype="str"), "note phrases", "away").tolist()
    [True, False, False]
    """
    return matches(texts, pattern(subject, word))


def matches(texts: pd.Series, wanted: str) -> pd.Series:
    """Whether each text, folded, has the pattern somewhere; False where it is missing.

    Examples
    --------
    >>> matches(pd.Series(["Frühstück", None], dtype="str"), r"^fruh").tolist()
    [True, False]
    """
    if not texts.notna().any():
        return pd.Series(False, texts.index)  # nothing to read: no pattern is compiled
    found = pc.match_substring_regex(folded_texts(texts), wanted)
    return pd.Series(found.fill_null(False).to_numpy(zero_copy_only=False), texts.index, dtype=bool)
