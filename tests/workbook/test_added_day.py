"""The sheet "Sentia day": live figures, the rep's own rows a click away, and nobody's text a formula."""

from types import SimpleNamespace

import pandas as pd
import pytest
from made_files import book_of
from openpyxl import load_workbook

from sentia.book.done import OUTCOMES
from sentia.book.origin import Source
from sentia.workbook.added.day_sheet import day_sheet
from sentia.workbook.from_files import read_book
from sentia.workbook.patch.result_sheet import Target
from sentia.workbook.results import Formula
from sentia.workbook.writing import workbook_bytes

DEALS = [["Opportunity ID", "Deal Name", "Account Name", "Amount"], ["O-1", "Big one", "Acme", 900]]
LINE = {
    **{"starts_at": pd.Timestamp("2026-11-23 09:00"), "contact": "Ann", "account": "Acme", "action": "=Call Ann"},
    **{"minutes": 15, "expected_minutes": 10.0, "gain": 120.0, "gain_low": 60.0, "gain_high": 240.0},
    **{"return_per_hour": 720.0, "because": "quiet", "kind": "quote", "total": 300.0, "basis": "assumed"},
    **{"account_id": "Acme", "contact_id": None, "opportunity_id": "O-1", "serves": ["quote|a", "progress|b"]},
}


@pytest.fixture(scope="module")
def book():
    """One deal in the rep's own workbook."""
    return read_book(Source("crm.xlsx", book_of(Deals=DEALS)), trusted=True)


@pytest.fixture(scope="module")
def sheet(book):
    """A day of one line about that deal."""
    actions = pd.DataFrame([LINE], index=["quote|a+1"])
    return day_sheet(actions, book, "crm.xlsx", pd.Timestamp("2026-11-23"))


def value(sheet, heading, row=1):
    return sheet.rows[row][sheet.rows[0].index(heading)]


def test_a_line_says_when_who_what_for_how_long_what_it_brings_and_why(sheet):
    shown = [heading for n, heading in enumerate(sheet.rows[0]) if n not in sheet.hidden]
    assert shown == [
        *("Time", "Who", "Account", "Action", "Minutes", "Expected minutes", "Gain", "Low", "High"),
        *("Return per hour", "Because", "Done", "Your rows"),
    ]


def test_the_return_per_hour_is_worked_out_from_the_gain_and_the_minutes_beside_it(sheet):
    formula = value(sheet, "Return per hour")
    assert (formula, formula.shown) == ('=IF(F2>0,G2/F2*60,"")', 120 / 10 * 60)


def test_what_somebody_typed_is_never_a_formula(sheet):
    assert value(sheet, "Action") == "=Call Ann"
    assert not isinstance(value(sheet, "Action"), Formula)


def test_what_came_of_a_line_is_chosen_from_the_same_words_as_in_the_app(sheet):
    assert sheet.choices == {sheet.rows[0].index("Done"): (*(o.word for o in OUTCOMES), "Skipped")}


def test_a_line_leads_to_the_reps_own_row(sheet):
    assert value(sheet, "Your rows") == "Deals, row 2"
    assert sheet.links == {(2, sheet.rows[0].index("Your rows")): Target("Deals", 2, 0)}


def test_a_line_about_another_files_row_leads_nowhere(book):
    other = day_sheet(pd.DataFrame([LINE], index=["quote|a"]), book, "other.xlsx")
    assert (value(other, "Your rows"), other.links) == (None, {})


def test_a_day_without_lines_is_a_sheet_of_headings():
    columns = ["action", "minutes", "gain", "return_per_hour"]
    assert len(day_sheet(pd.DataFrame(columns=columns)).rows) == 1


# What was chosen in Excel


def chosen_in_excel(book, word, tmp_path):
    actions = pd.DataFrame([LINE], index=["quote|a+1"])
    _, data, _ = workbook_bytes(book, day=SimpleNamespace(actions=actions, on=pd.Timestamp("2026-11-23")))
    target = tmp_path / "crm.xlsx"
    target.write_bytes(data)
    workbook = load_workbook(target)
    headings = {cell.value: cell.column for cell in workbook["Sentia day"][1]}
    workbook["Sentia day"].cell(2, headings["Done"]).value = word
    workbook.save(target)
    return read_book(target, trusted=True)


def test_a_line_chosen_as_done_in_excel_is_in_the_log_and_was_a_call(book, tmp_path):
    again = chosen_in_excel(book, "No answer", tmp_path)
    [line] = again.log.to_dict("records")
    assert (line["log_id"], line["status"], line["outcome"]) == ("2026-11-23@quote|a+1", "done", "No answer")
    assert (line["gain"], line["opportunity_id"], line["done_at"]) == (120, "O-1", LINE["starts_at"])
    [call] = again.activities.to_dict("records")
    assert (call["kind"], call["outcome"], call["subject"]) == ("call", "no answer", "=Call Ann")


def test_it_is_put_down_once_however_often_the_workbook_goes_back_and_forth(book, tmp_path):
    again = chosen_in_excel(book, "Talked", tmp_path)
    once_more = read_book(Source("crm.xlsx", workbook_bytes(again)[1]), trusted=True)
    assert (len(once_more.log), len(once_more.activities)) == (1, 1)


def test_a_line_chosen_as_skipped_is_skipped_with_all_that_it_stood_for(book, tmp_path):
    again = chosen_in_excel(book, "Skipped", tmp_path)
    assert again.log["log_id"].tolist() == ["2026-11-23@quote|a", "2026-11-23@progress|b"]
    assert again.activities.empty


def test_another_word_is_listed_and_counts_as_nothing(book, tmp_path):
    again = chosen_in_excel(book, "Maybe", tmp_path)
    assert again.log.empty
    [fault] = again.understanding.faults
    assert (fault["sheet"], fault["row"], fault["found"]) == ("Sentia day", 2, "Maybe")
