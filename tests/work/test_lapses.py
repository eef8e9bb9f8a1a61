"""Clocks end: what was left for long is told in the sentence of what is due there now."""

import pytest
from small_books import ON, account, book_of, deal, person
from small_gaps import activity, day, gaps_on, old_log

from sentia.follow_up.coverage import coverage


def said(**tables):
    found = gaps_on(ON, tables)
    return dict(zip(found["kind"], found["because"], strict=True))


def test_a_message_of_five_months_ago_is_told_and_no_longer_answered():
    wrote = activity("06-16", "email", direction="in")
    gaps = said(contacts=[person()], opportunities=[deal(created_on=day("05-04"))], activities=[wrote])
    assert "reply owed" not in gaps
    assert gaps["no next step"].endswith("; they wrote 5 months ago")


def test_of_two_messages_the_newer_one_is_still_to_be_answered():
    wrote = [activity("06-16", "email", direction="in"), activity("11-19", "email", direction="in")]
    gaps = said(contacts=[person()], opportunities=[deal()], activities=wrote)
    assert gaps["reply owed"] == "Ann 1 wrote 4 days ago; no answer noted yet"


def test_a_first_call_that_was_never_made_is_to_be_decided_on():
    gaps = said(opportunities=[deal(stage="Lead", created_on=day("2025-01-13"))], activities=old_log())
    assert gaps["go on or close"] == "It came in 22 months ago and nobody has called yet"
    assert not {"new lead untouched", "no next step"} & set(gaps)


def test_whoever_bought_years_ago_is_kept_in_touch_with_and_not_thanked():
    bought = deal(status="won", created_on=day("2024-12-02"), closed_on=day("2025-02-03"))
    talk = activity("2025-01-13", outcome="reached")
    gaps = said(
        accounts=[account(status="customer")], contacts=[person()], opportunities=[bought], activities=[talk]
    )
    assert "won and not thanked" not in gaps
    assert gaps["quiet beyond cadence"].endswith("; they bought 22 months ago")


@pytest.mark.parametrize(("step_on", "stands"), [("11-20", True), ("11-10", False)])
@pytest.mark.parametrize("status", ["won", "lost"])
def test_a_step_set_for_after_the_decision_is_still_to_be_done(status, step_on, stands):
    decided = deal(status=status, closed_on=day("11-16"), next_step="Sign the papers", next_step_on=day(step_on))
    assert ("next step late" in said(contacts=[person()], opportunities=[decided])) == stands


def test_somebody_who_owns_nothing_has_nothing_due():
    book = book_of(contacts=[person(account_id=None, owner="Ann")], opportunities=[deal(owner="Bob")])
    assert coverage(book, ON, owner="Ann")["record_id"].tolist() == ["C1"]
