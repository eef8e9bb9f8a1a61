"""Edits put into a csv: the edited cells change, everything else stays byte for byte, in its own dialect."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from sentia.errors import CannotWrite
from sentia.workbook.files.decoding import codec_of
from sentia.workbook.files.delimited import dialect_of, guarded, read_delimited
from sentia.workbook.patch.changes import CellChange

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_NEEDS_QUOTES = re.compile(r'["\r\n]')


def patch_delimited(file: str, data: bytes, changes: Sequence[CellChange]) -> bytes:
    """The csv with these cells changed and every other byte as it was, read back and compared.

    Parameters
    ----------
    file : str
        What it is called.
    data : bytes
        Its bytes, in any encoding and with any delimiter.
    changes : sequence of CellChange
        Texts by row and column; text that a spreadsheet would run gets an apostrophe in front, which is taken
        off again when Sentia reads it.

    Raises
    ------
    CannotWrite
        Its encoding has no such character, its quotation marks do not pair, or it did not read back the same.

    Examples
    --------
    >>> patch_delimited("deals.csv", b"Deal;Note\\r\\nBig;ok\\r\\n", [CellChange("deals", 2, 1, "a;b")])
    b'Deal;Note\\r\\nBig;"a;b"\\r\\n'
    """
    if not changes:
        return data
    mark, codec = codec_of(data)
    text = _exactly(file, data[len(mark) :], codec)
    start, delimiter = dialect_of(text)
    by_row: dict[int, dict[int, str]] = {}
    for change in changes:
        by_row.setdefault(change.row, {})[change.column] = str(change.value or "")
    pieces = [text[:start], *_patched(file, text[start:], delimiter, by_row)]
    try:
        patched = mark + "".join(pieces).encode(codec)
    except UnicodeEncodeError as error:
        raise CannotWrite(
            f"{file} is {codec} text, which has no {error.object[error.start]!r};"
            " take the workbook beside it instead."
        ) from None
    _verify(file, data, patched, by_row)
    return patched


def _exactly(file: str, data: bytes, codec: str) -> str:
    text = data.decode(codec, errors="replace")
    if "\0" in text or text.encode(codec, errors="replace") != data:
        raise CannotWrite(f"{file} holds bytes that are no {codec} text; take the workbook beside it instead.")
    return text


def _patched(file: str, text: str, delimiter: str, by_row: Mapping[int, dict[int, str]]) -> Iterator[str]:
    lines = list(io.StringIO(text, newline=""))
    reader, at, row = csv.reader(lines, delimiter=delimiter, strict=True), 0, 0
    try:
        for row, _ in enumerate(reader, 1):
            record = "".join(lines[at : reader.line_num])
            yield _with_cells(record, delimiter, by_row[row]) if row in by_row else record
            at = reader.line_num
    except csv.Error:
        raise CannotWrite(
            f"{file}: the quotation marks of row {row + 1} do not pair; take the workbook beside it instead."
        ) from None


def _with_cells(record: str, delimiter: str, cells: Mapping[int, str]) -> str:
    body = record.rstrip("\r\n")
    fields = list(_fields(body, delimiter))
    fields += [""] * (max(cells) + 1 - len(fields))
    for column, text in cells.items():
        fields[column] = _cell(text, delimiter, is_quoted=fields[column].startswith('"'))
    return delimiter.join(fields) + record[len(body) :]


def _fields(body: str, delimiter: str) -> Iterator[str]:
    """The fields of a record as they stand there, quotes and all."""
    at = 0
    while True:
        quoted = _QUOTED.match(body, at)
        end = body.find(delimiter, quoted.end() if quoted else at)
        yield body[at:] if end < 0 else body[at:end]
        if end < 0:
            return
        at = end + len(delimiter)


def _cell(text: str, delimiter: str, is_quoted: bool) -> str:
    safe = guarded(text)
    if is_quoted or delimiter in safe or _NEEDS_QUOTES.search(safe):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _verify(file: str, before: bytes, after: bytes, by_row: Mapping[int, dict[int, str]]) -> None:
    """Raise CannotWrite unless what is read differs in the edited cells alone."""
    (old, _), (new, _) = read_delimited(file, before), read_delimited(file, after)
    width = max((len(row) for row in (*old[:1], *new[:1])), default=0)
    for row, cells in by_row.items():
        held = [*old[row - 1], *[""] * (width - len(old[row - 1]))]
        old[row - 1] = [cells.get(column, text) for column, text in enumerate(held)]
    if [_trimmed(row) for row in old] != [_trimmed(row) for row in new]:
        raise CannotWrite(f"{file} did not read back as it should; take the workbook beside it instead.")


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row
