"""Which row of a sheet is its header, which rows below are records, and why the others are not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.workbook.files.cells import EMPTY, TEXT, Sheet
from sentia.workbook.meaning.vocabulary import exact_meanings

_ROWS_LOOKED_AT = 30
_ROWS_BELOW = 10  # rows under a header that speak for it when they hold numbers and dates
_LONGEST_HEADER = 80  # letters; longer texts are sentences
_KNOWN, _IN_TABLE, _TYPED, _NO_TEXT, _REPEATED, _LATER = 3.0, 4.0, 1.0, 2.0, 1.0, 0.25
_LEAST_SCORE = 4.0
_SPARSE = 0.6  # of the cells that a row usually fills: a total fills fewer
_FEW_CELLS = 2  # footers and group titles fill no more

TOTAL = re.compile(
    r"(grand |sub ?|page )?totals?( .*)?|sum|summe|gesamt(summe)?|total g[eé]n[eé]ral|totale|suma|"
    r"count|average|avg|mean",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"confidential information|copyright|\(c\)|©|generated (by|on)|printed (by|on)|exported (by|on|at)|"
    r"filtered by|as of |report |source:|note:|page \d+|all rights reserved|end of report|"
    r"total records|\d+ (rows|records)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Body:
    """The rows of a sheet: its header's texts by column, the positions of its records, the rows passed over.

    Positions are counted from 0 (the sheet's row less one); `skipped` maps a position to its reason.
    """

    header: int
    headers: tuple[str, ...]
    records: np.ndarray
    skipped: dict[int, str]


def find_header(sheet: Sheet) -> int | None:
    """The position (from 0) of the row that names the columns; None where no row seems to.

    The first 30 rows are looked at: known spellings and distinct short texts speak for a row, numbers and
    repetitions against it, typed rows below and Excel's own table for it; of equals the first is taken.
    """
    filled = np.flatnonzero(filled_cells(sheet)[:_ROWS_LOOKED_AT])
    scores = {int(p): _score(sheet, int(p)) for p in filled}
    best = max(scores, key=lambda p: (scores[p], -p), default=None)
    return best if best is not None and scores[best] >= _LEAST_SCORE else None


def filled_cells(sheet: Sheet) -> np.ndarray:
    """How many cells of each row hold something."""
    filled = np.zeros(sheet.n_rows, dtype=np.int32)
    for cells in sheet.columns:
        filled += cells.kind != EMPTY
    return filled


def texts_of_row(sheet: Sheet, position: int) -> list[str]:
    """The texts of one row, tidied; "" where the cell is empty or no text."""
    at = [cells.text.iloc[position] if cells.kind[position] == TEXT else "" for cells in sheet.columns]
    return [re.sub(r"\s+", " ", text).strip() for text in at]


def _score(sheet: Sheet, position: int) -> float:
    texts = [text for text in texts_of_row(sheet, position) if text]
    distinct = {text.casefold() for text in texts if len(text) <= _LONGEST_HEADER}
    known = sum(bool(exact_meanings(text)) for text in distinct)
    others = sum(cells.kind[position] not in (EMPTY, TEXT) for cells in sheet.columns)
    in_table = any(first == position + 1 for first, *_ in sheet.tables)
    if not known and not in_table:
        return 0.0
    points = _KNOWN * known + len(distinct) + _IN_TABLE * in_table + _TYPED * _typed_below(sheet, position)
    return points - _NO_TEXT * others - _REPEATED * (len(texts) - len(distinct)) - _LATER * position


def _typed_below(sheet: Sheet, position: int) -> int:
    """How many columns hold a text here and numbers, dates or flags just below."""
    below = slice(position + 1, position + 1 + _ROWS_BELOW)
    return sum(
        cells.kind[position] == TEXT and bool(np.isin(cells.kind[below], (EMPTY, TEXT), invert=True).any())
        for cells in sheet.columns
    )


def body_of(sheet: Sheet, header: int, identity: Sequence[int]) -> Body:
    """The records below a header, and why each other row is none.

    Parameters
    ----------
    header : int
        The header's position, from 0.
    identity : sequence of int
        The columns that say who or what a row is about: a row with none of them filled is no record.
    """
    headers = texts_of_row(sheet, header)
    filled = filled_cells(sheet)
    skipped = {int(p): "above the header" if filled[p] else "blank" for p in range(header)}
    below = np.arange(sheet.n_rows) > header
    reasons: list[tuple[Iterable[int], str]] = [
        (np.flatnonzero(below & (filled == 0)), "blank"),
        (_repeated_headers(sheet, header, headers, below), "the header again"),
        (_totals(sheet, identity, below), "a total"),
        (_footers(sheet, below & (filled > 0) & (filled <= _FEW_CELLS)), "a footer, not a record"),
        (_without_identity(sheet, identity, below & (filled > 0)), "nothing on it says who or what it is"),
    ]
    for positions, why in reasons:
        for position in positions:
            skipped.setdefault(int(position), why)
    is_record = below.copy()
    is_record[list(skipped)] = False
    return Body(header, tuple(headers), np.flatnonzero(is_record), dict(sorted(skipped.items())))


def _repeated_headers(sheet: Sheet, header: int, headers: list[str], below: np.ndarray) -> list[int]:
    named = [column for column, text in enumerate(headers) if text]
    if not named:
        return []
    first = sheet.columns[named[0]]
    same = below & (first.kind == TEXT) & (first.text == first.text.iloc[header]).to_numpy(dtype=bool)
    wanted = [text.casefold() for text in headers]
    return [p for p in np.flatnonzero(same).tolist() if [t.casefold() for t in texts_of_row(sheet, p)] == wanted]


def _totals(sheet: Sheet, identity: Sequence[int], below: np.ndarray) -> np.ndarray:
    """Sparse rows whose first or an identity column says "Total" while no other identity column says a thing."""
    filled = filled_cells(sheet)
    below = below & (filled > 0)
    usual = np.median(filled[below]) if below.any() else 0
    sparse = np.flatnonzero(below & (filled <= max(_FEW_CELLS, _SPARSE * usual)))
    says_total, names = np.zeros(len(sparse), dtype=bool), np.zeros(len(sparse), dtype=np.int32)
    for column in dict.fromkeys([*_leftmost(sheet), *identity]):
        cells = sheet.columns[column]
        is_text = cells.kind[sparse] == TEXT
        total = is_text & _matching(cells.text.iloc[sparse], TOTAL)
        says_total |= total
        names += is_text & ~total if column in identity else 0
    return sparse[says_total & (names == 0)]


def _leftmost(sheet: Sheet) -> list[int]:
    return [n for n, cells in enumerate(sheet.columns) if (cells.kind != EMPTY).any()][:1]


def _matching(texts: pd.Series, pattern: re.Pattern) -> np.ndarray:
    """Which texts the pattern matches whole; each distinct text is looked at once."""
    codes, distinct = texts.factorize()
    fits = np.array([bool(pattern.fullmatch(text.strip(" :"))) for text in distinct], dtype=bool)
    return fits[codes] if len(distinct) else np.zeros(len(texts), dtype=bool)


def _footers(sheet: Sheet, sparse: np.ndarray) -> list[int]:
    return [
        p
        for p in np.flatnonzero(sparse).tolist()
        if any(FOOTER.match(text) for text in texts_of_row(sheet, p) if text)
    ]


def _without_identity(sheet: Sheet, identity: Sequence[int], rows: np.ndarray) -> np.ndarray:
    says_who = np.zeros(sheet.n_rows, dtype=bool)
    for column in identity:
        says_who |= sheet.columns[column].kind != EMPTY
    return np.flatnonzero(rows & ~says_who)
