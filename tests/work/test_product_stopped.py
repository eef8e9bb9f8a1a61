"""Product stopped: an account goes on buying, but not one of its products."""

import pandas as pd
import pytest
from small_books import ON, account, orders, person
from small_gaps import gaps_on, is_due

KIND = "product stopped"
MONTHLY = range(8, 370, 30)


def lines(code, ago, product, amount):
    return [
        order | {"order_id": f"{order['order_id']}{product}", "product": product, "amount": amount}
        for order in orders(code, ago)
    ]


FLOUR = lines("1", MONTHLY, "flour", 300.0)
YEAST = lines("1", range(188, 370, 30), "yeast", 120.0)
BOOK = {"accounts": [account(status="customer")], "contacts": [person()], "orders": [*FLOUR, *YEAST]}


def book_with(*more):
    return BOOK | {"orders": [*BOOK["orders"], *more]}


def test_who_still_buys_flour_every_month_and_no_yeast_for_half_a_year_is_asked_about_it():
    gap = gaps_on(ON, BOOK, KIND).iloc[0]
    assert "yeast" in gap["because"]
    assert "every 30 days" in gap["because"]
    assert "6 orders without it" in gap["because"]
    assert gap["due_on"] < ON


def test_a_product_that_comes_with_every_order_has_not_stopped():
    assert not is_due(KIND, ON, **BOOK | {"orders": [*FLOUR, *lines("1", MONTHLY, "yeast", 120.0)]})


def test_one_order_without_it_says_nothing():
    assert not is_due(KIND, ON, **BOOK | {"orders": [*FLOUR, *lines("1", range(38, 370, 30), "yeast", 120.0)]})


def test_two_orders_without_what_was_in_every_other_one_are_chance():
    flour = lines("1", [8, 40, *range(100, 370, 15)], "flour", 300.0)
    every_other = lines("1", range(100, 370, 30), "yeast", 120.0)
    assert not is_due(KIND, ON, **BOOK | {"orders": [*flour, *every_other]})


def test_who_buys_something_else_in_its_place_for_as_much_has_stopped_nothing():
    instead = lines("1", range(8, 180, 30), "sourdough", 125.0)
    assert not is_due(KIND, ON, **book_with(*instead))


def test_who_orders_nothing_at_all_any_more_is_late_with_the_re_order_and_not_with_one_product():
    late = {"orders": [*lines("1", range(100, 370, 30), "flour", 300.0), *YEAST]}
    assert is_due("re-order overdue", ON, **BOOK | late)
    assert not is_due(KIND, ON, **BOOK | late)


@pytest.mark.parametrize("more", [lines("1", [4], "yeast", 120.0), []])
def test_an_order_of_it_or_a_plan_silences_it(more):
    task = {"activity_id": "T", "kind": "task", "account_id": "A1", "due_on": ON + pd.Timedelta(days=3)}
    assert not is_due(KIND, ON, **book_with(*more) | ({} if more else {"activities": [task]}))
