"""Quote expiring: three working days before its last day."""

import pytest
from small_books import ON, book_of, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

from sentia.day.day import plan_day

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


def test_one_that_they_answered_has_a_line_as_if_never_tried_in_vain():
    word, ours = activity("11-12", direction="in"), activity("11-16", outcome="reached")
    lines = plan_day(book_of(**tables(activities=[word, ours])), ON).actions
    assert lines.loc[lines["kind"] == "quote", "progress_chance"].tolist() == [0.48]
