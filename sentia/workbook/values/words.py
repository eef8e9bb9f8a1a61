"""Columns of words: plain text, ids, yes or no, and columns that hold one of a few words."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.workbook.files.cells import EMPTY, ERROR, FLAG, NUMBER, TEXT, Cells
from sentia.workbook.values.nothing import is_repeated
from sentia.workbook.values.typed import (
    BLANK,
    BLANK_WORDS,
    NOT_AVAILABLE,
    Read,
    Texts,
    blank_cells,
    blanks,
    finish,
    fold,
    is_ascii,
    matches,
    tidy,
)

_MOST_CHOICES = 64  # lists of few words whose spellings are kept
_EXACT = 2.0**53  # whole numbers beyond this were rounded by the spreadsheet
_LARGEST = 1e18  # of the whole numbers that are written digit by digit
_STR = pd.StringDtype(na_value=np.nan)
_TO_BE_DECIDED = r"^\W*tbd\W*$"  # of a thing; somebody may be called so
# How programs write an empty cell; nobody writes their name so, but a whole column may be in capitals.
_BY_SCRIPTS = r"^\s*(?:nan|NaN|NaT|<NA>|None|undefined|\\N)\s*$"
_BY_DATABASES = r"^\s*NULL\s*$"
_CAPITALS = r"\p{Lu}{2}"
_SMALL = r"\p{Ll}"
_FORMULA_ERROR = r"^#(?:value!|ref!|div/0!|name\?|num!|spill!|calc!|n/a|null!)$"
_FLOAT_ID = r"^\d+\.0$"
_YES = (
    "yes y true t 1 x on ok ja j wahr oui o vrai si s verdadero sim verdadeiro vero v waar ano pravda tak prawda "
    "checked \u2713 \u2714 \u2611 \u2705 \u2714\ufe0f \u2611\ufe0f"
)
_NO = (
    "no n false f 0 off nein falsch non faux nao falso nee onwaar ne nepravda nie fałsz unchecked "
    "\u2717 \u2718 \u2610 \u274c \u2718\ufe0f"
)
FLAGS = dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False)


def read_text(cells: Cells, is_name: bool = False) -> Read:
    """The column as text, as a person sees it: 501 without ".0", days as 2026-03-31.

    Dashes and "N/A" are blanks everywhere; a word such as "none" or "null" only where it stands in three
    cells and in one of a hundred at least, since somebody may be called Null. In a column of people's names
    (`is_name`) the same holds for "N/A".

    Examples
    --------
    >>> read_text(Cells.from_values(["Acme ", 501.0, "-", None])).values.tolist()
    ['Acme', '501', nan, nan]
    """
    return _as_text(cells, "text", "text", is_name)


def read_ids(cells: Cells) -> Read:
    """The column as ids: text in which 12345.0 is 12345 and leading zeros stay.

    Examples
    --------
    >>> read_ids(Cells.from_values(["00501", 12345.0])).values.tolist()
    ['00501', '12345']
    """
    read = _as_text(cells, "id", "an id")
    is_text = cells.kind == TEXT
    floats = read.values.str.fullmatch(_FLOAT_ID, na=True)
    if is_text.any() and floats[is_text].all():  # a program wrote whole numbers with ".0"
        stripped = read.values.where(~is_text, read.values.str.removesuffix(".0"))
        read = Read(stripped, read.unread, read.wanted, read.notes)
    numbers = cells.number[cells.kind == NUMBER]
    if (np.abs(numbers) > _EXACT).any():
        note = "the last digits of ids longer than 15 digits were lost in the spreadsheet"
        read = Read(read.values, read.unread, read.wanted, (*read.notes, note))
    return read


def _as_text(cells: Cells, kind: str, wanted: str, is_name: bool = False) -> Read:
    texts = Texts.of(cells)
    folded = fold(texts.words)
    is_error = matches(folded, _FORMULA_ERROR)
    is_blank, notes = _blank_words(cells, texts, folded, is_name)
    nothing = pa.scalar(None, pa.large_string())
    words = pc.if_else(pa.array(is_blank | is_error), nothing, tidy(texts.words))
    return finish(cells, kind, _shown(cells, texts, words), blank_cells(cells, texts, is_blank), wanted, notes)


def _blank_words(
    cells: Cells, texts: Texts, folded: pa.Array, is_name: bool
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Which distinct texts stand for nothing, and a note about those that do so only here."""
    is_blank = matches(folded, BLANK) if is_name else matches(folded, f"{BLANK}|{_TO_BE_DECIDED}")
    is_blank |= matches(texts.words, _BY_SCRIPTS)
    by_databases = matches(texts.words, _BY_DATABASES)
    if by_databases.any() and not _in_capitals(texts.words):
        is_blank |= by_databases
    is_word = pc.is_in(folded, value_set=pa.array(BLANK_WORDS, type=folded.type)).to_numpy(zero_copy_only=False)
    if is_name:
        is_not_available = matches(folded, NOT_AVAILABLE)
        is_blank, is_word = is_blank & ~is_not_available, is_word | is_not_available
    if not is_word.any():
        return is_blank, ()
    is_word &= is_repeated(cells, folded, texts.counts)
    if not is_word.any():
        return is_blank, ()
    text, row = texts.first_row(is_word)
    note = f"“{text}” in row {row} and {int(texts.counts[is_word].sum()) - 1} cells like it read as nothing"
    return is_blank | is_word, (note,)


