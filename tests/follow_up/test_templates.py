"""The words of the messages: readable and changeable for every kind and language, and kept with the workbook."""

from dataclasses import replace

import pytest
from small_books import ON, account, book_of, call, deal, person

from sentia.book.origin import Source
from sentia.errors import BadQuestion
from sentia.follow_up.drafts.behind import with_gap
from sentia.follow_up.drafts.languages import LANGUAGES
from sentia.follow_up.drafts.templates import (
    MESSAGES,
    own_words,
    unknown_places,
    usual_words,
    with_signature,
    with_words,
    without_words,
)
from sentia.follow_up.drafts.writing import draft_for
from sentia.follow_up.missing import follow_up_gaps
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

QUIET = {"kind": "quiet beyond cadence", "contact_id": "C1", "account_id": "A1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_read_with_its_places_and_has_a_name(language: str) -> None:
    assert set(MESSAGES) == set(LANGUAGES[language].words.messages)
    for about in MESSAGES:
        subject, body = usual_words(about, language)
        assert subject
        assert "{owner}" in body
        assert unknown_places(f"{subject}\n{body}") == []


def test_the_reps_own_words_are_filled_with_the_facts_and_ours_come_back() -> None:
    book = book_of(accounts=[account(name="Acme")], contacts=[person(name="Ana Ruiz")])
    own = with_words(
        book, "in touch", "en", "News for {account}", "Hi {first},\nthis made me think of you.\n{owner}"
    )
    draft = draft_for(own, QUIET, ON, "Pat Reyes")
    assert (draft.subject, draft.is_own) == ("News for Acme", True)
    assert draft.body == "Hi Ana,\nthis made me think of you.\nPat Reyes"
    ours = draft_for(without_words(own, "in touch", "en"), QUIET, ON, "Pat Reyes")
    assert ours == draft_for(book, QUIET, ON, "Pat Reyes")


def test_our_words_kept_unchanged_stay_ours() -> None:
    book = book_of(contacts=[person()])
    assert with_words(book, "quote", "de", *usual_words("quote", "de")).answers == book.answers


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Hi", "Hello {frist}", r"\{frist\} is no fact"),
        ("{}", "Hello", r"\{\} is no fact"),
        (" ", "Hello", "a subject and a message"),
        ("Hi", " \n ", "a subject and a message"),
    ],
)
def test_words_that_cannot_be_filled_get_one_sentence(subject: str, body: str, said: str) -> None:
    with pytest.raises(BadQuestion, match=said):
        with_words(book_of(contacts=[person()]), "quote", "en", subject, body)


def test_a_place_misspelt_in_the_workbook_lets_ours_stand() -> None:
    book = replace(book_of(contacts=[person()]), answers={"draft:in touch:en": "Hi\nHello {frist}"})
    assert own_words(book, "in touch", "en") is None
    assert not draft_for(book, QUIET, ON).is_own


def test_a_signature_of_two_lines_signs_every_message() -> None:
    book = with_signature(book_of(contacts=[person()]), "Pat Reyes\n+1 555 0100")
    assert draft_for(book, QUIET, ON, "Patricia Reyes").body.endswith("Kind regards,\nPat Reyes\n+1 555 0100")
    assert draft_for(with_signature(book, " "), QUIET, ON, "Pat").body.endswith("Kind regards,\nPat")


def test_own_words_and_the_signature_go_with_the_workbook_and_come_back() -> None:
    text = b"Company,Contact,Deal,Amount\nAcme,Ana Ruiz,Press line,9000\nBirch,Bo Chen,Spares,5000\n"
    book = read_book([Source("mine.csv", text)])
    body = "Hi {first},\n\n=about {deal}, as you asked\n\n{owner}"
    own = with_signature(with_words(book, "quote", "fr", "{deal}", body), "Pat\n+1 555")
    name, data, _ = workbook_bytes(own, "mine.csv", None, None)
    again = read_book([Source("mine.csv", text), Source(name, data)])
    assert own_words(again, "quote", "fr") == ("{deal}", body)
    assert again.answers == own.answers


def test_a_kept_promise_on_today_says_what_was_promised() -> None:
    said = call("1", 6, activity_id="L1", promise="send two references", promise_by="us", promise_on=ON)
    book = book_of(accounts=[account()], contacts=[person()], opportunities=[deal()], activities=[said])
    line = {"kind": "promise", "opportunity_id": "O1", "contact_id": "C1", "account_id": "A1"}
    known = with_gap(line, follow_up_gaps(book, ON))
    assert known["gap"] == "promise due|promise:L1"
    assert draft_for(book, known, ON).subject == "As promised: send two references"
    assert "gap" not in with_gap(line | {"kind": "grow"}, follow_up_gaps(book, ON))
