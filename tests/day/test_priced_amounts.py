"""What a deal is priced with: its own amount, the usual one, a cap, or nothing."""

import numpy as np
import pandas as pd
import pytest

from sentia.day.amounts import add_priced_amount, amount_words, amounts_of, main_currency
from sentia.playbook import Playbook


def deals(*rows):
    frame = pd.DataFrame(list(rows)).reindex(columns=["amount", "currency", "status"])
    return frame.astype({"amount": "float64", "currency": "str", "status": "str"})


WON = [{"amount": amount, "status": "won"} for amount in (1_000.0, 2_000.0, 3_000.0, 4_000.0, 10_000.0)]


def priced(*rows, history=WON, playbook=None):
    return add_priced_amount(deals(*rows), amounts_of(deals(*history), playbook or Playbook()))


def test_the_usual_amount_is_the_median_of_what_was_won():
    found = amounts_of(deals(*WON, {"amount": 1e6, "status": "open"}), Playbook())
    assert (found.low, found.usual, found.high, found.cap) == pytest.approx((1_800, 3_000, 5_200, 30_000))


def test_without_a_deal_won_it_is_that_of_all_and_nothing_is_capped():
    found = amounts_of(deals({"amount": 500.0}, {"amount": 700.0}), Playbook())
    assert (found.usual, found.cap) == (600, np.inf)


@pytest.mark.parametrize("amount", [None, 0.0, -5.0])
def test_no_amount_counts_as_the_usual_one_and_says_so(amount):
    line = priced({"amount": amount})
    assert line.iloc[0][["priced_low", "priced", "priced_high"]].tolist() == pytest.approx([1_800, 3_000, 5_200])
    assert amount_words(line, "USD") == ["no amount given ($3,000 is usual)"]


@pytest.mark.parametrize(("amount", "kind"), [(30_000.0, "given"), (30_001.0, "capped")])
def test_three_times_the_largest_ever_won_is_the_cap(amount, kind):
    line = priced({"amount": amount}).iloc[0]
    assert (line["priced"], line["amount_is"]) == (30_000, kind)


def test_once_the_rep_says_the_amount_is_right_it_counts_in_full():
    found = amounts_of(deals(*WON), Playbook(), is_confirmed=True)
    assert add_priced_amount(deals({"amount": 1e6}), found)["priced"].tolist() == [1e6]


def test_another_currency_has_no_price_and_does_not_count_in_the_usual_one():
    euros = [{"amount": 900_000.0, "currency": "SEK", "status": "won"}]
    dollars = [row | {"currency": "usd"} for row in WON]
    line = priced(
        {"amount": 5.0, "currency": "SEK"}, {"amount": 5.0, "currency": "USD"}, history=[*dollars, *euros]
    )
    assert line["amount_is"].tolist() == ["foreign", "given"]
    assert line["priced"].isna().tolist() == [True, False]
    assert amount_words(line, "USD") == ["an amount in another currency", "$5"]
    assert amounts_of(deals(*dollars, *euros), Playbook()).cap == 30_000


def test_the_books_currency_is_the_one_that_most_amounts_have():
    assert main_currency(deals({"currency": "eur"}, {"currency": "EUR"}, {"currency": "USD"})) == "EUR"
    assert main_currency(deals({"currency": "EUR"}, {"currency": "CHF"})) == "CHF"  # a draw: the first by name
    assert main_currency(deals({})) == "USD"
