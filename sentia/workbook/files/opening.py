"""The bytes of a file opened by the reader made for them, sheet by sheet.

Imports only the standard library, calamine and pyarrow; openpyxl when calamine gives up. Meant to run in a
process of its own (`child`): a hostile file can make a reader take the whole process down.
"""

from collections.abc import Iterator
from pathlib import PurePath

import pyarrow as pa

from sentia.errors import UnreadableFile
from sentia.workbook.files import signatures
from sentia.workbook.files.biff import examine_xls
from sentia.workbook.files.compound import SIGNATURE, CompoundFile
from sentia.workbook.files.decoding import decode
from sentia.workbook.files.delimited import rows_of
from sentia.workbook.files.excel_xml import read_excel_xml
from sentia.workbook.files.extent import Extent
from sentia.workbook.files.html_tables import read_html
from sentia.workbook.files.limits import refuse_size
from sentia.workbook.files.measured import MeasuredSheet
from sentia.workbook.files.packing import pack
from sentia.workbook.files.preflight import examine
from sentia.workbook.files.swallowed import unswallowed, unswallowed_note
from sentia.workbook.files.workbooks import read_workbook

MAX_ANSWER = 600_000_000  # bytes handed over for one file

Rows = list[list]
Read = tuple[MeasuredSheet, Rows, list[str]]  # a sheet, its rows, and what to say of it beyond its own notes


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
    opened = _open_workbook(file, data) if _is_workbook(data) else _open_text(file, data)
    batches = [batch for read in opened if (batch := _packed(file, *read)).num_rows]
    if not batches:
        raise UnreadableFile(f"{file} has no rows: none of its sheets has a cell with something in it.")
    if sum(batch.nbytes for batch in batches) > MAX_ANSWER:
        raise UnreadableFile(
            f"{file} repeats long texts in very many cells, more than can be read at once;"
            " save the rows you need as a file of their own."
        )
    return batches


def _is_workbook(data: bytes) -> bool:
    return data.startswith((signatures.ZIP, SIGNATURE))


def _open_workbook(file: str, data: bytes) -> Iterator[Read]:
    sheets = examine(file, data) if data.startswith(signatures.ZIP) else _examine_compound(file, data)
    filled = [sheet for sheet in sheets if sheet.extent.area]
    for sheet, rows in read_workbook(file, data, filled) if filled else ():
        records = unswallowed(rows)
        yield sheet, _with_records(rows, records), [unswallowed_note(len(records))] if records else []


def _examine_compound(file: str, data: bytes) -> list[MeasuredSheet]:
    compound = CompoundFile(file, data)
    refused = signatures.ole_refusal(file, compound.names)
    if refused:
        raise UnreadableFile(refused)
    return examine_xls(file, compound)


def _with_records(rows: Rows, records: dict[int, list[str]]) -> Rows:
    if not records:
        return rows
    width = max(len(rows[0]), *map(len, records.values()))
    cut = (records.get(position, row) for position, row in enumerate(rows))
    return [row + [""] * (width - len(row)) for row in cut]


def _open_text(file: str, data: bytes) -> Iterator[Read]:
    decoded = decode(file, data)
    kind = signatures.markup(decoded.text)
    stem = PurePath(file).stem
    if kind == signatures.EXCEL_XML:
        yield from ((sheet, rows, []) for sheet, rows in read_excel_xml(file, data))
    elif kind == signatures.HTML:
        for number, rows in enumerate(read_html(file, decoded.text), 1):
            yield _plain(f"{stem} {number}" if number > 1 else stem), rows, decoded.notes
    elif kind:
        raise UnreadableFile(signatures.markup_refusal(file, kind))
    else:
        rows, notes = rows_of(file, decoded)
        if not rows:
            raise UnreadableFile(f"{file} has no rows: there is nothing but blank space in it.")
        yield _plain(stem), rows, notes


def _plain(name: str) -> MeasuredSheet:
    """A sheet of text, of which nothing needs to be known before."""
    return MeasuredSheet(name, True, Extent())


def _packed(file: str, sheet: MeasuredSheet, rows: Rows, notes: list[str]) -> pa.RecordBatch:
    refuse_size(file, sheet.name, len(rows), len(rows[0]) if rows else 0)
    facts = {"name": sheet.name, "is_visible": sheet.is_visible, "tables": sheet.tables, "is_1904": sheet.is_1904}
    facts |= {"notes": sheet.notes + notes, "merged": sheet.merged}
    return pack(rows, facts, sheet.extent.formulas, sheet.extent.errors)
