"""Dates ahead: contracts, trials, warranties and birthdays, from columns and from notes."""

import pytest
from small_books import ON, person
from small_gaps import activity, day, gaps_on, old_log

KIND = "date ahead"


def account(**values):
    return {"account_id": "A1", "name": "Moss Mill", "status": "customer"} | values


def said(on=ON, **tables):
    return gaps_on(on, tables, KIND)["because"].tolist()


@pytest.mark.parametrize(
    ("column", "ends_on", "stands"),
    [
        ("contract_ends_on", "2027-03-23", True),
        ("contract_ends_on", "2027-03-24", False),
        ("contract_ends_on", "2026-11-10", True),
        ("contract_ends_on", "2026-10-30", False),
        ("competitor_ends_on", "2027-05-22", True),
        ("competitor_ends_on", "2027-05-23", False),
    ],
)
def test_an_end_is_prepared_from_its_months_before_until_two_weeks_after(column, ends_on, stands):
    assert bool(said(accounts=[account(**{column: day(ends_on)})])) == stands


def test_the_day_on_which_it_can_still_be_ended_decides():
    contract = account(contract_ends_on=day("2027-06-30"), notice_on=day("2027-03-20"))
    assert said(accounts=[contract]) == ["Their contract with us is decided by 20 March 2027"]


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        (
            "Likes jazz. Maintenance contract expires 2027-01-15",
            "Their contract with us is decided by 15 January 2027",
        ),
        ("Wartungsvertrag läuft am 15.1.2027 aus", "Their contract with us is decided by 15 January 2027"),
        (
            "current supplier's contract is up 1 April 2027",
            "Their contract with another supplier ends on 1 April 2027",
        ),
        ("pilot until 27 November", "Their trial ends on 27 November"),
        ("warranty runs out 10 Jan 2027", "Their warranty or lease ends on 10 January 2027"),
        ("signed the contract on 15 January 2026", None),
        ("call about jazz by 15 January 2027", None),
    ],
)
def test_notes_that_say_it_plainly_count(note, sentence):
    assert said(accounts=[account(notes=note)]) == ([sentence] if sentence else [])


@pytest.mark.parametrize(("on", "stands"), [("11-22", False), ("11-23", True), ("11-25", True), ("11-26", False)])
def test_a_birthday_is_wished_on_its_day(on, stands):
    people = [person("1", birthday_on=day("1971-11-23"))]
    assert bool(said(day(on), contacts=people)) == stands


def test_nothing_is_sold_on_a_birthday():
    found = gaps_on(ON, {"contacts": [person("1", birthday_on=day("1971-11-23"))]}, KIND)
    assert found["next_touch"].tolist() == ["Wish them well, and sell nothing"]


def test_a_talk_does_not_settle_it_and_a_planned_step_does():
    tables = {"accounts": [account(contract_ends_on=day("2027-01-15"))], "contacts": [person("1")]}
    talk = activity("11-20", opportunity_id=None, account_id="A1")
    step = {"activity_id": "L9", "kind": "call", "due_on": day("12-01"), "account_id": "A1"}
    assert said(**tables, activities=[*old_log(), talk])
    assert not said(**tables, activities=[*old_log(), talk, step])
