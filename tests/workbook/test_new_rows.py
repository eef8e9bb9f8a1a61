import datetime as dt
import io

import pytest
from made_files import MAIN, hand_made, parts_of, saved, zipped
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from patched_files import cells_of, part_of

from sentia.workbook.patch.formula_moves import moved
from sentia.workbook.patching import CellChange, NewRow, patch_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ["Deal", "Amount", "Close", "Twice"]
ROWS = [HEADINGS, ["Acme", 5, dt.date(2026, 1, 2), "=B2*2"], ["Bo", 6, dt.date(2026, 1, 3), "=B3*2"]]


def deals(*rows, table=None):
    workbook = Workbook()
    workbook.active.title = "Deals"
    for row in rows or ROWS:
        workbook.active.append(row)
    if table:
        workbook.active.add_table(Table(displayName="Deals_1", ref=table))
    return workbook


def new(values, after_row=3, key="new:1", sheet="Deals"):
    return NewRow(sheet, after_row, values, dict(enumerate(HEADINGS)), key)


def added(workbook, *rows):
    return patch_workbook(saved(workbook), [], (), rows)


def opened(result):
    return load_workbook(io.BytesIO(result.data))


CY = {0: "Cy", 1: 7, 2: dt.date(2026, 2, 2)}


def test_a_new_row_stands_below_the_last_and_continues_its_formula():
    before = deals()
    result = added(before, new(CY))
    row = {("Deals", 4, 0): "Cy", ("Deals", 4, 1): 7, ("Deals", 4, 2): dt.datetime(2026, 2, 2)}
    assert cells_of(result.data) == cells_of(saved(before)) | row | {("Deals", 4, 3): "=B4*2"}
    assert (result.placed, result.receipt.added_rows) == ({"new:1": 4}, 1)
    assert "1 row added" in result.receipt.sentence


def test_several_new_rows_stand_below_each_other_in_their_order():
    result = added(deals(), new({0: "Cy"}), new({0: "Di"}, key="new:2"))
    cells = cells_of(result.data)
    assert (cells["Deals", 4, 0], cells["Deals", 5, 0]) == ("Cy", "Di")
    assert (cells["Deals", 4, 3], cells["Deals", 5, 3]) == ("=B4*2", "=B5*2")
    assert result.placed == {"new:1": 4, "new:2": 5}


def test_a_new_row_looks_as_the_one_above_it():
    workbook = deals()
    sheet = workbook.active
    sheet.row_dimensions[3].height = 31
    sheet["A3"].font, sheet["B3"].number_format = Font(bold=True), "#,##0.00"
    sheet["E3"].fill = PatternFill("solid", fgColor="FFEEEE00")
    row = opened(added(workbook, new(CY)))["Deals"]
    assert (row["A4"].font.bold, row["B4"].number_format, row.row_dimensions[4].height) == (True, "#,##0.00", 31)
    assert row["C4"].number_format == row["C3"].number_format == "yyyy-mm-dd"


def test_a_table_its_filter_and_what_watches_its_columns_reach_the_new_row():
    workbook = deals(table="A1:D3")
    sheet = workbook.active
    choice = DataValidation("list", formula1='"a,b"')
    choice.add("B2:B3")
    elsewhere = DataValidation("list", formula1='"c,d"')
    elsewhere.add("H2:H3")
    sheet.add_data_validation(choice)
    sheet.add_data_validation(elsewhere)
    sheet.conditional_formatting.add("B2:C3", CellIsRule("greaterThan", ["5"], font=Font(bold=True)))
    result = opened(added(workbook, new(CY)))["Deals"]
    table = result.tables["Deals_1"]
    assert (table.ref, table.autoFilter.ref) == ("A1:D4", "A1:D4")
    assert [str(v.sqref) for v in result.data_validations.dataValidation] == ["B2:B4", "H2:H3"]
    assert [str(each.sqref) for each in result.conditional_formatting] == ["B2:C4"]


