"""Rows of Python values packed column by column into Arrow, and handed from one process to another.

Column i of a sheet becomes the field `kind/i` (a byte a cell: its kind, plus FORMULA), where it has text the
field `text/i` ("" where a cell has none), and for each other kind in it the field `{kind}/i`: the values of the
cells of that kind, one after the other, with nothing meant by what follows them. Packing passes over the values
as few times as it can: it is what reading costs beyond the reader. Imports only the standard library and pyarrow.
"""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import compress
from typing import BinaryIO

import pyarrow as pa

from sentia.workbook.files.kinds import CLOCK, DAY, EMPTY, ERROR, FLAG, FORMULA, MOMENT, NUMBER, SPAN, TEXT

FACTS = b"sheet"  # the key of a batch's metadata

_KINDS = {
    str: TEXT,
    float: NUMBER,
    int: NUMBER,
    bool: FLAG,
    date: DAY,
    datetime: MOMENT,
    time: CLOCK,
    timedelta: SPAN,
}
_ONLY = {kind: bytes(code == kind for code in range(256)) for kind in _KINDS.values()}
_EPOCH = datetime(1970, 1, 1)
_MINUTE, _HOUR, _PARTS = 60, 3600, 1_000_000


def pack(
    rows: list[list], facts: dict, formulas: Mapping[int, list[int]], errors: Mapping[int, list[int]]
) -> pa.RecordBatch:
    """One batch for one sheet.

    Parameters
    ----------
    rows : list of lists
        All of one length, from A1 on, "" where a cell is empty; emptied here.
    facts : dict
        What else is to be handed over, as JSON in the batch's metadata.
    formulas, errors : mapping of int to list of int
        By column, the sheet rows (from 1) whose cell is a formula or an error; the sheet is widened to hold them.
    """
    fields = {}
    for number, values in enumerate(_widened(rows, [formulas, errors])):
        wrong = errors.get(number, [])
        kinds, arrays = _packed(_blanked(values, wrong))
        _mark(kinds, formulas.get(number, []), wrong)
        fields[f"kind/{number}"] = _array(array("b", kinds), len(kinds), pa.int8())
        fields |= {f"{kind}/{number}": packed for kind, packed in arrays.items()}
    schema = pa.schema([(n, a.type) for n, a in fields.items()], {FACTS: json.dumps(facts).encode()})
    return pa.RecordBatch.from_arrays(list(fields.values()), schema=schema)


def write(batches: list[pa.RecordBatch], stream: BinaryIO) -> None:
    """Write batches one after another, each as an Arrow stream of its own."""
    for batch in batches:
        with pa.ipc.new_stream(stream, batch.schema) as writer:
            writer.write_batch(batch)


def read(answer: bytes) -> Iterator[pa.RecordBatch]:
    """The batches that `write` wrote, without copying them."""
    reader = pa.BufferReader(answer)
    while reader.tell() < len(answer):
        with pa.ipc.open_stream(reader) as stream:
            yield from stream


def _widened(rows: list[list], marks: list[Mapping[int, list[int]]]) -> list[tuple]:
    """The columns of the rows, with empty ones added so that every mark lies inside."""
    height = max([len(rows), *(max(marked) for by_column in marks for marked in by_column.values())])
    width = max([len(rows[0]) if rows else 0, *(column + 1 for by_column in marks for column in by_column)])
    columns = list(zip(*rows, strict=True))
    missing = ("",) * (height - len(rows))
    rows.clear()
    columns = [values + missing for values in columns] if missing else columns
    return columns + [("",) * height] * (width - len(columns))


def _blanked(values: tuple, wrong: list[int]) -> tuple:
    """The values with "" in the rows (from 1) that hold an error, which some readers give as text."""
    if not wrong:
        return values
    blanked = list(values)
    for row in wrong:
        blanked[row - 1] = ""
    return tuple(blanked)


def _mark(kinds: bytearray, formulas: list[int], errors: list[int]) -> None:
    for row in errors:
        kinds[row - 1] = ERROR
    for row in set(formulas):
        kinds[row - 1] += FORMULA


def _packed(values: tuple) -> tuple[bytearray, dict[int | str, pa.Array]]:
    """The kinds of the values, and by kind what they are; text where empty has the kind TEXT too."""
    try:
        return bytearray([TEXT]) * len(values), {"text": pa.array(values, pa.large_string())}
    except pa.ArrowTypeError:
        kinds = bytearray(map(_KINDS.__getitem__, map(type, values)))
    arrays: dict[int | str, pa.Array] = {}
    for kind in set(kinds) - {EMPTY, TEXT}:
        arrays[kind] = _DENSE[kind](compress(values, kinds.translate(_ONLY[kind])), len(values))
    if any(compress(values, kinds.translate(_ONLY[TEXT]))):
        arrays["text"] = pa.array([v if v.__class__ is str else "" for v in values], pa.large_string())
    return kinds, arrays


def _array(values: array, length: int, arrow: pa.DataType) -> pa.Array:
    """The values as an Arrow array, zeros added up to `length`."""
    values.frombytes(bytes((length - len(values)) * values.itemsize))
    return pa.Array.from_buffers(arrow, length, [None, pa.py_buffer(values)])


def _moments(values: Iterator[datetime], length: int) -> pa.Array:
    moments = list(values)
    return pa.array(moments + [_EPOCH] * (length - len(moments)), pa.timestamp("us")).view(pa.int64())


def _seconds(clock: time) -> float:
    return clock.hour * _HOUR + clock.minute * _MINUTE + clock.second + clock.microsecond / _PARTS


_DENSE: dict[int, Callable[[Iterator, int], pa.Array]] = {
    NUMBER: lambda values, length: _array(array("d", values), length, pa.float64()),
    FLAG: lambda values, length: _array(array("b", values), length, pa.int8()),
    DAY: lambda values, length: _array(array("i", map(date.toordinal, values)), length, pa.int32()),
    MOMENT: _moments,
    SPAN: lambda values, length: _array(array("d", map(timedelta.total_seconds, values)), length, pa.float64()),
    CLOCK: lambda values, length: _array(array("d", map(_seconds, values)), length, pa.float64()),
}
