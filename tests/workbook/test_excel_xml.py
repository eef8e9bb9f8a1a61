"""Workbooks of Excel 2003's XML: every kind of cell in its place."""

import time

import pytest
from patience import HANGS

from sentia.errors import UnreadableFile
from sentia.workbook.files.cells import ERROR, FLAG, MOMENT, NUMBER, TEXT
from sentia.workbook.reading import read_sheets

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
START = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'

LAST = 'ss:Index="16384"'


def book(rows, tail="", start=START):
    return (
        f'{start}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"><Worksheet ss:Name="Deals">'
        f"<Table>{rows}</Table>{tail}</Worksheet></Workbook>"
    ).encode()


def data(value, kind="String"):
    return f'<Data ss:Type="{kind}">{value}</Data>'


def cell(value, kind="String", attributes=""):
    return f"<Cell {attributes}>{data(value, kind)}</Cell>"


def sheet_of(content):
    [sheet] = read_sheets("crm.xls", content, trusted=True)
    return sheet


def refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        read_sheets("crm.xls", content)
    return str(refused.value)


def test_each_cell_keeps_its_kind_and_is_read_by_the_child():
    kinds = [
        ("Deal &amp; more", "String"),
        ("5.5", "Number"),
        ("1", "Boolean"),
        ("2026-03-04T00:00:00.000", "DateTime"),
    ]
    row = "".join(cell(value, kind) for value, kind in kinds)
    [sheet] = read_sheets("crm.xls", book(f"<Row>{row}{cell('#N/A', 'Error')}</Row>"))
    assert [column.shown()[0] for column in sheet.columns] == ["Deal & more", "5.5", "Yes", "2026-03-04", "#error"]
    assert [column.kind[0] for column in sheet.columns] == [TEXT, NUMBER, FLAG, MOMENT, ERROR]
    assert sheet.name == "Deals"


def test_rows_and_cells_may_be_skipped_by_their_number():
    third = 'ss:Index="3"'
    cells = f"{cell('a')}{cell('b', attributes=third)}{cell('c')}"
    rows = f'<Row ss:Index="2">{cells}</Row><Row>{cell("d")}</Row>'
    assert [column.shown() for column in sheet_of(book(rows)).columns] == [
        ["", "a", "d"],
        ["", "", ""],
        ["", "b", ""],
        ["", "c", ""],
    ]


def test_a_merged_cell_moves_the_next_one_along():
    wide = 'ss:MergeAcross="1"'
    sheet = sheet_of(book(f"<Row>{cell('wide', attributes=wide)}{cell('next')}</Row>"))
    assert [column.shown() for column in sheet.columns] == [["wide"], [""], ["next"]]


def test_a_comment_is_no_part_of_its_cell_and_a_formula_is_known():
    note = '<Comment><ss:Data xmlns="x">look <B>here</B></ss:Data></Comment>'
    row = f'<Row><Cell ss:Formula="=1+1">{data(2, "Number")}{note}</Cell>{cell("x")}</Row>'
    sheet = sheet_of(book(row))
    assert [column.shown() for column in sheet.columns] == [["2"], ["x"]]
    assert list(sheet.formulas) == [0]


def test_a_hidden_sheet_is_marked():
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    assert not sheet_of(book(f"<Row>{cell('a')}</Row>", hidden)).is_visible
    assert sheet_of(book(f"<Row>{cell('a')}</Row>")).is_visible


def test_a_number_that_is_none_stays_text():
    assert sheet_of(book(f"<Row>{cell('n/a', 'Number')}</Row>")).columns[0].shown() == ["n/a"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book("<Row>")[:-30], "its XML breaks off"),
        (book("", start=START + "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>"), "holds a document type declaration"),
        (book(f'<Row ss:Index="999999999">{cell("a")}</Row>'), "outside the grid"),
        (book(f'<Row ss:Index="1048576">{cell("a", attributes=LAST)}</Row>'), "17 billion cells"),
        (book(""), "has no rows"),
        (book("<Row>" * 2_000_000), "its XML breaks off"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_within_seconds(content, said):
    begun = time.perf_counter()
    assert said in refusal(content)
    assert time.perf_counter() - begun < HANGS
