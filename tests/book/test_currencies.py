"""Several currencies in one book: one rate is asked for each, and none is ever assumed."""

import pandas as pd
import pytest

from sentia.book.currencies import currency_questions, in_currency, main_currency, rates_of
from sentia.errors import BadQuestion


def deals(*codes, amount=100.0):
    return pd.DataFrame({"currency": pd.Series(codes, dtype="str"), "amount": amount})


def test_the_books_currency_is_the_one_that_most_amounts_have():
    assert main_currency(deals("eur", "EUR", "USD")) == "EUR"
    assert main_currency(deals("EUR", "CHF")) == "CHF"  # a draw: the first by name
    assert main_currency(deals(None)) == "USD"


def test_each_other_currency_is_asked_about_the_one_with_most_deals_first():
    book = deals("USD", "USD", "USD", "USD", "CHF", "eur", "EUR")
    asked = currency_questions(book, {"rate:CHF/USD": "1.25"})
    assert [one["question"] for one in asked] == ["What is one EUR worth in USD?", "What is one CHF worth in USD?"]
    assert [one["chosen"] for one in asked] == [None, "1.25"]
    assert asked[0]["meanwhile"] == "Until you say, 2 deals in EUR have no price."


@pytest.mark.parametrize(("said", "rate"), [("1.08", 1.08), ("1,08", 1.08), (" 2 ", 2.0), ("0.0065", 0.0065)])
def test_a_rate_is_written_with_a_point_or_a_comma(said, rate):
    assert rates_of({"rate:EUR/USD": said}, "USD") == {"EUR": rate}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("0", "'0' is no rate; write what one EUR is worth in USD as a number such as 1.08."),
        ("-1", "'-1' is no rate"),
        ("about 1", "'about 1' is no rate"),
        ("99999999", "'99999999' is no rate"),
        ("1,234", "'1,234' may be read in two ways; write what one EUR is worth in USD"),
        ("", "'' is no rate"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(said, why):
    with pytest.raises(BadQuestion) as refused:
        rates_of({"rate:EUR/USD": said}, "USD")
    assert str(refused.value).startswith(f"EUR in USD: {why}")


def test_a_rate_between_nothing_is_refused_in_a_sentence():
    with pytest.raises(BadQuestion, match="'rate:EUR' names no two currencies; write it as 'rate:EUR/USD'"):
        rates_of({"rate:EUR": "1.08"}, "USD")


def test_a_rate_serves_either_way_round_and_only_for_its_own_two():
    assert rates_of({"rate:EUR/USD": "1.25"}, "EUR") == {"USD": 0.8}
    assert rates_of({"rate:EUR/USD": "1.25"}, "GBP") == {}


def test_amounts_without_a_rate_have_no_price_and_those_without_a_currency_are_the_books():
    found = in_currency(deals("EUR", "SEK", None), "USD", {"EUR": 1.5})
    assert found.fillna(-1).tolist() == [150, -1, 100]
