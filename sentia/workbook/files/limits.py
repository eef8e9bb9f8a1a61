"""How much of a sheet is understood: what a reader can take is more than a book of business holds.

Standard library only. A sheet beyond these is refused in words before any time is spent on it.
"""

from collections.abc import Mapping

from sentia.errors import UnreadableFile

MAX_UPLOAD = 50_000_000  # bytes of a file
MAX_ROWS = 500_000
MAX_COLUMNS = 1_000
MAX_RECORDS = 60_000  # companies, people or open deals: more than anybody looks after, within 1 GB and 20 s
MAX_LETTERS = 500_000  # in one cell; Excel takes 32,767

_MEGA = 1_000_000
_KEEP = "save what you need as a file of its own"


def refuse_bytes(file: str, size: int) -> None:
    """Refuse a file that is too large, before it is read."""
    if size > MAX_UPLOAD:
        raise UnreadableFile(
            f"{file} has {size / _MEGA:,.0f} MB, more than the {MAX_UPLOAD / _MEGA:.0f} MB that can be read;"
            " save the sheets you need as a file of their own."
        )


def refuse_size(file: str, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet with more rows or columns than are understood."""
    for count, most, of in ((rows, MAX_ROWS, "rows"), (columns, MAX_COLUMNS, "columns")):
        if count > most:
            raise UnreadableFile(
                f"{file}: sheet {sheet!r} has {count:,} {of}, more than the {most:,} that are read; {_KEEP}."
            )


def refuse_text(file: str, place: str, letters: int) -> None:
    """Refuse a cell whose text is longer than anything a person wrote into one."""
    if letters > MAX_LETTERS:
        raise UnreadableFile(
            f"{file}: the cell at {place} holds {letters:,} letters, more than the {MAX_LETTERS:,} that are read;"
            " shorten it and save again."
        )


def refuse_records(files: str, counts: Mapping[str, int]) -> None:
    """Refuse a book of more records of a kind than a day is planned for; `counts` by what they are called."""
    for what, count in counts.items():
        if count > MAX_RECORDS:
            raise UnreadableFile(
                f"{files}: {count:,} {what} in it, more than the {MAX_RECORDS:,} that a day is planned for;"
                " save each owner's or region's rows as a file of their own."
            )
