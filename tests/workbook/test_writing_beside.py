"""Files that cannot be changed in place: the edits come back in a new workbook beside them."""

from io import BytesIO

import pytest
from made_binaries import label, number, ods, ods_cell, ods_row, xls, xlsb
from made_files import book_of
from openpyxl import load_workbook

import sentia
from sentia.book.origin import Source
from sentia.errors import UnreadableFile

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


@pytest.mark.parametrize("name", FILES)
def test_opened_with_its_file_the_new_workbook_brings_the_edits_back_and_alone_it_says_where_it_belongs(name):
    book = sentia.read_book(Source(name, FILES[name])).edit("opportunities", "O1", amount=9, next_step="call")
    out = BytesIO()
    sentia.write_workbook(book, out)
    beside = Source(f"{name.split('.')[0]} with Sentia.xlsx", out.getvalue())
    again = sentia.read_book([beside, Source(name, FILES[name])])
    assert again.opportunities["amount"].tolist() == [9, 7]
    assert again.opportunities["next_step"].dropna().tolist() == ["call"]
    assert ([source.name for source in again.sources], again.understanding.faults) == ([name], ())
    with pytest.raises(UnreadableFile, match=f"open it together with {name}"):
        sentia.read_book(beside)


def test_opened_with_a_changed_file_what_still_fits_is_put_back_and_the_rest_is_listed():
    rows = b"Opportunity ID,Deal,Company,Amount\nO1,Press,Acme,5\nO2,Pump,Bolt,7\n"
    book = sentia.read_book(Source("deals.csv", rows))
    book = book.edit("opportunities", "O1", amount=9).edit("opportunities", "O2", amount=8)
    out = BytesIO()
    sentia.write_workbook(book, out)
    changed = Source("deals.csv", rows.replace(b"Acme,5", b"Acme,6"))
    again = sentia.read_book([changed, Source("deals with Sentia.xlsx", out.getvalue())])
    assert again.opportunities["amount"].tolist() == [6, 8]
    assert [fault["found"] for fault in again.understanding.faults] == ["a file that was changed since", "6.0"]
