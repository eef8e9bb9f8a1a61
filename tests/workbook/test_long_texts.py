"""What does not fit into a cell is cut there and said; the book keeps it."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sentia.book.making import make_book
from sentia.workbook.patch.cell_xml import safe_text
from sentia.workbook.patch.long_texts import fitted
from sentia.workbook.patch.result_sheet import Formula, ResultSheet
from sentia.workbook.writing import workbook_bytes

MOST = 32_767


def counted(text: str) -> int:
    """Characters as Excel counts them in the file."""
    return len(safe_text(text).encode("utf-16-le")) // 2


@given(st.text(st.sampled_from("x😀\x0b_\n"), min_size=1, max_size=6), st.integers(4_000, 50_000))
def test_nothing_stays_longer_than_a_cell_can_be_and_nothing_shorter_is_touched(piece, length) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    (sheet,), told = fitted([ResultSheet("Log", [["Note"], [text]])])
    held = sheet.rows[1][0]
    assert counted(held) <= MOST
    assert bool(told) == (counted(text) > MOST)
    assert held == text if not told else text.startswith(held.removesuffix(" …"))
    assert not told or counted(held) > MOST - 20


def test_each_cell_is_named_and_many_are_counted() -> None:
    rows = [["Note", "Other"], *[["x" * 40_000, Formula("=A1")] for _ in range(7)]]
    _, told = fitted([ResultSheet("Log", rows)])
    assert told[0] == "Log!A2 has 40,000 characters, more than a cell can hold: its beginning stands there."
    assert told[-1] == "2 more cells were too long and hold the beginning of their text."
    assert len(told) == 6


def test_a_sheet_that_fits_is_the_same() -> None:
    sheet = ResultSheet("Log", [["Note"], ["x" * MOST], [None], [5]])
    assert fitted([sheet]) == ([sheet], [])


def test_one_endless_note_does_not_keep_the_book_from_being_saved() -> None:
    book = make_book(opportunities=pd.DataFrame({"name": ["Pumps"], "notes": ["call again " * 5_000]}))
    _, data, receipt = workbook_bytes(book)
    assert data
    assert len(receipt.notes) == 1
    assert receipt.notes[0].startswith("Opportunities!")
