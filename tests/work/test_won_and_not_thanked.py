"""Won and not thanked: three working days after, no word of ours."""

import pytest
from small_books import ON, deal, person
from small_gaps import activity, day, first_due, is_due, old_log

KIND = "won and not thanked"


def tables(*log, **values):
    won = deal(status="won", closed_on=day("11-17"))
    people = [person(), person("2", account_id="A1")]
    return {"contacts": people, "opportunities": [won], "activities": [*old_log(), *log]} | values


def test_it_is_due_three_working_days_after():
    assert first_due(KIND, **tables()) == "11-20"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-18"), False),
        (activity("11-18", "email", outcome="no answer"), False),
        (activity("11-18", key="2", opportunity_id=None), False),  # somebody else at the account
        (activity("11-17", subject="Thank you for the order"), False),
        (activity("11-17", subject="They decided"), True),
        (activity("11-18", outcome="no answer"), True),
        (activity("11-18", "email", direction="in"), True),
    ],
)
def test_our_word_since_silences_it(later, stands):
    assert is_due(KIND, ON, **tables(later)) == stands


def test_without_a_log_nobody_says_that_nobody_was_thanked():
    assert not is_due(KIND, ON, **tables(activities=[]))


def test_where_nobody_is_named_there_is_nobody_to_thank():
    nobodys = deal(status="won", closed_on=day("11-17"), account_id=None, contact_id=None)
    assert not is_due(KIND, ON, **tables(opportunities=[nobodys]))