def _in_capitals(words: pa.Array) -> bool:
    """Whether most texts that have letters have no small ones."""
    small, capitals = matches(words, _SMALL), matches(words, _CAPITALS)
    return bool((capitals & ~small).sum() > small.sum())


def _shown(cells: Cells, texts: Texts, words: pa.Array) -> pd.Series:
    """How each cell looks: its text as one of `words`, each distinct number or day written once."""
    which = np.full(len(cells), -1, dtype=np.int64)
    which[texts.at] = texts.which
    others = np.flatnonzero(~np.isin(cells.kind, (EMPTY, TEXT, ERROR)))
    if len(others):
        places, written = _written(cells, others)
        which[others] = places + len(words)
        words = pa.concat_arrays([words, pa.array(written, pa.large_string())])
    shown = words.take(pa.array(which, mask=which < 0))
    return pd.Series(pd.arrays.ArrowStringArray(shown, dtype=_STR))


def _written(cells: Cells, at: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """How the cells at these positions look: for each its place in the list of distinct spellings."""
    kinds, numbers = cells.kind[at], cells.number[at]
    which, distinct = pd.factorize(pd.MultiIndex.from_arrays([kinds, numbers]) if np.ptp(kinds) else numbers)
    first = np.zeros(len(distinct), dtype=int)
    first[which[::-1]] = at[::-1]
    written = np.array(cells.shown(first), dtype=object)
    whole = cells.number[first]
    is_whole = (cells.kind[first] == NUMBER) & (np.floor(whole) == whole) & (np.abs(whole) < _LARGEST)
    written[is_whole] = [str(number) for number in whole[is_whole].astype(np.int64).tolist()]
    return which, written.tolist()


def read_flag(cells: Cells) -> Read:
    """The column as yes or no: yes/no, true/false, 1/0, x, and the same in eight other languages.

    Examples
    --------
    >>> read_flag(Cells.from_values(["Yes", "nein", 1, "won"])).values.tolist()
    [True, False, True, <NA>]
    """
    texts = Texts.of(cells)
    folded = fold(texts.words)
    values = _looked_up(texts, folded, FLAGS, len(cells))
    plain = np.isin(cells.kind, (FLAG, NUMBER)) & np.isin(cells.number, (0, 1))
    values[plain] = cells.number[plain] == 1
    return finish(cells, "flag", values, blank_cells(cells, texts, blanks(folded)), "yes or no")


_REMARK = r"\s*\([^()]*\)\s*$"


def read_choice(cells: Cells, choices: Mapping[str, str]) -> Read:
    """The column as one of a few words, each spelling mapped to the word that stands for it.

    Parameters
    ----------
    cells : Cells
        One column.
    choices : mapping of str to str
        Spelling to word, such as `sentia.vocabulary.spellings` gives. Case, accents,
        punctuation, plural and a remark in brackets behind do not matter. Words nobody lists are left unread.

    Examples
    --------
    >>> cells = Cells.from_values(["Phone Call", "E-Mails", "Seance"])
    >>> read = read_choice(cells, {"phone call": "call", "e-mail": "email"})
    >>> read.values.tolist(), read.unread.tolist(), read.wanted
    (['call', 'email', nan], [2], 'call or email')
    """
    texts = Texts.of(cells)
    folded = fold(texts.words)
    known = _spellings(tuple(choices.items()))
    plain, bare = plain_words(folded), plain_words(pc.replace_substring_regex(folded, _REMARK, ""))
    plain = pc.if_else(pc.is_in(plain, pa.array(known, plain.type)), plain, bare)
    is_blank = blanks(folded) & ~np.isin(plain.to_numpy(zero_copy_only=False), list(known))
    values = _looked_up(texts, plain, known, len(cells))
    return finish(cells, "text", values, blank_cells(cells, texts, is_blank), _listed(choices))


@lru_cache(maxsize=_MOST_CHOICES)
def _spellings(choices: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The choices as they compare: plain words, with their plurals."""
    plain = plain_words(fold(pa.array([text for text, _ in choices], type=pa.large_string()))).to_pylist()
    known = dict(zip(plain, (word for _, word in choices), strict=True))
    return {f"{word}s": kind for word, kind in known.items()} | known


def plain_words(folded: pa.Array) -> pa.Array:
    """Folded texts as letters and digits only, one space between words: "e-mail (out)" is "e mail out"."""
    others = (
        r"[^A-Za-z0-9]+" if is_ascii(folded) else r"[^\p{L}\p{N}]+"
    )  # the classes of all letters are slow to make
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(folded, others, " "))


def _looked_up(texts: Texts, words: pa.Array, meanings: Mapping[str, object], rows: int) -> np.ndarray:
    values = np.full(rows, None, dtype=object)
    found = [meanings.get(word) for word in words.to_pylist()]
    values[texts.at] = np.array([*found, None], dtype=object)[texts.which]
    return values


def _listed(choices: Mapping[str, str]) -> str:
    *first, last = dict.fromkeys(choices.values())
    return f"{', '.join(first)} or {last}" if first else last
