"""What a pass over a sheet's XML finds: how far its cells reach, and which are formulas or errors."""

from dataclasses import dataclass, field


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
