"""Words that stand for nothing because their column shows it: "TBD" in many cells among dates."""

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import EMPTY, Cells
from sentia.workbook.values.typed import Texts, blank_cells, blanks, matches

LEAST_BLANKS = 3  # cells that must hold the same word before it counts as a blank ...
BLANK_SHARE = 0.01  # ... and their share of the cells that are not empty
_WORD = r"^[^\d#@%$€£]{1,30}$"  # neither a number that failed nor a formula that did
_MOST_NAMED = 3
# Written for what is not known yet: nothing at once, among dates and numbers, and said.
_NOT_KNOWN = (
    r"^[?¿]+$|^(?:tb[acd]|t\.b\.[acd]\.?|to be (?:defined|determined|decided|confirmed|announced|agreed)|unknown|"
    r"not known|not yet|no idea|unklar|unbekannt|noch offen|k\.?\s?a\.?|a definir|por definir|da definire|"
    r"a confirmer|inconnu|desconocido|nog onbekend|nezname|zatim nevime|nieznane)$"
)


def stands_in(folded: pa.Array, counts: np.ndarray) -> np.ndarray:
    """How many cells hold each text, those that differ only in case, accents and spaces counted together."""
    words = pd.Series(folded.to_numpy(zero_copy_only=False), dtype=object)
    return pd.Series(counts).groupby(words).transform("sum").to_numpy()


def is_repeated(cells: Cells, folded: pa.Array, counts: np.ndarray) -> np.ndarray:
    """Which texts stand in three cells, and in one of a hundred of those that are filled, at least."""
    filled = int((cells.kind != EMPTY).sum())
    return stands_in(folded, counts) >= max(LEAST_BLANKS, BLANK_SHARE * filled)


def nothing_in(
    cells: Cells, texts: Texts, folded: pa.Array, is_read: np.ndarray
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Which cells of a column of dates, numbers or durations say nothing, and what the rep is told of them.

    Dashes and "N/A" say nothing at once; so do "tbd" and "?", which are noted. Any other word does where it is
    repeated (three cells, one of a hundred) among at least as many cells that could be read: so it stands for a
    value not known yet.

    Parameters
    ----------
    cells, texts, folded
        One column, its distinct texts, and these folded.
    is_read : ndarray of bool
        Which cells could be read.

    Returns
    -------
    tuple of ndarray of bool and tuple of str
        One truth a cell, and a note for each such word.
    """
    if not len(texts.words):
        return cells.kind == EMPTY, ()
    is_blank = blanks(folded)
    blank = blank_cells(cells, texts, is_blank)
    is_unread = np.zeros(len(texts.words), dtype=bool)
    is_unread[texts.which[~is_read[texts.at] & ~blank[texts.at]]] = True
    is_word = is_unread & matches(folded, _WORD) if is_unread.any() else is_unread
    if not is_word.any():
        return blank, ()
    unknown = is_word & matches(folded, _NOT_KNOWN)
    is_word &= is_repeated(cells, folded, texts.counts)
    is_word = unknown if texts.counts[is_word & ~unknown].sum() > is_read.sum() else is_word | unknown
    if not is_word.any():
        return blank, ()
    return blank_cells(cells, texts, is_blank | is_word), _told(texts, folded, is_word)


def _told(texts: Texts, folded: pa.Array, is_word: np.ndarray) -> tuple[str, ...]:
    """A note for each of the most frequent words, as it is written first."""
    at = np.flatnonzero(is_word)
    named = pd.DataFrame(
        {
            "folded": [folded[int(i)].as_py() for i in at],
            "written": [texts.words[int(i)].as_py().strip() for i in at],
            "cells": texts.counts[at],
        }
    )
    found = named.groupby("folded", sort=False).agg(written=("written", "first"), cells=("cells", "sum"))
    found = found.sort_values("cells", ascending=False, kind="stable")
    pairs = zip(found["written"], found["cells"], strict=True)
    told = [f"“{word}” in {count} {'cell' if count == 1 else 'cells'} read as nothing" for word, count in pairs]
    others = len(told) - _MOST_NAMED
    more = (f"and {others} more words read as nothing",) if others > 0 else ()
    return (*told[:_MOST_NAMED], *more)
