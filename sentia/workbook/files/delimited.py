"""Text with delimiters (csv) read into rows, in any usual encoding and with any usual delimiter.

Standard library only. Every cell comes back as text; what it means is decided later, column by column.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sentia.book.places import MAX_ROW
from sentia.errors import UnreadableFile
from sentia.workbook.files.decoding import Decoded, decode
from sentia.workbook.files.measured import MAX_AREA
from sentia.workbook.files.swallowed import unswallowed, unswallowed_note

MAX_LINES = 2_500_000  # line breaks inside quotes included

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars", ",": "commas"}  # the first of equals wins
_SAMPLE = 50  # records that decide about the delimiter ...
_SAMPLED = 1_000_000  # ... and in how many characters at most they are looked for
_LONGEST_FIELD = 2**31 - 1  # characters; the most that every platform's csv module takes
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\w\s]|\t)"?(?:\r\n?|\n|$)', re.IGNORECASE)
_QUOTED_FORMULA = re.compile(r'="([^"]*)"', re.DOTALL)
_RUNS = re.compile(r"'*(?:[=@\t\r]|[+-](?![\d\s().,/%-]*$))")  # how text begins that a spreadsheet would run
_MOST_MENDED = 1_000  # rows whose quotes are mended one by one
_MOST_IN_VAIN = 100_000_000  # characters read on in search of a closing quote
_NAMED_ROWS = 5  # rows that a note names


def read_delimited(file: str, data: bytes) -> tuple[list[list[str]], list[str]]:
    """The rows of a csv, all of one length, and sentences about how they were read.

    Row i is the row i + 1 that Excel would show: quoted line breaks do not count, blank lines do, and a first
    line such as `sep=;` does not.

    Raises
    ------
    UnreadableFile
        The bytes are no text, the text is no table, or it has more cells than are read at once.

    Examples
    --------
    >>> read_delimited("deals.csv", b"Deal;Amount\\nBig one;1,5\\n")
    ([['Deal', 'Amount'], ['Big one', '1,5']], ['Read as text separated by semicolons.'])
    """
    return rows_of(file, decode(file, data))


def rows_of(file: str, decoded: Decoded) -> tuple[list[list[str]], list[str]]:
    """As `read_delimited`, of text that is decoded already."""
    text = decoded.text
    _refuse_too_many_lines(file, text)
    start, delimiter = dialect_of(text)
    text = text[start:]
    _refuse_too_many_cells(file, text.count(delimiter))
    rows, mended = _records(list(io.StringIO(text, newline="")), delimiter)
    _drop_empty_end(rows)
    if '="' in text:
        _unquote_formulas(rows)
    if "'" in text:
        _unguard(rows)
    records = unswallowed(rows)
    for position, record in records.items():
        rows[position] = record
    notes = _read_as(decoded.encoding, delimiter) + decoded.notes + _mended_quotes(mended)
    notes += [unswallowed_note(len(records))] if records else []
    notes += _ragged(rows)
    _pad(file, rows)
    return rows, notes


def dialect_of(text: str) -> tuple[int, str]:
    """Where the first record begins, behind a line such as `sep=;`, and what parts its cells.

    Examples
    --------
    >>> dialect_of("Deal;Amount\\nBig one;1,5\\n"), dialect_of("sep=|\\nDeal|Amount\\n")
    ((0, ';'), (6, '|'))
    """
    stated = _SEPARATOR_LINE.match(text)
    return (stated.end(), stated[1]) if stated else (0, _likeliest_delimiter(text))


def _refuse_too_many_lines(file: str, text: str) -> None:
    lines = max(text.count("\n"), text.count("\r"))
    if lines > MAX_LINES:
        raise UnreadableFile(
            f"{file} has {lines:,} lines, more than can be read; save the rows you need as a file of their own."
        )


def _refuse_too_many_cells(file: str, delimiters: int) -> None:
    if delimiters > MAX_AREA:
        raise UnreadableFile(
            f"{file} has more than {MAX_AREA:,} cells, too many to be read; save the rows you need apart."
        )


def _likeliest_delimiter(text: str) -> str:
    """The delimiter that cuts the first records into the most columns, most evenly; a comma where none does."""
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _sample(text, delimiter) if row)
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 1))
        evenness = rows / max(widths.total(), 1) * (width - 1)
        if evenness > most:
            best, most = delimiter, evenness
    return best


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    return islice(csv.reader(io.StringIO(text[:_SAMPLED], newline=""), delimiter=delimiter), _SAMPLE)


def _records(lines: list[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The records of the lines, and the numbers (from 1) of those whose quotes do not pair."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[str]] = []
    mended: list[int] = []
    at = in_vain = 0
    while at < len(lines):
        rest = map(lines.__getitem__, range(at, len(lines)))
        read, tried = _read_on(rows, csv.reader(rest, delimiter=delimiter, strict=True))
        in_vain += sum(map(len, lines[at + read : at + tried]))
        at += read
        if at < len(lines) and len(mended) < _MOST_MENDED and in_vain < _MOST_IN_VAIN:
            rows.append(_mended(lines[at], delimiter))
            mended.append(len(rows))
            at += 1
        elif at < len(lines):
            rows.extend(csv.reader(lines[at:], delimiter=delimiter, quoting=csv.QUOTE_NONE))
            at = len(lines)
    return rows, mended


def _read_on(rows: list[list[str]], reader: Iterator[list[str]]) -> tuple[int, int]:
    """Add records until the end or until quotes do not pair: how many lines were read well, how many at all."""
    read = 0
    try:
        for row in reader:
            rows.append(row)
            read = reader.line_num
    except csv.Error:
        return read, reader.line_num
    return read, read


def _mended(line: str, delimiter: str) -> list[str]:
    """One line whose quotes do not pair: read leniently, or with its quotes as ordinary characters."""
    records = list(csv.reader([line, "end"], delimiter=delimiter))
    if records[-1] == ["end"]:
        return records[0]
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _unquote_formulas(rows: list[list[str]]) -> None:
    """Turn `="00501"`, which keeps Excel from making a number of it, into 00501."""
    for position, row in enumerate(rows):
        if any(cell.startswith('="') for cell in row):
            rows[position] = [found[1] if (found := _QUOTED_FORMULA.fullmatch(cell)) else cell for cell in row]


def guarded(text: str) -> str:
    """The text as no spreadsheet runs it: with an apostrophe before what would begin a formula.

    Examples
    --------
    >>> guarded("=cmd|x"), guarded("+1 555"), guarded("-5")
    ("'=cmd|x", '+1 555', '-5')
    """
    return f"'{text}" if _RUNS.match(text) else text


def _unguard(rows: list[list[str]]) -> None:
    """Take the apostrophe off again."""
    for position, row in enumerate(rows):
        if any(cell.startswith("'") for cell in row):
            rows[position] = [cell[1:] if cell[:1] == "'" and _RUNS.match(cell[1:]) else cell for cell in row]


def _drop_empty_end(rows: list[list[str]]) -> None:
    while rows and not any(rows[-1]):
        rows.pop()


def _pad(file: str, rows: list[list[str]]) -> None:
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROW or len(rows) * width > MAX_AREA:
        longest = max(range(len(rows)), key=lambda row: len(rows[row])) + 1
        raise UnreadableFile(
            f"{file} has {len(rows):,} rows of up to {width:,} cells (row {longest:,}), more than can be read;"
            " save the rows you need as a file of their own."
        )
    for row in rows:
        row.extend([""] * (width - len(row)))


def _read_as(encoding: str, delimiter: str) -> list[str]:
    separated = "" if delimiter == "," else f"separated by {_DELIMITERS.get(delimiter, repr(delimiter))}"
    if not encoding and not separated:
        return []
    return [f"Read as {' '.join(part for part in (encoding or 'text', separated) if part)}."]


def _mended_quotes(rows: list[int]) -> list[str]:
    return [f"Quotation marks do not pair in {_named(rows)}."] if rows else []


def _ragged(rows: list[list[str]]) -> list[str]:
    widths = Counter(len(row) for row in rows if any(row))
    if len(widths) <= 1:
        return []
    first = next(len(row) for row in rows if any(row))
    usual = max(widths, key=lambda width: (widths[width], width == first))
    odd = [number for number, row in enumerate(rows, 1) if any(row) and len(row) != usual]
    have = "has" if len(odd) == 1 else "have"
    return [f"{_named(odd).capitalize()} {have} more or fewer cells than the {usual} of the others."]


def _named(rows: list[int]) -> str:
    listed = ", ".join(f"{row:,}" for row in rows[:_NAMED_ROWS])
    more = f" and {len(rows) - _NAMED_ROWS:,} more" if len(rows) > _NAMED_ROWS else ""
    return f"row{'s' if len(rows) > 1 else ''} {listed}{more}"
