import datetime as dt

import pandas as pd
import pytest

from sentia.book.schema import column
from sentia.errors import CannotEdit
from sentia.workbook.patch.spelling import Spelling, as_the_file_writes

CLOSE, DONE = column("opportunities", "expected_close_on"), column("activities", "done_at")
CHANCE, AMOUNT = column("opportunities", "probability"), column("opportunities", "amount")
MINUTES, STATUS = column("activities", "minutes"), column("opportunities", "status")
SILENT = column("accounts", "do_not_contact")
DAY = pd.Timestamp(2026, 11, 23)


def test_a_day_is_a_real_date_among_real_dates_and_in_an_empty_column():
    assert as_the_file_writes(CLOSE, DAY, [(dt.date(2026, 1, 2), DAY)]) == dt.date(2026, 11, 23)
    assert as_the_file_writes(CLOSE, DAY, []) == dt.date(2026, 11, 23)
    assert as_the_file_writes(DONE, pd.Timestamp(2026, 11, 23, 9, 30), []) == dt.datetime(2026, 11, 23, 9, 30)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-01-02", "2026-11-23"),
        ("2026-01-02 10:00", "2026-11-23 00:00"),
        ("2026-01-02T10:00:05", "2026-11-23T00:00:00"),
    ],
)
def test_a_day_is_text_where_the_column_is_text_that_everybody_reads_alike(text, written):
    assert as_the_file_writes(CLOSE, DAY, [(text, DAY)]) == written


@pytest.mark.parametrize("text", ["01/02/2026", "2 Jan 2026", "20260102"])
def test_a_day_is_a_real_date_where_the_text_could_be_misread(text):
    assert as_the_file_writes(CLOSE, DAY, [(text, DAY)]) == dt.date(2026, 11, 23)


def test_one_real_date_in_a_column_of_text_makes_dates_of_new_ones():
    assert as_the_file_writes(CLOSE, DAY, [("2026-01-02", DAY), (dt.date(2026, 1, 3), DAY)]) == dt.date(
        2026, 11, 23
    )


@pytest.mark.parametrize(
    ("samples", "written"),
    [
        ([(50.0, 0.5), (10.0, 0.1)], 60),
        ([("50", 0.5)], 60),
        ([("50%", 0.5), ("7.5 %", 0.075)], "60%"),
        ([(0.5, 0.5)], 0.6),
        ([], 0.6),
        ([(0.0, 0.0)], 0.6),
    ],
)
def test_a_chance_is_written_in_the_unit_of_its_column(samples, written):
    assert as_the_file_writes(CHANCE, 0.6, samples) == written


def test_minutes_go_back_into_milliseconds():
    assert as_the_file_writes(MINUTES, 15.0, [(120_000.0, 2.0), (60_000.0, 1.0)]) == 900_000


@pytest.mark.parametrize("cell", ["1 h 30", dt.time(1, 30), dt.timedelta(hours=1, minutes=30)])
def test_minutes_in_words_or_as_a_time_of_day_are_refused(cell):
    with pytest.raises(CannotEdit, match="Minutes: the file writes it in a unit"):
        as_the_file_writes(MINUTES, 15.0, [(cell, 90.0)])


def test_an_amount_among_amounts_in_words_is_a_plain_number():
    assert as_the_file_writes(AMOUNT, 12_000.0, [("$1,200", 1200.0)]) == 12_000


def test_an_amount_of_a_column_in_two_units_is_plain_only_if_some_cell_is():
    assert as_the_file_writes(AMOUNT, 5.0, [(3.0, 3.0), (4.0, 4000.0)]) == 5
    with pytest.raises(CannotEdit):
        as_the_file_writes(AMOUNT, 5.0, [(3.0, 3000.0), (4.0, 4.5)])


def test_words_are_spelled_as_the_file_spells_them():
    samples = [("Closed - Won", "won"), ("Closed - Won", "won"), ("WON", "won"), ("Open", "open")]
    assert as_the_file_writes(STATUS, "won", samples) == "Closed - Won"
    assert as_the_file_writes(STATUS, "lost", samples) == "lost"


def test_a_flag_is_the_files_own_word_for_it():
    assert as_the_file_writes(SILENT, True, [("Yes", True), ("No", False)]) == "Yes"
    assert as_the_file_writes(SILENT, True, []) is True


def test_an_emptied_value_empties_the_cell():
    assert as_the_file_writes(AMOUNT, None, [(3.0, 3.0)]) is None


def test_however_many_values_are_written_a_column_is_looked_through_once():
    class Looked(list):
        times = 0

        def __iter__(self):
            Looked.times += 1
            return super().__iter__()

    spelling = Spelling(AMOUNT, Looked([(3.0, 3000.0), (4.0, 4000.0)]))
    first, looked = spelling.of(5000.0), Looked.times
    assert [first, *(spelling.of(amount) for amount in (6000.0, 7000.0))] == [5, 6, 7]
    assert Looked.times == looked
