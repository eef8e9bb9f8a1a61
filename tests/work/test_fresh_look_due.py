"""Fresh look due: nine months after a no, set at once, for ever not where it will never do."""

import pytest
from small_books import ON, book_of, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

from sentia.follow_up.missing import facts_on
from sentia.work.running import clocks_of, running_on

KIND = "fresh look due"


def no(closed="02-20", reason="Timing", **values):
    return deal(status="lost", closed_on=day(closed), lost_reason=reason, created_on=day("2025-11-03")) | values


def tables(*deals, **values):
    return {"contacts": [person()], "opportunities": [*(deals or [no()])]} | values


def test_it_is_due_two_hundred_and_seventy_days_after():
    assert first_due(KIND, **tables()) == "11-17"


def test_losing_a_deal_sets_its_day_at_once():
    running = clocks_of(running_on(facts_on(book_of(**tables(no("11-20"))), ON)))
    assert running.loc[running["kind"] == KIND, "due_on"].tolist() == [day("2027-08-17")]


def test_a_declined_quote_sets_one_too():
    row = {"quote_id": "Q1", "contact_id": "C1", "account_id": "A1", "status": "declined", "sent_on": day("02-20")}
    found = gaps_on(ON, {"contacts": [person()], "quotes": [row | {"amount": 900.0}]}, KIND)
    assert (found["quote_id"].tolist(), found["due_on"].tolist()) == (["Q1"], [day("11-17")])


@pytest.mark.parametrize("reason", ["No fit", "Do not contact", "Closed down"])
def test_some_reasons_are_for_ever(reason):
    assert not is_due(KIND, day("2029-11-23"), **tables(no(reason=reason)))


def test_an_open_deal_there_or_a_sale_since_silences_it():
    assert not is_due(KIND, ON, **tables(no(), deal("2", account_id="A1")))
    won = deal("2", account_id="A1", status="won", closed_on=day("05-04"))
    assert not is_due(KIND, ON, **tables(no(), won))


def test_a_later_no_sets_it_anew():
    later = activity("05-04", opportunity_id=None, outcome="said no")
    assert first_due(KIND, day("2027-03-01"), **tables(activities=[later])) == "2027-01-29"


def test_once_it_was_taken_it_comes_again_a_year_later():
    asked = activity("11-18", opportunity_id=None, outcome="reached")
    assert not is_due(KIND, ON, **tables(activities=[asked]))
    assert first_due(KIND, day("2027-12-01"), **tables(activities=[asked])) == "2027-11-17"


def test_it_says_why_they_said_no():
    found = gaps_on(ON, tables(), KIND).iloc[0]
    assert found["because"] == "Said no 9 months ago (timing); time for a fresh look"
