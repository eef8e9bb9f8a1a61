"""Re-order overdue: longer than nine in ten of its own gaps."""

from small_books import ON, account, orders, person
from small_gaps import day, gaps_on, is_due

KIND = "re-order overdue"
STEADY = orders("1", range(60, 400, 30))


def tables(*more, **values):
    return {"accounts": [account(status="customer")], "contacts": [person()], "orders": [*STEADY, *more]} | values


def test_it_is_due_once_the_wait_is_longer_than_nine_in_ten_of_its_gaps():
    due_on = gaps_on(ON, tables(), KIND)["due_on"].iloc[0]
    assert day("10-25") < due_on < ON
    assert is_due(KIND, due_on, **tables())
    assert not is_due(KIND, due_on - (due_on - day("10-25")) / 2, **tables())


def test_an_order_or_a_plan_silences_it():
    assert not is_due(KIND, ON, **tables(*orders("1", [3])))
    task = {"activity_id": "T", "kind": "task", "account_id": "A1", "due_on": day("12-01")}
    assert not is_due(KIND, ON, **tables(activities=[task]))


def test_who_surely_stopped_buying_is_not_overdue():
    gone = orders("1", range(700, 1060, 30))
    assert not is_due(KIND, ON, **tables() | {"orders": gone})
