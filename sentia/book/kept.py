"""What came back with a rep's files because Sentia had put it there: values without a cell, and their files."""

from dataclasses import dataclass
from typing import Any

from sentia.book.edits import Edit
from sentia.book.origin import Source


@dataclass(frozen=True)
class Addition:
    """One value that stands on a sheet of Sentia's instead of in a cell of the rep's own.

    Attributes
    ----------
    table, field : str
        What it is a value of.
    key : str
        The record: its own id, else its sheet and row, else `new:n` for a row made in Sentia.
    record : str
        What the record is called, to find it again where its row moved.
    value : Any
        The value; None where a cell of the file is to count as empty.
    found : Any
        What the file itself said when this was written; None for nothing.
    """

    table: str
    key: str
    field: str
    value: Any
    record: str = ""
    found: Any = None


@dataclass(frozen=True)
class Kept:
    """What the files brought back that Sentia had added to them.

    Attributes
    ----------
    edits : tuple of Edit
        Values that have no cell, or none that took them; they stand over what the files say and are no step to
        undo. They are written again with every export.
    unplaced : tuple of Addition
        Values whose record is no longer found, or whose cell was changed since; listed as faults, and kept.
    companions : tuple of Source
        Workbooks that belong to one of the book's sources and hold only what was added to it.
    """

    edits: tuple[Edit, ...] = ()
    unplaced: tuple[Addition, ...] = ()
    companions: tuple[Source, ...] = ()
