"""The bytes of a file opened by the reader made for them, sheet by sheet.

Imports only the standard library, calamine and pyarrow; openpyxl when calamine gives up. Meant to run in a
process of its own (`child`): a hostile file can make a reader take the whole process down.
"""

import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePath

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from sentia.errors import UnreadableFile
from sentia.workbook.files import signatures
from sentia.workbook.files.delimited import read_delimited
from sentia.workbook.files.packing import pack
from sentia.workbook.files.preflight import MeasuredSheet, examine

MAX_ANSWER = 600_000_000  # bytes handed over for one file


def open_sheets(file: str, data: bytes) -> list[pa.RecordBatch]:
    """The sheets of a file that hold anything, packed for handing over; the bytes decide what they are.

    Raises
    ------
    UnreadableFile
        In one sentence, why the file holds no table that can be read.
    """
    refused = signatures.refusal(file, data)
    if refused:
        raise UnreadableFile(refused)
    if not data.startswith(signatures.ZIP):
        return _open_delimited(file, data)
    filled = [sheet for sheet in examine(file, data) if sheet.extent.area]
    batches = [batch for batch in _open_workbook(file, data, filled) if batch.num_rows] if filled else []
    if not batches:
        raise UnreadableFile(f"{file} has no rows: none of its sheets has a cell with something in it.")
    if sum(batch.nbytes for batch in batches) > MAX_ANSWER:
        raise UnreadableFile(
            f"{file} repeats long texts in very many cells, more than can be read at once;"
            " save the rows you need as a file of their own."
        )
    return batches


def _open_delimited(file: str, data: bytes) -> list[pa.RecordBatch]:
    rows, notes = read_delimited(file, data)
    if not rows:
        raise UnreadableFile(f"{file} has no rows: there is nothing but blank space in it.")
    facts = {"name": PurePath(file).stem, "is_visible": True, "tables": [], "notes": notes}
    return [pack(rows, facts, {}, {})]


def _open_workbook(file: str, data: bytes, sheets: list[MeasuredSheet]) -> list[pa.RecordBatch]:
    try:
        return [_packed(sheet, rows) for sheet, rows in _with(_calamine_rows, data, sheets)]
    except PasswordError:
        raise UnreadableFile(
            f"{file} is protected with a password; open it in Excel, remove the password and save it again."
        ) from None
    except ZipError:
        raise UnreadableFile(f"{file} is damaged: it cannot be unpacked; copy or export the file again.") from None
    except CalamineError:
        return [_packed(sheet, rows) for sheet, rows in _with(_openpyxl_rows, data, sheets)]


def _with(
    reader: Callable, data: bytes, sheets: list[MeasuredSheet]
) -> Iterator[tuple[MeasuredSheet, list[list]]]:
    return zip(sheets, reader(data, [sheet.name for sheet in sheets]), strict=True)


def _packed(sheet: MeasuredSheet, rows: list[list]) -> pa.RecordBatch:
    facts = {"name": sheet.name, "is_visible": sheet.is_visible, "tables": sheet.tables, "notes": sheet.notes}
    return pack(rows, facts, sheet.extent.formulas, sheet.extent.errors)


def _calamine_rows(data: bytes, names: list[str]) -> Iterator[list[list]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    for name in names:
        yield workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _openpyxl_rows(data: bytes, names: list[str]) -> Iterator[list[list]]:
    from openpyxl import load_workbook  # the second reader, seldom needed and slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl will not keep does not concern reading
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for name in names:
            sheet = workbook[name]
            sheet.reset_dimensions()
            yield _rectangular([list(row) for row in sheet.iter_rows(values_only=True)])


def _rectangular(rows: list[list]) -> list[list]:
    width = max(map(len, rows), default=0)
    return [["" if value is None else value for value in row] + [""] * (width - len(row)) for row in rows]
