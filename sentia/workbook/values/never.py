"""The days by which programs say "never" or "not known": 01/01/1900, 31/12/9999, 00/00/0000."""

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import MOMENT, Cells
from sentia.workbook.values.typed import Texts, matches

_ZEROS = r"^0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[\st]+[0:.]+z?)?$"
_YEARS = (1, 1753, 1899, 1900, 2999, 3000, 4000, 9999)
_ENDS = ((1, 1), (12, 30), (12, 31), (30, 12), (31, 12))  # month and day in either order
_POSSIBLE = ("1970-01-01", "2099-12-31")  # days that may be meant, where the column has others like them
_USUAL_YEARS = (1990, 2060)
_FEW = 3


def is_never(texts: pa.Array, parts: pd.DataFrame) -> np.ndarray:
    """Which folded texts, taken apart, are days that nobody means."""
    pairs = parts["first"].fillna(0).astype(int) * 100 + parts["second_part"].fillna(0).astype(int)
    is_end = pairs.isin([first * 100 + second for first, second in _ENDS])
    return (parts["year"].isin(_YEARS) & is_end).to_numpy() | matches(texts, _ZEROS)


def drop_never(
    cells: Cells, texts: Texts, is_never_text: np.ndarray, moments: np.ndarray, missing: int
) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """The moments without those by which a program says never, which cells these are, and a note.

    Only where the column has other days does such a day stand for nothing; alone it is a fault. 1 January 1970
    and 31 December 2099 stand for nothing only among days of 1990 to 2060.

    Parameters
    ----------
    cells, texts : Cells and Texts
        The column.
    is_never_text : ndarray of bool
        One truth a distinct text, of `is_never`.
    moments : ndarray of int
        Microseconds since 1970, one a cell; `missing` where there is none.
    """
    is_never_cell = _never_cells(cells, texts, is_never_text)
    possible = np.array(_POSSIBLE, dtype="M8[us]").astype(np.int64)
    is_possible = np.isin(moments // _DAY * _DAY, possible) & (moments != missing)
    others = moments[(moments != missing) & ~is_possible & ~is_never_cell]
    if not len(others):
        return moments, np.zeros(len(cells), dtype=bool), ()
    first, last = (np.datetime64(f"{year}-01-01", "us").astype(np.int64) for year in _USUAL_YEARS)
    is_nothing = is_never_cell | (is_possible if (others >= first).all() and (others < last).all() else False)
    if not is_nothing.any():
        return moments, is_nothing, ()
    shown = dict.fromkeys(cells.shown(np.flatnonzero(is_nothing)[: _FEW * _FEW]))
    named = " and ".join(list(shown)[:_FEW])
    note = f"{named}: {int(is_nothing.sum())} cells that say no day, read as nothing"
    return np.where(is_nothing, missing, moments), is_nothing, (note,)


_DAY = 86_400_000_000  # microseconds


def _never_cells(cells: Cells, texts: Texts, is_never_text: np.ndarray) -> np.ndarray:
    found = np.zeros(len(cells), dtype=bool)
    found[texts.at] = is_never_text[texts.which] if len(is_never_text) else False
    is_true = cells.kind == MOMENT
    if is_true.any():
        days = np.floor_divide(cells.number[is_true], _DAY).astype(np.int64)
        never = [
            np.datetime64(f"{year:04}-{month:02}-{day:02}", "D") for year in _YEARS for month, day in _ENDS[:3]
        ]
        found[is_true] = np.isin(days, np.array(never).astype(np.int64))
    return found
