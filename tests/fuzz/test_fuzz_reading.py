"""A few spoiled files of every format; `fuzz_reading.py` reads many more by hand."""

import pytest
from fuzz_reading import end_of
from spoiled_files import good_files, spoiled

GOOD = good_files()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_of_every_format_is_a_book(name):
    assert end_of(name, GOOD[name]) == "book"


@pytest.mark.parametrize("name", GOOD)
def test_a_spoiled_file_ends_in_a_book_or_in_a_sentence(name):
    ends = [end_of(name, spoiled(GOOD[name], seed)) for seed in range(5)]
    assert set(ends) <= {"book", "no records", "sentence"}
