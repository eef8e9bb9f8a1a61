"""What is to change in a workbook, and the receipt for what did."""

from collections.abc import Mapping, Sequence
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
class NewRow:
    """A row made in Sentia, to stand below the last row of a table on the rep's own sheet.

    Attributes
    ----------
    sheet : str
        The rep's sheet.
    after_row : int
        The table's last row with a record (from 1), or its headings where it has none. Several new rows of one
        table name the same row and stand below each other in the order given.
    values : mapping
        What to write, by column (0 is A).
    headings : mapping
        The words above those columns, for the sheet of their own that rows without a free place go to.
    key : str
        Whatever the caller knows the row by ("new:1").
    """

    sheet: str
    after_row: int
    values: Mapping[int, Value]
    headings: Mapping[int, str] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True)
class Refused:
    """What the file could not take, each with the reason as a sentence: cells, and whole new rows.

    A new row that stands in the file but for one value is in `edits` with that cell's change.
    """

    edits: tuple[tuple[CellChange, str], ...] = ()
    rows: tuple[tuple[NewRow, str], ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The reasons, each once."""
        return tuple(dict.fromkeys(why for _, why in (*self.edits, *self.rows)))


@dataclass(frozen=True)
class Receipt:
    """What was changed in a file and what was left as it came.

    Attributes
    ----------
    changed_cells : int
        Cells whose value was set or cleared.
    added_sheets : tuple of str
        Sheets that the file did not have, or had from Sentia in an older state (then in `replaced_sheets` too).
    parts, untouched_parts : int
        Parts the file consists of, and those of them that are the same byte for byte; 0 for a new workbook.
    notes : tuple of str
        Sentences for the rep.
    recalculates : bool
        Whether formulas are marked to be worked out when the file is opened.
    added_rows : int
        Rows written below the last one of a table of the rep's own.
    replaced_sheets : tuple of str
        Those of the added sheets that took the place of their own older state.
    refused : tuple of str
        Sentences about edits and rows that the file could not take.
    """

    changed_cells: int
    added_sheets: tuple[str, ...] = ()
    parts: int = 0
    untouched_parts: int = 0
    notes: tuple[str, ...] = ()
    recalculates: bool = False
    added_rows: int = 0
    replaced_sheets: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The receipt in one sentence.

        Examples
        --------
        >>> Receipt(3, parts=59, untouched_parts=57, recalculates=True).sentence
        '3 cells changed, 57 of 59 parts untouched; totals recalculate when Excel opens it.'
        """
        facts = [_counted(self.changed_cells, "cell") + " changed"]
        renewed = len(self.replaced_sheets)
        counts = (
            (self.added_rows, "row", "added"),
            (len(self.added_sheets) - renewed, "sheet", "added"),
            (renewed, "sheet", "renewed"),
        )
        facts += [f"{_counted(count, noun)} {verb}" for count, noun, verb in counts if count]
        if self.parts:
            facts.append(f"{self.untouched_parts} of {self.parts} parts untouched")
        return ", ".join(facts) + ("; totals recalculate when Excel opens it." if self.recalculates else ".")


@dataclass(frozen=True)
class Patched:
    """A workbook with its changes in it, the receipt, what was refused, and the row (from 1) each new row has.

    `placed` holds the rows by the keys of the new ones.
    """

    data: bytes = field(repr=False)
    receipt: Receipt
    refused: Refused = Refused()
    placed: Mapping[str, int] = field(default_factory=dict)


def by_sheet(changes: Sequence[CellChange]) -> dict[str, dict[tuple[int, int], CellChange]]:
    """The changes by sheet and then by (row, column); of two for one cell the last counts."""
    grouped: dict[str, dict[tuple[int, int], CellChange]] = {}
    for change in changes:
        grouped.setdefault(change.sheet, {})[change.row, change.column] = change
    return grouped


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
