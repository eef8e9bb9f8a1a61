"""What holds for every reader of a column, whatever stands in it."""

from datetime import date, datetime, timedelta
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.book.schema import DTYPES
from sentia.vocabulary import spellings
from sentia.workbook import values
from sentia.workbook.files.cells import EMPTY, ERROR, TEXT, Cells

READERS = {
    "text": values.read_text,
    "id": values.read_ids,
    "date": values.read_dates,
    "moment": values.read_moments,
    "money": lambda cells: values.read_money(cells)[0],
    "number": values.read_number,
    "minutes": values.read_minutes,
    "rate": values.read_rate,
    "flag": values.read_flag,
    "choice": lambda cells: values.read_choice(cells, spellings("activity kinds")),
}
BLANKS = ["", " ", "\u00a0", "-", "--", "—", "N/A", "#N/A", "(none)", "--None--"]
ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text(alphabet="0123456789.,-/ :€$%kM()'TZ+ae", max_size=14),
    st.sampled_from([*BLANKS, "12.5", "1,234", "31/12/2025", "03/04/2026", "Yes", "High", "45 min", "phone call"]),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
)
columns = st.lists(ANYTHING, max_size=12)
REPEATED = 3


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=30, deadline=None)
@given(column=columns)
def test_nothing_raises_and_every_cell_is_read_blank_or_listed_as_unread(kind, column):
    cells = Cells.from_values(column)
    read = READERS[kind](cells)
    is_read, is_unread = read.values.notna().to_numpy(), np.isin(np.arange(len(cells)), read.unread)
    assert read.values.index.equals(pd.RangeIndex(len(cells)))
    assert str(read.values.dtype) == DTYPES.get(kind, "str")
    assert not (is_read & is_unread).any()
    assert not is_unread[cells.kind == EMPTY].any()
    silent = ~is_read & ~is_unread & (cells.kind != EMPTY)
    assert (cells.kind[silent] == TEXT).all()
    shown = cells.text[silent].str.replace(r"[\W_\u00ad]", "", regex=True).str.lower()
    repeated = shown.groupby(shown).transform("size") >= REPEATED  # one word again and again is nothing too
    assert set(shown[~repeated]) <= {"", "na", "none", "null", "nil", "nan", "select", "empty", "blank"}


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=10, deadline=None)
@given(column=columns)
def test_reading_a_column_twice_gives_the_same_and_leaves_the_cells_as_they_were(kind, column):
    cells = Cells.from_values(column)
    before = cells.kind.copy(), cells.text.copy(), cells.number.copy()
    first, second = READERS[kind](cells), READERS[kind](cells)
    pd.testing.assert_series_equal(first.values, second.values)
    assert first.notes == second.notes
    np.testing.assert_array_equal(before[0], cells.kind)
    pd.testing.assert_series_equal(before[1], cells.text)
    np.testing.assert_array_equal(before[2], cells.number)


@pytest.mark.parametrize("kind", READERS)
def test_an_empty_column_is_read_as_nothing(kind):
    assert len(READERS[kind](Cells.from_values([])).values) == 0
    assert READERS[kind](Cells.from_values([None, None])).values.isna().all()


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind not in ("text", "id")])
@pytest.mark.parametrize("blank", BLANKS)
def test_a_dash_or_not_available_is_a_blank_and_no_fault(kind, blank):
    assert len(READERS[kind](Cells.from_values([blank])).unread) == 0


@pytest.mark.parametrize("kind", ["date", "moment", "money", "number", "minutes", "rate", "flag", "choice"])
@pytest.mark.parametrize("word", ["soon", "tomorrow", "#REF!"])
def test_a_word_that_says_nothing_is_a_fault_rather_than_silently_nothing(kind, word):
    assert READERS[kind](Cells.from_values([word])).unread.tolist() == [0]


@pytest.mark.parametrize("kind", READERS)
def test_a_formula_that_failed_is_unread(kind):
    cells = Cells(np.array([ERROR], dtype=np.int8), pd.Series([""], dtype="str"), np.array([np.nan]))
    assert READERS[kind](cells).unread.tolist() == [0]


@pytest.mark.parametrize("kind", READERS)
def test_what_was_wanted_is_said(kind):
    assert READERS[kind](Cells.from_values(["x"])).wanted


def test_other_types_of_cells_are_unread_where_they_make_no_sense():
    cells = Cells.from_values([True, date(2026, 3, 31), datetime(2026, 3, 31, 9), timedelta(hours=1)])
    assert values.read_money(cells)[0].unread.tolist() == [0, 1, 2, 3]
    assert values.read_dates(cells).unread.tolist() == [0, 3]
    assert values.read_minutes(cells).unread.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("date", [f"{day % 28 + 1:02}/{day % 12 + 1:02}/20{day % 20 + 10}" for day in range(100_000)]),
        ("money", [f"{amount % 3000},50 €" for amount in range(100_000)]),
        ("choice", ["Phone Call", "Seance"] * 50_000),
        ("text", [f"Deal {number % 5000}" for number in range(100_000)]),
    ],
    ids=["date", "money", "choice", "text"],
)
def test_a_hundred_thousand_cells_are_read_in_a_moment(kind, texts):
    cells = Cells.from_values(texts)
    times = []
    for _ in range(3):
        started = perf_counter()
        READERS[kind](cells)
        times.append(perf_counter() - started)
    assert min(times) < 0.2
