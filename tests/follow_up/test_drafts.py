"""Drafts: the facts of the book in the contact's language, never a fact that is not there, never "checking in"."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import ON, account, book_of, days_ago, deal, person

from sentia.follow_up.drafts.languages import _ABOUT, LANGUAGES, about_of
from sentia.follow_up.drafts.writing import LONGEST_LINK, as_template, draft_for, filled, kept_wording, mail_link

QUOTE = {
    "kind": "quote unanswered",
    "account_id": "A1",
    "contact_id": "C1",
    "opportunity_id": "O1",
    "quote_id": "Q1",
}


def a_quote(country=None, currency="EUR", **contact):
    return book_of(
        accounts=[account(country=country)],
        contacts=[person(name="Tess Meyer", email="tess@acme.example") | contact],
        opportunities=[deal(name="Press line", currency=currency)],
        quotes=[{"quote_id": "Q1", "opportunity_id": "O1", "amount": 14_000.0, "sent_on": days_ago(20)}],
    )


def test_a_quote_is_asked_about_with_its_day_amount_and_deal() -> None:
    draft = draft_for(a_quote(), QUOTE, ON, "Alex Reed")
    assert draft.to == "tess@acme.example"
    assert draft.subject == "Our quote for Press line"
    assert draft.body == (
        "Hello Tess,\n\nOn 3 November we sent you our quote of €14,000 for Press line.\n\n"
        "Is there anything in it that should be different for you to go ahead?\n\nKind regards,\nAlex Reed"
    )


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("Germany", "am 3. November haben wir Ihnen unser Angebot über 14.000 € für Press line geschickt."),
        ("France", "Le 3 novembre, nous vous avons envoyé notre devis de 14\u202f000 € pour Press line."),
        ("España", "El 3 de noviembre le enviamos nuestra oferta de 14.000 € para Press line."),
        ("Denmark", "On 3 November we sent you our quote of €14,000 for Press line."),
    ],
)
def test_a_message_is_in_the_language_of_their_country(country: str, said: str) -> None:
    assert said in draft_for(a_quote(country), QUOTE, ON).body


def test_an_amount_without_a_known_currency_is_not_named() -> None:
    body = draft_for(a_quote(currency=None), QUOTE, ON).body
    assert "our quote for Press line." in body
    assert "14" not in body


def test_a_promise_is_kept_in_its_own_words() -> None:
    said = {"activity_id": "L1", "contact_id": "C1", "promise": "send two references", "promise_by": "us"}
    book = book_of(contacts=[person()], activities=[said | {"promise_on": days_ago(11)}])
    line = {"kind": "promise due", "contact_id": "C1", "gap": "promise due|promise:L1", "next_touch": "Keep it"}
    draft = draft_for(book, line, ON)
    assert draft.subject == "As promised: send two references"
    assert "I had promised you for 12 November: send two references." in draft.body
    theirs = draft_for(book, line | {"next_touch": "Remind them kindly"}, ON)
    assert "We had noted for 12 November: send two references." in theirs.body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(_ABOUT))
def test_every_kind_has_a_whole_message_even_where_nothing_is_known(kind: str, language: str) -> None:
    draft = draft_for(book_of(contacts=[person()]), {"kind": kind, "contact_id": "C9"}, ON, language=language)
    assert draft.subject
    assert draft.body.count("\n\n") >= 2  # a greeting, something to say, a farewell
    assert not {"{", "}"} & set(draft.subject + draft.body)
    assert "nan" not in draft.body.lower().split()
    assert "checking in" not in draft.body.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_message_with_as_many_lines(language: str) -> None:
    messages, english = LANGUAGES[language].words.messages, LANGUAGES["en"].words.messages
    assert {about: len(said) for about, said in messages.items()} == {a: len(said) for a, said in english.items()}


def test_a_profile_and_a_missing_contact_have_nobody_to_write_to() -> None:
    assert about_of("career unchecked") is None
    assert draft_for(a_quote(), QUOTE | {"kind": "nobody to call"}, ON) is None


def test_the_reps_own_wording_serves_the_next_of_its_kind_with_its_own_facts() -> None:
    book = a_quote()
    draft = draft_for(book, QUOTE, ON)
    key, wording = kept_wording(draft, "Press line?", "Hi Tess,\nthe quote of €14,000: yes or no?")
    assert key == "draft:quote:en"
    other = a_quote(name="Bo Chen")
    own = draft_for(replace(other, answers={key: wording}), QUOTE, ON)
    assert (own.subject, own.body) == ("Press line?", "Hi Bo,\nthe quote of €14,000: yes or no?")
    assert own.is_own


def test_a_short_name_inside_a_longer_word_is_left_alone() -> None:
    assert as_template("Anatomy for Ana", {"first": "Ana"}) == "Anatomy for {first}"


@given(st.text(max_size=3000), st.text(max_size=100))
def test_a_mail_link_is_never_too_long_and_says_what_was_written(body: str, subject: str) -> None:
    link = mail_link("ana@acme.example", subject, body)
    assert len(link) <= LONGEST_LINK or not parse_qs(urlsplit(link).query).get("body")
    assert link.isascii()
    assert " " not in link
    said = parse_qs(urlsplit(link).query, keep_blank_values=True)["body"][0]
    assert body.replace("\r\n", "\n").replace("\n", "\r\n").startswith(said)


def test_an_address_that_is_none_is_left_out_of_the_link() -> None:
    assert mail_link("javascript:alert(1)", "Hello", "").startswith("mailto:?subject=Hello")


@given(st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=["Cs"])))
def test_text_without_places_is_filled_with_nothing(text: str) -> None:
    assert filled(text, {}) == text


def test_a_deal_without_a_name_is_spoken_of_by_its_product() -> None:
    one = deal(name=None, product="label presses")
    book = book_of(contacts=[person()], opportunities=[one])
    draft = draft_for(book, {"kind": "no next step", "opportunity_id": "O1"}, ON)
    assert draft.subject == "The next step for label presses"
