"""Workbooks that count their days from 1904: real dates, days left as plain numbers, and edits of both."""

import io
from datetime import date, datetime

import pytest
from made_binaries import label, number, xls
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sentia.book.origin import Source
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

NOV_23 = 44522  # 23 November 2025, counted from 1904
HEADER = ["Deal", "Company", "Value", "Close date", "Created"]


def workbook(*rows: list, since: int = 1904) -> bytes:
    made = Workbook()
    if since == 1904:
        made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    sheet.title = "Deals"
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def book_of(data: bytes, name: str = "crm.xlsx"):
    return read_book(Source(name, data), trusted=True)


@pytest.mark.parametrize(("since", "created"), [(1904, date(2025, 11, 23)), (1900, date(2021, 11, 22))])
def test_a_plain_number_is_a_day_of_the_workbooks_own_calendar(since, created) -> None:
    deals = book_of(workbook(HEADER, ["Pumps", "Acme", 5, date(2026, 12, 31), NOV_23], since=since)).opportunities
    assert deals["created_on"].dt.date.tolist() == [created]
    assert deals["expected_close_on"].dt.date.tolist() == [date(2026, 12, 31)]


def test_amounts_and_days_in_eight_digits_are_not_moved() -> None:
    deals = book_of(workbook(HEADER, ["Pumps", "Acme", 44522, 20261231, NOV_23])).opportunities
    assert deals["amount"].tolist() == [44522]
    assert deals["expected_close_on"].dt.date.tolist() == [date(2026, 12, 31)]


def test_an_old_workbook_says_it_too() -> None:
    cells = [label(0, at, text) for at, text in enumerate(["Deal", "Company", "Created"])]
    cells += [label(1, 0, "Pumps"), label(1, 1, "Acme"), number(1, 2, NOV_23)]
    deals = book_of(xls(cells, is_1904=True), "crm.xls").opportunities
    assert deals["created_on"].dt.date.tolist() == [date(2025, 11, 23)]


def test_an_edited_day_stands_in_the_same_calendar_and_comes_back_as_itself() -> None:
    book = book_of(workbook(HEADER, ["Pumps", "Acme", 5, date(2026, 12, 31), NOV_23]))
    key = book.opportunities.index[0]
    edited = book.edit("opportunities", key, created_on="2025-11-30", expected_close_on="2027-01-15")
    _, data, _ = workbook_bytes(edited)
    sheet = load_workbook(io.BytesIO(data))["Deals"]
    assert [sheet["D2"].value, sheet["E2"].value] == [datetime(2027, 1, 15), datetime(2025, 11, 30)]
    again = book_of(data).opportunities
    assert again[["created_on", "expected_close_on"]].iloc[0].dt.date.tolist() == [
        date(2025, 11, 30),
        date(2027, 1, 15),
    ]
