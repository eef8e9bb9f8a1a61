"""Promises: ours on their day, theirs a working day after."""

import pytest
from small_books import deal, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "promise due"


def promise(by="us", what="send the data sheet", **values):
    return activity("11-12", outcome="reached", promise=what, promise_by=by, promise_on=day("11-18")) | values


def tables(*log, **values):
    return {"contacts": [person()], "opportunities": [deal()], "activities": [*log]} | values


@pytest.mark.parametrize(("by", "due"), [("us", "11-18"), ("them", "11-19")])
def test_ours_is_due_on_its_day_theirs_a_working_day_later(by, due):
    assert first_due(KIND, **tables(promise(by))) == due


def test_one_without_a_day_is_due_five_working_days_after_it_was_made():
    assert first_due(KIND, **tables(promise(promise_on=None))) == "11-19"


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-17", "email", subject="Data sheet attached"), False),
        (activity("11-17", "email", subject="As promised"), False),
        (activity("11-17", "task", direction=None, subject="Data sheet sent"), False),
        (activity("11-17", "call", subject="Where they stand"), True),
        (activity("11-17", "email", direction="in", subject="The data sheet?"), True),
        (activity("11-10", "email", subject="Data sheet attached"), True),
    ],
)
def test_ours_is_silenced_by_the_thing_done_not_by_a_touch(later, stands):
    assert is_due(KIND, day("11-23"), **tables(promise(), later)) == stands


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (activity("11-13", "email", direction="in"), False),
        (activity("11-19", "call", outcome="reached"), False),
        (activity("11-13", "call", outcome="reached"), True),  # before it was due
        (activity("11-19", "email"), True),
    ],
)
def test_theirs_is_silenced_by_their_word(later, stands):
    assert is_due(KIND, day("11-23"), **tables(promise("them", "confirm the budget"), later)) == stands


def test_a_plan_silences_no_promise_blocked_and_left_alone_do():
    planned = deal(next_step="Call", next_step_on=day("12-01"))
    assert is_due(KIND, day("11-23"), **tables(promise(), opportunities=[planned]))
    blocked = deal(blocked_until_on=day("12-01"))
    assert not is_due(KIND, day("11-23"), **tables(promise(), opportunities=[blocked]))
    assert not is_due(KIND, day("11-23"), **tables(promise(), contacts=[person(do_not_contact=True)]))


def test_it_says_whose_it_is_and_what_to_do():
    ours, theirs = (gaps_on(day("11-23"), tables(promise(by)), KIND).iloc[0] for by in ("us", "them"))
    assert ours["because"] == "We promised for 18 November: send the data sheet; not noted as done yet"
    assert ours["next_touch"] == "Keep the promise"
    assert theirs["because"].startswith("Ann 1 promised for 18 November")
    assert theirs["next_touch"] == "Remind them kindly"
