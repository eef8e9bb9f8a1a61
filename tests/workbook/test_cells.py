"""What a column of cells holds, and how it looks to a person."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from sentia.workbook.files.cells import EMPTY, FLAG, MOMENT, NUMBER, SPAN, TEXT, Cells, Sheet


def test_every_value_a_rep_can_type_has_its_kind():
    values = [
        "Acme",
        5,
        2.5,
        True,
        date(2026, 3, 4),
        datetime(2026, 3, 4, 9),
        time(9),
        timedelta(hours=1),
        None,
        "",
    ]
    expected = [TEXT, NUMBER, NUMBER, FLAG, MOMENT, MOMENT, SPAN, SPAN, EMPTY, EMPTY]
    assert Cells.from_values(values).kind.tolist() == expected


def test_a_missing_number_or_moment_is_an_empty_cell():
    cells = Cells.from_values([float("nan"), pd.NaT, pd.Timestamp("2026-03-04")])
    assert cells.kind.tolist() == [EMPTY, EMPTY, MOMENT]


def test_numbers_count_days_in_microseconds_and_spans_in_seconds():
    cells = Cells.from_values([date(1970, 1, 2), timedelta(minutes=1), time(0, 0, 2), True, "x"])
    assert cells.number[:4].tolist() == [86_400_000_000, 60, 2, 1]
    assert np.isnan(cells.number[4])


def test_text_is_never_missing_even_where_there_is_none():
    cells = Cells.from_values(["Null", "N/A", None, 5])
    assert cells.text.tolist() == ["Null", "N/A", "", ""]
    assert str(cells.text.dtype) == "str"


def test_cells_look_as_a_person_would_write_them():
    values = [
        1e20,
        0.1 + 0.2,
        -5,
        datetime(2026, 3, 4, 9, 5),
        datetime(2026, 3, 4, 9, 5, 7),
        False,
        timedelta(seconds=5),
    ]
    shown = ["100000000000000000000", "0.3", "-5", "2026-03-04 09:05", "2026-03-04 09:05:07", "No", "0:00:05"]
    assert Cells.from_values(values).shown() == shown


def test_only_the_chosen_cells_are_shown_in_the_order_asked_for():
    assert Cells.from_values(["a", "b", "c"]).shown([2, 0]) == ["c", "a"]


def test_a_sheet_without_columns_has_no_rows():
    sheet = Sheet("crm.xlsx", "Deals", ())
    assert (sheet.n_rows, sheet.n_columns) == (0, 0)
