"""Next step late: what was agreed for a day that has come."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "next step late"


def tables(*log, step="Demo at their site", on="11-18", **values):
    deals = [deal(next_step=step, next_step_on=day(on))]
    return {"contacts": [person()], "opportunities": deals, "activities": [*log]} | values


def test_it_is_due_on_its_day():
    assert first_due(KIND, **tables()) == "11-18"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-18", "demo", outcome="reached"), False),
        (activity("11-20", "meeting"), False),
        (activity("11-20", "call", subject="Demo held at the site"), False),
        (activity("11-20", "call", subject="Price"), True),  # a touch about something else
        (activity("11-17", "demo"), True),
        (activity("11-20", "demo", outcome="no answer"), True),
    ],
)
def test_the_step_done_silences_it_and_no_other_touch(later, stands):
    assert is_due(KIND, ON, **tables(later)) == stands


def test_a_new_date_silences_it():
    assert not is_due(KIND, ON, **tables(on="11-24"))


def test_a_planned_activity_is_a_step_and_said_once_with_its_deals_own():
    task = {"activity_id": "T1", "kind": "task", "subject": "Visit", "contact_id": "C1", "due_on": day("11-19")}
    assert is_due(KIND, ON, contacts=[person()], activities=[task])
    both = tables(task | {"due_on": day("11-18"), "opportunity_id": "O1"})
    assert len(gaps_on(ON, both, KIND)) == 1


def test_a_planned_activity_of_a_decided_deal_is_none():
    task = {"activity_id": "T1", "kind": "task", "opportunity_id": "O1", "due_on": day("11-19")}
    assert not is_due(KIND, ON, opportunities=[deal(status="won", closed_on=day("11-20"))], activities=[task])


def test_it_says_what_was_agreed():
    assert gaps_on(ON, tables(), KIND)["because"].tolist() == ["Demo at their site: agreed for 18 November"]
    assert gaps_on(day("11-18"), tables(), KIND)["because"].tolist() == ["Demo at their site: agreed for today"]
