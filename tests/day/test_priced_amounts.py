"""What a deal is priced with: its own amount, that of deals like it, a cap, a rate, or nothing."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sentia.book.making import make_book
from sentia.day.amounts import add_priced_amount, amount_words, amounts_of
from sentia.day.day import plan_day
from sentia.errors import BadQuestion
from sentia.playbook import Playbook

WON = [{"amount": amount, "status": "won"} for amount in (1_000.0, 2_000.0, 3_000.0, 4_000.0, 10_000.0)]
COLUMNS = ["amount", "currency", "recurrence", "product", "source", "account_id"]
TEXTS = dict.fromkeys(COLUMNS[1:], "str")
MONDAY = "2026-11-23"


def deals(*rows):
    return pd.DataFrame(list(rows)).reindex(columns=COLUMNS).astype({"amount": "float64"} | TEXTS)


def amounts(*history, playbook=None, answers=None, prices=None, **tables):
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    book = make_book(opportunities=pd.DataFrame(list(history) or [{"stage": "Lead"}]), **frames)
    price_list = pd.DataFrame(prices or [], columns=["product", "price"]).astype(
        {"product": "str", "price": float}
    )
    return amounts_of(replace(book, answers=answers or {}, prices=price_list), playbook or Playbook())


def priced(*rows, history=WON, **how):
    return add_priced_amount(deals(*rows), amounts(*history, **how))


def sizes(line):
    return line.iloc[0][["priced_low", "priced", "priced_high"]].tolist()


def words(line):
    return amount_words(line, "USD")[0]


def test_the_usual_amount_is_the_median_of_what_was_won():
    found = amounts(*WON, {"amount": 1e6, "status": "open"})
    assert (found.low, found.usual, found.high, found.cap) == pytest.approx((1_800, 3_000, 5_200, 30_000))


def test_without_a_deal_won_it_is_that_of_all_and_nothing_is_capped():
    found = amounts({"amount": 500.0}, {"amount": 700.0})
    assert (found.usual, found.cap) == (600, np.inf)


@pytest.mark.parametrize("amount", [None, 0.0, -5.0])
def test_no_amount_counts_as_that_of_the_deals_won_with_its_range_and_says_so(amount):
    line = priced({"amount": amount})
    assert sizes(line) == pytest.approx([1_800, 3_000, 5_200])
    assert words(line) == "no amount in the file: like the 5 won deals of this book, $1,800 to $5,200"


def test_in_a_book_without_any_amount_there_is_none_and_no_zero():
    line = priced({"amount": None}, history=[{"status": "won"}])
    assert np.isnan(sizes(line)).all()
    assert words(line) == "no amount in the file"


# What is closest speaks: the product, its price, then the segment


def wristbands(count, amount=9_000.0):
    return [{"status": "won", "amount": amount + 3_000 * n, "product": "Wristbands"} for n in range(count)]


def test_a_product_that_was_won_five_times_prices_its_own_deals():
    history = [*wristbands(5), *WON]  # 9,000, 12,000 ... 21,000
    line = priced({"product": " wristbands "}, history=history)
    assert sizes(line) == pytest.approx([11_400, 15_000, 18_600])
    assert words(line) == "no amount in the file: like 5 won deals of Wristbands, $11,000 to $19,000"
    assert words(priced({"product": "Caps"}, history=history)).startswith("no amount in the file: like the 10 won")


def test_won_four_times_it_tells_nothing_yet():
    line = priced({"product": "Wristbands"}, history=[*wristbands(4), *WON])
    assert "like the 9 won deals of this book" in words(line)


def test_its_orders_serve_where_its_deals_are_too_few():
    orders = [{"account_id": "Acme", "product": "Caps", "amount": 100.0 * n} for n in range(1, 6)]
    line = priced({"product": "Caps"}, orders=orders)
    assert sizes(line) == pytest.approx([180, 300, 420])
    assert words(line) == "no amount in the file: like 5 orders of Caps, $180 to $420"


def test_a_price_list_counts_as_often_as_deals_came_to_their_prices():
    prices = [("Caps", 10.0), ("Wristbands", 3_000.0)]
    line = priced({"product": "caps"}, history=wristbands(5), prices=prices)  # 3 to 7 times the list price
    assert sizes(line) == pytest.approx([38, 50, 62])
    stands_on = "by the list price of Caps (5 won deals came to 3.8 to 6.2 times theirs)"
    assert words(line) == f"no amount in the file: {stands_on}, $38 to $62"


def test_where_no_deal_shows_it_one_is_assumed_and_said():
    line = priced({"product": "Caps"}, prices=[("Caps", 500.0)])
    assert sizes(line) == [250, 500, 1_000]
    assert words(line) == "no amount in the file: by the list price of Caps (one of them assumed), $250 to $1,000"


SEGMENTS = [
    ("industry", {"industry": "Wine"}, "like 5 won deals in Wine"),
    ("people", {"employees": 60}, "like 5 won deals with companies of 50 to 249 people"),
]


@pytest.mark.parametrize(("by", "company", "told"), SEGMENTS, ids=[by for by, *_ in SEGMENTS])
def test_then_the_companies_like_theirs(by, company, told):
    accounts = [{"account_id": "Acme", **company}, {"account_id": "Birch", **company}, {"account_id": "Corda"}]
    history = [row | {"account_id": "Birch"} for row in wristbands(5)] + WON
    line = priced({"account_id": "Acme"}, history=history, accounts=accounts)
    assert sizes(line) == pytest.approx([11_400, 15_000, 18_600])
    assert words(line) == f"no amount in the file: {told}, $11,000 to $19,000"
    assert "of this book" in words(priced({"account_id": "Corda"}, history=history, accounts=accounts))


def test_then_where_deals_come_from():
    history = [*[row | {"source": "Fair"} for row in wristbands(5)], *WON]
    assert words(priced({"source": "fair"}, history=history)).startswith(
        "no amount in the file: like 5 won deals from Fair"
    )


def test_the_range_goes_into_what_the_line_may_bring_and_into_its_working():
    history = [row | {"stage": "Won"} for row in [*wristbands(5), *WON]]
    open_deals = [
        {"opportunity_id": "given", "account_id": "Acme", "stage": "Proposal", "amount": 15_000.0},
        {"opportunity_id": "like", "account_id": "Birch", "stage": "Proposal", "product": "Wristbands"},
    ]
    book = make_book(opportunities=pd.DataFrame([*history, *open_deals]))
    day = plan_day(book, MONDAY, Playbook(alike_share=1.0))
    lines = day.actions.set_index("opportunity_id")
    given, like = lines.loc["given"], lines.loc["like"]
    assert like["gain"] == pytest.approx(given["gain"])
    for end, amount in (("gain_low", 11_400), ("gain_high", 18_600)):  # what is unsure adds up as independent
        wide = np.hypot(np.log(given[end] / given["gain"]), np.log(amount / 15_000))
        assert abs(np.log(like[end] / like["gain"])) == pytest.approx(wide, abs=0.001)
    assert np.isnan(like["amount"])
    assert like["because"].startswith("No amount in the file: like 5 won deals of Wristbands, $11,000 to $19,000")
    assert like["working"][0] == (
        "No amount in the file: like 5 won deals of Wristbands, $11,000 to $19,000; counted as $15,000"
    )
    assert not any("amount in the file" in step for step in given["working"])


# Typing errors


@pytest.mark.parametrize(("amount", "kind"), [(30_000.0, "given"), (30_001.0, "capped")])
def test_over_three_times_the_largest_ever_won_an_amount_counts_as_usual(amount, kind):
    line, usual = priced({"amount": amount}).iloc[0], priced({"amount": None}).iloc[0]
    assert line["amount_is"] == kind
    assert line["priced"] == (amount if kind == "given" else usual["priced"])


def test_once_the_rep_says_the_amount_is_right_it_counts_in_full():
    line = priced({"amount": 1e6}, answers={"whales": "the amount is right"})
    assert line["priced"].tolist() == [1e6]


# Other currencies, and money that comes again


DOLLARS = [row | {"currency": "usd"} for row in WON]
KRONOR = {"amount": 90_000.0, "currency": "SEK"}


def test_another_currency_has_no_price_and_does_not_count_in_the_usual_one():
    history = [*DOLLARS, KRONOR | {"status": "won"}]
    line = priced(KRONOR, {"amount": 5.0, "currency": "USD"}, history=history)
    assert line["amount_is"].tolist() == ["foreign", "given"]
    assert line["priced"].isna().tolist() == [True, False]
    assert amount_words(line, "USD") == ["an amount in another currency", "$5"]
    assert amounts(*history).cap == 30_000


def test_with_the_reps_rate_it_is_priced_in_the_books_currency_and_says_how():
    history = [*DOLLARS, KRONOR | {"status": "won"}]
    line = priced({"amount": 50_000.0, "currency": "sek"}, history=history, answers={"rate:SEK/USD": "0.1"})
    assert sizes(line) == pytest.approx([5_000] * 3)
    assert words(line) == "$5,000 (SEK 50,000, at 0.1 USD to one SEK)"
    assert amounts(*history, answers={"rate:SEK/USD": "0.1"}).usual == 3_500  # 1,000 to 10,000, with 9,000


def test_a_rate_that_is_none_is_refused_in_a_sentence():
    with pytest.raises(BadQuestion, match="SEK in USD: 'cheap' is no rate; write what one SEK is worth in USD"):
        amounts(*DOLLARS, answers={"rate:SEK/USD": "cheap"})


@pytest.mark.parametrize(
    ("recurrence", "counted", "told"),
    [
        ("monthly", 6_000, "$6,000 ($500 a month, over 12 months)"),
        ("yearly", 500, "$500"),
        ("once", 500, "$500"),
    ],
)
def test_what_is_paid_by_the_month_counts_for_a_year(recurrence, counted, told):
    line = priced({"amount": 500.0, "recurrence": recurrence})
    assert sizes(line) == [counted] * 3
    assert words(line) == told


def test_how_long_it_counts_is_the_playbooks():
    two_years = Playbook(recurring_months=24)
    line = priced({"amount": 500.0, "recurrence": "yearly"}, playbook=two_years)
    assert words(line) == "$1,000 ($500 a year, over 24 months)"


def test_a_monthly_amount_does_not_pass_for_a_small_deal_among_those_won():
    history = [{"amount": 1_000.0, "status": "won", "recurrence": "monthly"}]
    assert amounts(*history).usual == 12_000


@pytest.mark.parametrize(
    ("listed", "answers", "price"),
    [("USD", {}, 500.0), ("EUR", {"rate:EUR/USD": "1.2"}, 600.0), (None, {}, 500.0), ("EUR", {}, None)],
)
def test_a_price_list_in_another_currency_counts_at_its_rate_and_not_at_all_without_one(listed, answers, price):
    deals = [{"product": None, "amount": 90.0, "status": "won", "currency": "USD"}]
    book = make_book(opportunities=pd.DataFrame(deals))
    prices = pd.DataFrame({"product": ["Caps"], "price": [500.0], "currency": pd.Series([listed], dtype="str")})
    known = amounts_of(replace(book, answers=answers, prices=prices), Playbook())
    line = add_priced_amount(
        pd.DataFrame([{"amount": None, "currency": None, "account_id": None, "product": "Caps"}]), known
    )
    assert line["priced"].tolist() == [price or 90.0]


def test_where_no_deal_states_a_currency_the_price_list_is_in_the_same():
    book = make_book(opportunities=pd.DataFrame([{"amount": 90.0, "status": "won"}]))
    prices = pd.DataFrame({"product": ["Caps"], "price": [500.0], "currency": ["EUR"]})
    known = amounts_of(replace(book, prices=prices), Playbook())
    line = add_priced_amount(
        pd.DataFrame([{"amount": None, "currency": None, "account_id": None, "product": "Caps"}]), known
    )
    assert line["priced"].tolist() == [500.0]
