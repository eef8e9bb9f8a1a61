"""Columns of dates and moments: the day and the month are told apart by the whole column."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.workbook.files.cells import Cells
from sentia.workbook.values import read_dates, read_moments


def _days(*values, order=None):
    days = read_dates(Cells.from_values(values), order).values
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days]


def _moment(text):
    return read_moments(Cells.from_values([text])).values[0]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31", "2026/12/31", "2026.12.31", "31.12.2026", "31. 12. 2026", "31/12/2026", "12/31/2026",
        "31-12-2026", "31.12.26", "12/31/26", "31 Dec 2026", "31-Dec-2026", "31-Dec-26", "Dec 31, 2026",
        "December 31st, 2026", "Dec. 31, 2026", "31st of December 2026", "31. Dezember 2026", "31 décembre 2026",
        "31 de diciembre de 2026", "31 dicembre 2026", "31 de dezembro de 2026", "31 december 2026", "31dec2026",
        "2026-Dec-31", "Thu, 31 Dec 2026", "Thursday, December 31, 2026", "Do 31.12.2026", "Thu 12/31/2026",
        "jeu. 31 déc. 2026", "quinta-feira, 31 de dezembro de 2026", "2026-12-31T10:00:00Z", "\u200e31/12/2026",
        "2026-12-31 10:00", "12/31/2026 3:05 PM", "31 DEC 2026", "\u00a031.12.2026 ", "Dec 31 '26", "20261231",
        "20261231T101500Z", "čt 31. 12. 2026", "31. prosince 2026", "czw. 31 grudnia 2026",
        "31/12/2026 3:05 nachm.",
    ],
)  # fmt: skip
def test_the_last_day_of_the_year_however_it_is_written(text):
    assert _days(text) == ["2026-12-31"]


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Jan", 1), ("Jänner", 1), ("janvier", 1), ("enero", 1), ("gennaio", 1), ("janeiro", 1), ("januari", 1),
        ("févr.", 2), ("Feb", 2), ("fevereiro", 2), ("März", 3), ("mrt", 3), ("marzo", 3), ("março", 3),
        ("mars", 3), ("avril", 4), ("abr", 4), ("Mai", 5), ("mei", 5), ("maggio", 5), ("mayo", 5), ("Juni", 6),
        ("juin", 6), ("giugno", 6), ("junho", 6), ("juillet", 7), ("Juli", 7), ("luglio", 7), ("août", 8),
        ("agosto", 8),
        ("augustus", 8), ("Sept.", 9), ("settembre", 9), ("setembro", 9), ("Okt.", 10), ("ottobre", 10),
        ("outubro", 10), ("noviembre", 11), ("Nov", 11), ("Dez.", 12), ("dic", 12), ("décembre", 12),
        ("ledna", 1), ("stycznia", 1), ("února", 2), ("lutego", 2), ("března", 3), ("marca", 3), ("dubna", 4),
        ("kwietnia", 4), ("května", 5), ("maja", 5), ("června", 6), ("czerwca", 6), ("července", 7), ("lipca", 7),
        ("srpna", 8), ("sierpnia", 8), ("září", 9), ("września", 9), ("října", 10), ("października", 10),
        ("listopadu", 11), ("listopada", 11), ("prosince", 12), ("grudnia", 12),
    ],
)  # fmt: skip
def test_months_have_their_names_in_nine_languages(name, month):
    assert _days(f"5 {name} 2026") == [f"2026-{month:02}-05"]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026", "2026-13-01", "32.01.2026", "00/00/2026", "+49 30 123456", "06 12 34 56 78", "555-123-4567",
        "12", "501", "1.5", "tomorrow", "next week", "Q3", "FY26 Q3", "1899", "13/2026", "Q5 2026", "2026-W54",
        "31 Foo 2026",
        "0206-03-31", "9999-12-31", "10:30", "1.2.3.4", "31/12/2026 and later", "31/12/2026 25:00",
        "2026-03-31 10:75", "soon",
    ],
)  # fmt: skip
def test_what_is_no_date_is_never_read_as_one(text):
    read = read_dates(Cells.from_values([text]))
    assert read.values.isna().all()
    assert read.unread.tolist() == [0]
    assert read.wanted == "a date such as 2026-03-31"


def test_the_thirtieth_of_april_exists_and_the_thirty_first_does_not():
    assert _days("30/04/2026", "31/04/2026") == ["2026-04-30", None]


def test_the_twenty_ninth_of_february_needs_a_leap_year():
    assert _days("29.02.2028", "29.02.2026") == ["2028-02-29", None]


def test_two_digits_of_a_year_are_of_the_nearest_century():
    assert _days("31/12/68", "31/12/69") == ["2068-12-31", "1969-12-31"]


def test_one_day_over_twelve_decides_for_the_whole_column():
    read = read_dates(Cells.from_values([None, "03/04/2026", "31/12/2025"]))
    assert read.values.dt.strftime("%Y-%m-%d").tolist()[1:] == ["2026-04-03", "2025-12-31"]
    assert read.notes == ("day first, because of 31/12/2025 in row 3",)
    assert read.question is None


def test_a_month_first_column_is_known_by_its_thirteenth_and_not_by_its_twelfth():
    assert _days("03/04/2026", "01/13/2026")[0] == "2026-03-04"
    assert read_dates(Cells.from_values(["03/04/2026", "01/13/2026"])).question is None
    assert read_dates(Cells.from_values(["03/04/2026", "01/12/2026"])).question is not None


def test_the_column_decides_even_against_other_evidence():
    assert _days("03/04/2026", "31/12/2025", order="month first")[0] == "2026-04-03"


def test_dates_with_dots_are_day_first():
    read = read_dates(Cells.from_values(["03.04.2026"]))
    assert read.values[0] == pd.Timestamp("2026-04-03")
    assert read.question is None


def test_where_nothing_decides_both_readings_are_asked_about():
    read = read_dates(Cells.from_values([None, "03/04/2026"]))
    assert read.question == {
        "found": "03/04/2026",
        "row": 2,
        "readings": {"day first": "3 April 2026", "month first": "March 4, 2026"},
        "taken": "day first",
    }


def test_the_answer_or_other_evidence_is_obeyed_and_nothing_is_asked():
    for order, expected in (("day first", "2026-04-03"), ("month first", "2026-03-04")):
        read = read_dates(Cells.from_values(["03/04/2026"]), order)
        assert f"{read.values[0]:%Y-%m-%d}" == expected
        assert read.question is None
        assert read.notes == (f"{order}, as given",)


def test_a_date_that_reads_the_same_both_ways_needs_no_question():
    assert read_dates(Cells.from_values(["03/03/2026", "12/12/2026"])).question is None


def test_the_likeliest_reading_is_used_meanwhile():
    assert _days("01/03/2026", "01/04/2026", "01/05/2026")[1] == "2026-04-01"  # the first of each month
    assert _days("03/01/2026", "04/01/2026", "05/01/2026")[1] == "2026-04-01"
    assert _days("02/03/2026", "05/03/2026", "11/03/2026")[1] == "2026-03-05"  # one March, not all year
    assert _days("3/4/2026") == ["2026-03-04"]  # written the American way
    assert _days("03/04/2026") == ["2026-04-03"]
    assert _days("03/04/2026 3:05 PM") == ["2026-03-04"]


def test_contradicting_dates_are_read_as_they_can_and_the_rest_follow_the_majority():
    read = read_dates(Cells.from_values(["13/01/2026", "14/01/2026", "01/13/2026", "02/03/2026"]))
    assert read.values.dt.strftime("%d %b").tolist() == ["13 Jan", "14 Jan", "13 Jan", "02 Mar"]
    assert read.notes == (
        "both orders stand in this column (13/01/2026 and 01/13/2026)",
        "1 that could be either are read day first",
    )
    assert read.question is None


def test_an_even_contradiction_is_asked_about():
    assert read_dates(Cells.from_values(["13/01/2026", "01/13/2026", "02/03/2026"])).question is not None
    assert read_dates(Cells.from_values(["13/01/2026", "01/13/2026"])).question is None


def test_true_dates_count_as_they_are():
    read = read_moments(Cells.from_values([date(2026, 3, 4), datetime(2026, 3, 4, 9, 30), "2026-03-04"]))
    assert read.values.tolist() == [
        pd.Timestamp("2026-03-04"),
        pd.Timestamp("2026-03-04 09:30"),
        pd.Timestamp("2026-03-04"),
    ]
    assert _days(datetime(2026, 3, 4, 23, 59)) == ["2026-03-04"]


def test_a_zero_that_was_formatted_as_a_date_is_a_fault():
    assert read_dates(Cells.from_values([date(1899, 12, 31), date(1900, 1, 1)])).unread.tolist() == [0, 1]


def test_day_numbers_of_a_spreadsheet_are_dates_where_the_column_shows_it():
    assert _days(45631, 45632.5, "45633") == ["2024-12-05", "2024-12-06", "2024-12-07"]
    assert read_moments(Cells.from_values([45632.5])).values[0] == pd.Timestamp("2024-12-06 12:00")


def test_day_numbers_count_from_1990_to_2060():
    assert _days(32874) == ["1990-01-01"]
    assert _days(32873) == [None]
    assert _days(58806) == ["2060-12-31"]
    assert _days(58807) == [None]


def test_amounts_and_counts_with_a_few_large_ones_among_them_are_no_dates():
    assert _days(45631, 12, 300, 7) == [None] * 4


@pytest.mark.parametrize(
    "number", [5551234567, 2015550123, 4915112345678, 2348012345678, 12, 501, 0.5, -45631, 1e300]
)
def test_a_phone_number_or_a_plain_number_is_no_date(number):
    assert _days(number) == [None]
    assert _days(str(number)) == [None]


def test_eight_digits_and_milliseconds_are_dates():
    assert _days(20261231, "20270101") == ["2026-12-31", "2027-01-01"]
    assert _moment("1767225600000") == pd.Timestamp("2026-01-01")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-31 14:30", "2026-03-31 14:30"),
        ("2021-01-07 6:49:18", "2021-01-07 06:49:18"),
        ("2024-07-01T11:54:49.95+00:00", "2024-07-01 11:54:49.95"),
        ("2026-03-31T14:30:00.000+0200", "2026-03-31 14:30"),
        ("2026-03-31T14:30:00Z", "2026-03-31 14:30"),
        ("2026-03-31 14:30:00 UTC", "2026-03-31 14:30"),
        ("2026-03-31 10:30 PST", "2026-03-31 10:30"),
        ("3/31/2026 2:30 PM", "2026-03-31 14:30"),
        ("3/31/2026 12:05 am", "2026-03-31 00:05"),
        ("3/31/2026 12:05 p.m.", "2026-03-31 12:05"),
        ("31.03.2026, 14:30 Uhr", "2026-03-31 14:30"),
        ("31/03/2026 14h30", "2026-03-31 14:30"),
        ("31/03/2026 3pm", "2026-03-31 15:00"),
        ("31 Mar 2026 at 14:30", "2026-03-31 14:30"),
        ("31 mars 2026 à 14:30", "2026-03-31 14:30"),
        ("31 de marzo de 2026 a las 14:30", "2026-03-31 14:30"),
        ("31.03.2026 2:30 nachm.", "2026-03-31 14:30"),
        ("31. 3. 2026 2:30 odp.", "2026-03-31 14:30"),
        ("31/03/2026 2:30 da tarde", "2026-03-31 14:30"),
        ("31/03/2026 9:30 de la mañana", "2026-03-31 09:30"),
        ("2026-03-31T14:30:00 Europe/Berlin", "2026-03-31 14:30"),
        ("20260331T1430Z", "2026-03-31 14:30"),
        ("Tue Mar 31 2026 14:30:00 GMT+0200 (Central European Summer Time)", "2026-03-31 14:30"),
        ("31/03/2026", "2026-03-31 00:00"),
    ],
)
def test_the_time_of_day_is_kept_as_the_clock_showed_it(text, moment):
    assert _moment(text) == pd.Timestamp(moment)


def test_an_hour_needs_its_minutes_or_am_and_pm():
    assert pd.isna(_moment("31/03/2026 3"))
    assert _moment("31/03/2026 3 pm") == pd.Timestamp("2026-03-31 15:00")


def test_several_time_zones_are_said():
    read = read_moments(Cells.from_values(["2026-01-01T10:00Z", "2026-01-01T10:00+02:00"]))
    assert read.values.nunique() == 1
    assert read.notes == ("2 different time zones (+02:00, z): kept as the clock showed it",)
    assert read_moments(Cells.from_values(["2026-01-01T10:00Z"] * 2)).notes == ()


def test_true_dates_that_a_program_may_have_swapped_are_said():
    swapped = [date(2026, 1 + month % 12, 1 + month % 12) for month in range(20)]
    assert len(read_dates(Cells.from_values([*swapped, "31/12/2025"])).notes) == 2
    assert len(read_dates(Cells.from_values([*swapped[1:], "31/12/2025"])).notes) == 1
    assert len(read_dates(Cells.from_values([*swapped, date(2026, 1, 13), "31/12/2025"])).notes) == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q4 2026", "2026-10-01", "2026-12-31"), ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("Q2'26", "2026-04-01", "2026-06-30"), ("3Q26", "2026-07-01", "2026-09-30"),
        ("4. Quartal 2026", "2026-10-01", "2026-12-31"), ("T4 2026", "2026-10-01", "2026-12-31"),
        ("2º trimestre 2026", "2026-04-01", "2026-06-30"), ("H2 2026", "2026-07-01", "2026-12-31"),
        ("1. Halbjahr 2026", "2026-01-01", "2026-06-30"), ("2026-W47", "2026-11-16", "2026-11-22"),
        ("KW 47/2026", "2026-11-16", "2026-11-22"), ("week 1 2027", "2027-01-04", "2027-01-10"),
        ("2026-W53", "2026-12-28", "2027-01-03"), ("Nov-26", "2026-11-01", "2026-11-30"),
        ("Feb 2028", "2028-02-01", "2028-02-29"), ("février 2026", "2026-02-01", "2026-02-28"),
        ("11/2026", "2026-11-01", "2026-11-30"), ("2026-11", "2026-11-01", "2026-11-30"),
        ("Listopad 2026", "2026-11-01", "2026-11-30"),
    ],
)  # fmt: skip
def test_a_week_a_month_or_a_quarter_counts_to_its_end_while_ahead_and_from_its_start_when_past(text, first, last):
    cells = Cells.from_values([text, "2026-05-05"])
    assert f"{read_dates(cells).values[0]:%Y-%m-%d}" == first
    assert f"{read_dates(cells, is_planned=True).values[0]:%Y-%m-%d}" == last
    assert read_dates(cells).notes == (f"1 periods, such as {text} in row 1, read as their first day",)


def test_only_a_year_with_53_weeks_has_a_week_53():
    assert _days("2025-W52", "2025-W53", "2026-W53") == ["2025-12-22", None, "2026-12-28"]


@pytest.mark.parametrize("text", ["Nov 26", "26-Nov", "23/11", "Q4", "November", "soon", "end of Q4 2026"])
def test_a_day_without_its_year_is_a_fault(text):
    assert read_dates(Cells.from_values([text])).unread.tolist() == [0]


def test_one_word_repeated_among_dates_is_nothing_and_it_is_said():
    read = read_dates(Cells.from_values([*["2026-03-31"] * 5, "TBD", "tbd", "TBD", "later"]))
    assert read.unread.tolist() == [8]
    assert read.notes == ("“TBD” in 3 cells read as nothing",)


def test_a_word_twice_or_in_most_cells_is_a_fault():
    assert read_dates(Cells.from_values([*["2026-03-31"] * 5, "later", "later"])).unread.tolist() == [5, 6]
    assert len(read_dates(Cells.from_values([*["2026-03-31"] * 2, *["later"] * 3])).unread) == 3
    assert len(read_dates(Cells.from_values([*["2026-03-31"] * 297, *["later"] * 3])).unread) == 0
    assert len(read_dates(Cells.from_values([*["2026-03-31"] * 298, *["later"] * 3])).unread) == 3


@pytest.mark.parametrize(
    "never",
    ["01/01/1900", "1900-01-01 00:00", "0000-00-00", "00.00.0000", "0000-00-00 00:00:00", "31/12/9999", "1/1/1753",
     "0001-01-01T00:00:00Z", "1970-01-01", "31/12/2099", date(1899, 12, 30), datetime(1900, 1, 1),
     date(9999, 12, 31)],
)  # fmt: skip
def test_a_day_by_which_a_program_says_never_is_nothing_among_others(never):
    read = read_dates(Cells.from_values(["2026-03-31", never, "2026-04-13"]))
    assert read.values.isna().tolist() == [False, True, False]
    assert read.unread.tolist() == []
    assert "1 cells that say no day, read as nothing" in " ".join(read.notes)


def test_the_first_of_1970_is_a_day_where_others_are_as_old_or_there_are_none():
    assert _days("1970-01-01", "1965-04-01") == ["1970-01-01", "1965-04-01"]
    assert _days("1970-01-01") == ["1970-01-01"]
    assert _days("0206-03-31", "2026-03-31") == [None, "2026-03-31"]


STYLES = [
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%B %d, %Y", "%d.%m.%y",
    "%m/%d/%y", "%a, %d %b %Y", "%Y-%m-%dT00:00:00Z", "%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y%m%d",
]  # fmt: skip
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None)
@given(given_days=st.lists(days, max_size=8), telling=days.filter(lambda day: day.day > 12))
def test_dates_in_any_one_style_with_a_day_over_twelve_come_back(style, given_days, telling):
    written = [*given_days, telling]
    expected = [f"{day:%Y-%m-%d}" for day in written]
    assert _days(*[day.strftime(style) for day in written]) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31)), min_size=1, max_size=6))
def test_moments_in_iso_come_back_to_the_microsecond(moments):
    read = read_moments(Cells.from_values([moment.isoformat() for moment in moments]))
    assert read.values.tolist() == [pd.Timestamp(moment) for moment in moments]


@settings(max_examples=40, deadline=None)
@given(st.lists(days.filter(lambda day: day.day <= 12), min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_rows_changes_no_date(given_days, random):
    texts = [f"{day:%d/%m/%Y}" for day in given_days]
    shuffled = random.sample(texts, len(texts))
    assert dict(zip(texts, _days(*texts), strict=True)) == dict(zip(shuffled, _days(*shuffled), strict=True))


def test_a_duration_or_a_yes_is_no_date():
    assert read_dates(Cells.from_values([timedelta(days=3), True])).unread.tolist() == [0, 1]
