"""A sheet of Sentia's own as data: what stands in its cells and how it looks, whoever writes it into a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from sentia.workbook.patch.changes import Value

MARK = "_sentia_"  # how the hidden names begin that say which sheets are ours


class Formula(str):
    """A formula of ours, the only text that is ever written as one; `shown` is its result until it is worked out.

    Examples
    --------
    >>> Formula("=B2/C2*60", shown=480).shown
    480
    """

    __slots__ = ("shown",)

    def __new__(cls, text: str, shown: Value = None) -> Self:
        """A formula, with the equals sign in front, and its result as far as it is known."""
        made = super().__new__(cls, text)
        made.shown = shown
        return made


class Target(NamedTuple):
    """The cell of the rep's own that a link leads to; the row counts from 1, column 0 is A."""

    sheet: str
    row: int
    column: int = 0


@dataclass(frozen=True)
class ResultSheet:
    """One sheet to write.

    Attributes
    ----------
    name : str
        Its wish; a sheet of the rep's own that is called so keeps its name and ours gets a number behind it.
        The hidden name `mark` finds it again, however the rep renamed or moved it.
    rows : sequence of sequences
        The values, row by row; text never runs, formulas are `Formula`.
    heading : int
        The row of the headings, from 1; it is frozen and filtered. Rows above it are titles.
    formats : mapping
        Number formats by column (0 is A), of the rows below the heading.
    widths : mapping
        Widths by column, in characters; measured where none is given.
    bars : tuple of int
        Columns whose numbers get bars behind them.
    wrapped : tuple of int
        Columns whose long texts take several lines.
    hidden : tuple of int
        Columns that are there for Sentia alone.
    choices : mapping
        Texts to choose from, by column; each without a comma, 255 characters together.
    links : mapping
        Cells of the rep's own that a cell, by its row (from 1) and column, leads to.
    is_hidden : bool
        Whether the sheet is there for Sentia alone.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    heading: int = 1
    formats: Mapping[int, str] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    bars: tuple[int, ...] = ()
    wrapped: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    links: Mapping[tuple[int, int], Target] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def mark(self) -> str:
        """The hidden name by which the sheet is known again.

        Examples
        --------
        >>> ResultSheet("Sentia day", []).mark, ResultSheet("Sentia follow-ups", []).mark
        ('_sentia_day', '_sentia_follow_ups')
        """
        plain = "".join(letter if letter.isalnum() else "_" for letter in self.name.lower())
        return MARK + plain.removeprefix(MARK.strip("_")).strip("_")
