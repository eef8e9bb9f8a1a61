"""Days without a year and years without a day, as a rep writes them: Nov 26, 3. Dez, 2025."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sheets import only, sheet

from sentia.workbook.files.cells import Cells
from sentia.workbook.recognition import recognise
from sentia.workbook.values import read_dates
from sentia.workbook.values.written_dates import MONTHS

NOV_3 = date(2026, 11, 3)


def days(*values, **more) -> list[str]:
    read = read_dates(Cells.from_values(list(values)), **more)
    return [f"{day:%Y-%m-%d}" if day == day else "" for day in read.values]


@pytest.mark.parametrize("year", ["2025", 2025, 2025.0])
def test_a_year_alone_is_its_first_day_and_of_days_ahead_its_last(year) -> None:
    assert days(year, NOV_3) == ["2025-01-01", "2026-11-03"]
    assert days(year, NOV_3, is_planned=True) == ["2025-12-31", "2026-11-03"]


def test_a_year_alone_is_said() -> None:
    read = read_dates(Cells.from_values([NOV_3, "2025", "2026"]))
    assert read.notes == ("2 years alone, such as 2025 in row 2, read as the first day of it",)


@pytest.mark.parametrize("number", [1899, 2100, 45, 2025.5, "20255", "25"])
def test_other_numbers_are_no_years(number) -> None:
    assert days(number, NOV_3)[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        "Nov 26th",
        "26 Nov",
        "26. Nov.",
        "26.11.",
        "26/11",
        "11/26",
        "Thu 26 Nov",
        "26 de noviembre",
        "26. November",
    ],
)
def test_a_day_without_its_year_lies_next_to_the_others_of_its_column(text) -> None:
    assert days(text, NOV_3) == ["2026-11-26", "2026-11-03"]
    assert days(text, date(2024, 12, 24))[0] == "2024-11-26"


def test_at_the_turn_of_the_year_the_nearest_is_taken_and_said() -> None:
    read = read_dates(Cells.from_values(["3 Jan", date(2026, 12, 20)]))
    assert read.values.iloc[0] == date_of(2027, 1, 3)
    assert read.notes == (
        "1 without a year, such as 3 Jan in row 1, read as 3 January 2027, the nearest to the others",
    )


def date_of(*parts: int):
    return read_dates(Cells.from_values([date(*parts)])).values.iloc[0]


@pytest.mark.parametrize(
    ("others", "is_day"),
    [
        ([NOV_3], True),  # the others are full days
        (["3 Dec"], True),
        (["Nov 3"], True),  # no year is 2003
        (["Nov 27", "Dec 18", "Jan 16"], True),  # no book reaches over so many years
        (["November 2025"], False),
        (["Dec 26", "Jan 27"], False),  # the same years over and over
        (["Nov 33"], False),
    ],
)
def test_whether_nov_26_is_a_day_or_a_month_is_decided_by_its_column(others, is_day) -> None:
    read = read_dates(
        Cells.from_values(["Nov 26", *others]), last=read_dates(Cells.from_values([NOV_3])).values[0]
    )
    assert f"{read.values.iloc[0]:%Y-%m-%d}" == ("2026-11-26" if is_day else "2026-11-01")
    assert read.short is None


def test_a_month_ahead_is_its_last_day() -> None:
    assert days("Nov 26", "Dec 26", "Jan 27", is_planned=True) == ["2026-11-30", "2026-12-31", "2027-01-31"]


def test_without_any_other_day_a_day_lacks_its_year() -> None:
    read = read_dates(Cells.from_values(["3 Dec"]))
    assert read.lacks_year
    assert read.unread.tolist() == [0]


@pytest.mark.parametrize("text", ["31 Feb", "32 Nov", "0 Nov", "Nov 46", "3/4", "room 26", "13.13.", "Q 26"])
def test_what_is_no_day_stays_unread(text) -> None:
    assert days(text, NOV_3)[0] == ""


@settings(max_examples=60)
@given(st.sampled_from(sorted(MONTHS)), st.integers(1, 28), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_the_day_taken_is_never_further_than_half_a_year_from_the_others(month, day, other) -> None:
    read = read_dates(Cells.from_values([f"{day}. {month}", other]))
    assert abs((read.values[0] - read.values[1]).days) <= 183
    assert (read.values[0].month, read.values[0].day) == (MONTHS[month], day)


HEADER = ["Deal", "Company", "Value", "Next call", "Last contact"]
OPEN = sheet(
    "deals", HEADER, ["Pumps", "Acme", 100, "Nov 26", "2026-11-20"], ["Nuts", "Bolt", 3, "Nov 27", "2026-11-01"]
)


def test_the_files_last_day_says_the_year_and_what_nov_26_is_is_asked_once() -> None:
    found = recognise([OPEN])
    assert only(found, "opportunities").frame["next_step_on"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-11-26",
        "2026-11-27",
    ]
    (question,) = found.questions
    assert question["question"] == "deals.csv: is Nov 26 in column 'Next call' 26 November 2026 or November 2026?"
    assert question["chosen"] == "a day"


def test_the_answer_is_obeyed_and_asks_no_more() -> None:
    deals = only(recognise([OPEN], {"short dates:deals.csv": "a month"}), "opportunities").frame
    assert deals["next_step_on"].dt.strftime("%Y-%m-%d").tolist() == ["2026-11-30", "2027-11-30"]
