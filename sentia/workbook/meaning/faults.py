"""The cells of used columns that could not be read, for the rep's table of faults."""

from collections.abc import Iterator, Sequence

from sentia.book.places import column_letters
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use
from sentia.workbook.values import Read

MOST_FAULTS = 1000
_LONGEST_FOUND = 80  # letters of a cell that are shown


def faults_of(readers: Sequence[SheetReader]) -> tuple[dict, ...]:
    """One line a cell that could not be read; at most 1,000, then one that says how many more."""
    listed: list[dict] = []
    unlisted = 0
    for reader in readers:
        for use, read in reader.read_uses():
            room = max(MOST_FAULTS - len(listed), 0)
            listed += _lines(reader, use, read, room)
            unlisted += max(len(read.unread) - room, 0)
    if unlisted:
        more = {"file": "", "sheet": "", "row": None, "column": "", "found": f"{unlisted:,} more cells"}
        listed.append(more | {"wanted": "values like the others of their columns"})
    return tuple(listed)


def _lines(reader: SheetReader, use: Use, read: Read, room: int) -> Iterator[dict]:
    at = read.unread[:room]
    shown = reader.sheet.columns[use.column].shown(at)
    place = {"file": reader.sheet.file, "sheet": reader.sheet.name}
    for position, found in zip(at.tolist(), shown, strict=True):
        cell = {"row": position + 1, "column": column_letters(use.column), "found": found[:_LONGEST_FOUND]}
        yield place | cell | {"wanted": read.wanted}
