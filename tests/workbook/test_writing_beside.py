"""Files that cannot be changed in place: the edits come back in a new workbook beside them."""

from io import BytesIO

import pytest
from made_binaries import label, number, ods, ods_cell, ods_row, xls, xlsb
from made_files import book_of
from openpyxl import load_workbook

import sentia
from sentia.book.origin import Source

ROWS = [["Opportunity ID", "Deal", "Company", "Amount"], ["O1", "Press", "Acme", 5], ["O2", "Pump", "Bolt", 7]]
RECORDS = [
    label(row, column, value) if isinstance(value, str) else number(row, column, value)
    for row, values in enumerate(ROWS)
    for column, value in enumerate(values)
]
PAGE = "".join("<tr>" + "".join(f"<td>{value}" for value in row) for row in ROWS)
FILES = {
    "old.xls": xls(RECORDS),
    "binary.xlsb": xlsb({i: dict(enumerate(row)) for i, row in enumerate(ROWS)}),
    "open.ods": ods("".join(ods_row(*(ods_cell(str(value)) for value in row)) for row in ROWS)),
    "page.xls": f"<table>{PAGE}</table>".encode(),
    "swallowed.xlsx": book_of(Deals=[[",".join(map(str, row))] for row in ROWS]),
}


@pytest.mark.parametrize("name", FILES)
def test_an_edit_comes_back_in_a_new_workbook_beside_the_file(name):
    book = sentia.read_book(Source(name, FILES[name])).edit("opportunities", "O1", amount=9)
    out = BytesIO()
    receipt = sentia.write_workbook(book, out)
    sheet = load_workbook(out).worksheets[0]
    assert [list(row) for row in sheet.values] == [ROWS[0], ["O1", "Press", "Acme", 9], ROWS[2]]
    assert receipt.changed_cells == 1
    assert receipt.notes[0].startswith(f"{name} stays as it is; this is a new workbook beside it.")
