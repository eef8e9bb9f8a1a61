"""Days that a rep writes in passing: for a promise, and until when a deal rests."""

import pandas as pd
import pytest
from small_books import ON, account, deal, person
from small_gaps import activity, day, gaps_on

from sentia.touches.note_dates import day_said, rests_until_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("send references by 11/20", "2026-11-20"),
        ("send references by 20.11.", "2026-11-20"),
        ("send references by Nov 20", "2026-11-20"),
        ("send references before the 20th of November", "2026-11-20"),
        ("send references by Friday", "2026-11-20"),
        ("send references by 2026-11-20", "2026-11-20"),
        ("send it by 1/9", "2027-01-09"),  # 9 January comes before 1 September
        ("send references soon", None),
        ("send 11/20 of it", None),
        ("by 45/77", None),
    ],
)
def test_the_day_of_a_promise_is_the_next_such_day(text, said):
    assert day_said(text, day("11-16")) == (said and pd.Timestamp(said))


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("budget frozen, call back in Feb", "2027-02-01"),
        ("back in Jan after budget", "2027-01-01"),
        ("on hold until 1/22", "2027-01-22"),
        ("on hold until 1/11", "2026-11-01"),  # the earlier of both days, so that nobody rests too long
        ("on ice until April", "2027-04-01"),
        ("nothing before March", "2027-03-01"),
        ("call again in the new year", None),
        ("called back in Feb, wants a demo", None),
        ("was back in May from leave", None),
        ("back in Sep", None),  # just gone: told, not planned
        ("on hold until the 22nd of January 2027", "2027-01-22"),
        ("wants an answer", None),
        ("asked us not to decide yet", None),
        ("will come back to marketing for approval", None),
        ("waiting on mayor's office, back to septic tanks later", None),
    ],
)
def test_a_deal_rests_until_the_day_that_its_notes_plainly_say(text, until):
    assert rests_until_said(text, day("10-05")) == (until and pd.Timestamp(until))


def gaps_of(**values):
    tables = {"opportunities": [deal(**values)], "contacts": [person()], "accounts": [account()]}
    return set(gaps_on(ON, tables | {"activities": [activity("10-05", outcome="reached")]})["kind"])


def test_a_deal_that_rests_by_its_notes_is_silent_and_comes_back_on_its_day():
    assert "no next step" in gaps_of(notes="likes it")
    assert gaps_of(notes="budget frozen, call back in Feb") == set()
    tables = {"opportunities": [deal(notes="budget frozen, call back in Feb")], "contacts": [person()]}
    tables["activities"] = [activity("10-05", outcome="reached")]
    assert gaps_on(day("2027-01-31"), tables).empty
    assert "no next step" in set(gaps_on(day("2027-02-01"), tables)["kind"])


def test_a_dated_step_of_such_a_deal_counts_more_than_its_notes():
    assert "next step late" in gaps_of(notes="call back in Feb", next_step_on=day("11-20"))


def test_their_word_is_answered_even_while_the_deal_rests():
    tables = {"opportunities": [deal(notes="call back in Feb")], "contacts": [person()]}
    tables["activities"] = [activity("10-05"), activity("11-18", "email", direction="in")]
    assert "reply owed" in set(gaps_on(ON, tables)["kind"])


def test_a_note_of_the_account_that_closed_down_is_no_lead():
    tables = {"opportunities": [deal(status="lost", notes="closed down in summer")], "accounts": [account()]}
    assert gaps_on(ON, tables | {"contacts": [person()]}).empty
