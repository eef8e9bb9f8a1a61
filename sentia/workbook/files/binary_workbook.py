"""A binary Excel workbook (xlsb) measured record by record, before a reader allocates what its cells reach.

Standard library only; follows [MS-XLSB].
"""

import struct
from collections.abc import Iterator

from sentia.workbook.files.extent import Extent
from sentia.workbook.files.measured import MeasuredSheet, within_limits
from sentia.workbook.files.package import Package

WORKBOOK = "xl/workbook.bin"

_ROW, _END_OF_CELLS, _SHEET = 0, 146, 156
_BLANK, _ERROR, _FIRST_FORMULA, _FORMULA_ERROR, _LAST_CELL, _RICH_TEXT = 1, 3, 8, 11, 11, 62
_MORE, _SEVEN, _BITS = 0x80, 0x7F, 7
_SIZE_BYTES = 4  # at most
_NO_TEXT = 0xFFFFFFFF
_SHARED = {"sharedStrings", "styles"}


def examine_xlsb(package: Package) -> list[MeasuredSheet]:
    """The worksheets of an xlsb that may safely be read, in its order.

    Raises
    ------
    UnreadableFile
        The workbook is damaged, unpacks to too much, or has a cell too far away.
    """
    relations = package.relations(WORKBOOK)
    for shared in relations:
        if shared.kind in _SHARED:
            package.read(shared.target)  # for its size: readers unpack it too
    targets = {relation.id: relation.target for relation in relations if relation.kind == "worksheet"}
    return within_limits(package.file, _measured(package, targets))


def _measured(package: Package, targets: dict[str, str]) -> Iterator[MeasuredSheet]:
    try:
        for position, (name, hidden, relation) in enumerate(_sheets(package.read(WORKBOOK) or b"")):
            part = package.read(targets.get(relation, ""))
            if part is not None:
                yield MeasuredSheet(name, not hidden, _extent(part), position=position)
    except (IndexError, struct.error):
        raise package.damaged("a sheet ends too early") from None


def _sheets(workbook: bytes) -> Iterator[tuple[str, int, str]]:
    for kind, at, _ in _records(workbook):
        if kind == _SHEET:
            (hidden,) = struct.unpack_from("<I", workbook, at)
            relation, end = _text(workbook, at + 8)
            name, _ = _text(workbook, end)
            yield name, hidden, relation


def _text(data: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", data, at)
    length = 0 if length == _NO_TEXT else length
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind of each record, where what it holds begins, and how long that is."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & _MORE:
            kind, at = kind & _SEVEN | (data[at] & _SEVEN) << _BITS, at + 1
        size = data[at]
        at += 1
        if size & _MORE:
            size, at = _long_size(data, at - 1)
        yield kind, at, size
        at += size


def _long_size(data: bytes, at: int) -> tuple[int, int]:
    size = 0
    for place in range(_SIZE_BYTES):
        size |= (data[at + place] & _SEVEN) << _BITS * place
        if not data[at + place] & _MORE:
            break
    return size, at + place + 1


def _extent(part: bytes) -> Extent:
    extent, number, row = Extent(), struct.Struct("<I").unpack_from, 0
    for kind, at, _ in _records(part):
        if kind == _ROW:
            row = number(part, at)[0] + 1
        elif _BLANK < kind <= _LAST_CELL or kind == _RICH_TEXT:
            column = number(part, at)[0]
            extent.reach(row, column)
            _mark(extent, kind, row, column)
        elif kind == _END_OF_CELLS:
            break
    return extent


def _mark(extent: Extent, kind: int, row: int, column: int) -> None:
    if _FIRST_FORMULA <= kind <= _FORMULA_ERROR:
        extent.formulas.setdefault(column, []).append(row)
    if kind in (_ERROR, _FORMULA_ERROR):
        extent.errors.setdefault(column, []).append(row)
