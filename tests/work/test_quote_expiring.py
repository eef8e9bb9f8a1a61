"""Quote expiring: three working days before its last day."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "quote expiring"


def tables(valid="11-25", **values):
    row = {"quote_id": "Q1", "opportunity_id": "O1", "amount": 9_000.0, "sent_on": day("11-02")}
    quotes = [row | {"valid_until_on": day(valid), "status": values.pop("status", None)}]
    return {"contacts": [person()], "opportunities": [deal()], "quotes": quotes} | values


def test_it_is_due_three_working_days_before():
    assert first_due(KIND, **tables()) == "11-20"


@pytest.mark.parametrize(("on", "stands"), [("11-25", True), ("11-26", False)])
def test_it_stands_until_its_last_day(on, stands):
    assert is_due(KIND, day(on), **tables()) == stands


@pytest.mark.parametrize("status", ["accepted", "declined"])
def test_an_answer_or_a_longer_life_silences_it(status):
    assert not is_due(KIND, ON, **tables(status=status))
    assert not is_due(KIND, ON, **tables(valid="12-20"))


def test_neither_a_touch_nor_a_plan_does():
    planned = [deal(next_step="Call", next_step_on=day("12-01"))]
    assert is_due(KIND, ON, **tables(opportunities=planned, activities=[activity("11-20", direction="in")]))


def test_it_says_until_when():
    assert gaps_on(ON, tables(), KIND)["because"].tolist() == ["A quote of $9,000 holds until 25 November"]
