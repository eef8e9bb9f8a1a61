"""Career unchecked: 180 days without a touch or a look."""

import pytest
from small_books import ON, person
from small_gaps import activity, day, first_due, is_due, old_log

KIND = "career unchecked"


def test_it_is_due_a_hundred_and_eighty_days_after_the_last_touch():
    log = [activity("05-20", opportunity_id=None)]
    assert first_due(KIND, contacts=[person()], activities=log) == "11-16"


@pytest.mark.parametrize(("looked", "stands"), [("06-01", False), ("05-27", True)])
def test_a_look_at_the_profile_silences_it(looked, stands):
    rows = {"contacts": [person(checked_on=day(looked))], "activities": [activity("05-20", opportunity_id=None)]}
    assert is_due(KIND, ON, **rows) == stands


def test_who_was_never_touched_is_due_by_the_log_and_without_one_nobody_knows():
    stranger = person("0", do_not_contact=True)
    assert is_due(KIND, ON, contacts=[person(), stranger], activities=old_log())
    assert not is_due(KIND, ON, contacts=[person()])
