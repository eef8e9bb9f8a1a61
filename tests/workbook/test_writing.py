import datetime as dt
import io
import os
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from made_files import book_of
from openpyxl import load_workbook
from patched_files import cells_of, changed_parts, types_of

from sentia.book import schema
from sentia.book.book import Book, Understanding
from sentia.book.making import make_book
from sentia.book.origin import Origin, Part, Source
from sentia.errors import CannotWrite
from sentia.workbook.added.names import ADDITIONS
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes, write_workbook

DEALS = [
    ["Deal Name", "Account Name", "Amount", "Stage", "Close Date", "Zip"],
    ["Big one", "Acme", 12_000, "Proposal", dt.date(2026, 12, 1), "00501"],
    ["Small", "Bo & Co", 500.5, "Qualified", None, "10001"],
]
CSV = (
    b"Deal Name,Account Name,Amount,Stage,Close Date,Zip,Score,Note\n"
    b'Big one,Acme,"12,000.00",Proposal,2026-12-01,00501,7,=cmd|x\n'
    b"Small,Bo & Co,500.50,Qualified,,10001,8,+1 555\n"
)


@pytest.fixture(scope="module")
def deals():
    """Two deals in the rep's own workbook, beside a sheet nobody recognises."""
    return read_book(Source("crm.xlsx", book_of(Deals=DEALS, Lunch=[["Monday", "soup"]])), trusted=True)


@pytest.fixture(scope="module")
def exported():
    """The same two deals as a csv."""
    return read_book(Source("deals.csv", CSV), trusted=True)


def key_of(book, name="Big one"):
    deals = book.opportunities
    return deals.index[deals["name"] == name][0]


def rows_of(data, sheet):
    return list(load_workbook(io.BytesIO(data))[sheet].values)


def edited(book, **values):
    return book.edit("opportunities", key_of(book), **values)


def test_edits_are_in_the_reps_own_workbook_and_nothing_else_differs(deals):
    before = deals.sources[0].data
    book = edited(deals, amount=15_000, stage="Won", expected_close_on="2026-12-24")
    name, after, receipt = workbook_bytes(book)
    expected = {("Deals", 2, 2): 15_000, ("Deals", 2, 3): "Won", ("Deals", 2, 4): dt.datetime(2026, 12, 24)}
    assert cells_of(after) == cells_of(before) | expected
    assert changed_parts(before, after) == {"xl/worksheets/sheet1.xml"}
    assert (name, receipt.changed_cells, receipt.notes) == ("crm.xlsx", 3, ())


def test_what_was_written_is_what_the_next_opening_reads(deals):
    book = edited(deals, amount=15_000, stage="Negotiation", expected_close_on="2026-12-24")
    again = read_book(Source("crm.xlsx", workbook_bytes(book)[1]), trusted=True)
    pd.testing.assert_frame_equal(again.opportunities, book.opportunities)


def test_without_edits_the_workbook_comes_back_as_it_was(deals):
    assert workbook_bytes(deals)[1] == deals.sources[0].data


def test_edited_and_edited_back_is_no_change(deals):
    book = edited(edited(deals, amount=1), amount=12_000)
    _, after, receipt = workbook_bytes(book)
    assert (after, receipt.changed_cells) == (deals.sources[0].data, 0)


def test_an_undone_edit_is_not_written(deals):
    assert workbook_bytes(edited(deals, amount=1).undo())[1] == deals.sources[0].data


def test_an_emptied_value_empties_its_cell(deals):
    after = workbook_bytes(edited(deals, amount=None))[1]
    assert ("Deals", 2, 2) not in cells_of(after)


