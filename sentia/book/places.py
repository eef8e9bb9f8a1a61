"""Cells and ranges by their names: "F12" is row 12 (from 1), column 5 (0 is A)."""

import re
from typing import NamedTuple

MAX_ROW, MAX_COLUMN = 1_048_576, 16_383  # the last row (from 1) and column (from 0) of a sheet

_LETTERS = 26
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")


class Area(NamedTuple):
    """A rectangle of cells, all four sides inclusive: rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in the rectangle."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: "Area") -> bool:
        """Whether the two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(27), column_letters(16_383)
    ('A', 'AB', 'XFD')
    """
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, counted from 0, that the letters name.

    Examples
    --------
    >>> column_number("A"), column_number("ab")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """The name of a cell, row from 1 and column from 0.

    Examples
    --------
    >>> cell_name(12, 5)
    'F12'
    """
    return f"{column_letters(column)}{row}"


def cell_place(name: str) -> tuple[int, int] | None:
    """The row (from 1) and column (from 0) of a cell's name, None where it is no such name.

    Examples
    --------
    >>> cell_place("F12"), cell_place("$F$12"), cell_place("totals")
    ((12, 5), (12, 5), None)
    """
    match = _CELL.match(name)
    return (int(match[2]), column_number(match[1])) if match else None


def area(name: str) -> Area | None:
    """The rectangle of a range's name ("A1:C3" or "A1"), None where it is no such name.

    Examples
    --------
    >>> area("C3:A1")
    Area(top=1, left=0, bottom=3, right=2)
    """
    first, _, last = name.partition(":")
    start, end = cell_place(first), cell_place(last or first)
    if start is None or end is None:
        return None
    (top, bottom), (left, right) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(top, left, bottom, right)
