"""An old Excel workbook (xls) measured record by record, before a reader allocates what its cells reach.

Standard library only; follows [MS-XLS]. Excel 5 and 95 wrote the same records with other texts.
"""

import struct
from collections.abc import Iterator

from sentia.errors import UnreadableFile
from sentia.workbook.files.compound import CompoundFile
from sentia.workbook.files.extent import Extent
from sentia.workbook.files.measured import MeasuredSheet, within_limits

_STREAMS = ("workbook", "book")
_BEGIN, _END, _BOUND_SHEET, _LOCKED, _CALENDAR = 0x0809, 0x000A, 0x0085, 0x002F, 0x0022
_FORMULA, _BOOLEAN_OR_ERROR, _SEVERAL_NUMBERS = 0x0006, 0x0205, 0x00BD
_CELLS = {_FORMULA, 0x0203, 0x0204, _BOOLEAN_OR_ERROR, 0x027E, 0x00FD, 0x00D6, _SEVERAL_NUMBERS}
_HEAD = 4  # bytes of a record before what it holds
_RESULT = _HEAD + 6  # where a formula's result stands
_NO_NUMBER, _ERROR_RESULT = 0xFFFF, 2
_VERSION_8 = 0x0600
_WORKSHEET = 0


def examine_xls(file: str, compound: CompoundFile) -> list[MeasuredSheet]:
    """The worksheets of an xls that may safely be read, in its order.

    Raises
    ------
    UnreadableFile
        The workbook is locked with a password, is damaged, or has a cell too far away.
    """
    name = next(name for name in _STREAMS if name in compound.names)
    stream = compound.read(name)
    try:
        return within_limits(file, _measured(file, stream))
    except struct.error:
        raise UnreadableFile(f"{file} is damaged: its sheets end too early; copy or export it again.") from None


def _measured(file: str, stream: bytes) -> Iterator[MeasuredSheet]:
    is_version_8 = struct.unpack_from("<H", stream, _HEAD)[0] >= _VERSION_8
    records = list(_records(stream, 0))
    sheets = [at for kind, at in records if _is_sheet(file, kind)]
    is_1904 = any(kind == _CALENDAR and struct.unpack_from("<H", stream, at + _HEAD)[0] for kind, at in records)
    for position, at in enumerate(sheets):
        offset, hidden, kind = struct.unpack_from("<IBB", stream, at + _HEAD)
        name = _name(stream, at, is_version_8)
        if kind == _WORKSHEET:
            yield MeasuredSheet(name, not hidden, _extent(stream, offset), (), position, is_1904)


def _is_sheet(file: str, kind: int) -> bool:
    if kind == _LOCKED:
        raise UnreadableFile(
            f"{file} is protected with a password; open it in Excel, remove the password and save it again."
        )
    return kind == _BOUND_SHEET


def _name(stream: bytes, at: int, is_version_8: bool) -> str:
    length = stream[at + _HEAD + 6]
    start = at + _HEAD + 7 + is_version_8
    if is_version_8 and stream[start - 1] & 1:
        return stream[start : start + 2 * length].decode("utf-16-le", errors="replace")
    return stream[start : start + length].decode("cp1252", errors="replace")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The kind of each record and where it begins, to the end of what the first one begins."""
    depth = 0
    head = struct.Struct("<HH").unpack_from
    last = len(stream) - _HEAD
    while at <= last:
        kind, size = head(stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, at
        at += _HEAD + size


def _extent(stream: bytes, offset: int) -> Extent:
    extent, place = Extent(), struct.Struct("<HH").unpack_from
    for kind, at in _records(stream, offset):
        if kind in _CELLS:
            row, column = place(stream, at + _HEAD)
            extent.reach(row + 1, column)
            if kind in _MARKED:
                _MARKED[kind](extent, stream, at, row + 1, column)
    return extent


def _mark_formula(extent: Extent, stream: bytes, at: int, row: int, column: int) -> None:
    extent.formulas.setdefault(column, []).append(row)
    kind, _, no_number = struct.unpack_from("<B5sH", stream, at + _RESULT)
    if no_number == _NO_NUMBER and kind == _ERROR_RESULT:
        extent.errors.setdefault(column, []).append(row)


def _mark_error(extent: Extent, stream: bytes, at: int, row: int, column: int) -> None:
    is_error = stream[at + _HEAD + 7]
    if is_error:
        extent.errors.setdefault(column, []).append(row)


def _reach_last(extent: Extent, stream: bytes, at: int, row: int, _: int) -> None:
    (size,) = struct.unpack_from("<H", stream, at + 2)
    (last,) = struct.unpack_from("<H", stream, at + _HEAD + size - 2)
    extent.reach(row, last)


_MARKED = {_FORMULA: _mark_formula, _BOOLEAN_OR_ERROR: _mark_error, _SEVERAL_NUMBERS: _reach_last}
