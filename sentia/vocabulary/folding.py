"""Texts made fit for comparing: lower case, no accents, single spaces; marks stay, as they end sentences."""

import unicodedata
from functools import lru_cache

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_LETTERS = {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "’": "'", "‘": "'", "´": "'"}
_SPACES = r"[\s\x{a0}]+"


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The text in lower case, without accents, with single spaces.

    Examples
    --------
    >>> folded(" Złożona  Oferta "), folded("I’ll be back")
    ('zlozona oferta', "i'll be back")
    """
    spread = unicodedata.normalize("NFKD", text.translate(str.maketrans(_LETTERS)).lower())
    return " ".join("".join(mark for mark in spread if not unicodedata.combining(mark)).split())


def folded_texts(texts: pd.Series) -> pa.Array:
    """Every text as `folded` has it, at once; null where it is missing.

    Examples
    --------
    >>> folded_texts(pd.Series(["Außer Haus", None], dtype="str")).to_pylist()
    ['ausser haus', None]
    """
    array = pa.array(texts, type=pa.large_string(), from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if pc.all(pc.string_is_ascii(array)).as_py() is False:
        for letter, plain in _LETTERS.items():
            array = pc.replace_substring(array, letter, plain)
        array = pc.replace_substring_regex(pc.utf8_normalize(array, form="NFKD"), r"\p{Mn}+", "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(array), _SPACES, " "))
