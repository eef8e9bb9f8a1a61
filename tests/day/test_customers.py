"""The customers: who is late, what a year should bring, what they could buy and do not."""

import pandas as pd
import pytest
from small_books import ON, account, book_of, orders, person

from sentia.day.customers import customers
from sentia.day.customers_working import account_steps
from sentia.estimates.peers import missing_products


def found_in(owner=None, **tables):
    return customers(book_of(**tables), ON, owner=owner)


def of(product, rows):
    return [row | {"product": product, "order_id": f"{product}{row['order_id']}"} for row in rows]


MONTHLY, LATE = [30 * n + 10 for n in range(20)], [30 * n + 80 for n in range(20)]


def test_who_waits_longer_than_nine_in_ten_of_its_own_gaps_is_late_and_stands_first():
    found = found_in(orders=orders("1", MONTHLY) + orders("2", LATE), contacts=[person("2", phone="+1 555 0102")])
    assert found.accounts["state"].tolist() == ["late", "on time"]
    assert found.to_call.index.tolist() == ["A2"]
    assert found.to_call["phone"].tolist() == ["+1 555 0102"]


def test_each_product_has_a_rhythm_of_its_own():
    rows = of("Filters", orders("1", MONTHLY)) + of("Pumps", orders("1", [100, 200, 300, 400]))
    products = found_in(orders=rows).products.set_index("product")
    assert products.at["Filters", "typical_days"] == pytest.approx(30, rel=0.2)
    assert products.at["Pumps", "typical_days"] > 80
    assert products.at["Filters", "spend_12"] == 12_000
    assert products["waited"].to_dict() == {"Filters": 10, "Pumps": 100}


def test_room_is_the_reps_own_figure_less_what_is_bought_else_what_similar_accounts_buy_and_says_which():
    peers = [one for n in range(2, 10) for one in orders(str(n), MONTHLY, 1000.0 * n)]
    accounts = [account(str(n)) for n in range(1, 10)]
    accounts[1]["potential_spend"] = 100_000.0
    found = found_in(accounts=accounts, orders=orders("1", MONTHLY) + peers).accounts
    assert (found.at["A2", "could_as"], found.at["A2", "room"]) == ("your figure", 100_000 - 24_000)
    assert found.at["A2", "share"] == pytest.approx(0.24)
    assert found.at["A1", "could_as"] == "like similar accounts"
    assert found.at["A1", "room"] > 0
    assert found.at["A9", "could_as"] == "not known"  # it buys most of all
    assert pd.isna(found.at["A9", "room"])


def test_others_customers_are_not_mine():
    accounts = [account("1", owner="Ann"), account("2", owner="Bo")]
    found = found_in(owner="Ann", accounts=accounts, orders=orders("1", MONTHLY) + orders("2", MONTHLY))
    assert found.accounts.index.tolist() == ["A1"]


def test_the_year_ahead_is_orders_times_their_size():
    found = found_in(orders=orders("1", MONTHLY))
    row = found.accounts.iloc[0]
    assert row["expected_orders"] * row["order_size"] == pytest.approx(row["expected_12"])
    steps = " ".join(account_steps("A1", found))
    assert f"{row['expected_orders']:.2f} orders x $1,000 = " in steps


def test_a_book_without_orders_has_no_customers():
    assert found_in(contacts=[person("1")]).accounts.empty


def bought(**products):
    """What each account bought in the last year: `Filters="AB"` is one order of A and one of B."""
    rows = [(who, ON, 100.0, product) for product, some in products.items() for who in some]
    frame = pd.DataFrame(rows, columns=["account_id", "ordered_on", "amount", "product"])
    return frame.astype({"account_id": "str", "product": "str"})


NO_INDUSTRY = pd.Series(dtype="str")


def test_what_two_in_five_peers_buy_is_missed_and_what_fewer_buy_is_not():
    found = missing_products(bought(Filters="ABCDEFGHI", Pumps="ABCD", Rolls="AB"), NO_INDUSTRY, ON)
    assert set(found["product"]) == {"Pumps"}
    assert found["account_id"].tolist() == list("EFGHI")
    assert found[["buyers", "peers"]].iloc[0].tolist() == [4, 8]


def test_with_few_accounts_nothing_is_missed():
    assert missing_products(bought(Filters="ABCDEFG", Pumps="ABCDEF"), NO_INDUSTRY, ON).empty


def test_peers_are_of_the_same_trade_where_there_are_enough_of_them():
    industries = pd.Series({who: "Hotels" if who in "ABCDEFGH" else "Mills" for who in "ABCDEFGHIJ"})
    found = missing_products(bought(Filters="ABCDEFGHIJ", Pumps="ABCDE"), industries, ON)
    assert set(found["account_id"]) == set("FGH") | set("IJ")
    assert found.set_index("account_id").at["F", "peers"] == 7


def test_what_was_bought_ever_is_not_missing():
    late = bought(Filters="ABCDEFGHI", Pumps="ABCDEF")
    old = pd.DataFrame([("I", ON - pd.Timedelta(days=900), 50.0, "Pumps")], columns=late.columns)
    found = missing_products(pd.concat([late, old]), NO_INDUSTRY, ON)
    assert found["account_id"].tolist() == ["G", "H"]