def test_what_has_no_cell_is_kept_on_a_sheet_of_its_own_and_the_receipt_names_it(deals):
    book = edited(deals, amount=1, next_step="call Ann").add("opportunities", name="New one", product="Cams")
    _, after, receipt = workbook_bytes(book)
    assert (receipt.changed_cells, receipt.added_rows, receipt.added_sheets) == (1, 1, (ADDITIONS,))
    kept = "Kept on the sheet Sentia additions, for want of a cell: next step of Big one, product of New one."
    assert kept in receipt.notes
    assert cells_of(after)["Deals", 4, 0] == "New one"
    assert ("opportunities", "Deals|2", "Big one · Acme", "next_step", "call Ann", None) in rows_of(
        after, ADDITIONS
    )


def test_a_value_that_its_cell_refuses_is_kept_on_the_sheet_and_the_rest_is_written(deals):
    book = edited(deals, stage="x" * 40_000, amount=1)
    _, after, receipt = workbook_bytes(book)
    assert receipt.changed_cells == 1
    assert "32,767" in receipt.refused[0]
    again = read_book(Source("crm.xlsx", after), trusted=True)
    assert again.opportunities.loc[key_of(again), ["stage", "amount"]].tolist() == ["x" * 40_000, 1]


def test_of_several_sources_one_must_be_named(deals, exported):
    book = read_book([*deals.sources, *exported.sources], trusted=True)
    with pytest.raises(CannotWrite, match=r"crm\.xlsx, deals\.csv; say which"):
        workbook_bytes(book)
    with pytest.raises(CannotWrite, match="not read from 'other.xlsx'"):
        workbook_bytes(book, "other.xlsx")
    assert workbook_bytes(book, "crm.xlsx")[0] == "crm.xlsx"


def test_edits_of_another_file_are_named_on_the_receipt():
    data = book_of(Deals=DEALS)
    parts = tuple(Part(file, "Deals", {"name": 0, "amount": 2}) for file in ("a.xlsx", "b.xlsx"))
    frame = pd.DataFrame({"name": ["Big one", "Small"], "amount": [12_000.0, 500.5]}, index=["a", "b"])
    tables = {name: schema.empty(name) for name in schema.TABLES}
    book = Book(
        tables | {"opportunities": schema.conform("opportunities", frame)},
        {"opportunities": Origin(parts, np.array([0, 1]), np.array([2, 3]))},
        (Source("a.xlsx", data), Source("b.xlsx", data)),
    )
    book = book.edit("opportunities", "a", amount=1).edit("opportunities", "b", amount=2)
    _, after, receipt = workbook_bytes(book, "a.xlsx")
    assert receipt.notes == ("1 edit of b.xlsx is not in this file.",)
    assert (cells_of(after)["Deals", 2, 2], cells_of(after)["Deals", 3, 2]) == (1, 500.5)


def test_of_two_fields_read_from_one_cell_the_newest_edit_is_written(exported):
    assert exported.cell("opportunities", key_of(exported), "closed_on") is not None
    book = edited(edited(exported, closed_on="2027-01-01"), expected_close_on="2027-02-02")
    _, after, receipt = workbook_bytes(book)
    assert cells_of(after)["deals", 2, 4] == dt.datetime(2027, 2, 2)
    assert (ADDITIONS, 2, 2) in cells_of(after)
    assert receipt.changed_cells == 1


# A csv


def test_a_csv_comes_back_as_a_table_beside_it_with_every_row_and_column(exported):
    name, after, receipt = workbook_bytes(edited(exported, amount=15_000))
    sheet = load_workbook(io.BytesIO(after))["deals"]
    assert name == "deals with Sentia.xlsx"
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Deal Name", "Account Name", "Amount", "Stage", "Close Date", "Zip", "Score", "Note"],
        ["Big one", "Acme", 15_000, "Proposal", dt.datetime(2026, 12, 1), "00501", 7, "=cmd|x"],
        ["Small", "Bo & Co", 500.5, "Qualified", None, "10001", 8, "+1 555"],
    ]
    assert sheet["C2"].number_format == "#,##0.00"
    assert types_of(after)["deals", 2, 7] == "s"
    assert receipt.sentence == "1 cell changed, 1 sheet added."
    assert "deals.csv stays as it is" in receipt.notes[0]


