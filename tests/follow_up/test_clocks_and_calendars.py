"""Clocks of follow-ups over weekends, public holidays, month ends and time zones."""

import pandas as pd
import pytest
from small_books import account, deal, person
from small_gaps import activity, day, first_due, gaps_on, old_log


def lead(came_in, **where):
    """A new lead of a company somewhere; the log goes back further."""
    row = deal("1", stage="Lead", created_on=day(came_in))
    return {
        "opportunities": [row],
        "contacts": [person()],
        "accounts": [account(**where)],
        "activities": old_log(),
    }


def test_a_lead_that_came_in_on_friday_is_due_on_monday():
    assert first_due("new lead untouched", **lead("11-13")) == "11-16"


def test_a_lead_that_came_in_on_saturday_is_due_on_monday_too():
    assert first_due("new lead untouched", **lead("11-14")) == "11-16"


@pytest.mark.parametrize(
    ("country", "due"), [("United States", "11-27"), ("United Kingdom", "11-26"), (None, "11-26")]
)
def test_thanksgiving_rests_in_the_united_states_and_nowhere_else(country, due):
    assert first_due("new lead untouched", last=day("12-04"), **lead("11-25", country=country)) == due


@pytest.mark.parametrize(("country", "due"), [("Germany", "04-07"), ("United States", "04-03")])
def test_good_friday_and_easter_monday_rest_in_germany(country, due):
    assert first_due("new lead untouched", last=day("04-13"), **lead("2026-04-02", country=country)) == due


def test_the_persons_own_time_zone_says_whose_holidays_count():
    tables = lead("11-25", country="United Kingdom")
    tables["contacts"] = [person(timezone="America/New_York")]
    assert first_due("new lead untouched", last=day("12-04"), **tables) == "11-27"


def test_information_of_the_last_day_of_the_year_is_due_in_the_new_one():
    tables = {"opportunities": [deal()], "contacts": [person()], "activities": [activity("12-31", "info sent")]}
    assert first_due("information sent", last=day("2027-01-20"), **tables) == "2027-01-05"


def test_a_promise_of_theirs_for_the_last_of_february_is_due_on_the_first_working_day_of_march():
    told = activity("2026-02-20", promise="send the figures", promise_by="them", promise_on=day("2026-02-27"))
    tables = {"opportunities": [deal()], "contacts": [person()], "activities": [told]}
    assert first_due("promise due", last=day("03-06"), **tables) == "03-02"


def test_a_message_of_the_last_day_of_a_leap_february_is_due_on_the_first_of_march():
    asked = activity("2028-02-29", "email", direction="in")
    tables = {"opportunities": [deal()], "contacts": [person()], "activities": [asked]}
    assert first_due("reply owed", last=day("2028-03-06"), **tables) == "2028-03-01"


@pytest.mark.parametrize(
    ("clock", "zone"), [("2026-11-23 00:30", "Asia/Tokyo"), ("2026-11-23 23:30", "America/Los_Angeles")]
)
def test_the_day_is_the_reps_own_wherever_their_clock_stands(clock, zone):
    tables = {"opportunities": [deal(next_step="Call", next_step_on=day("11-23"))], "contacts": [person()]}
    assert len(gaps_on(pd.Timestamp(clock, tz=zone), tables, "next step late")) == 1
    assert gaps_on(pd.Timestamp(clock, tz=zone) - pd.Timedelta(days=1), tables, "next step late").empty
