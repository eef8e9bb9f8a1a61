"""Which row of a sheet names its columns, and what it calls each: one row, or two that belong together."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sentia.book.places import column_letters
from sentia.workbook.files.cells import EMPTY, TEXT, Sheet
from sentia.workbook.meaning.concepts import is_understood
from sentia.workbook.meaning.periods import period_of
from sentia.workbook.meaning.vocabulary import exact_meanings

_ROWS_LOOKED_AT = 30  # filled rows
_ROWS_BELOW = 10  # filled rows under a header that speak for it when they hold numbers and dates
_LONGEST_HEADER = 80  # letters; longer texts are sentences
_KNOWN, _LIKELY, _IN_TABLE, _TYPED, _NO_TEXT, _AS_DATA, _REPEATED, _LATER = (
    3.0,
    0.5,
    12.0,
    1.0,
    2.0,
    3.0,
    1.0,
    0.25,
)
_LEAST_SCORE = 4.0
_LEAST_GROUPS = 2  # texts in a row above the header that heads several columns
_SAYS_LITTLE = {"name", "account_id", "contact_id", "opportunity_id", "quote_id", "order_id", "status"}
_LEAST_NAMED, _KNOWN_SHARE = 2, 0.6  # known names of columns, and their share, in a header further down


@dataclass(frozen=True)
class Header:
    """The row that names the columns.

    Attributes
    ----------
    position : int
        Counted from 0; `NOWHERE` where nothing names the columns.
    texts : tuple of str
        What each column is called; "" where nobody says.
    above : tuple of int
        The positions of rows above that belong to it, such as the one over several columns.
    """

    position: int
    texts: tuple[str, ...]
    above: tuple[int, ...] = ()


NOWHERE = -1


def find_header(sheet: Sheet) -> int | None:
    """The position (from 0) of the row that names the columns; None where no row seems to.

    The first 30 filled rows are looked at: known spellings and distinct short texts speak for a row, numbers
    and repetitions against it, typed rows below and Excel's own table for it; of equals the first is taken.
    """
    if not (filled_cells(sheet) > 0).any():
        return None
    top = _Top(sheet)
    scores = [top.score(number) for number in range(min(_ROWS_LOOKED_AT, len(top.positions)))]
    if not scores or max(scores) < _LEAST_SCORE:
        return None
    number = scores.index(max(scores))
    return int(top.positions[number + top.is_headed(number + 1)])


def filled_cells(sheet: Sheet) -> np.ndarray:
    """How many cells of each row hold something."""
    filled = np.zeros(sheet.n_rows, dtype=np.int32)
    for cells in sheet.columns:
        filled += cells.kind != EMPTY
    return filled


def texts_of_row(sheet: Sheet, position: int) -> list[str]:
    """The texts of one row, tidied; "" where the cell is empty or no text."""
    at = [cells.text.iloc[position] if cells.kind[position] == TEXT else "" for cells in sheet.columns]
    return [tidied(text) for text in at]


def tidied(text: str) -> str:
    """A text without line breaks, doubled spaces and spaces around it."""
    return re.sub(r"\s+", " ", text).strip()


def is_value(text: str) -> bool:
    """Whether a text is a value rather than a name: a number, a date, an address; a year or month may be either.

    Examples
    --------
    >>> [is_value(text) for text in ("Amount", "12,000", "jo@acme.com", "2025", "+49 30 1234")]
    [False, True, True, False, True]
    """
    if period_of(text):
        return False
    return ("@" in text and "." in text) or not any(letter.isalpha() for letter in text) and text not in "#%$€£"


class _Top:
    """The first filled rows of a sheet, cell by cell."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.positions = np.flatnonzero(filled_cells(sheet))[: _ROWS_LOOKED_AT + _ROWS_BELOW]
        self.kinds = np.stack([cells.kind[self.positions] for cells in sheet.columns])
        texts = [cells.text.iloc[self.positions].tolist() for cells in sheet.columns]
        self.rows = [[tidied(text) for text in row] for row in zip(*texts, strict=True)]
        valued = [[bool(text) and is_value(text) for text in row] for row in self.rows]
        self.is_text = (self.kinds == TEXT).T & ~np.array(valued, dtype=bool)
        self.is_value = (self.kinds != EMPTY).T & ~self.is_text

    def score(self, number: int) -> float:
        """How much speaks for this row as the header."""
        named = np.flatnonzero(self.is_text[number])
        texts = [self.rows[number][column] for column in named]
        distinct = {text.casefold() for text in texts if len(text) <= _LONGEST_HEADER}
        known = sum(bool(exact_meanings(text)) for text in distinct)
        in_table = any(first == self.positions[number] + 1 for first, *_ in self.sheet.tables)
        likely = sum(not exact_meanings(text) and is_understood(text) for text in distinct)
        if not known and likely < _LEAST_NAMED and not in_table:
            return 0.0
        below = self.is_value[number + 1 : number + 1 + _ROWS_BELOW].any(axis=0)
        others = self.is_value[number]
        points = (
            _KNOWN * known + _LIKELY * likely + len(distinct) + _IN_TABLE * in_table + _TYPED * below[named].sum()
        )
        against = _AS_DATA * (others & below).sum() + _NO_TEXT * (others & ~below).sum()
        return float(points - against - _REPEATED * (len(texts) - len(distinct)) - _LATER * number)

    def is_headed(self, number: int) -> bool:
        """Whether a row is the second of two header rows: known names, some where the row above has none.

        In the row above at least one name stands over several of them.
        """
        if number >= len(self.rows) or self.positions[number] != self.positions[number - 1] + 1:
            return False
        upper, lower = self.is_text[number - 1], self.is_text[number]
        texts = [self.rows[number][column] for column in np.flatnonzero(lower)]
        known = sum(bool(exact_meanings(text)) for text in texts)
        is_named = known >= _LEAST_NAMED and known >= _KNOWN_SHARE * len(texts)
        fills = (lower & ~upper).any() and not self.is_value[number].any()
        has_groups = bool((upper & lower & np.append((lower & ~upper)[1:], False)).any())
        return bool(is_named and fills and has_groups)


