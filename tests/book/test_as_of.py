"""The day a book is about, when nobody says which."""

import pandas as pd
import pytest

from sentia.book.as_of import last_recorded, planning_day, why_this_day
from sentia.book.making import make_book

FRIDAY, MONDAY = pd.Timestamp("2026-11-20"), pd.Timestamp("2026-11-23")


def book(**tables):
    return make_book(**{name: pd.DataFrame(rows) for name, rows in tables.items()})


def calls(*days):
    return book(activities=[{"done_at": f"{day} 10:00", "account_id": "Acme", "kind": "call"} for day in days])


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("activities", {"done_at": "2026-11-20 16:00", "account_id": "Acme"}),
        ("orders", {"ordered_on": "2026-11-20", "account_id": "Acme"}),
        ("quotes", {"sent_on": "2026-11-20", "account_id": "Acme"}),
        ("opportunities", {"created_on": "2026-11-20"}),
        ("opportunities", {"closed_on": "2026-11-20", "status": "won"}),
    ],
)
def test_what_happened_counts_whatever_it_was(table, row):
    assert last_recorded(book(**{table: [row]})) == FRIDAY


def test_what_is_only_expected_or_planned_does_not_count():
    ahead = {"expected_close_on": "2027-01-01", "next_step_on": "2027-01-01", "closed_on": "2027-01-01"}
    planned = {"due_on": "2027-01-01", "account_id": "Acme"}
    assert last_recorded(book(opportunities=[ahead | {"status": "open"}], activities=[planned])) is None


def test_a_book_is_planned_on_the_working_day_after_its_last_fact():
    assert planning_day(calls("2026-11-02", "2026-11-20")) == MONDAY


@pytest.mark.parametrize(("today", "day"), [("2026-12-03", "2026-12-03"), ("2026-12-04", "2026-11-23")])
def test_a_book_touched_in_the_last_fortnight_is_planned_today(today, day):
    assert planning_day(calls("2026-11-20"), pd.Timestamp(today)) == pd.Timestamp(day)


def test_a_year_mistyped_does_not_move_a_living_book():
    assert planning_day(calls("2026-11-20", "2062-11-20"), pd.Timestamp("2026-11-24 09:30")) == pd.Timestamp(
        "2026-11-24"
    )


def test_a_book_that_lies_ahead_is_planned_on_its_own_days():
    assert planning_day(calls("2026-11-20"), pd.Timestamp("2026-01-05")) == MONDAY


def test_a_book_without_a_date_is_planned_today_if_today_is_known():
    assert planning_day(book(accounts=[{"name": "Acme"}]), pd.Timestamp("2026-11-24 09:30")) == pd.Timestamp(
        "2026-11-24"
    )
    assert planning_day(book(accounts=[{"name": "Acme"}])) is None


def test_a_day_begun_ahead_of_its_time_goes_on_when_the_book_is_opened_again():
    saturday, ahead = pd.Timestamp("2026-11-28 22:30"), pd.Timestamp("2026-11-30")
    tried = calls("2026-11-30")
    begun = tried.add(
        "log", log_id="2026-11-30@progress|deal:O1", planned_for=ahead, kind="progress", status="done"
    )
    assert planning_day(begun, saturday) == ahead
    assert "begun ahead" in why_this_day(begun, ahead, saturday.normalize())
    assert planning_day(tried, saturday) == pd.Timestamp("2026-12-01")
    assert planning_day(begun, pd.Timestamp("2026-12-02")) == pd.Timestamp("2026-12-02")


def test_a_day_begun_in_an_old_book_goes_on_when_it_is_opened_again():
    tried = make_book(activities=pd.DataFrame({"done_at": [pd.Timestamp("2026-11-20 10:00")], "kind": ["call"]}))
    monday, years_later = pd.Timestamp("2026-11-23"), pd.Timestamp("2031-03-05 09:00")
    assert planning_day(tried, years_later) == monday
    talked = tried.add("activities", done_at=monday + pd.Timedelta(hours=9), kind="call")
    begun = talked.add("log", log_id="1", planned_for=monday, kind="progress", status="done")
    assert planning_day(begun, years_later) == monday
    assert "was begun" in why_this_day(begun, monday, years_later.normalize())
