"""Information sent, and silence: due three working days after."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "information sent"
SENT = activity("11-17", "info sent")


def tables(*log, **values):
    return {"contacts": [person()], "opportunities": [deal()], "activities": [SENT, *log]} | values


def test_it_is_due_three_working_days_after():
    assert first_due(KIND, **tables()) == "11-20"


def test_thanksgiving_is_no_working_day_in_america():
    sent = SENT | {"done_at": day("11-24")}
    america = {"accounts": [{"account_id": "A1", "name": "Company 1", "country": "USA"}]}
    spain = {"accounts": [{"account_id": "A1", "name": "Company 1", "country": "Spain"}]}
    later = day("12-02")
    assert first_due(KIND, later, **tables(activities=[sent]) | america) == "11-30"
    assert first_due(KIND, later, **tables(activities=[sent]) | spain) == "11-27"


def test_a_persons_own_time_zone_says_whose_holidays_count():
    people = [person(timezone="Europe/Madrid")]
    america = [{"account_id": "A1", "name": "Company 1", "country": "USA"}]
    sent = [SENT | {"done_at": day("11-24")}]
    found = first_due(KIND, day("12-02"), **tables(activities=sent, contacts=people, accounts=america))
    assert found == "11-27"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-18", "email", direction="in"), False),
        (activity("11-18"), False),
        (activity("11-18", outcome="no answer"), True),
        (activity("11-18", "note"), True),
    ],
)
def test_their_word_or_a_touch_silences_it(later, stands):
    assert is_due(KIND, ON, **tables(later)) == stands


def test_a_plan_silences_it():
    assert not is_due(KIND, ON, **tables(opportunities=[deal(next_step_on=day("12-01"))]))


def test_somebody_without_a_deal_is_followed_up_too():
    sent = SENT | {"opportunity_id": None}
    assert gaps_on(ON, {"contacts": [person()], "activities": [sent]}, KIND)["contact_id"].tolist() == ["C1"]


def test_without_a_log_the_day_it_reached_that_stage_counts():
    row = deal(stage="Info sent", stage_since_on=day("11-17"))
    assert first_due(KIND, contacts=[person()], opportunities=[row]) == "11-20"