def test_a_new_workbook_is_marked_with_the_digest_of_its_original(exported):
    properties = load_workbook(io.BytesIO(workbook_bytes(exported)[1])).properties
    assert properties.identifier == f"sha256:{exported.sources[0].digest}"


def test_what_a_csv_has_no_cell_for_goes_to_the_additions(exported):
    book = edited(exported, next_step="call Ann").add("opportunities", opportunity_id="O-9", amount=5)
    _, after, receipt = workbook_bytes(book)
    rows = rows_of(after, ADDITIONS)
    assert rows[0] == ("Table", "Key", "Record", "Field", "Value", "In the file")
    assert ("opportunities", "deals|2", "Big one · Acme", "next_step", "call Ann", None) in rows
    assert ("opportunities", "new:1", None, "amount", 5, None) in rows
    assert receipt.added_sheets == (ADDITIONS,)


def test_a_csv_with_lines_above_its_heading_keeps_them():
    book = read_book(Source("deals.csv", b"Report of the week,,\n,,\n" + CSV), trusted=True)
    sheet = load_workbook(io.BytesIO(workbook_bytes(book)[1]))["deals"]
    assert (sheet["A1"].value, sheet["A3"].value, sheet.freeze_panes) == ("Report of the week", "Deal Name", "A4")


@pytest.mark.parametrize("book", ["deals", "exported"])
def test_the_day_the_follow_ups_and_the_playbook_are_sheets_of_the_workbook(book, request):
    actions = pd.DataFrame({"action": ["Call Ann"], "minutes": [10], "gain": [5.0], "return_per_hour": [30.0]})
    day, gaps = SimpleNamespace(actions=actions), pd.DataFrame({"kind": ["quote unanswered"]})
    _, after, receipt = workbook_bytes(request.getfixturevalue(book), day=day, gaps=gaps)
    assert receipt.added_sheets == ("Sentia day", "Sentia follow-ups", "Sentia playbook", ADDITIONS)
    assert cells_of(after)["Sentia day", 2, 3] == '=IF(B2>0,C2/B2*60,"")'
    assert rows_of(after, "Sentia follow-ups") == [("Gap",), ("quote unanswered",)]


def test_a_book_made_from_frames_is_written_table_by_table():
    book = make_book(opportunities=pd.DataFrame({"name": ["Big one"], "account_id": ["Acme"], "amount": [5]}))
    _, after, _ = workbook_bytes(book.edit("opportunities", "new:1", amount=7))
    again = read_book(Source("book.xlsx", after), trusted=True)
    assert again.opportunities["amount"].tolist() == [7]


def test_an_empty_book_is_refused():
    with pytest.raises(CannotWrite, match="nothing to write"):
        workbook_bytes(Book({name: schema.empty(name) for name in schema.TABLES}, understanding=Understanding()))


# Saving


def test_a_workbook_is_saved_to_a_path_or_an_open_file(deals, tmp_path):
    book, stream = edited(deals, amount=1), io.BytesIO()
    receipt = write_workbook(book, tmp_path / "today.xlsx")
    write_workbook(book, str(tmp_path / "again.xlsx"))
    write_workbook(book, stream)
    assert receipt.changed_cells == 1
    assert (tmp_path / "today.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes() == stream.getvalue()
    assert sorted(os.listdir(tmp_path)) == ["again.xlsx", "today.xlsx"]


def test_a_file_that_excel_holds_open_is_left_whole_and_the_rep_is_told(deals, tmp_path, monkeypatch):
    target = tmp_path / "crm.xlsx"
    target.write_bytes(b"yesterday")

    def locked(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(CannotWrite, match="close it in Excel, then save again"):
        write_workbook(deals, target)
    assert target.read_bytes() == b"yesterday"
    assert os.listdir(tmp_path) == ["crm.xlsx"]


def test_a_folder_that_is_not_there_is_a_sentence(deals, tmp_path):
    with pytest.raises(CannotWrite, match="cannot be written to"):
        write_workbook(deals, tmp_path / "gone" / "crm.xlsx")
