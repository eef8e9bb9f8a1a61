"""Rows of Python values packed column by column into Arrow, and handed from one process to another.

Column i of a sheet becomes the fields `k{i}` (a byte a cell: its kind, plus FORMULA), `t{i}` (text, "" where
there is none) and `n{i}` (numbers, null where there is none); the last two are left out where nothing is in
them. Imports only the standard library and pyarrow.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

import pyarrow as pa

from sentia.workbook.kinds import EMPTY, ERROR, FLAG, FORMULA, MOMENT, NUMBER, SPAN, TEXT

FACTS = b"sheet"  # the key of a batch's metadata

_KINDS = {
    type(None): EMPTY,
    str: TEXT,
    float: NUMBER,
    int: NUMBER,
    bool: FLAG,
    date: MOMENT,
    datetime: MOMENT,
    time: SPAN,
    timedelta: SPAN,
}
_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_DAY = 86_400_000_000  # microseconds
_MINUTE, _HOUR, _PARTS = 60, 3600, 1_000_000


def pack(
    rows: list[list], facts: dict, formulas: Mapping[int, list[int]], errors: Mapping[int, list[int]]
) -> pa.RecordBatch:
    """One batch for one sheet.

    Parameters
    ----------
    rows : list of lists
        All of one length, from A1 on; emptied here. "" and None are empty cells.
    facts : dict
        What else is to be handed over, as JSON in the batch's metadata.
    formulas, errors : mapping of int to list of int
        By column, the sheet rows (from 1) whose cell is a formula or an error; the sheet is widened to hold them.
    """  # fmt: skip
    columns = _widened(rows, [formulas, errors])
    fields = {}
    for number, values in enumerate(columns):
        kinds, fields[f"t{number}"], fields[f"n{number}"] = _packed(values)
        for row in errors.get(number, ()):
            kinds[row - 1] = ERROR
        for row in set(formulas.get(number, ())):
            kinds[row - 1] += FORMULA
        fields[f"k{number}"] = pa.Array.from_buffers(pa.int8(), len(kinds), [None, pa.py_buffer(bytes(kinds))])
    fields = {name: array for name, array in fields.items() if array is not None}
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
            yield stream.read_next_batch()
            _read_to_end(stream)


def _read_to_end(stream: pa.RecordBatchReader) -> None:
    for _ in stream:
        raise ValueError("one sheet, one batch")


def _widened(rows: list[list], marks: list[Mapping[int, list[int]]]) -> list[tuple]:
    """The columns of the rows, with empty ones added so that every mark lies inside."""
    height = max([len(rows), *(max(marked) for by_column in marks for marked in by_column.values())])
    width = max([len(rows[0]) if rows else 0, *(column + 1 for by_column in marks for column in by_column)])
    missing = height - len(rows)
    columns = (
        [values + ("",) * missing for values in zip(*rows, strict=True)]
        if missing
        else list(zip(*rows, strict=True))
    )
    rows.clear()
    return columns + [("",) * height] * (width - len(columns))  # fmt: skip


def _packed(values: tuple) -> tuple[bytearray, pa.Array | None, pa.Array | None]:
    types = set(map(type, values))
    kinds = bytearray(map(_KINDS.__getitem__, map(type, values)))
    if types == {str}:
        return kinds, pa.array(values, pa.large_string()), None
    return kinds, _texts(values, kinds), _numbers(values, types - {str, type(None)})


def _texts(values: tuple, kinds: bytearray) -> pa.Array | None:
    if kinds.count(TEXT) == values.count(""):
        return None
    return pa.array([v if v.__class__ is str else "" for v in values], pa.large_string())


def _numbers(values: tuple, types: set[type]) -> pa.Array | None:
    if not types:
        return None
    for alike, arrow in _ALIKE:
        if types <= alike:
            return pa.array([None if v.__class__ is str else v for v in values], arrow)
    return pa.array([_NUMBER[v.__class__](v) for v in values], pa.float64())


def _microseconds(moment: datetime) -> float:
    return float((moment - _EPOCH) // _MICROSECOND)


def _midnight(day: date) -> float:
    return float((day.toordinal() - _EPOCH_DAY) * _DAY)


def _seconds(clock: time) -> float:
    return clock.hour * _HOUR + clock.minute * _MINUTE + clock.second + clock.microsecond / _PARTS


def _nothing(_: object) -> None:
    return None


# types that Arrow takes in one go
_ALIKE: list[tuple[set[type], pa.DataType]] = [
    ({float, bool}, pa.float64()),
    ({date}, pa.date32()),
    ({datetime}, pa.timestamp("us")),
]
_NUMBER: dict[type, Callable] = {
    str: _nothing,
    type(None): _nothing,
    float: float,
    int: float,
    bool: float,
    date: _midnight,
    datetime: _microseconds,
    time: _seconds,
    timedelta: timedelta.total_seconds,
}
