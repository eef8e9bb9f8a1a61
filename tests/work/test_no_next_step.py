"""No next step: two working days after the last touch."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "no next step"


def tables(last="11-17", **values):
    return {"contacts": [person()], "opportunities": [deal()], "activities": [activity(last)]} | values


@pytest.mark.parametrize(("last", "due"), [("11-17", "11-19"), ("11-19", "11-23"), ("11-20", None)])
def test_it_is_due_two_working_days_after_the_last_touch(last, due):
    assert first_due(KIND, **tables(last)) == due


TASK = {"activity_id": "T", "kind": "task", "due_on": day("12-01")}


@pytest.mark.parametrize(
    "more",
    [
        {"opportunities": [deal(next_step_on=day("12-01"))]},
        {"opportunities": [deal(next_step="Call", next_step_on=day("11-18"))]},  # late: it speaks for itself
        {"activities": [activity("11-17"), TASK | {"opportunity_id": "O1"}]},
        {"activities": [activity("11-17"), TASK | {"contact_id": "C1"}]},
        {"activities": [activity("11-17"), TASK | {"account_id": "A1"}]},
        {
            "calendar": [{"starts_at": day("11-25"), "title": "Visit Company 1"}],
            "accounts": [{"account_id": "A1", "name": "Company 1"}],
        },
    ],
)
def test_a_planned_step_silences_it(more):
    assert not is_due(KIND, ON, **tables(**more))


def test_words_without_a_date_are_not_dated_yet():
    found = gaps_on(ON, tables(opportunities=[deal(next_step="Send the offer")]), KIND)
    assert found["because"].tolist() == ["Send the offer: agreed, not yet dated; last in touch 6 days ago"]


def test_another_deals_step_does_not_count():
    other = deal("2", contact_id="C1", next_step="Call", next_step_on=day("12-01"))
    assert is_due(KIND, ON, **tables(opportunities=[deal(), other]))


def test_nothing_is_asked_within_sixty_days_of_a_no():
    said_no = activity("11-02", outcome="said no")
    assert not is_due(KIND, ON, **tables(activities=[said_no]))
    assert is_due(KIND, day("2027-01-01"), **tables(activities=[said_no]))


def test_without_a_log_the_day_of_its_stage_is_no_talk():
    found = gaps_on(ON, {"opportunities": [deal(stage_since_on=day("11-03"))]}, "no next step")
    assert found["because"].tolist() == ["Nothing noted for 20 days; the next step is not yet dated"]
