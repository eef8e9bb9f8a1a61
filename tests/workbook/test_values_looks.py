"""What a column looks like without its header."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.workbook.files.cells import Cells
from sentia.workbook.values import looks_like

KINDS = {
    "date", "number", "money", "email", "phone", "url", "flag", "choice", "id", "person", "company", "text",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("date", ["31/12/2025", date(2026, 3, 4), "2026-03-31T10:00Z", "5 May 2026"]),
        ("number", [1200, "1.234,50", "12k", 5]),
        ("money", ["$1,200", "€ 5", "5 kr", "12 k€"]),
        ("email", ["ann@acme.com", "bo.li@zeta.co.uk", "cy@x.org; di@x.org"]),
        ("phone", ["(415) 293-3313", "+49 30 1234567", "1-955-371-0847 x371", "030-0074321", "740.645.3807"]),
        ("phone", [4155550123, 4915112345678]),
        ("url", ["https://acme.com/a", "www.acme.com", "zeta.io"]),
        ("flag", ["yes", "No", True, "x"]),
        ("choice", ["Open", "Won", "Open", "Won", "Open", "Lost", "Lost", "Open"]),
        ("id", ["OPP-101", "OPP-102", "0015500000Xyy06AAB", "ALFKI"]),
        ("id", [10248, 10249, 10250]),
        ("person", ["Ann Lee", "Zoë Müller", "Ludwig van Beethoven", "O'Neil, Pat", "Dr. Ada Byron"]),
        ("company", ["Acme Inc", "Zeta GmbH", "Fast Freight Ltd.", "Initech Corp", "Lopez S.A."]),
        ("text", ["Called about the quote, wants a better price and will decide after the fair", "a\nb"]),
    ],
)
def test_a_column_looks_like_what_it_is(kind, column):
    assert looks_like(Cells.from_values([None, *column]))[kind] == 1


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("date", [45631, 12000, "555-123-4567", "1.5", "Acme"]),
        ("phone", ["31/12/2025", "2026-03-31", "12,000.00", "1234567", "OPP-1"]),
        ("number", ["00501", "65%", "Acme", "31/12/2025"]),
        ("person", ["Closed Won", "Sales Manager", "Acme Inc", "call ann", "Needs Analysis"]),
        ("url", ["ann@acme.com", "31.12.2025", "e.g. this"]),
        ("choice", ["a", "b", "c", "d"]),
        ("id", ["31/12/2025", "Ann Lee", "7", "7"]),
    ],
)
def test_a_column_does_not_look_like_what_it_only_resembles(kind, column):
    assert looks_like(Cells.from_values(column))[kind] == 0


def test_shares_are_of_the_cells_that_are_not_empty():
    assert looks_like(Cells.from_values(["ann@acme.com", None, "Ann", None]))["email"] == 0.5


def test_a_long_column_is_sampled_from_end_to_end():
    column = ["ann@acme.com"] * 50_000 + ["Ann Lee"] * 50_000
    assert looks_like(Cells.from_values(column))["email"] == pytest.approx(0.5, abs=0.01)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=20), st.floats(allow_nan=False), st.booleans(), st.dates()),
        max_size=8,
    )
)
def test_any_column_gets_a_share_for_every_kind(column):
    looks = looks_like(Cells.from_values(column))
    assert set(looks) == KINDS
    assert all(0 <= share <= 1 for share in looks.values())
