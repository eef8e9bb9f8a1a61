"""Trouble: complaints, overdue invoices, credit stops; selling rests there until it is put right."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, gaps_on

KIND = "trouble"
MILL = {"account_id": "A1", "name": "Moss Mill", "status": "customer"}
CASE = {"case_id": "K1", "account_id": "A1", "opened_on": day("11-18"), "subject": "Pump leaks"}
INVOICES = [
    {"order_id": "R1", "account_id": "A1", "ordered_on": day("09-01"), "amount": 900.0, "due_on": day("10-01")},
    {"order_id": "R2", "account_id": "A1", "ordered_on": day("08-01"), "amount": 500.0, "due_on": day("09-01")}
    | {"paid_on": day("09-01")},
]


def said(**tables):
    return gaps_on(ON, {"accounts": [MILL]} | tables, KIND)["because"].tolist()


def test_an_open_complaint_is_put_right():
    sentence = "Open complaint: Pump leaks, reported on 18 November; selling rests there meanwhile"
    assert said(cases=[CASE]) == [sentence]


def test_an_invoice_that_nobody_paid_is_told_with_what_is_owed():
    sentence = "An invoice is overdue since 1 October, $900 in all; selling rests there meanwhile"
    assert said(orders=INVOICES) == [sentence]


def test_where_no_payments_are_kept_none_is_missing():
    assert said(orders=INVOICES[:1]) == []


@pytest.mark.parametrize(("closed", "asks"), [("11-13", True), ("11-19", False), ("10-01", False)])
def test_a_week_after_it_was_put_right_we_ask_once(closed, asks):
    assert bool(said(cases=[CASE | {"opened_on": day("10-01"), "closed_on": day(closed)}])) == asks


def test_a_word_of_ours_since_has_asked():
    closed = CASE | {"opened_on": day("11-02"), "closed_on": day("11-11")}
    talk = activity("11-18", opportunity_id=None, account_id="A1", outcome="reached")
    assert not said(cases=[closed], contacts=[person("1")], activities=[talk])


@pytest.mark.parametrize(
    "wrong", [{"cases": [CASE]}, {"orders": INVOICES}, {"accounts": [MILL | {"credit_stop": True}]}]
)
def test_nothing_is_sold_where_something_is_wrong(wrong):
    tables = {"accounts": [MILL], "opportunities": [deal("1")], "contacts": [person("1")]}
    assert "no next step" in set(gaps_on(ON, tables | {"cases": []})["kind"])
    assert "no next step" not in set(gaps_on(ON, tables | wrong)["kind"])
