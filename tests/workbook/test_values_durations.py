"""Columns of durations."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.workbook.files.cells import Cells
from sentia.workbook.values import read_minutes


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("1:30", 90), ("00:45", 45), ("00:45:30", 45.5), ("25:00", 1500), ("45 min", 45), ("45 Min.", 45),
        ("45m", 45), ("45", 45), ("1h 30", 90), ("1h30", 90), ("1h30m", 90), ("1 hr 15 min", 75), ("2 hours", 120),
        ("1.5 h", 90), ("1,5 Std.", 90), ("90s", 1.5), ("30 Minuten", 30), ("1 h 5 min 30 s", 65.5),
        ("1 hour and 20 minutes", 80), ("1 day", 1440),
        ("PT1H30M", 90), ("PT45S", 0.75), ("1 hod. 30 min.", 90), ("2 godz", 120), ("2 hodiny", 120),
        (45, 45), (timedelta(minutes=50), 50),
        (time(0, 20), 20), ("0", 0), ("30 minut", 30),
    ],
)  # fmt: skip
def test_a_duration_is_minutes_however_it_is_written(value, minutes):
    assert read_minutes(Cells.from_values([value])).values.tolist() == [pytest.approx(minutes)]


@pytest.mark.parametrize(
    "value", ["long", "1:75", -5, "-1:30", "45 boxes", "$45", "45%", True, "1:30 PM", "2026-03-31"]
)
def test_what_is_no_duration_is_a_fault(value):
    assert read_minutes(Cells.from_values([value])).unread.tolist() == [0]


def test_a_plain_number_counts_what_the_caller_says():
    cells = Cells.from_values([120_000, "60000", "1:30"])
    assert read_minutes(cells, "milliseconds").values.tolist() == [2, 1, 90]
    assert read_minutes(Cells.from_values([90]), "seconds").values.tolist() == [1.5]
    assert read_minutes(Cells.from_values([2]), "hours").values.tolist() == [120]


def test_numbers_longer_than_a_working_day_are_seconds_and_it_is_said():
    assert read_minutes(Cells.from_values([480])).values.tolist() == [480]
    read = read_minutes(Cells.from_values([600, 900]))
    assert read.values.tolist() == [10, 15]
    assert read.notes == ("so long that they are read as seconds",)


def test_numbers_longer_than_a_week_are_milliseconds_and_it_is_said():
    assert read_minutes(Cells.from_values([9_000])).values.tolist() == [150]
    read = read_minutes(Cells.from_values([300_000, 60_000]))
    assert read.values.tolist() == [5, 1]
    assert read.notes == ("so long that they are read as milliseconds",)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5999), min_size=1, max_size=8))
def test_minutes_written_as_a_clock_come_back(minutes):
    texts = [f"{m // 60}:{m % 60:02}" for m in minutes]
    assert read_minutes(Cells.from_values(texts)).values.tolist() == minutes
