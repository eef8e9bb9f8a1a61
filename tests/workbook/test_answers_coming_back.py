"""What the rep said of columns and currencies comes back with the workbook, and never keeps it from opening."""

from dataclasses import replace

import pytest
from made_files import book_of

from sentia.book.origin import Source
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

DEALS = [
    ["Deal", "Company", "Stage", "Amount", "Total", "Currency"],
    ["Pumps", "Acme", "Lead", 900, 1_000, "USD"],
    ["Nuts", "Bolt", "Lead", 100, 120, "USD"],
    ["Cams", "Corda", "Lead", 100, 120, "EUR"],
]
COLUMN, RATE = "column:crm.xlsx|Deals|Total", "rate:EUR/USD"


def own(answers=None):
    return read_book(Source("crm.xlsx", book_of(Deals=DEALS)), answers, trusted=True)


def again(answers):
    """The book that comes back, on whose sheet of answers these stand."""
    data = workbook_bytes(replace(own(), answers=answers))[1]
    return read_book(Source("crm.xlsx", data), trusted=True)


def test_a_column_and_a_rate_are_as_the_rep_said_once_more():
    book = again({COLUMN: "opportunities.amount", RATE: "1.1"})
    assert book.opportunities["amount"].tolist() == [1_000, 120, 120]
    assert [question["chosen"] for question in book.understanding.questions] == ["1.1"]
    assert book.understanding.faults == ()


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ({COLUMN: "opportunities.worth"}, ("Deals|Total", "opportunities.worth")),
        ({"column:crm.xlsx|Old|Total": "opportunities.amount"}, ("Old|Total", "opportunities.amount")),
        ({RATE: "cheap"}, ("", "cheap")),
    ],
)
def test_what_was_changed_into_nonsense_is_listed_and_the_file_opens(answer, place):
    book = again(answer)
    assert book.opportunities["amount"].tolist() == [900, 100, 100]
    assert book.answers == {}
    assert [(fault["sheet"], fault["found"]) for fault in book.understanding.faults] == [place]