def test_the_filter_of_a_plain_sheet_and_its_hidden_name_reach_the_new_row():
    workbook = deals()
    workbook.active.auto_filter.ref = "A1:D3"
    result = added(workbook, new(CY))
    assert opened(result)["Deals"].auto_filter.ref == "A1:D4"
    assert "'Deals'!$A$1:$D$4" in part_of(result.data, "xl/workbook.xml")
    assert '<dimension ref="A1:D4"/>' in part_of(result.data, SHEET).replace(" />", "/>")


def test_blank_rows_that_the_rep_prepared_are_used_with_their_looks_and_formulas():
    workbook = deals(*ROWS, [None, None, None, "=B4*2"], [None, None, None, "=B5*2"], table="A1:D5")
    workbook.active["A4"].font = Font(italic=True)
    result = added(workbook, new(CY))
    sheet = opened(result)["Deals"]
    assert [sheet.cell(4, c).value for c in range(1, 5)] == ["Cy", 7, dt.datetime(2026, 2, 2), "=B4*2"]
    assert (sheet["A4"].font.italic, sheet.tables["Deals_1"].ref) == (True, "A1:D5")


def test_a_table_with_headings_alone_takes_its_first_row():
    workbook = deals(HEADINGS, table="A1:D2")
    result = added(workbook, new(CY, after_row=1))
    assert cells_of(result.data)["Deals", 2, 0] == "Cy"
    assert opened(result)["Deals"].tables["Deals_1"].ref == "A1:D2"


def test_a_table_that_waits_for_its_first_row_waits_no_longer():
    workbook = deals(HEADINGS, table="A1:D2")
    workbook.active.tables["Deals_1"].insertRow = True
    result = added(workbook, new(CY, after_row=1))
    table = opened(result)["Deals"].tables["Deals_1"]
    assert (table.ref, table.insertRow) == ("A1:D2", None)


def test_a_value_for_a_column_that_a_formula_fills_is_refused_and_the_row_is_written():
    result = added(deals(), new(CY | {3: 99}))
    assert cells_of(result.data)["Deals", 4, 3] == "=B4*2"
    assert result.refused.edits[0][0] == CellChange("Deals", 4, 3, 99)
    assert result.receipt.refused == ("Deals!D4 is worked out by a formula; change the cells it reads.",)


def test_totals_elsewhere_that_end_with_the_old_last_row_are_named():
    workbook = deals()
    workbook.create_sheet("Sum up")["B2"] = "=SUM(Deals!B2:B3)"
    workbook["Sum up"]["B3"] = "=SUM(Deals!B:B)"
    result = added(workbook, new(CY))
    note = "These formulas end with row 3 of 'Deals' and do not reach the new rows: Sum up!B2."
    assert note in result.receipt.notes


def test_a_one_off_formula_in_the_last_row_is_not_continued_and_it_is_said():
    rows = [ROWS[0], ROWS[1], [*ROWS[2][:3], "=A1"]]
    result = added(deals(*rows), new(CY))
    assert ("Deals", 4, 3) not in cells_of(result.data)
    assert "The formula in Deals!D3 is not like the one above it, so it was not continued." in result.receipt.notes


def protected(workbook):
    workbook.active.protection.enable()


def totalled(workbook):
    workbook.active.tables["Deals_1"].totalsRowCount = 1


def merged(workbook):
    workbook.active.merge_cells("A2:A3")


def text_below(workbook):
    workbook.active["B9"] = "Total of the year"


def total_below(workbook):
    workbook.active["B5"] = "=SUM(B2:B3)"


def total_as_last(workbook):
    workbook.active["B3"] = "=SUM(B2:B2)+SUM(B1:B2)"


def table_below(workbook):
    workbook.active["A4"], workbook.active["B4"] = None, None
    workbook.active.add_table(Table(displayName="Other", ref="A4:D6"))


OBSTACLES = [
    (protected, "the sheet is protected"),
    (totalled, "its table has a total row"),
    (merged, "cells around row 3 are merged"),
    (text_below, "something stands below row 3"),
    (total_below, "something stands below row 3"),
    (total_as_last, "row 3 adds up the rows above it"),
    (table_below, "another table stands below"),
]


