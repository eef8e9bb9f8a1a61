"""What one column of cells became: its typed values, what could not be read, and how it was decided.

A column is read as a whole: its distinct texts are read once each, and what one of them leaves open (is
03/04 in March or in April?) the others decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.book.schema import DTYPES
from sentia.workbook.files.cells import EMPTY, TEXT, Cells, stretch

INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"  # marks that programs leave when copying
_SPACES = r"[\p{Zs}\t\r\n]+"
_ODD_SPACES = r"[ \t\r\n]{2}|[\t\r\n]"
# Written so by programs and by people who leave a cell blank on purpose; nobody is called so.
NOT_AVAILABLE = r"^\W*(?:n/a|n\.a\.|null!)\W*$"
BLANK = "|".join(
    (
        r"^[\s\-_.*~/\\|\x{2010}-\x{2015}\x{2212}]*$",  # nothing but dashes and dots
        NOT_AVAILABLE,
        r"^[-<(\[{]+\s*(?:none|null|empty|blank|select|not set|keine?|aucune?|ninguno)\s*[->)\]}]+$",
    )
)
# These may be somebody's name: they are blanks only where the column shows it, or could hold no name anyway.
BLANK_WORDS = ("null", "none", "nil", "nan", "select", "empty", "blank")


@dataclass(frozen=True)
class Read:
    """One column, read as one kind of value.

    Attributes
    ----------
    values : Series
        Position i is the sheet's row i + 1; the dtype is the schema's for this kind. Missing where the cell
        is blank or could not be read.
    unread : ndarray of int
        The positions, ascending, whose cell holds something that could not be read as this kind.
    wanted : str
        What could have been read, for the table of faults: "a date such as 2026-03-31".
    notes : tuple of str
        How the column was read: "day first, because of 31/12/2025 in row 14".
    question : mapping or None
        Only where nothing in the column decides: a value as `found`, and its possible `readings`, each named
        by what the rep may answer; `taken` is the one used meanwhile.
    short : mapping or None
        Of days: as `question`, where nothing decides whether Nov 26 is a day or a month.
    lacks_year : bool
        Whether days without a year stand in the column, and nothing in it says which year.
    often : Series or None
        Of amounts: monthly or yearly where the cell says so; None where none does.
    """

    values: pd.Series
    unread: np.ndarray
    wanted: str
    notes: tuple[str, ...] = ()
    question: Mapping[str, object] | None = None
    short: Mapping[str, object] | None = None
    lacks_year: bool = False
    often: pd.Series | None = None


@dataclass(frozen=True, eq=False)
class Texts:
    """The distinct texts of a column.

    Attributes
    ----------
    at : ndarray of int
        The positions of the column's TEXT cells.
    which : ndarray of int
        For each of them, its text's place in `words`.
    words : pyarrow array
        The distinct texts, as they stand in the file.
    """

    at: np.ndarray
    which: np.ndarray
    words: pa.Array

    @classmethod
    def of(cls, cells: Cells) -> "Texts":
        """The distinct texts of `cells`."""
        at = np.flatnonzero(cells.kind == TEXT)
        texts = cells.text if len(at) == len(cells) else cells.text.iloc[stretch(at)]
        encoded = pc.dictionary_encode(_arrow(texts))
        return cls(at, encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary)

    @property
    def counts(self) -> np.ndarray:
        """How many cells hold each of the words."""
        return np.bincount(self.which, minlength=len(self.words))

    def first_row(self, is_wanted: np.ndarray) -> tuple[str, int]:
        """The first cell that holds one of the wanted words: its text and its sheet row."""
        place = int(np.flatnonzero(is_wanted[self.which])[0])
        return self.words[self.which[place]].as_py().strip(), int(self.at[place]) + 1


def _arrow(texts: pd.Series) -> pa.Array:
    array = pa.array(texts, type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def tidy(words: pa.Array) -> pa.Array:
    """The same texts without invisible marks, with plain spaces, and without spaces around them."""
    if is_ascii(words):  # which has neither
        return pc.utf8_trim_whitespace(words)
    seen = pc.replace_substring_regex(words, INVISIBLE, "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(seen, r"\p{Zs}", " "))


def fold(words: pa.Array) -> pa.Array:
    """The same texts, fit for comparing: tidy, lower case, no accents, one space between words.

    Examples
    --------
    >>> fold(pa.array([" Réunion\\u00a0 10H ", "ＭÄRZ"])).to_pylist()
    ['reunion 10h', 'marz']
    """
    if is_ascii(words):  # nine columns of ten, in a third of the time
        plain = pc.ascii_lower(pc.utf8_trim_whitespace(words))
        if not pc.any(pc.match_substring_regex(plain, _ODD_SPACES)).as_py():
            return plain
    else:
        plain = pc.utf8_normalize(tidy(words), form="NFKD")
        plain = pc.utf8_lower(pc.replace_substring_regex(plain, r"\p{Mn}+", ""))
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(plain, _SPACES, " "))


def is_ascii(words: pa.Array) -> bool:
    """Whether no text has a letter or a space beyond the plain ones."""
    return pc.all(pc.string_is_ascii(words)).as_py() is not False


def matches(words: pa.Array, pattern: str) -> np.ndarray:
    """Which of the texts the pattern (RE2) is found in."""
    return pc.match_substring_regex(words, pattern).to_numpy(zero_copy_only=False)


def blanks(folded: pa.Array) -> np.ndarray:
    """Which folded texts stand for an empty cell in a column of dates, numbers or listed words."""
    words = pc.is_in(folded, value_set=pa.array(BLANK_WORDS, type=folded.type))
    return matches(folded, BLANK) | words.to_numpy(zero_copy_only=False)


def finish(
    cells: Cells,
    kind: str,
    values: np.ndarray | pd.Series,
    is_blank: np.ndarray,
    wanted: str,
    notes: tuple[str, ...] = (),
    question: Mapping[str, object] | None = None,
) -> Read:
    """The result of reading `cells`: whatever is neither blank nor has a value could not be read.

    `values` holds one value a cell, None, NaN or NaT where there is none; `is_blank` one truth a cell, for
    cells that say nothing although they are not EMPTY.
    """
    series = pd.Series(values, dtype=DTYPES[kind])
    unread = series.isna().to_numpy() & ~is_blank & (cells.kind != EMPTY)
    return Read(series, np.flatnonzero(unread), wanted, notes, question)


def blank_cells(cells: Cells, texts: Texts, is_blank_word: np.ndarray) -> np.ndarray:
    """One truth a cell: EMPTY, or a text that stands for nothing."""
    blank = cells.kind == EMPTY
    blank[texts.at] = is_blank_word[texts.which]
    return blank
