"""A formula copied down: what it reads moves along, except where a dollar sign holds it."""

import re

from sentia.book.places import MAX_COLUMN, MAX_ROW, column_letters, column_number
from sentia.workbook.patch.formula_references import TOKENS

_BRACKETS = re.compile(r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]")  # names of a table's columns; no cells
_SIDES = (("c1", "r1"), ("c2", "r2"), ("c3", None), ("c4", None), (None, "r3"), (None, "r4"))
_PLACE_HOLDER = "\ue000"


def moved(formula: str, rows: int, columns: int = 0) -> str | None:
    """The formula as it reads that many rows further down and columns further right; None off the sheet.

    Examples
    --------
    >>> moved("SUM(B$2:B9)*Rates!$A1", 1), moved("Deals[[#This Row],[Q1]]*B2", 2), moved('"B2"&A1', -1)
    ('SUM(B$2:B10)*Rates!$A2', 'Deals[[#This Row],[Q1]]*B4', None)
    """
    kept = _BRACKETS.findall(formula)
    pieces, position = [], 0
    hidden = _BRACKETS.sub(_PLACE_HOLDER, formula)
    for match in TOKENS.finditer(hidden):
        if not match["reference"]:
            continue
        for start, end, text in _sides(match, rows, columns):
            if text is None:
                return None
            pieces += (hidden[position:start], text)
            position = end
    whole = "".join([*pieces, hidden[position:]])
    for brackets in kept:
        whole = whole.replace(_PLACE_HOLDER, brackets, 1)
    return whole


def _sides(match: re.Match[str], rows: int, columns: int) -> list[tuple[int, int, str | None]]:
    changes = []
    for column, row in _SIDES:
        if column and match[column] and not match[f"cd{column[1]}"]:
            to = column_number(match[column]) + columns
            changes.append((*match.span(column), column_letters(to) if 0 <= to <= MAX_COLUMN else None))
        if row and match[row] and not match[f"rd{row[1]}"]:
            to = int(match[row]) + rows
            changes.append((*match.span(row), str(to) if 1 <= to <= MAX_ROW else None))
    return changes
