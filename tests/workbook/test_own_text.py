"""A csv back as a csv: its own dialect, encoding and spelling, and nothing in it that a spreadsheet would run."""

import datetime as dt

import pytest

from sentia.book.origin import Source
from sentia.errors import CannotEdit, CannotWrite
from sentia.workbook.from_files import read_book
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.delimited_patch import patch_delimited
from sentia.workbook.patch.text_cells import as_text
from sentia.workbook.writing import text_bytes, write_workbook

GERMAN = (
    "sep=;\r\nOpportunity ID;Deal Name;Account Name;Amount;Close Date;Next step\r\n"
    'O-1;"Große ""Sache""";Müller;12.000,50 €;24.12.2026;\r\n'
    "\r\n"
    "O-2;Kleine;Bäcker;1.250,00 €;05.01.2027;anrufen\r\n"
).encode("cp1252")


def book_of(data=GERMAN, name="deals.csv"):
    return read_book(Source(name, data), trusted=True)


def test_only_the_edited_cells_differ_written_as_their_columns_write():
    book = book_of().edit(
        "opportunities", "O-1", amount=1_500_000, expected_close_on="2027-03-04", next_step="a;b"
    )
    name, data, receipt = text_bytes(book)
    expected = GERMAN.replace(b"12.000,50 \x80;24.12.2026;", b'1.500.000,00 \x80;04.03.2027;"a;b"')
    assert (name, data, receipt.changed_cells) == ("deals.csv", expected, 3)


def test_what_was_written_is_what_is_read_again():
    book = book_of().edit("opportunities", "O-2", amount=7.25, next_step='say "yes"\nthen wait')
    again = book_of(text_bytes(book)[1])
    assert again.opportunities.set_index("opportunity_id").loc["O-2", ["amount", "next_step"]].tolist() == [
        *(7.25, 'say "yes"\nthen wait'),
    ]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd", "-cmd", "'=1", "+1 555", "-5", "plain"]
)
def test_text_that_would_run_gets_an_apostrophe_and_is_the_same_text_when_read_again(text):
    data = text_bytes(book_of().edit("opportunities", "O-1", next_step=text))[1]
    assert not any(cell[:1] in "=@" for cell in data.decode("cp1252").split("\r\n")[2].split(";") if cell)
    assert book_of(data).opportunities["next_step"].tolist()[0] == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_the_encoding_stays_with_its_mark(codec):
    text = "Opportunity ID,Company,Next step\nO-1,Zürich AG,x\nO-2,Genève SA,y\n"
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    data = text_bytes(book_of(mark + text.encode(codec)).edit("opportunities", "O-1", next_step="é"))[1]
    assert data == mark + text.replace(",x", ",é").encode(codec)


def test_a_character_that_the_encoding_has_not_is_refused_in_a_sentence():
    with pytest.raises(CannotWrite, match="cp1252 text, which has no '→'"):
        text_bytes(book_of().edit("opportunities", "O-1", next_step="→ Ann"))


def test_quotes_that_do_not_pair_are_refused_and_never_guessed():
    with pytest.raises(CannotWrite, match="do not pair"):
        patch_delimited("deals.csv", b'Deal,Note\nBig,"open\nSmall,ok\n', [CellChange("deals", 3, 1, "x")])


def test_a_row_that_is_too_short_grows_and_a_quoted_cell_stays_quoted():
    changes = [CellChange("deals", 2, 2, "x"), CellChange("deals", 3, 0, "C")]
    assert patch_delimited("deals.csv", b'A,B,C\n1\n"2",3,4\n', changes) == b'A,B,C\n1,,x\n"C",3,4\n'


def test_what_has_no_cell_is_said_to_be_in_the_workbook_beside_it():
    _, data, receipt = text_bytes(book_of().edit("opportunities", "O-1", product="Cams"))
    assert data == GERMAN
    assert receipt.notes == ("What has no cell in it is not in this file; it is in deals with Sentia.xlsx.",)


def test_a_path_that_ends_as_a_csv_gets_the_csv_itself(tmp_path):
    book = book_of().edit("opportunities", "O-1", next_step="call")
    write_workbook(book, tmp_path / "new.csv")
    write_workbook(book, tmp_path / "new.xlsx")
    assert (tmp_path / "new.csv").read_bytes() == GERMAN.replace(b"24.12.2026;\r", b"24.12.2026;call\r")
    assert (tmp_path / "new.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("value", "samples", "expected"),
    [
        (15_000.0, [("12000", 12_000.0)], "15000"),
        (0.5, [("12000", 12_000.0)], "0.5"),
        (1_234_567.0, [("12,000", 12_000.0), ("500", 500.0)], "1,234,567"),
        (-1.5, [("$12,000.00", 12_000.0)], "$-1.50"),
        (1_250.5, [("1 000,25", 1_000.25)], "1 250,50"),
        (9.0, [], "9"),
        (dt.date(2026, 4, 3), [("3/14/2026", dt.date(2026, 3, 14))], "4/3/2026"),
        (dt.date(2026, 4, 3), [("14 Mar 2026", dt.date(2026, 3, 14))], "03 Apr 2026"),
        (dt.datetime(2026, 4, 3, 9, 5), [("2026-03-14 10:00", dt.datetime(2026, 3, 14, 10))], "2026-04-03 09:05"),
        (True, [], "TRUE"),
        (None, [("5", 5.0)], ""),
    ],
)
def test_numbers_and_days_are_written_like_the_columns_others(value, samples, expected):
    assert as_text(value, samples) == expected


def test_days_written_in_no_known_way_are_left_alone():
    with pytest.raises(CannotEdit, match="'the ides of March'"):
        as_text(dt.date(2026, 4, 3), [("the ides of March", dt.date(2026, 3, 15))])
