"""Call an account whose re-order is overdue by its own rhythm."""

from math import ceil

import pytest
from by_hand import once
from small_books import actions_of, desk_of, orders, person

from sentia.day.candidates import candidates

REGULAR = [order for n in range(2, 9) for order in orders(str(n), [30 * k + n for k in range(20)])]


def late(days, key="1", amount=1000.0):
    return orders(key, [30 * k + days for k in range(20)], amount)


def reorder_of(days, **tables):
    desk = desk_of(orders=[*REGULAR, *late(days)], contacts=[person("1")], **tables)
    return desk, candidates(desk).loc[lambda found: found["kind"] == "re-order"]


def test_a_late_account_is_worth_what_a_call_keeps_of_its_year():
    desk, lines = reorder_of(58)
    line, found = lines.loc["re-order|account:A1"], desk.accounts.loc["A1"]
    total = found["expected_12"] * found["gone"] * 0.08 * 0.48
    assert line["total"] == pytest.approx(total)
    assert line["gain"] == pytest.approx(once(total, 45), abs=0.01)
    assert line["because"].startswith("Orders about every 30 days, now 58, ")
    assert line["because"].endswith("chance they are gone, a year should bring $11,000")
    assert 0.1 < found["gone"] < 0.6


def test_an_account_within_its_rhythm_is_not_called_about_it():
    assert reorder_of(25)[1].empty


def test_it_is_due_once_nine_in_ten_of_its_waits_are_shorter():
    desk, _ = reorder_of(58)
    overdue = ceil(desk.accounts.loc["A1", "overdue_days"])
    assert reorder_of(overdue - 1)[1].empty
    _, lines = reorder_of(overdue + 1)
    assert lines["waiting"].tolist() == [1]


def test_an_overdue_account_is_called_about_that_and_nothing_else():
    desk, _ = reorder_of(58)
    found = candidates(desk)
    assert found.loc[found["account_id"] == "A1", "kind"].tolist() == ["re-order"]


def test_the_longer_the_wait_the_surer_it_is_gone():
    gone = [reorder_of(days)[0].accounts.loc["A1", "gone"] for days in (10, 40, 60, 90)]
    assert gone == sorted(gone)
    assert gone[0] < 0.02


def test_one_order_makes_no_rhythm():
    assert "re-order" not in actions_of(orders=orders("1", [200]))["kind"].tolist()


def test_the_deals_won_stand_for_orders_in_a_book_without_any():
    won = [
        {"account_id": one["account_id"], "closed_on": one["ordered_on"], "amount": 1000.0, "status": "won"}
        for one in [*REGULAR, *late(58)]
    ]
    assert "re-order|account:A1" in actions_of(opportunities=won).index