@pytest.mark.filterwarnings("ignore:File may not be readable")
@pytest.mark.parametrize(("obstacle", "words"), OBSTACLES, ids=lambda each: getattr(each, "__name__", ""))
def test_where_the_sheet_is_not_free_the_row_goes_to_a_sheet_of_its_own_that_says_why(obstacle, words):
    workbook = deals(table="A1:D3")
    obstacle(workbook)
    before = saved(workbook)
    result = patch_workbook(before, [], (), [new(CY)])
    cells = cells_of(result.data)
    assert cells_of(before).items() <= cells.items()
    assert (result.placed, result.receipt.added_rows) == ({}, 0)
    assert words in result.refused.rows[0][1]
    headings = [cells["Sentia new rows", 1, column] for column in range(6)]
    assert headings == ["Sheet", "Key", "Why it is here", "Deal", "Amount", "Close"]
    assert [cells["Sentia new rows", 2, c] for c in (0, 1, 3, 4)] == ["Deals", "new:1", "Cy", 7]
    assert words in cells["Sentia new rows", 2, 2]


def test_a_side_list_in_other_columns_is_in_nobodys_way():
    workbook = deals()
    workbook.active["H9"] = "Web"
    assert added(workbook, new(CY)).placed == {"new:1": 4}


def test_rows_without_a_place_leave_their_sheet_when_there_is_one():
    workbook = deals()
    workbook.active["B9"] = "Total"
    refused = added(workbook, new(CY))
    freed = patch_workbook(refused.data, [CellChange("Deals", 9, 1, None)], (), [])
    again = patch_workbook(freed.data, [], (), [new(CY)])
    assert again.placed == {"new:1": 4}
    assert ("Sentia new rows", 2, 0) not in cells_of(again.data)


def test_a_row_for_a_sheet_that_is_not_there_is_refused_in_words():
    result = added(deals(), new(CY, sheet="Nowhere"))
    assert "has no place on 'Nowhere': the workbook has no sheet 'Nowhere'" in result.receipt.refused[0]


def test_a_value_that_no_cell_holds_keeps_the_rest_of_its_row_from_nothing():
    result = added(deals(), new({0: "x" * 32_768, 1: 7}))
    assert cells_of(result.data)["Deals", 4, 1] == 7
    assert "32,767 characters" in result.receipt.refused[0]
    assert result.refused.edits[0][0].value == "x" * 32_768


def test_shared_formulas_continue_with_the_text_of_their_first_cell():
    first = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
    )
    second = '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
    result = patch_workbook(hand_made(first + second), [], (), [NewRow("Deals", 2, {0: 3})])
    assert '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f>A3*2</f></c></row>' in part_of(result.data, SHEET)


def test_validations_of_later_excel_versions_reach_the_new_row_too():
    xm = "http://schemas.microsoft.com/office/excel/2006/main"
    tail = f'<extLst><ext xmlns:xm="{xm}"><xm:sqref>A1:A2 A9</xm:sqref></ext></extLst>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    result = patch_workbook(hand_made(rows, tail), [], (), [NewRow("Deals", 2, {0: 3})])
    assert "<xm:sqref>A1:A3 A9</xm:sqref>" in part_of(result.data, SHEET)


def test_a_prefixed_sheet_takes_a_row_in_its_own_words():
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    result = patch_workbook(zipped(parts_of("") | {SHEET: sheet}), [], (), [NewRow("Deals", 1, {0: 5})])
    assert '<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>' in part_of(result.data, SHEET)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("B2*2", "B3*2"),
        ("$B2+B$2", "$B3+B$2"),
        ("SUM(B$2:B9)", "SUM(B$2:B10)"),
        ("'Ann''s'!A1&\"A1\"", "'Ann''s'!A2&\"A1\""),
        ("Deals[[#This Row],[Q1]]+C2", "Deals[[#This Row],[Q1]]+C3"),
        ("SUM(A:A)+SUM(3:3)", "SUM(A:A)+SUM(4:4)"),
        ("Rate*LOG10(B2)", "Rate*LOG10(B3)"),
        ("[1]Prices!A1", "[1]Prices!A2"),
    ],
)
def test_a_formula_moves_down_as_it_does_in_excel(formula, expected):
    assert moved(formula, 1) == expected
