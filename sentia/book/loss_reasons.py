"""Why it was a no, in the rep's own words: of a loss reason, a stage, a status or a note."""

import re
from functools import cache, lru_cache

import pandas as pd

from sentia.vocabulary import folded, pattern, words

STOP, CLOSED_DOWN, GONE, DUPLICATE = "stop", "closed down", "gone", "duplicate"
SILENCING = (STOP, CLOSED_DOWN, GONE, DUPLICATE)  # nobody there is to be called, whatever else is said
OTHER = "other"
_DECLINES, _ALONE, _AS_A_REASON = "declines", "alone", "as a reason"


@cache
def _patterns(in_notes: bool) -> tuple[tuple[str, re.Pattern], ...]:
    """Each reason with the pattern of its words, in the order in which they count."""
    found = []
    for name in words(_DECLINES):
        reason, _, where = name.partition(", ")
        written = pattern(_DECLINES, name)
        if not (in_notes and where):
            found.append((reason, re.compile(rf"^\W*{written}\W*$" if where == _ALONE else written)))
    return tuple(found)


@lru_cache(maxsize=65_536)
def reason_of(text: str | float | None, in_notes: bool = False) -> str:
    """Why it was a no, in one of the playbook's words; `other` where the words say nothing.

    Examples
    --------
    >>> [reason_of(w) for w in ("Timing / Budget Cycle", "Konkurrenz", "No fit", "Ne pas contacter", None)]
    ['timing', 'competitor', 'no fit', 'stop', 'other']
    """
    if not isinstance(text, str):
        return OTHER
    said = folded(text)
    return next((reason for reason, words_of in _patterns(in_notes) if words_of.search(said)), OTHER)


def reasons_of(texts: pd.Series, in_notes: bool = False) -> pd.Series:
    """`reason_of` each text; missing where the text is."""
    said = {text: reason_of(text, in_notes) for text in texts.dropna().unique()}
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
