"""Moved: greeted within five working days."""

import pytest
from small_books import ON, account, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "moved"


def tables(*log, moved="11-11", **values):
    people = [person(previous_account="A9", moved_on=day(moved))]
    firms = [account(), account("9", name="Birch")]
    return {"accounts": firms, "contacts": people, "activities": [*log]} | values


def test_it_is_due_five_working_days_after():
    assert first_due(KIND, **tables()) == "11-18"


@pytest.mark.parametrize(
    ("when", "outcome", "stands"), [("11-12", None, False), ("11-10", None, True), ("11-12", "no answer", True)]
)
def test_a_touch_since_silences_it(when, outcome, stands):
    log = activity(when, opportunity_id=None, outcome=outcome)
    assert is_due(KIND, ON, **tables(log)) == stands


def test_a_move_to_come_is_none_yet_and_the_old_employer_is_named():
    assert not is_due(KIND, ON, **tables(moved="12-01"))
    assert gaps_on(ON, tables(), KIND)["because"].tolist() == [
        "Ann 1 left Birch 12 days ago; no greeting noted yet"
    ]
