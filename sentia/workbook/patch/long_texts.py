"""Texts on sheets of Sentia's own that are longer than a cell can be: cut, and said, and nothing is blocked."""

from collections.abc import Sequence
from dataclasses import replace

from sentia.book.places import cell_name
from sentia.workbook.patch.cell_xml import MAX_TEXT, safe_text
from sentia.workbook.patch.changes import Value
from sentia.workbook.patch.result_sheet import Formula, ResultSheet

_BYTES_EACH = 2  # of a character as Excel counts them
_END = " …"
_MOST_ESCAPED = 7  # letters that one character may become in the file: _x000B_
_MOST_TOLD = 5
_MORE = "more than a cell can hold: its beginning stands there."


def fitted(sheets: Sequence[ResultSheet]) -> tuple[list[ResultSheet], list[str]]:
    """The sheets with no text that a cell cannot hold, and a sentence for each that was cut.

    Excel's limit is 32,767 characters, some of which count twice.

    Examples
    --------
    >>> sheets, told = fitted([ResultSheet("Log", [["Note"], ["x" * 40_000]])])
    >>> len(sheets[0].rows[1][0]), told
    (32767, ['Log!A2 has 40,000 characters, more than a cell can hold: its beginning stands there.'])
    """
    told: list[str] = []
    found = [_fitted(sheet, told) for sheet in sheets]
    others = len(told) - _MOST_TOLD
    more = [f"{others:,} more cells were too long and hold the beginning of their text."] if others > 0 else []
    return found, [*told[:_MOST_TOLD], *more]


def _fitted(sheet: ResultSheet, told: list[str]) -> ResultSheet:
    if not any(_is_too_long(value) for row in sheet.rows for value in row):
        return sheet
    rows = [list(row) for row in sheet.rows]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if _is_too_long(value):
                row[column] = _cut(value)
                place = f"{sheet.name}!{cell_name(number, column)}"
                told.append(f"{place} has {len(value):,} characters, {_MORE}")
    return replace(sheet, rows=rows)


def _is_too_long(value: Value) -> bool:
    is_text = isinstance(value, str) and not isinstance(value, Formula)
    return is_text and len(value) > MAX_TEXT // _MOST_ESCAPED and _letters(value) > MAX_TEXT


def _letters(text: str) -> int:
    """How many characters Excel counts in the text as it is stored."""
    return len(safe_text(text.encode("utf-8", "replace").decode()).encode("utf-16-le")) // _BYTES_EACH


def _cut(text: str) -> str:
    kept = text[: MAX_TEXT - len(_END)]
    while (over := _letters(kept + _END) - MAX_TEXT) > 0:
        kept = kept[: -max(over // _MOST_ESCAPED, 1)]
    return kept + _END
