"""A meeting of today is prepared before it begins; what finds no time becomes a word that we are late."""

import pandas as pd
import pytest
from small_books import ON, account, book_of, days_ago, deal, person
from small_gaps import activity, day, gaps_on, is_due

from sentia.day.day import plan_day
from sentia.day.record import DONE, mark_done

KIND = "meeting today"
PLACE = {"accounts": [account(name="Harbour Lofts")], "contacts": [person()]}
DEMO = {"next_step": "Demo at their site", "next_step_on": ON}
BOOKED = {"activity_id": "L1", "kind": "meeting", "subject": "Plans for 2027", "account_id": "A1"}
AT_TWO = ON + pd.Timedelta(hours=14)
IN_CALENDAR = {
    "calendar": [{"starts_at": AT_TWO, "ends_at": ON + pd.Timedelta(hours=15), "title": "Harbour Lofts"}]
}


def preparation(**tables):
    """The line that prepares a meeting, and the plan it stands in."""
    plan = plan_day(book_of(**PLACE | tables), ON)
    return plan.actions.loc[plan.actions["kind"] == "preparation"], plan


@pytest.mark.parametrize(
    ("tables", "stands"),
    [
        ({"opportunities": [deal(**DEMO)]}, True),
        ({"opportunities": [deal(next_step="Send the price list", next_step_on=ON)]}, False),
        ({"opportunities": [deal(**DEMO | {"next_step_on": days_ago(1)})]}, False),
        ({"activities": [BOOKED | {"due_on": ON}]}, True),
        ({"activities": [BOOKED | {"due_on": ON, "kind": "call"}]}, False),
        ({"activities": [BOOKED | {"done_at": AT_TWO, "outcome": "planned"}]}, True),
        ({"activities": [BOOKED | {"done_at": AT_TWO, "outcome": "cancelled"}]}, False),
        (IN_CALENDAR, True),
    ],
)
def test_what_is_agreed_or_booked_for_today_is_prepared(tables, stands):
    assert is_due(KIND, ON, **PLACE | tables) == stands


def test_the_calendar_and_the_deal_tell_of_one_meeting_and_a_meeting_that_was_held_needs_none():
    rows = PLACE | IN_CALENDAR | {"opportunities": [deal(**DEMO)]}
    assert len(gaps_on(ON, rows, KIND)) == 1
    assert gaps_on(ON, rows | {"activities": [activity("11-23", "demo")]}, KIND).empty


def test_it_is_a_must_of_the_day_before_the_meeting_begins():
    line, _ = preparation(opportunities=[deal(next_step="Demo", next_step_on=ON, next_step_at=AT_TWO)])
    assert line["action"].tolist() == ["Prepare for today at 14:00: Demo with Ann 1 at Harbour Lofts"]
    assert line["is_must"].tolist() == [True]
    assert line["ends_at"].iloc[0] <= AT_TWO


def test_the_meeting_itself_keeps_its_line():
    _, plan = preparation(opportunities=[deal(next_step="Demo", next_step_on=ON, next_step_at=AT_TWO)])
    assert plan.actions.loc[plan.actions["kind"] == "progress", "starts_at"].tolist() == [AT_TWO]


def test_where_nobody_knows_the_hour_it_comes_before_the_line_of_the_meeting_and_says_what_is_missed_without_it():
    tables = {"opportunities": [deal(next_step="Demo", next_step_on=ON), deal("2", amount=90_000.0)]}
    line, plan = preparation(**tables)
    meeting = plan.actions.loc[plan.actions["opportunity_id"].eq("O1") & plan.actions["kind"].eq("progress")]
    assert line["ends_at"].iloc[0] <= meeting["starts_at"].iloc[0]
    assert line["otherwise"].tolist() == ["you go into it unprepared"]


def test_without_time_before_it_they_hear_that_we_are_late():
    busy = [(f"{ON:%Y-%m-%d} 09:10", f"{ON:%Y-%m-%d} 14:00")]
    book = book_of(**PLACE | IN_CALENDAR)
    plan = plan_day(book, ON, busy=busy)
    assert plan.actions["action"].tolist() == [
        "Call Ann 1 at Harbour Lofts: I will be late for today's meeting (Harbour Lofts)"
    ]
    assert plan.actions["minutes"].iloc[0] == 2


def test_a_preparation_that_is_done_touches_nobody_and_leaves_the_meeting_in_the_day():
    rows = {"opportunities": [deal(next_step="Demo", next_step_on=ON, next_step_at=AT_TWO)]}
    line, plan = preparation(**rows)
    book = mark_done(book_of(**PLACE | rows), line.iloc[0], ON + pd.Timedelta(hours=9), DONE)
    after = plan_day(book, ON)
    assert book.activities.empty
    assert set(after.actions["kind"]) == set(plan.actions["kind"]) - {"preparation"}
    assert gaps_on(day("11-24"), book, KIND).empty
