"""From the bytes of a file to its sheets of cells, good files and bad ones."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_binaries import compound, xlsb
from made_files import MAIN, book_of, hand_made, parts_of, relations, saved, zipped
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from patience import HANGS

from sentia.errors import UnreadableFile
from sentia.workbook import reading
from sentia.workbook.files import workbooks
from sentia.workbook.files.cells import EMPTY, ERROR, FLAG, MOMENT, NUMBER, SPAN, TEXT, Cells
from sentia.workbook.reading import read_sheets


def sheet_of(data, name="crm.xlsx"):
    """The only sheet of a file of our own, read without a child."""
    [sheet] = read_sheets(name, data, trusted=True)
    return sheet


def shown(sheet):
    return [column.shown() for column in sheet.columns]


def kinds(sheet):
    return [column.kind.tolist() for column in sheet.columns]


def refusal(data, name="crm.xlsx"):
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(name, data)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)
    return str(refused.value)


DEALS = [["Deal", "Amount"], ["Acme", 12000], ["Bolt", 500]]


def test_a_workbook_comes_back_through_the_child_as_it_does_without_one():
    data = book_of(Deals=[*DEALS, [date(2026, 3, 4), True], [timedelta(minutes=90), datetime(2026, 3, 4, 9, 30)]])
    [sheet] = read_sheets("crm.xlsx", data)
    assert shown(sheet) == shown(sheet_of(data))
    assert shown(sheet) == [
        ["Deal", "Acme", "Bolt", "2026-03-04", "1:30"],
        ["Amount", "12000", "500", "Yes", "2026-03-04 09:30"],
    ]


def test_a_workbook_is_read_as_one_whatever_it_is_called():
    assert sheet_of(book_of(Deals=DEALS), "deals.csv").name == "Deals"


def test_a_csv_is_a_sheet_called_as_the_file_and_is_read_by_the_child_too():
    [sheet] = read_sheets("my deals.csv", b"sep=;\nDeal;Amount\nAcme;12.000,50\n")
    assert (sheet.name, sheet.file) == ("my deals", "my deals.csv")
    assert shown(sheet) == [["Deal", "Acme"], ["Amount", "12.000,50"]]
    assert sheet.notes == ("Read as text separated by semicolons.",)


def test_mixed_columns_keep_the_kind_of_each_cell():
    values = ["Deal", 5, None, True, date(2026, 3, 4), datetime(2026, 3, 4, 9), timedelta(hours=30), 2.5]
    [column] = sheet_of(book_of(Deals=[[value] for value in values])).columns
    expected = Cells.from_values(values)
    assert column.kind.tolist() == [TEXT, NUMBER, EMPTY, FLAG, MOMENT, MOMENT, SPAN, NUMBER]
    np.testing.assert_array_equal(column.number, expected.number)
    assert column.text.tolist() == expected.text.tolist()


def test_leading_blank_rows_and_columns_keep_every_cell_in_its_place():
    workbook = Workbook()
    workbook.active["C5"] = "Deal"
    sheet = sheet_of(saved(workbook))
    assert (sheet.n_rows, sheet.n_columns) == (5, 3)
    assert sheet.columns[2].text[4] == "Deal"


def test_a_contact_may_be_called_null():
    assert shown(sheet_of(book_of(Contacts=[["Name"], ["Null"], ["N/A"], ["None"], ["00501"]]))) == [
        ["Name", "Null", "N/A", "None", "00501"]
    ]


def test_days_counted_from_1904_are_the_same_days():
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([date(2026, 3, 4)])
    assert shown(sheet_of(saved(workbook))) == [["2026-03-04"]]


def test_a_date_no_calendar_has_stays_a_number():
    workbook = Workbook()
    workbook.active["A1"] = 9_999_999
    workbook.active["A1"].number_format = "yyyy-mm-dd"
    assert sheet_of(saved(workbook)).columns[0].kind.tolist() == [NUMBER]


def test_formulas_are_known_by_row_and_uncalculated_ones_are_told():
    sheet = sheet_of(book_of(Deals=[*DEALS, ["Sum", "=B2+B3"], ["Twice", "=B4*2"]]))
    assert {column: rows.tolist() for column, rows in sheet.formulas.items()} == {1: [4, 5]}
    assert sheet.columns[1].kind.tolist() == [TEXT, NUMBER, NUMBER, EMPTY, EMPTY]
    assert sheet.notes == ("2 formula cells have never been calculated; open the file in Excel and save it once.",)


def test_a_sheet_of_nothing_but_uncalculated_formulas_still_shows_where_they_are():
    sheet = sheet_of(book_of(Deals=[[None, "=1+1"], [None, "=2+2"]]))
    assert (sheet.n_rows, sheet.n_columns) == (2, 2)
    assert sheet.formulas[1].tolist() == [1, 2]


def test_a_calculated_formula_has_its_value_and_is_marked():
    sheet = sheet_of(hand_made('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>3</v></c></row>'))
    assert shown(sheet) == [["2"], ["3"]]
    assert list(sheet.formulas) == [0]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_error_cells_are_no_empty_cells(prefix):
    p = prefix
    rows = f'<{p}row r="1"><{p}c r="A1"><{p}v>5</{p}v></{p}c><{p}c r="B1" t="e"><{p}v>#N/A</{p}v></{p}c></{p}row>'
    parts = parts_of(rows)
    sheet = parts["xl/worksheets/sheet1.xml"]
    if prefix:
        sheet = sheet.replace("<sheetData", "<x:sheetData").replace("</sheetData", "</x:sheetData")
        sheet = sheet.replace("<worksheet xmlns=", "<x:worksheet xmlns:x=").replace("</worksheet", "</x:worksheet")
    read = sheet_of(zipped(parts | {"xl/worksheets/sheet1.xml": sheet}))
    assert kinds(read) == [[NUMBER], [ERROR]]
    assert read.notes == ("1 cell holds an error such as #N/A.",)


def test_cells_without_names_are_read_from_the_left():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    assert shown(sheet_of(hand_made(rows))) == [["1", "3"], ["2", ""]]


def test_hidden_sheets_are_read_and_marked_and_empty_ones_left_out():
    workbook = Workbook()
    workbook.active.append(["Deal"])
    hidden = workbook.create_sheet("Old")
    hidden.append(["Deal"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("Nothing")
    sheets = read_sheets("crm.xlsx", saved(workbook), trusted=True)
    assert [(sheet.name, sheet.is_visible) for sheet in sheets] == [("Sheet", True), ("Old", False)]


def test_a_file_one_reader_gives_up_is_read_by_the_other(monkeypatch):
    def give_up(data, sheets):
        raise workbooks.CalamineError("no")

    data = book_of(Deals=[*DEALS, [date(2026, 3, 4), "=1"], [None, True]])
    usual = sheet_of(data)
    monkeypatch.setattr(workbooks, "_calamine_rows", give_up)
    second = sheet_of(data)
    assert shown(second) == shown(usual)
    assert [column.kind.tolist() for column in second.columns] == [
        column.kind.tolist() for column in usual.columns
    ]


# What is no table, each in one sentence.

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "is a picture (PNG), not a table"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, "is a picture (JPEG), not a table"),
        (b"%PDF-1.7\n", "is a PDF document, not a table"),
        (b"<html><body>Please sign in</body></html>", "is a web page (HTML) without a table in it"),
        (b'<?xml version="1.0"?><orders/>', "is an XML file, not a table"),
        (compound({"EncryptedPackage": b""}), "is protected with a password"),
        (compound({"WordDocument": b""}), "is a Word document"),
        (OLE + b"\0" * 999, "is damaged"),
        (b"\x09\0\4\0\7\0\x10\0", "is a workbook of Excel 2, 3 or 4"),
        (
            b"\x07Ann Fox" + b" " * 47 + b"\x07\0" + "Ann Fox".ljust(54).encode("utf-16-le"),
            "is the note that Excel keeps",
        ),
        (b"PK\x05\x06" + b"\0" * 18, "is an empty zip archive"),
        (b"PK\x03\x04" + b"\0" * 99, "is incomplete"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "is a calendar, not a table"),
        (b"", "is empty"),
        (b"\n,\n\n", "has no rows"),
        (bytes(range(256)) * 9, "is neither a spreadsheet nor text"),
    ],
)
def test_a_file_that_is_no_table_is_called_what_it_is(data, said):
    assert said in refusal(data, "notes.csv")


def test_a_picture_called_csv_gets_the_whole_sentence():
    expected = (
        "notes.csv is a picture (PNG), not a table; open the spreadsheet itself or export it as xlsx or csv."
    )
    assert refusal(b"\x89PNG\r\n\x1a\n", "notes.csv") == expected


def test_a_workbook_without_a_single_cell_has_no_rows():
    assert "has no rows" in refusal(book_of(Deals=[], Notes=[]))


def test_a_workbook_of_nothing_but_a_chart_has_no_rows():
    workbook = Workbook()
    workbook.create_chartsheet("Chart")
    workbook.remove(workbook.worksheets[0])
    assert "has no rows" in refusal(saved(workbook))


def test_a_file_larger_than_may_be_uploaded_is_refused_unread():
    assert "has 60 MB, more than the 50 MB" in refusal(b"a" * 60_000_000)


def test_one_far_cell_is_a_sentence_within_a_second_or_two():
    begun = time.perf_counter()
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "one cell far away, at XFD1048576, makes this sheet 17 billion cells" in refusal(hand_made(far))
    assert time.perf_counter() - begun < HANGS


def test_a_formatted_cell_far_away_harms_nobody():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    [sheet] = read_sheets("crm.xlsx", hand_made(far))
    assert (sheet.n_rows, sheet.n_columns) == (1, 1)


def test_a_sheet_that_names_no_file_is_refused_and_not_guessed():
    parts = parts_of("") | {"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{MAIN}"/>'}
    assert "its sheets are missing" in refusal(zipped(parts))


# What takes the child down, or keeps it.


def test_a_reader_that_is_taken_down_takes_nobody_with_it(monkeypatch):
    monkeypatch.setattr(reading, "_CHILD", [sys.executable, "-c", "import os; os.abort()"])
    assert "is damaged, or larger inside than it looks" in refusal(book_of(Deals=DEALS))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "_CHILD", [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    assert "takes longer than 0.2 seconds" in refusal(book_of(Deals=DEALS))


def test_no_more_files_are_read_at_once_than_the_server_bears(monkeypatch):
    busy, most = [], []

    def count(name, data):
        busy.append(name)
        most.append(len(busy))
        time.sleep(0.02)
        busy.remove(name)
        raise UnreadableFile(name)

    monkeypatch.setattr(reading, "_answer_of_child", count)
    with ThreadPoolExecutor(6) as visitors:
        list(visitors.map(lambda number: end_of(b"x", f"{number}.csv"), range(12)))
    assert max(most) == reading.AT_ONCE


def test_a_second_visitor_is_served_while_a_hostile_file_is_being_refused():
    hostile = b"<html><table>" + b'<tr><td>x</td><td colspan="900">y</td></tr>' * 30_000
    with ThreadPoolExecutor(1) as visitor:
        refused = visitor.submit(end_of, hostile, "crm.xls")
        begun = time.perf_counter()
        assert [sheet.n_rows for sheet in read_sheets("crm.csv", b"Deal,Amount\nAcme,5\n")] == [2]
        assert time.perf_counter() - begun < HANGS
        assert "more in it than can be read" in refused.result()


def test_a_file_whose_turn_never_comes_is_told_so(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    monkeypatch.setattr(reading, "_turns", threading.BoundedSemaphore(1))
    with reading._turns:
        assert "had to wait too long for other files" in refusal(b"Deal,Amount")
    monkeypatch.setattr(reading, "SECONDS", 60)
    assert [sheet.n_rows for sheet in read_sheets("crm.csv", b"Deal,Amount")] == [1]


def test_a_damaged_workbook_that_no_reader_knows_is_a_sentence(monkeypatch):
    def give_up(data, sheets):
        raise workbooks.CalamineError("no")

    monkeypatch.setattr(workbooks, "_calamine_rows", give_up)
    monkeypatch.setattr(workbooks, "_openpyxl_rows", lambda data, sheets: {}["no such part"])
    with pytest.raises(UnreadableFile, match="is damaged: its cells cannot be read"):
        sheet_of(book_of(Deals=DEALS))
    with pytest.raises(UnreadableFile, match="is damaged: its cells cannot be read"):
        sheet_of(xlsb({0: {0: "Deal"}}))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_a_text_repeated_a_million_times_stops_at_the_childs_own_memory():
    text = f"<si><t>{'x' * 32_000}</t></si>"
    cells = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 100_001))
    targets = ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
    shared = {
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{text}</sst>',
        "xl/_rels/workbook.xml.rels": relations(*targets),
    }
    assert "cannot be read" in refusal(zipped(parts_of(cells) | shared))


def test_the_child_imports_neither_pandas_nor_numpy_nor_anything_of_ours_it_does_not_need():
    command = [sys.executable, "-X", "importtime", "-m", "sentia.workbook.child"]
    data = b'"a.csv"\na,b\n1,2\n'
    child = subprocess.run(command, input=data, capture_output=True, cwd=reading._ROOT, check=True)
    imported = {line.rpartition("|")[2].strip() for line in child.stderr.decode().splitlines()}
    ours = {name for name in imported if name.startswith("sentia.")}
    assert not imported & {"pandas.core", "numpy.core", "numpy._core", "openpyxl", "streamlit"}
    assert "pyarrow" in imported
    assert not {"sentia.book.book", "sentia.workbook.files.cells", "sentia.workbook.reading"} & ours


# What must always hold.

TEXTS = st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="=#_"), min_size=1, max_size=8)
DAYS = st.dates(date(1901, 1, 1), date(9999, 12, 31))
SECONDS = st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0))
NUMBERS = st.floats(-1e15, 1e15) | st.integers(-(10**9), 10**9)
VALUES = st.none() | st.booleans() | TEXTS | DAYS | SECONDS | NUMBERS
TABLES = st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=6)


@given(TABLES)
@settings(max_examples=60)
def test_a_table_comes_back_cell_for_cell(table):
    table = [["Deal", "Amount", "Close"], *table]
    sheet = sheet_of(book_of(Deals=table))
    for column, values in zip(sheet.columns, zip(*table, strict=True), strict=True):
        expected = Cells.from_values(values[: sheet.n_rows])
        assert all(value is None for value in values[sheet.n_rows :])
        assert column.kind.tolist() == expected.kind.tolist()
        assert column.text.tolist() == expected.text.tolist()
        np.testing.assert_allclose(column.number, expected.number, rtol=1e-15)


def flipped(data, seed):
    """The data with a few bytes changed, the same ones for the same seed."""
    random = np.random.default_rng(seed)
    spoiled = np.frombuffer(data, np.uint8).copy()
    places = random.integers(0, len(data), size=random.integers(1, 6))
    spoiled[places] = random.integers(0, 256, size=len(places))
    return spoiled.tobytes()


def end_of(data, name, **how):
    try:
        return [sheet.n_rows for sheet in read_sheets(name, data, **how)]
    except UnreadableFile as refused:
        return str(refused)


def test_a_spoiled_workbook_ends_in_sheets_or_in_a_sentence():
    rows = chain(DEALS, ([f"Deal {number}", number] for number in range(50)))
    data = book_of(Deals=rows)
    ends = [end_of(flipped(data, seed), "crm.xlsx") for seed in range(24)]
    assert all(end for end in ends)
    assert any(isinstance(end, str) for end in ends)


def test_a_spoiled_csv_ends_in_sheets_or_in_a_sentence():
    data = "\n".join(f'"Deal {number}",{number},Zürich' for number in range(50)).encode()
    ends = [end_of(flipped(data, seed), "crm.csv", trusted=True) for seed in range(200)]
    assert all(end for end in ends)
    assert any(isinstance(end, list) for end in ends)
