"""Old, binary and OpenDocument workbooks: read as the new ones are, and bounded before a reader sees them."""

import struct
import time

import pytest
from made_binaries import (
    compound,
    error,
    formula,
    label,
    number,
    ods,
    ods_cell,
    ods_row,
    record,
    xls,
    xlsb,
)
from patience import HANGS

from sentia.errors import UnreadableFile
from sentia.workbook.files.cells import EMPTY, ERROR, NUMBER, TEXT
from sentia.workbook.files.compound import CompoundFile
from sentia.workbook.reading import read_sheets

DEALS = [label(0, 0, "Deal"), label(0, 1, "Zürich"), label(1, 0, "Acme"), number(1, 1, 5.5)]
SAID = "1 cell holds an error such as #N/A."


def sheet_of(data, name="crm.xls"):
    [sheet] = read_sheets(name, data, trusted=True)
    return sheet


def shown(sheet):
    return [column.shown() for column in sheet.columns]


def refusal(data, name="crm.xls"):
    begun = time.perf_counter()
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(name, data)
    assert time.perf_counter() - begun < HANGS
    assert str(refused.value).startswith(name)
    return str(refused.value)


def test_an_old_workbook_is_read_with_its_formulas_and_errors():
    sheet = sheet_of(xls([*DEALS, error(2, 0), formula(2, 1, 7)]))
    assert shown(sheet) == [["Deal", "Acme", "#error"], ["Zürich", "5.5", "7"]]
    assert [column.kind.tolist() for column in sheet.columns] == [[TEXT, TEXT, ERROR], [TEXT, NUMBER, NUMBER]]
    assert {column: rows.tolist() for column, rows in sheet.formulas.items()} == {1: [3]}
    assert sheet.notes == (SAID,)


def test_the_child_reads_an_old_workbook_whatever_it_is_called():
    [sheet] = read_sheets("deals.csv", xls(DEALS))
    assert (sheet.name, sheet.file, shown(sheet)[0]) == ("Deals", "deals.csv", ["Deal", "Acme"])


@pytest.mark.parametrize("hidden", [1, 2])
def test_hidden_and_very_hidden_sheets_are_marked(hidden):
    assert not sheet_of(xls(DEALS, hidden=hidden)).is_visible
    assert not sheet_of(xlsb({0: {0: "Deal"}}, hidden=hidden)).is_visible


def test_a_formula_that_ends_in_an_error_is_no_empty_cell():
    wrong = struct.unpack("<d", struct.pack("<B5sH", 2, b"\0\x2a\0\0\0", 0xFFFF))[0]
    sheet = sheet_of(xls([label(0, 0, "Deal"), formula(1, 0, wrong)]))
    assert sheet.columns[0].kind.tolist() == [TEXT, ERROR]


def test_a_binary_workbook_is_read_with_its_errors():
    sheet = sheet_of(xlsb({0: {0: "Deal", 1: "Amount"}, 1: {0: "Acme", 1: 5.5}, 3: {0: None}}))
    assert shown(sheet) == [["Deal", "Acme", "", "#error"], ["Amount", "5.5", "", ""]]
    assert sheet.notes == (SAID,)


def test_an_opendocument_sheet_is_read_with_its_formulas_and_errors():
    wrong = ods_cell("#N/A", attributes='table:formula="of:=NA()" calcext:value-type="error"')
    sheet = sheet_of(ods(ods_row(ods_cell("Deal"), ods_cell("Amount")) + ods_row(ods_cell("Acme"), wrong)))
    assert shown(sheet) == [["Deal", "Acme"], ["Amount", "#error"]]
    assert sheet.formulas[1].tolist() == [2]
    assert sheet.notes == (SAID,)


def test_rows_and_cells_that_are_repeated_stand_where_they_are_shown():
    rows = ods_row(ods_cell("Deal"), ods_cell(times=2), ods_cell("Amount")) + ods_row(ods_cell(times=4), times=2)
    sheet = sheet_of(ods(rows + ods_row(ods_cell("Acme", times=2), times=2)))
    assert [column.kind.tolist() for column in sheet.columns] == [
        [TEXT, EMPTY, EMPTY, TEXT, TEXT],
        [EMPTY, EMPTY, EMPTY, TEXT, TEXT],
        [EMPTY] * 5,
        [TEXT, EMPTY, EMPTY, EMPTY, EMPTY],
    ]


def test_empty_rows_repeated_to_the_end_of_the_sheet_are_no_rows():
    rest = ods_row(ods_cell(times=16_384), times=1_048_570)
    assert sheet_of(ods(ods_row(ods_cell("Deal"), ods_cell(times=16_383)) + rest)).n_rows == 1


def test_several_sheets_come_in_their_order_and_empty_ones_are_left_out():
    sheets = read_sheets("crm.ods", ods(ods_row(ods_cell("a")), "", ods_row(ods_cell("c"))), trusted=True)
    assert [(sheet.name, shown(sheet)) for sheet in sheets] == [("Deals", [["a"]]), ("Deals2", [["c"]])]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (xls(DEALS, locked=True), "is protected with a password"),
        (ods("", encrypted=True), "is protected with a password"),
        (ods("", body="text"), "is an OpenDocument text document, not a table"),
        (ods(""), "has no rows"),
        (xls([]), "has no rows"),
        (compound({"PowerPoint Document": b""}), "is a presentation"),
        (compound({"Something": b""}), "is an old Microsoft document without a table"),
        (compound({"Workbook": b"\x09\x08"}), "has no rows"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is(data, said):
    assert said in refusal(data)


def test_a_row_repeated_a_billion_times_is_counted_and_refused():
    bomb = ods_row(ods_cell("x"), times=1_000_000_000)
    assert "outside the grid" in refusal(ods(bomb))
    wide = ods_row(ods_cell("x", times=16_384), times=1_000_000)
    assert "more than the 15 million" in refusal(ods(wide))


def test_one_far_cell_is_named_in_every_format():
    far = "makes this sheet 17 billion cells"
    assert far in refusal(xlsb({0: {0: "a"}, 1_048_575: {16_383: "x"}}))
    away = ods_row(ods_cell("a")) + ods_row(ods_cell(), times=1_048_574)
    assert far in refusal(ods(away + ods_row(ods_cell(times=16_383), ods_cell("x"))))
    assert "cells" in refusal(xls([label(0, 0, "a"), label(65_535, 255, "b")]))


def test_a_cell_outside_the_grid_is_refused():
    assert "outside the grid" in refusal(xls([label(0, 0, "a"), label(1, 60_000, "b")]))
    assert "outside the grid" in refusal(xlsb({4_000_000_000: {0: "a"}}))


def test_several_numbers_in_one_record_reach_to_the_last():
    data = struct.pack("<HHHIHIH", 65_535, 0, 0, 0, 0, 0, 16_383)
    assert "cells" in refusal(xls([label(0, 0, "a"), record(0x00BD, data)]))


def test_a_chain_of_sectors_that_runs_in_a_circle_is_damaged():
    data = bytearray(xls(DEALS))
    table = len(data) - 512
    data[table : table + 4] = struct.pack("<I", 0)
    with pytest.raises(UnreadableFile, match="parts of it are missing"):
        CompoundFile("crm.xls", bytes(data)).read("workbook")


@pytest.mark.parametrize("keep", [100, 600, 1_500, 4_000])
def test_a_workbook_cut_short_is_a_sentence(keep):
    assert refusal(xls(DEALS)[:keep])
