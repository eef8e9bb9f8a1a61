"""Why it was a no, in the rep's own words: of a loss reason, a stage, a status or an opt-out column."""

import re
from functools import cache, lru_cache

import pandas as pd

from sentia.vocabulary import folded, pattern, words

STOP, CLOSED_DOWN, GONE, DUPLICATE = "stop", "closed down", "gone", "duplicate"
SILENCING = (STOP, CLOSED_DOWN, GONE, DUPLICATE)  # nobody there is to be called, whatever else is said
OTHER = "other"
_DECLINES, _ALONE = "declines", "gone, alone"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((word, re.compile(pattern(_DECLINES, word))) for word in words(_DECLINES) if word != _ALONE)


@lru_cache(maxsize=65_536)
def reason_of(text: str | float | None) -> str:
    """Why it was a no, in one of the playbook's words; `other` where the words say nothing.

    Examples
    --------
    >>> [reason_of(w) for w in ("Timing / Budget Cycle", "Konkurrenz", "No fit", "Ne pas contacter", None)]
    ['timing', 'competitor', 'no fit', 'stop', 'other']
    """
    if not isinstance(text, str):
        return OTHER
    said = folded(text)
    if re.fullmatch(rf"\W*{pattern(_DECLINES, _ALONE)}\W*", said):
        return GONE
    return next((reason for reason, words_of in _patterns() if words_of.search(said)), OTHER)


def reasons_of(texts: pd.Series) -> pd.Series:
    """`reason_of` each text; missing where the text is."""
    said = {text: reason_of(text) for text in texts.dropna().unique()}
    return texts.astype(object).map(said).astype("str")


def silencing(texts: pd.Series) -> pd.Series:
    """The reason of each text that says that nobody there is to be called (`SILENCING`); missing elsewhere.

    Examples
    --------
    >>> silencing(pd.Series(["Do Not Contact", "Doublon", "New", None], dtype="str")).tolist()
    ['stop', 'duplicate', nan, nan]
    """
    reasons = reasons_of(texts)
    return reasons.where(reasons.isin(SILENCING))
