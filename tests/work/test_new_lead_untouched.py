"""New lead untouched: a working day after it came in, where the log can tell."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due, old_log

KIND = "new lead untouched"


def tables(*log, created="11-19", **values):
    lead = deal(stage="Lead", created_on=day(created))
    return {"contacts": [person()], "opportunities": [lead], "activities": [*old_log(), *log]} | values


def test_it_is_due_a_working_day_after_it_came_in():
    assert first_due(KIND, **tables()) == "11-20"
    assert first_due(KIND, **tables(created="11-20")) == "11-23"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-19"), False),
        (activity("11-19", outcome="no answer"), False),
        (activity("11-19", "note"), True),
        (activity("11-10"), True),  # what was said before it came in
    ],
)
def test_a_touch_or_a_try_silences_it(later, stands):
    assert is_due(KIND, ON, **tables(later)) == stands


def test_a_plan_silences_it_and_a_later_stage_is_no_new_lead():
    planned = deal(stage="Lead", created_on=day("11-19"), next_step_on=day("12-01"))
    assert not is_due(KIND, ON, **tables(opportunities=[planned]))
    assert not is_due(KIND, ON, **tables(opportunities=[deal(stage="Demo", created_on=day("11-19"))]))


def test_without_a_log_reaching_back_nobody_says_that_it_was_not_called():
    assert not is_due(KIND, ON, contacts=[person()], opportunities=[deal(stage="Lead", created_on=day("11-19"))])
    assert gaps_on(ON, tables(created="2024-01-08"), KIND).empty
