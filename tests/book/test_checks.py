"""What only the rep can settle about a book, and the reading used meanwhile."""

import pandas as pd
import pytest

from sentia.book.checks import check_book, is_settled_here, settled
from sentia.book.making import make_book
from sentia.playbook import Playbook


def asked(*deals, playbook=None):
    book = make_book(opportunities=pd.DataFrame(list(deals)))
    return {question["id"]: question for question in check_book(book, playbook)}


WON = {"name": "Old", "status": "won", "amount": 10_000.0}


def test_a_book_that_leaves_nothing_open_asks_nothing():
    assert (
        asked(WON, {"name": "New", "status": "open", "amount": 9_000.0, "owner": "Ann", "currency": "USD"}) == {}
    )


def test_two_owners_ask_which_one_the_rep_is():
    question = asked({"owner": "Ann"}, {"owner": "Bo"})["owner"]
    assert question["question"] == "2 people own records in this book. Which are you?"
    assert (question["options"], question["chosen"]) == (["Ann", "Bo", "everybody"], "everybody")


@pytest.mark.parametrize(("amount", "is_asked"), [(30_000.0, False), (30_001.0, True)])
def test_an_amount_past_belief_is_asked_about_and_capped_meanwhile(amount, is_asked):
    questions = asked(WON, {"name": "Whale", "status": "open", "amount": amount})
    assert ("whales" in questions) == is_asked
    if is_asked:
        assert "Whale (30,001)" in questions["whales"]["question"]
        assert questions["whales"]["chosen"] == "price it as usual for now"


def test_one_small_win_does_not_put_the_usual_deals_past_belief():
    tags = {"name": "Tags", "status": "won", "amount": 1_200.0}
    usual = [
        {"name": f"Line {size:.0f}", "status": "open", "amount": size} for size in (3_500.0, 9_000.0, 42_000.0)
    ]
    more = {"name": "Press", "status": "open", "amount": 18_000.0}
    assert asked(tags, *usual, more) == {}
    assert (
        "Mill (900,000)" in asked(tags, *usual, more, more | {"name": "Mill", "amount": 9e5})["whales"]["question"]
    )


def test_how_far_past_belief_is_the_playbooks():
    whale = {"name": "Whale", "status": "open", "amount": 30_001.0}
    assert asked(WON, whale, playbook=Playbook(whale_factor=4)) == {}


def test_without_a_deal_won_nothing_is_past_belief():
    assert asked({"name": "Whale", "status": "open", "amount": 1e9}) == {}


def test_a_second_currency_is_asked_about_and_has_no_price_meanwhile():
    question = asked({"currency": "USD"}, {"currency": "usd"}, {"currency": "EUR"})["rate:EUR/USD"]
    assert question["question"] == "What is one EUR worth in USD?"
    assert (question["answer"], question["options"], question["chosen"]) == ("number", [], None)
    assert question["meanwhile"] == "Until you say, 1 deal in EUR has no price."


def test_a_large_amount_in_another_currency_is_no_whale_once_its_rate_is_known():
    yen = {"name": "Tokyo", "status": "open", "amount": 900_000.0, "currency": "JPY"}
    book = make_book(opportunities=pd.DataFrame([WON | {"currency": "USD"}, {"currency": "USD"}, yen]))
    assert {q["id"] for q in check_book(book)} == {"rate:JPY/USD"}
    told = settled(book, "rate:JPY/USD", "0.007")
    assert {q["id"]: q["chosen"] for q in told.understanding.questions} == {"rate:JPY/USD": "0.007"}


def test_what_only_prices_a_book_is_settled_without_reading_a_file_again():
    book = make_book(opportunities=pd.DataFrame([WON, {"name": "Whale", "status": "open", "amount": 30_001.0}]))
    told = settled(book, "whales", "the amount is right")
    assert told.base is book.base
    assert told.understanding.questions[0]["chosen"] == "the amount is right"
    assert settled(told, "whales", "").answers == {}
    assert is_settled_here("whales")
    assert not is_settled_here("dates:crm.csv")


@pytest.mark.parametrize(("recurrence", "is_asked"), [("monthly", False), ("yearly", True), (None, True)])
def test_what_is_paid_again_and_again_counts_as_it_is_priced(recurrence, is_asked):
    won = {"name": "Won", "status": "won", "amount": 1_000.0, "recurrence": recurrence}
    questions = asked(won, {"name": "Big", "status": "open", "amount": 5_000.0, "recurrence": None})
    assert ("whales" in questions) == is_asked
