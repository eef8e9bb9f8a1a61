"""What the sheets of one file tell each other: whose export they are, where one of them does not say so itself."""

from collections.abc import Sequence
from dataclasses import replace

from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.headers import find_header, texts_of_row
from sentia.workbook.meaning.vendors import vendor_of, vendor_of_file


def with_vendors(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, each that does not name its vendor with the one that the others of its file name."""
    if len({sheet.file for sheet in sheets}) == len(sheets):
        return list(sheets)
    own = {id(sheet): vendor_of(_headers(sheet), sheet.file) for sheet in sheets}
    files = {file: [own[id(s)] for s in sheets if s.file == file] for file in {s.file for s in sheets}}
    named = {file: vendor_of_file(vendors) for file, vendors in files.items()}
    return [
        replace(sheet, vendor=named[sheet.file]) if named[sheet.file] and not own[id(sheet)] else sheet
        for sheet in sheets
    ]


def _headers(sheet: Sheet) -> list[str]:
    found = find_header(sheet)
    return [] if found is None else texts_of_row(sheet, found)
