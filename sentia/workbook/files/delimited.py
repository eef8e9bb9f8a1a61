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
from sentia.workbook.files.preflight import MAX_AREA
from sentia.workbook.files.signatures import markup_refusal

MAX_LINES = 4_000_000  # line breaks inside quotes included

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars", ",": "commas"}  # the first of equals wins
_SAMPLE = 50  # records that decide about the delimiter
_LONGEST_FIELD = 2**31 - 1  # characters; the most that every platform's csv module takes
_BYTE_ORDER_MARKS = [
    (b"\xef\xbb\xbf", "utf-8-sig", ""),
    (b"\xff\xfe\0\0", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
]
_GUESS_FROM = 2_000  # bytes that decide about UTF-16 without a mark
_LOOKED_AT = 20_000  # characters that decide whether a file is text
_MOST = 0.8  # of the characters of plain text have a zero byte in UTF-16
_GOOD_PER_BAD = 10  # bytes of good UTF-8 for each bad one that make it UTF-8 all the same
_BINARY = 0.02  # share of control characters from which a file is no text
_MOST_ZEROS = 0.2  # share of zero bytes from which a file is no text
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\w\s]|\t)"?(?:\r\n?|\n|$)', re.IGNORECASE)
_MOST_MENDED = 1_000  # rows whose quotes are mended one by one
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
    text, encoding, notes = _decoded(file, data)
    refused = markup_refusal(file, text)
    if refused:
        raise UnreadableFile(refused)
    _refuse_too_many_lines(file, text)
    stated = _SEPARATOR_LINE.match(text)
    text = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else _likeliest_delimiter(text)
    rows, mended = _records(list(io.StringIO(text, newline="")), delimiter)
    _drop_empty_end(rows)
    notes = _read_as(encoding, delimiter) + notes + _mended_quotes(mended) + _ragged(rows)
    _pad(file, rows)
    return rows, notes


def _decoded(file: str, data: bytes) -> tuple[str, str, list[str]]:
    encoding, named = _encoding(data)
    text = data.decode(encoding, errors="replace")
    zeros = text.count("\0")
    sample = text[:_LOOKED_AT]
    if len(_CONTROL.findall(sample)) > _BINARY * len(sample) or sample.count("\0") > _MOST_ZEROS * len(sample):
        raise UnreadableFile(
            f"{file} is neither a spreadsheet nor text that could be a table;"
            " open the spreadsheet itself or export it as xlsx or csv."
        )
    notes = []
    if zeros:
        notes.append(f"{_count(zeros, 'zero byte')} left out.")
    if "\ufffd" in text:
        notes.append(f"{_count(text.count(chr(0xFFFD)), 'character')} could not be read and shown as \ufffd.")
    return text.replace("\0", ""), named, notes


def _refuse_too_many_lines(file: str, text: str) -> None:
    lines = max(text.count("\n"), text.count("\r"))
    if lines > MAX_LINES:
        raise UnreadableFile(
            f"{file} has {lines:,} lines, more than can be read; save the rows you need as a file of their own."
        )


def _encoding(data: bytes) -> tuple[str, str]:
    """The codec to decode with and what to call it to a person, "" where it needs no mention."""
    for mark, codec, named in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return codec, named
    head = data[:_GUESS_FROM]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > _MOST * len(zeros):
            return codec, "UTF-16"
    return ("utf-8", "") if _is_utf8(data) else ("cp1252", "Western European text (cp1252)")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        bad = text.count("\ufffd")
        good = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
        return good > _GOOD_PER_BAD * bad
    return True


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
    return islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE)


def _records(lines: list[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The records of the lines, and the numbers (from 1) of those whose quotes do not pair."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[str]] = []
    mended: list[int] = []
    at = 0
    while at < len(lines):
        at += _read_on(rows, csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True))
        if at < len(lines) and len(mended) < _MOST_MENDED:
            rows.append(_mended(lines[at], delimiter))
            mended.append(len(rows))
            at += 1
        elif at < len(lines):
            rows.extend(csv.reader(lines[at:], delimiter=delimiter, quoting=csv.QUOTE_NONE))
            at = len(lines)
    return rows, mended


def _read_on(rows: list[list[str]], reader: Iterator[list[str]]) -> int:
    """Add records until the end or until quotes do not pair; how many lines were read well."""
    read = 0
    try:
        for row in reader:
            rows.append(row)
            read = reader.line_num
    except csv.Error:
        return read
    return read


def _mended(line: str, delimiter: str) -> list[str]:
    """One line whose quotes do not pair: read leniently, or with its quotes as ordinary characters."""
    records = list(csv.reader([line, "end"], delimiter=delimiter))
    if records[-1] == ["end"]:
        return records[0]
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE))


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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