def read_header(sheet: Sheet, position: int) -> Header:
    """What the row at `position` calls the columns, with the row above where that one heads several of them.

    A name that stands over several columns goes in front of theirs only where theirs alone would not do: two
    of them are called the same, or it is the two together that are known. It stands in for a blank below it.
    """
    own = texts_of_row(sheet, position)
    over = _heading_several(sheet, position, own)
    if over is None:
        return Header(position, tuple(own))
    spread, said = _spread(over, own), Counter(text.casefold() for text in own if text)
    texts = [_joined(over[c], spread[c], text, said[text.casefold()]) for c, text in enumerate(own)]
    return Header(position, tuple(texts), (position - 1,) if texts != own else ())


def _heading_several(sheet: Sheet, position: int, own: Sequence[str]) -> list[str] | None:
    """The texts of the row above, if it heads groups of columns; None where it is a title, or values."""
    if position == 0:
        return None
    over = texts_of_row(sheet, position - 1)
    filled = sum(cells.kind[position - 1] != EMPTY for cells in sheet.columns)
    named = [text for text in over if text]
    blank = [cells.kind[position] == EMPTY for cells in sheet.columns]
    fills_a_blank = any(text and is_blank for text, is_blank in zip(over, blank, strict=True))
    spans = any(group and not text for text, group in zip(over, _spread(over, own), strict=True))
    enough = len(named) >= _LEAST_GROUPS or (named and fills_a_blank and sum(map(bool, own)) > 1 and over[0] == "")
    is_heading = filled == len(named) and enough and (spans or fills_a_blank)
    if not is_heading or any(is_value(text) or len(text) > _LONGEST_HEADER for text in named):
        return None
    return over


def _spread(over: Sequence[str], own: Sequence[str]) -> list[str]:
    """Each group's name over all of its columns, as a merged cell shows it."""
    spread, last = [], ""
    for text, below in zip(over, own, strict=True):
        last = text or (last if below else "")
        spread.append(last)
    return spread


def _joined(over: str, group: str, own: str, times: int) -> str:
    """A column's name with its group's before it, where its own is used twice or says too little."""
    if not own or not group:
        return own or over
    both = f"{group} {own}"
    named = {meaning.subject for meaning in exact_meanings(own) if meaning.field in _SAYS_LITTLE}
    if over and exact_meanings(over) and not (exact_meanings(own) or exact_meanings(both)):
        return over
    is_better = not exact_meanings(own) or len(named) > 1
    return both if times > 1 or (is_better and exact_meanings(both)) else own


def display_names(sheet: Sheet, header: int | None, texts: Sequence[str]) -> list[str]:
    """The columns as a rep may be told of them: a second "Name" is "Name (2)", a nameless one "Column D".

    A column without a name and without anything below it is "".
    """
    seen: Counter = Counter()
    names = []
    for column, text in enumerate(texts):
        seen[text.casefold()] += 1
        below = sheet.columns[column].kind[0 if header is None else header + 1 :]
        nameless = f"Column {column_letters(column)}" if (below != EMPTY).any() else ""
        count = seen[text.casefold()]
        names.append((text if count == 1 else f"{text} ({count})") if text else nameless)
    return names


def names_columns(sheet: Sheet, position: int) -> bool:
    """Whether a row further down names columns anew: nothing but distinct texts, most of them known names."""
    texts = [text.casefold() for text in texts_of_row(sheet, position) if text]
    known = sum(bool(exact_meanings(text)) for text in texts)
    is_named = known >= _LEAST_NAMED and known >= _KNOWN_SHARE * len(texts)
    return is_named and len(set(texts)) == len(texts) and not any(map(is_value, texts))
