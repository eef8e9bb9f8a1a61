"""Rows of a template that nobody filled in, and those that show how to: they are no records."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from sentia.vocabulary import every_spelling, folded, pattern, words
from sentia.workbook.files.cells import TEXT, Cells, Sheet
from sentia.workbook.meaning.headers import Header
from sentia.workbook.meaning.vocabulary import exact_meanings

_MOST_TEXTS = 40  # of a column, the commonest, that may stand for its own name
_AT_AN_END = 500  # rows at the top and at the bottom, where a template has its rows
_HALF = 0.5
_FIRST_ROWS = 3  # below the header, in which a template has its example
_BRACKETED = re.compile(r"[\[<{(].*[\]>})]")


def unfilled(sheet: Sheet, header: Header, identity: Sequence[int], below: np.ndarray) -> np.ndarray:
    """The positions of rows that say in at least half of their texts only what stands there, or to fill it in.

    Parameters
    ----------
    sheet : Sheet
        With nothing outside the table.
    header : Header
        What names the columns.
    identity : sequence of int
        The columns that say who or what a row is about: all that a row has there must be such a text.
    below : ndarray of bool
        The filled rows below the header.
    """
    named = [
        column for column, text in enumerate(header.texts) if text and (sheet.columns[column].kind == TEXT).any()
    ]
    is_empty = {c: _says_nothing(sheet.columns[c], header.texts[c], below, True) for c in named if c in identity}
    candidates = np.logical_or.reduce([np.zeros(sheet.n_rows, bool), *is_empty.values()])
    if not candidates.any():
        return np.array([], dtype=np.intp)
    others = [column for column in named if column not in is_empty]
    is_empty |= {c: _says_nothing(sheet.columns[c], header.texts[c], candidates, False) for c in others}
    texts, empty = (np.zeros(sheet.n_rows, np.int32) for _ in range(2))
    for column, mask in is_empty.items():
        is_text = candidates & (sheet.columns[column].kind == TEXT)
        texts, empty = texts + is_text, empty + mask
        candidates = candidates & (mask | ~is_text) if column in identity else candidates
    return np.flatnonzero(candidates & (empty >= _HALF * texts))


def examples(sheet: Sheet, identity: Sequence[int], below: np.ndarray) -> np.ndarray:
    """The positions of rows that are called an example: in brackets or by "e.g." anywhere, else at the top."""
    marked, called = _examples()
    found, top = np.zeros(sheet.n_rows, bool), np.flatnonzero(below)[:_FIRST_ROWS]
    for column in identity:
        cells = sheet.columns[column]
        bracketed = np.flatnonzero(cells.text.str.contains("[(.:]", regex=True).to_numpy(dtype=bool))
        said = cells.text.iloc[bracketed].str.contains(marked, regex=True).to_numpy(dtype=bool)
        found[bracketed[said]] = True
        said = [bool(called.search(folded(text))) for text in cells.text.iloc[top]]
        found[top[np.array(said, dtype=bool)]] = True
    return np.flatnonzero(found & below)


@cache
def _examples() -> tuple[str, re.Pattern]:
    """The words in brackets as a pattern for texts as they are, and the others for folded ones."""
    listed = every_spelling(words("template rows")["example"])
    marked = "|".join(re.escape(text) for text in listed if text.startswith("("))
    begins = "|".join(re.escape(text) for text in listed if text.endswith((".", ":")))
    called = "|".join(re.escape(folded(text)) for text in listed if text[0] != "(" and text[-1] not in ".:")
    return rf"(?i)(?:{marked})|^\s*(?:{begins})", re.compile(rf"(?<![.@\w])(?:{called})\b(?![.@])")


def _says_nothing(cells: Cells, header: str, rows: np.ndarray, names_record: bool) -> np.ndarray:
    """Which cells only name their column or ask for it; the commonest at both ends are looked at."""
    is_text = rows & (cells.kind == TEXT)
    at = np.flatnonzero(is_text)
    ends = np.unique(np.append(at[:_AT_AN_END], at[-_AT_AN_END:]))
    common = cells.text.iloc[ends].value_counts().index[:_MOST_TEXTS]
    told = [text for text in common if _is_own_name(text, header, not names_record)]
    return is_text & cells.text.isin(told).to_numpy(dtype=bool)


def _is_own_name(text: str, header: str, any_prompt: bool = False) -> bool:
    """Whether a text is its column's name, in other words too, or a prompt for it; for anything if `any_prompt`.

    Examples
    --------
    >>> [_is_own_name(text, "Company") for text in ("Company name", "Select company", "[company]", "Select Foods")]
    [True, True, True, False]
    """
    bare = folded(text.strip("[]<>{}() ") if _BRACKETED.fullmatch(text) else text)
    prompt = re.match(pattern("template rows", "prompt"), bare)
    if prompt and any_prompt:
        return True
    said = bare[prompt.end() :].strip(" .:") if prompt else bare
    ours, theirs = ({m.slot for m in exact_meanings(one)} for one in (said, header))
    return said == folded(header) or bool(ours & theirs)
