"""Meeting without follow-up: two working days after, no word of ours."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "meeting without follow-up"
MET = activity("11-17", "meeting", outcome="reached")


def tables(*log, **values):
    return {"contacts": [person()], "opportunities": [deal()], "activities": [MET, *log]} | values


def test_it_is_due_two_working_days_after():
    assert first_due(KIND, **tables()) == "11-19"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-18", "email"), False),
        (activity("11-18", "email", outcome="no answer"), False),
        (activity("11-18", "call", outcome="reached"), False),
        (activity("11-18", "call", outcome="voicemail"), True),
        (activity("11-18", "email", direction="in"), True),
        (activity("11-18", "note"), True),
        (activity("11-16", "email"), True),
        (activity("11-18", "email", contact_id="C2"), False),  # to a colleague, about the same deal
        (activity("11-18", "email", contact_id="C2", opportunity_id=None), True),
    ],
)
def test_our_word_after_it_silences_it(later, stands):
    assert is_due(KIND, ON, **tables(later)) == stands


def test_a_plan_silences_it_and_so_does_an_outcome():
    assert not is_due(KIND, ON, **tables(opportunities=[deal(next_step_on=day("12-01"))]))
    assert not is_due(KIND, ON, **tables(opportunities=[deal(status="won", closed_on=day("11-18"))]))


@pytest.mark.parametrize("kind", ["visit", "demo", "meeting"])
def test_visits_and_demos_are_meetings(kind):
    found = gaps_on(ON, tables(activities=[MET | {"kind": kind}]), KIND)
    assert found["because"].tolist() == [f"{kind.capitalize()} 6 days ago; our summary is not noted yet"]
