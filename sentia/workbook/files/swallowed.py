"""Records that a re-save put into one cell each: the whole line of a csv as the text of its first cell.

Opened with the wrong delimiter and saved again, a file keeps every record but in one cell. Here the cells are
told apart again. Standard library only.
"""

import csv
from collections import Counter
from collections.abc import Sequence

DELIMITERS = ";\t|,"  # the first of equals wins

_LEAST = 3  # cells of a record
_LEAST_AMONG_WHOLE = 4  # where other rows of the sheet are whole: a title with commas must not pass for a record
_MOST_OF_ROWS = 0.9


def unswallowed(rows: Sequence[Sequence[object]]) -> dict[int, list[str]]:
    """The records that stand in the first cell of an otherwise empty row, by their position, cut into cells.

    Empty where the sheet has none: every record must have as many cells as the whole rows of the sheet or,
    where every row is one cell, as the headings that come first.

    Examples
    --------
    >>> unswallowed([["Deal;Company;Amount", ""], ['Press;"Acme; Inc.";5', ""]])
    {0: ['Deal', 'Company', 'Amount'], 1: ['Press', 'Acme; Inc.', '5']}
    """
    alone = {position: str(row[0]) for position, row in enumerate(rows) if _is_alone(row)}
    if not alone:
        return {}
    whole = Counter(len(row) - row.count("") for position, row in enumerate(rows) if position not in alone)
    del whole[0]
    for delimiter in DELIMITERS:
        records = {at: record for at, text in alone.items() if len(record := _cut(text, delimiter)) > 1}
        width = _width(whole, alone, records)
        if width:
            return {at: record for at, record in records.items() if len(record) == width}
    return {}


def _is_alone(row: Sequence[object]) -> bool:
    return row.count("") == len(row) - 1 and isinstance(row[0], str) and row[0] != ""


def _cut(text: str, delimiter: str) -> list[str]:
    """The cells of one line; itself where its quotes do not pair."""
    if delimiter not in text:
        return [text]
    try:
        records = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error:
        return [text]
    return records[0] if len(records) == 1 else [text]


def _width(whole: Counter[int], alone: dict[int, str], records: dict[int, list[str]]) -> int:
    """How many cells the swallowed records have; 0 where they are none."""
    widths = Counter(map(len, records.values()))
    if whole:
        width = max(whole)
        return width if width >= _LEAST_AMONG_WHOLE and widths[width] else 0
    first = records.get(min(alone), [])
    is_table = widths[len(first)] >= max(_MOST_OF_ROWS * len(alone), 2)
    return len(first) if is_table and len(first) >= _LEAST and _are_headings(first) else 0


def _are_headings(cells: list[str]) -> bool:
    return all(cell.strip() and not cell.strip().isdigit() for cell in cells) and len(set(cells)) == len(cells)


def unswallowed_note(count: int) -> str:
    """The sentence about so many records cut into cells."""
    stood = "1 row stood" if count == 1 else f"{count:,} rows stood"
    return f"{stood} in the first cell as one text and {'was' if count == 1 else 'were'} cut into cells."
