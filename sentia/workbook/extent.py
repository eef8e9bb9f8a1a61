"""What a pass over a sheet's XML finds: how far its cells reach, and which are formulas or errors."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_LETTERS = 26
REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,12})")


@dataclass
class Extent:
    """What a pass over a sheet finds; rows count from 1, columns from 0.

    Attributes
    ----------
    last_row, last_column : int
        Of the cells that hold something; 0 and -1 where none does. The plain pass, which leaves `filled` at 0,
        counts formatted empty cells too.
    lowest, rightmost : tuple of (row, column)
        The first cells that reach so far; (0, -1) where not known.
    filled : int
        How many cells hold something, 0 where not counted.
    never_calculated : int
        Formulas without a value.
    formulas, errors : dict of int to list of int
        By column, the rows.
    ranges : list of str
        The ranges that array formulas fill.
    """

    last_row: int = 0
    last_column: int = -1
    lowest: tuple[int, int] = (0, -1)
    rightmost: tuple[int, int] = (0, -1)
    filled: int = 0
    never_calculated: int = 0
    formulas: dict[int, list[int]] = field(default_factory=dict)
    errors: dict[int, list[int]] = field(default_factory=dict)
    ranges: list[str] = field(default_factory=list)

    @property
    def area(self) -> int:
        """How many cells the box from A1 to the farthest cell has."""
        return self.last_row * (self.last_column + 1)

    def reach(self, row: int, column: int) -> None:
        """Widen the box to a cell that holds something."""
        self.filled += 1
        if row > self.last_row:
            self.last_row, self.lowest = row, (row, column)
        if column > self.last_column:
            self.last_column, self.rightmost = column, (row, column)


@lru_cache(maxsize=MAX_COLUMNS)
def column_number(letters: str) -> int:
    """The number of a column, from 0.

    Examples
    --------
    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (0, 26, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26), column_letters(16383)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % _LETTERS) + letters
        column = column // _LETTERS - 1
    return letters


def box(reference: str) -> tuple[int, int, int, int] | None:
    """The first row, first column, last row and last column of a range; None where it is none.

    Examples
    --------
    >>> box("B3:D9"), box("$A$1"), box("Deals")
    ((3, 1, 9, 3), (1, 0, 1, 0), None)
    """
    first, _, last = reference.partition(":")
    ends = [REFERENCE.fullmatch(end) for end in (first, last or first)]
    if not all(ends):
        return None
    (column, row), (last_column, last_row) = [(column_number(end[1]), int(end[2])) for end in ends]
    return row, column, last_row, last_column
