"""What is to change in a workbook, and the receipt for what did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sentia.book.places import cell_name

Value = str | float | int | bool | date | datetime | None


@dataclass(frozen=True)
class CellChange:
    """One cell of one sheet and its new value; None empties it. The row counts from 1, column 0 is A."""

    sheet: str
    row: int
    column: int
    value: Value

    @property
    def place(self) -> str:
        """The cell as a rep would say it: "Deals!F12"."""
        return f"{self.sheet}!{cell_name(self.row, self.column)}"


@dataclass(frozen=True)
class Receipt:
    """What was changed in a file and what was left as it came.

    Attributes
    ----------
    changed_cells : int
        Cells whose value was set or cleared.
    added_sheets : tuple of str
        Sheets that the file did not have.
    parts, untouched_parts : int
        Parts the file consists of, and those of them that are the same byte for byte; 0 for a new workbook.
    notes : tuple of str
        Sentences for the rep.
    recalculates : bool
        Whether formulas are marked to be worked out when the file is opened.
    """

    changed_cells: int
    added_sheets: tuple[str, ...] = ()
    parts: int = 0
    untouched_parts: int = 0
    notes: tuple[str, ...] = ()
    recalculates: bool = False

    @property
    def sentence(self) -> str:
        """The receipt in one sentence.

        Examples
        --------
        >>> Receipt(3, parts=59, untouched_parts=57, recalculates=True).sentence
        '3 cells changed, 57 of 59 parts untouched; totals recalculate when Excel opens it.'
        """
        facts = [_counted(self.changed_cells, "cell") + " changed"]
        if self.added_sheets:
            facts.append(_counted(len(self.added_sheets), "sheet") + " added")
        if self.parts:
            facts.append(f"{self.untouched_parts} of {self.parts} parts untouched")
        return ", ".join(facts) + ("; totals recalculate when Excel opens it." if self.recalculates else ".")


@dataclass(frozen=True)
class Patched:
    """A workbook with its changes in it, and the receipt."""

    data: bytes = field(repr=False)
    receipt: Receipt


def by_sheet(changes: Sequence[CellChange]) -> dict[str, dict[tuple[int, int], CellChange]]:
    """The changes by sheet and then by (row, column); of two for one cell the last counts."""
    grouped: dict[str, dict[tuple[int, int], CellChange]] = {}
    for change in changes:
        grouped.setdefault(change.sheet, {})[change.row, change.column] = change
    return grouped


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
