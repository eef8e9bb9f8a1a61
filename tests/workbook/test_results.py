import datetime as dt
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from patched_files import cells_of, part_of, types_of
from python_calamine import CalamineWorkbook

from sentia.workbook.results import Formula, ResultSheet, frame_sheet, result_workbook


def only_sheet(*rows, **more):
    return load_workbook(io.BytesIO(result_workbook([ResultSheet("Deals", rows, **more)])))["Deals"]


def test_rows_become_a_table_with_a_styled_heading_a_filter_and_frozen_rows():
    sheet = only_sheet(["Deal", "Amount"], ["Acme", 5])
    assert [table.ref for table in sheet.tables.values()] == ["A1:B2"]
    assert sheet.tables["Sentia_1"].autoFilter.ref == "A1:B2"
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].font.bold) == ("A2", True, False)


@pytest.mark.parametrize("headings", [["Deal", "deal"], ["Deal", ""], ["Deal", 2026], ["Deal", "two\nlines"]])
def test_headings_that_no_table_takes_get_a_filter_and_stay_as_they_were(headings):
    sheet = only_sheet(headings, ["Acme", 5])
    assert (len(sheet.tables), sheet.auto_filter.ref) == (0, "A1:B2")
    assert [cell.value for cell in sheet[1]] == [heading or None for heading in headings]


def test_a_heading_further_down_keeps_what_stands_above_it():
    sheet = only_sheet(["Report", ""], ["", ""], ["Deal", "Amount"], ["Acme", 5], heading=3)
    assert (sheet["A1"].value, sheet.freeze_panes, sheet.tables["Sentia_1"].ref) == ("Report", "A4", "A3:B4")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1 555", "-5", "@SUM(A1)", "#N/A", "00501", "TRUE", "_x0041_", "a\x0bb"]
)
def test_text_is_text_whatever_it_begins_with(text):
    data = result_workbook([ResultSheet("Deals", [["Note"], [text]])])
    assert cells_of(data)["Deals", 2, 0] == text
    assert types_of(data)["Deals", 2, 0] == "s"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    assert sheet.to_python()[1] == [text]
    assert "<f>" not in part_of(data, "xl/worksheets/sheet1.xml")


def test_text_that_looks_like_a_formula_stays_text_when_the_rep_enters_it_again():
    sheet = only_sheet(["Note"], ["=1+1"], ["plain"])
    assert (sheet["A2"].quotePrefix, sheet["A3"].quotePrefix) == (True, False)


def test_only_our_own_formulas_are_formulas():
    assert only_sheet(["Twice"], [Formula("=2*2")])["A2"].data_type == "f"


def test_days_are_days_and_days_before_excel_are_text():
    sheet = only_sheet(["On"], [dt.date(2026, 11, 23)], [dt.datetime(2026, 11, 23, 9, 30)], [dt.date(1850, 1, 1)])
    assert [cell.value for cell in sheet["A"][1:]] == [
        dt.datetime(2026, 11, 23),
        dt.datetime(2026, 11, 23, 9, 30),
        "1850-01-01",
    ]
    assert [cell.number_format for cell in sheet["A"][1:3]] == ["mm-dd-yy", "m/d/yy h:mm"]


def test_sheets_get_names_that_excel_takes():
    names = ["a/b:c", "x" * 40, "X" * 40, "", "'quoted'"]
    workbook = load_workbook(io.BytesIO(result_workbook([ResultSheet(name, [["A"]]) for name in names])))
    assert workbook.sheetnames == ["a b c", "x" * 31, "X" * 29 + " 2", "Sheet", "quoted"]


def test_a_text_too_long_for_a_cell_is_cut_to_what_it_can_hold():
    assert only_sheet(["Note"], ["x" * 32_768])["A2"].value == "x" * 32_765 + " …"
    assert len(only_sheet(["Note"], ["x" * 32_767])["A2"].value) == 32_767


def test_what_is_missing_in_a_frame_is_an_empty_cell():
    frame = pd.DataFrame({"name": ["Ann", None], "on": pd.to_datetime(["2026-11-23", None]), "gain": [1.5, None]})
    assert frame_sheet("x", frame).rows == [
        ["name", "on", "gain"],
        ["Ann", dt.date(2026, 11, 23), 1.5],
        [None, None, None],
    ]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=8), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    )
)
def test_any_rows_of_text_are_read_back_as_they_were(rows):
    found = cells_of(result_workbook([ResultSheet("Deals", rows)]))
    assert found == {("Deals", r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row) if text}
