"""Rows that add up, count or average the rows above them: of the whole table, or of each group of a report."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from sentia.vocabulary import every_spelling, folded, words
from sentia.workbook.files.cells import EMPTY, NUMBER, TEXT, Cells, Sheet
from sentia.workbook.meaning.fields import only_rows
from sentia.workbook.meaning.headers import filled_cells
from sentia.workbook.values import read_number

_SPARSE = 0.6  # of the cells that a full row has: a total fills fewer
_FULL = 0.9  # of the rows fill no more cells than a full one
_FEW_CELLS = 2  # a row with no more is sparse in any table
_LEAST_ADDED = 3  # numbers above that make the sum of them no coincidence
_LAST_ROWS = 10  # filled rows, among which a total without the word is looked for
_HALF = 0.5
_CENT = 0.01
_MARKS = re.compile(r"[\W\d_]+")
_DIGITS = re.compile(r"\W*\d[\d.,' \u00a0]*\W*")
_NO_NAME = re.compile(r"[(\[/=]|.*\d")


def totals(sheet: Sheet, identity: Sequence[int], leftmost: Sequence[int], below: np.ndarray) -> np.ndarray:
    """The positions of sparse rows below the header that say "Total" and name nobody, or add up the rows above.

    Parameters
    ----------
    sheet : Sheet
        With nothing outside the table.
    identity, leftmost : sequence of int
        The columns that say who or what a row is about, and the first that is used at all.
    below : ndarray of bool
        The filled rows below the header.
    """
    filled = filled_cells(sheet)
    usual = np.quantile(filled[below], _FULL) if below.any() else 0
    sparse = np.flatnonzero(below & (filled <= max(_FEW_CELLS, _SPARSE * usual)))
    last = np.flatnonzero(below)[-_LAST_ROWS:]
    says_total, names = np.zeros(len(sparse), dtype=bool), np.zeros(len(sparse), dtype=np.int32)
    for column in dict.fromkeys([*leftmost, *identity]):
        is_name, is_total = _said(sheet.columns[column], sparse, np.isin(sparse, last))
        says_total |= is_total
        names += is_name & ~is_total if column in identity else 0
    called = np.union1d(sparse[says_total & (names == 0)], _all_said(sheet, np.setdiff1d(last, sparse)))
    near_end, others = np.setdiff1d(np.intersect1d(sparse[names <= 1], last), called), below.copy()
    others[called] = False
    added = [p for p in near_end.tolist() if _adds_up(sheet, p, others)]
    return np.union1d(called, np.array(added, dtype=np.intp))


def _all_said(sheet: Sheet, rows: np.ndarray) -> np.ndarray:
    """Which of a few rows say nothing but "Total", "Count" and the like beside their numbers."""
    found = []
    for position in rows.tolist():
        texts = [cells.text.iloc[position] for cells in sheet.columns if cells.kind[position] == TEXT]
        beside = [_beside_total(text) for text in texts if any(letter.isalpha() for letter in text)]
        found += [position] if beside and all(rest == "" for rest in beside) else []
    return np.array(found, dtype=np.intp)


def _said(cells: Cells, rows: np.ndarray, is_last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which of these rows have a word in a column, and where it says "Total", of a group or of everything."""
    codes, distinct = cells.text.iloc[rows].factorize()
    is_text = cells.kind[rows] == TEXT
    if not is_text.any():
        return is_text, is_text
    beside = [_beside_total(text) for text in distinct]
    names = {folded(text) for text in cells.text.unique()} if any(beside) else set()
    is_sure = np.array([rest is not None and _is_of_all_or(names, rest) for rest in beside])
    is_maybe = np.array([rest is not None for rest in beside])
    has_letters = np.array([any(letter.isalpha() for letter in text) for text in distinct])
    return is_text & has_letters[codes], is_text & (is_sure[codes] | (is_maybe[codes] & is_last))


def _is_of_all_or(names: set[str], rest: str) -> bool:
    """Whether what stands beside "Total" is nothing, no name, or the name of a group that stands in the column."""
    return not rest or bool(_NO_NAME.match(rest)) or rest in names or rest.partition(" ")[2] in names


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """What is a total whatever stands before or after it, and what is one alone; for folded text without marks."""
    sums, figures = (
        [folded(text) for text in every_spelling(words("totals")[word])] for word in ("sum", "figure")
    )
    alone = "|".join(
        sorted((re.escape(_MARKS.sub(" ", text)) for text in (*sums, *figures)), key=len, reverse=True)
    )
    beside = "|".join(sorted((re.escape(text).replace(r"\ ", r"[\s_-]*") for text in sums), key=len, reverse=True))
    return re.compile(alone), re.compile(rf"(?:{beside})\b(?P<after>.*)|(?P<before>.*?)\b(?:{beside})\W*")


def _beside_total(text: str) -> str | None:
    """What stands beside the word for a total, "" where nothing does; None where there is no such word.

    Examples
    --------
    >>> [_beside_total(text) for text in ("Subtotal", "Summe:", "Total for Ann Reed", "Acme Total", "Acme")]
    ['', '', 'for ann reed', 'acme', None]
    """
    alone, beside = _patterns()
    plain = folded(text)
    if alone.fullmatch(_MARKS.sub(" ", plain).strip()):
        return ""
    found = beside.fullmatch(plain)
    if found is None:
        return None
    return (found["after"] or found["before"] or "").strip(" :-–—")


def _adds_up(sheet: Sheet, position: int, below: np.ndarray) -> bool:
    """Whether a row's numbers are sums: formulas where those above are none, or equal to what they add up to."""
    filled = [c for c, cells in enumerate(sheet.columns) if cells.kind[position] != EMPTY]
    numbers = [c for c in filled if is_number(sheet.columns[c], position)]
    return (
        bool(numbers)
        and len(filled) - len(numbers) <= 1
        and all(_is_sum(sheet, c, position, below) for c in numbers)
    )


def is_number(cells: Cells, position: int) -> bool:
    """Whether a cell is a number, or a text of digits such as "1,200.50"."""
    is_text = cells.kind[position] == TEXT
    return cells.kind[position] == NUMBER or (is_text and bool(_DIGITS.fullmatch(cells.text.iloc[position])))


def _is_sum(sheet: Sheet, column: int, position: int, below: np.ndarray) -> bool:
    cells = sheet.columns[column]
    rows = np.append(np.flatnonzero(below[:position]), position)
    values = read_number(only_rows(cells, rows)).values.to_numpy()
    above = rows[:-1][~np.isnan(values[rows[:-1]])]
    if len(above) < _LEAST_ADDED:
        return False
    formulas = np.asarray(sheet.formulas.get(column, ()))
    is_alone = position + 1 in formulas and np.isin(above + 1, formulas).mean() < _HALF
    return bool(is_alone) or bool(abs(values[above].sum() - values[position]) < _CENT)
