"""Records that a re-save put into one cell each."""

import pytest
from made_files import book_of

from sentia.workbook.files.delimited import read_delimited
from sentia.workbook.files.swallowed import unswallowed
from sentia.workbook.reading import read_sheets

WHOLE = [["Deal", "Company", "Amount"], ["Press", "Acme, Inc.", "5"], ["Pump", "Bolt", "6"]]
LINES = ["Deal,Company,Amount", 'Press,"Acme, Inc.",5', "Pump,Bolt,6"]


def test_a_csv_whose_every_line_is_one_cell_is_cut_and_told():
    data = "\n".join('"' + line.replace('"', '""') + '"' for line in LINES).encode()
    rows, notes = read_delimited("deals.csv", data)
    assert rows == WHOLE
    assert notes == ["3 rows stood in the first cell as one text and were cut into cells."]


def test_a_workbook_whose_every_row_is_one_cell_is_cut_and_told():
    [sheet] = read_sheets("deals.xlsx", book_of(Deals=[[line] for line in LINES]), trusted=True)
    assert [column.shown() for column in sheet.columns] == [list(column) for column in zip(*WHOLE, strict=True)]
    assert sheet.notes == ("3 rows stood in the first cell as one text and were cut into cells.",)


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_the_delimiter_inside_the_cells_is_found(delimiter):
    rows = [[delimiter.join(["Deal", "Company", "Amount"])], [delimiter.join(["Press", "Acme", "5"])]]
    assert unswallowed(rows)[1] == ["Press", "Acme", "5"]


def test_one_record_swallowed_among_whole_ones_is_cut_too():
    rows = [["Deal", "Company", "Owner", "Amount"], ["a", "b", "c", "1"], ['d,"e, f",g,2', "", "", ""]]
    assert unswallowed(rows) == {2: ["d", "e, f", "g", "2"]}


@pytest.mark.parametrize(
    "rows",
    [
        [["Name"], ["Fox, Ann"], ["Lee, Bo"]],
        [["Address"], ["High St 1, Bern, Switzerland"], ["Main St 2, Basel, Switzerland"]],
        [["Deals, March, 2026", "", ""], ["Deal", "Company", "Amount"], ["Press", "Acme", "5"]],
        [["Deal", "Amount"], ["Press; pump; valve", ""], ["x", "5"]],
        [["Company"], ["Acme"]],
        [],
    ],
)
def test_text_with_commas_is_left_alone(rows):
    assert unswallowed(rows) == {}
