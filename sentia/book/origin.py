"""Where a book came from: its files, and for each value the cell it was read from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Source:
    """A file as it came: its name and its bytes, which stay the truth."""

    name: str
    data: bytes = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Part:
    """The rows of a table that came from one sheet.

    `columns` maps each field that has a cell of its own to that cell's column (0 is column A); a field made
    from several cells, or from none, is not in it. `formulas` holds, for a field some of whose cells are
    formulas, the sheet rows of those cells.
    """

    file: str
    sheet: str
    columns: Mapping[str, int]
    formulas: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """Where a table's rows came from: each row's part (-1: no row of its own) and its sheet row (from 1)."""

    parts: tuple[Part, ...] = ()
    part: np.ndarray = field(default_factory=lambda: np.empty(0, np.int16))
    row: np.ndarray = field(default_factory=lambda: np.empty(0, np.int32))


def beside(table: str) -> str:
    """How the key of a row ends that is read off the row of another record, whose key stands before it."""
    return f"|{table}"


@dataclass(frozen=True)
class Cell:
    """One cell of a file: its sheet, its row (from 1) and its column (0 is column A)."""

    file: str
    sheet: str
    row: int
    column: int


def cell_beside(own: Origin, position: int, other: Origin, name: str) -> Cell | None:
    """The cell of a field that another table reads off the row of a record, and nothing but that field."""
    number = own.part[position]
    if number < 0:
        return None
    sheet = (own.parts[number].file, own.parts[number].sheet)
    shared = (part for part in other.parts if (part.file, part.sheet) == sheet and set(part.columns) == {name})
    return next((Cell(*sheet, int(own.row[position]), part.columns[name]) for part in shared), None)
