"""Nothing is deleted: what is over stays in the file, with its day and its reason."""

import pytest
from small_books import ON, account, book_of, call, deal, person

from sentia.book.archiving import archive
from sentia.errors import CannotEdit

BOOK = book_of(
    accounts=[account("1", notes="met at the fair")],
    contacts=[person("1")],
    opportunities=[deal("1")],
    quotes=[{"quote_id": "Q1", "opportunity_id": "O1", "status": "sent"}],
    activities=[call("1")],
)


def test_a_deal_is_lost_for_the_reason_on_that_day():
    book = archive(BOOK, "opportunities", "O1", "no budget", ON)
    assert book.opportunities[["status", "closed_on", "lost_reason"]].values.tolist() == [
        ["lost", ON, "no budget"]
    ]
    assert book.undo().opportunities["status"].tolist() == ["open"]


def test_an_account_is_former_and_left_alone_with_the_reason_below_its_notes():
    row = archive(BOOK, "accounts", "A1", "closed down", ON).accounts.iloc[0]
    assert (row["status"], bool(row["do_not_contact"])) == ("former", True)
    assert row["notes"] == "met at the fair\nArchived on 2026-11-23: closed down"


def test_a_person_is_left_alone_and_nobody_goes():
    book = archive(BOOK, "contacts", "C1", "", ON)
    assert book.contacts[["do_not_contact", "notes"]].values.tolist() == [[True, "Archived on 2026-11-23"]]


def test_a_quote_is_declined_and_an_own_line_over():
    book = BOOK.add("own_actions", what="Bring the samples")
    assert archive(book, "quotes", "Q1", "", ON).quotes["status"].tolist() == ["declined"]
    assert archive(book, "own_actions", "new:1", "", ON).own_actions["done_at"].tolist() == [ON]


def test_what_has_happened_is_not_archived():
    with pytest.raises(CannotEdit, match="activities has happened"):
        archive(BOOK, "activities", BOOK.activities.index[0], "", ON)
