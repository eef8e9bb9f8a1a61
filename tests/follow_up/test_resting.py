"""What rests: left alone, blocked, parked, put off, ticked off; and how a rep settles it in one tap."""

import pandas as pd
import pytest
from settled_gaps import park, put_off, tick_off
from small_books import ON, account, book_of, deal, person
from small_gaps import activity, day, gaps_on, is_due

from sentia.errors import BadQuestion
from sentia.follow_up.acting import park_all, put_off_all
from sentia.follow_up.missing import follow_up_gaps

KIND = "no next step"
TABLES = {"contacts": [person()], "opportunities": [deal()], "activities": [activity("11-02")]}


def only_gap(book, on=ON, kind=KIND):
    found = follow_up_gaps(book, on, kinds=[kind])
    assert len(found) <= 1
    return found.iloc[0] if len(found) else None


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ({}, True),
        ({"contacts": [person(do_not_contact=True)]}, False),
        ({"accounts": [account(do_not_contact=True)]}, False),
        ({"opportunities": [deal(blocked_until_on=day("11-24"))]}, False),
        ({"opportunities": [deal(blocked_until_on=day("11-23"))]}, True),
        ({"accounts": [account("2", do_not_contact=True)]}, True),
    ],
)
def test_who_is_left_alone_and_what_is_blocked_rests(more, stands):
    assert is_due(KIND, ON, **TABLES | more) == stands


def test_somebody_all_of_whose_deals_are_blocked_rests_too():
    blocked = deal(blocked_until_on=day("12-01"))
    log = [activity("11-16", "meeting", opportunity_id=None)]
    rows = {"contacts": [person()], "opportunities": [blocked], "activities": log}
    assert gaps_on(ON, rows, "meeting without follow-up").empty
    free = rows | {"opportunities": [blocked, deal("2", contact_id="C1", account_id="A1")]}
    assert len(gaps_on(ON, free, "meeting without follow-up")) == 1


def test_what_is_put_off_comes_back_on_its_day_with_its_reason_in_the_log():
    book = put_off(book_of(**TABLES), only_gap(book_of(**TABLES)), ON, day("12-01"), "budget round")
    assert only_gap(book) is None
    assert only_gap(book, day("11-30")) is None
    assert only_gap(book, day("12-01")) is not None
    assert book.log[["status", "reason"]].to_numpy().tolist() == [["snoozed", "budget round"]]
    assert only_gap(book.undo()) is not None


@pytest.mark.parametrize("until", [None, "11-23", "11-20"])
def test_nothing_is_put_off_without_a_later_day(until):
    book = book_of(**TABLES)
    with pytest.raises(BadQuestion, match="It needs a day after 2026-11-23"):
        put_off_all(book, pd.DataFrame([only_gap(book)]), ON, day(until) if until else None, "later")


def test_what_happens_after_it_was_put_off_is_new():
    theirs = activity("11-19", "email", direction="in")
    book = book_of(**TABLES | {"activities": [theirs]})
    book = put_off(book, only_gap(book, kind="reply owed"), ON, day("12-20"), "later")
    assert only_gap(book, day("11-30"), "reply owed") is None
    answered = book.add("activities", **activity("11-24", "email"))
    again = answered.add("activities", **activity("11-25", "email", direction="in"))
    assert only_gap(again, day("11-30"), "reply owed") is not None


def test_a_line_of_the_day_that_was_put_off_silences_the_gap_that_it_would_do():
    line = {"log_id": "2026-11-23@progress|deal:O1", "planned_for": ON, "status": "snoozed", "kind": "progress"}
    assert not is_due(KIND, ON, **TABLES, log=[line | {"return_on": day("11-25")}])
    assert is_due(KIND, day("11-25"), **TABLES, log=[line | {"return_on": day("11-25")}])
    assert not is_due(KIND, ON, **TABLES, log=[line])  # without a day it is back tomorrow
    assert is_due(KIND, day("11-24"), **TABLES, log=[line])


def test_what_is_put_off_rests_whatever_kind_would_come_next_there_but_an_answer_that_is_owed():
    promised = activity("11-12", promise="send two references", promise_by="us", promise_on=day("11-18"))
    asked = activity("11-19", "email", direction="in", activity_id="IN")
    rows = TABLES | {"opportunities": [deal(expected_close_on=day("11-10"))], "activities": [promised]}
    book = book_of(**rows)
    due = follow_up_gaps(book, ON)
    assert len(due)
    rests = put_off(book, due.iloc[0], ON, day("12-15"), "stock-taking")
    assert follow_up_gaps(rests, day("11-30")).empty
    assert set(follow_up_gaps(rests, day("12-15"))["opportunity_id"]) >= {"O1"}
    owed = book_of(**rows | {"activities": [promised, asked]})
    rests = put_off(owed, follow_up_gaps(owed, ON).query("kind != 'reply owed'").iloc[0], ON, day("12-15"), "")
    assert follow_up_gaps(rests, day("11-30"))["kind"].tolist() == ["reply owed"]


def test_what_is_put_off_rests_alone_while_another_deal_of_the_same_person_goes_on():
    rows = TABLES | {"opportunities": [deal(), deal("2", contact_id="C1", account_id="A1")]}
    rows |= {"activities": [activity("11-02"), activity("11-03", opportunity_id="O2", activity_id="B")]}
    book = book_of(**rows)
    first = follow_up_gaps(book, ON).query("opportunity_id == 'O1'").iloc[0]
    rests = follow_up_gaps(put_off(book, first, ON, day("12-15"), "stock-taking"), day("11-30"))
    assert set(rests["opportunity_id"].dropna()) == {"O2"}


def test_what_is_parked_rests_for_good_and_has_a_reason():
    book = book_of(**TABLES)
    with pytest.raises(BadQuestion, match="reason"):
        park_all(book, pd.DataFrame([only_gap(book)]), ON, " ")
    parked = park(book, only_gap(book), ON, "merger")
    assert follow_up_gaps(parked, day("2027-11-23"), kinds=["no next step", "quiet beyond cadence"]).empty


def test_only_what_the_log_cannot_show_is_ticked_off():
    step = {"opportunities": [deal(next_step="Send it", next_step_on=day("11-20"))]}
    book = book_of(**TABLES | step)
    ticked = tick_off(book, only_gap(book, kind="next step late"), ON)
    assert only_gap(ticked, kind="next step late") is None
    plain = book_of(**TABLES)
    assert only_gap(tick_off(plain, only_gap(plain), ON)) is not None
