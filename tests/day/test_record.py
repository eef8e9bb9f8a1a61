"""What became of a line is written down once, in one step, and the plan goes by it."""

import pandas as pd
import pytest

from sentia.book.book import Book
from sentia.book.making import make_book
from sentia.day.day import Day, plan_day
from sentia.day.record import NO_ANSWER, TALKED, done_on, mark_done, mark_skipped, snooze

ON = pd.Timestamp("2026-11-23")


@pytest.fixture
def book() -> Book:
    """Two deals at Acme with one person, one at Birch."""
    return make_book(
        opportunities=pd.DataFrame(
            {
                "opportunity_id": ["D1", "D2", "D3"],
                "name": ["Press", "Spares", "Survey"],
                "account_id": ["Acme", "Acme", "Birch"],
                "contact_id": ["Rita", "Rita", "Bo"],
                "stage": ["Proposal", "Qualified", "Negotiation"],
                "amount": [24_000, 9_000, 6_000],
            }
        )
    )


def first(day: Day) -> pd.Series:
    return day.actions.iloc[0]


def test_a_call_about_two_deals_touches_both_and_is_one_step_to_undo(book: Book) -> None:
    line = first(plan_day(book, ON))
    assert line["action"] == "Call Rita at Acme about Press, and about Spares"
    done = mark_done(book, line, line["starts_at"], TALKED)
    assert done.activities["opportunity_id"].tolist() == ["D1", "D2"]
    assert done.log["status"].tolist() == ["done"]
    assert done.undo().activities.empty


def test_after_a_line_is_done_its_account_is_not_called_again_that_day(book: Book) -> None:
    line = first(plan_day(book, ON))
    day = plan_day(mark_done(book, line, line["starts_at"], NO_ANSWER), ON, now=line["ends_at"])
    assert day.actions["account"].tolist() == ["Birch"]
    assert day.actions["starts_at"].iloc[0] >= line["ends_at"]


def test_a_skipped_line_comes_back_tomorrow_and_a_put_off_one_on_its_day(book: Book) -> None:
    line = first(plan_day(book, ON))
    skipped = mark_skipped(book, line, ON)
    assert plan_day(skipped, ON).actions["account"].tolist() == ["Birch"]
    assert "Acme" in plan_day(skipped, "2026-11-24").actions["account"].tolist()
    later = snooze(book, line, ON, pd.Timestamp("2026-11-26"), "waits for their board")
    assert "Acme" not in plan_day(later, "2026-11-25").actions["account"].tolist()
    assert "Acme" in plan_day(later, "2026-11-26").actions["account"].tolist()
    assert later.log["reason"].unique().tolist() == ["waits for their board"]


def test_what_was_done_is_listed_with_its_sentence(book: Book) -> None:
    line = first(plan_day(book, ON))
    done = done_on(mark_done(book, line, line["starts_at"], TALKED), ON)
    assert done[["action", "outcome"]].to_numpy().tolist() == [[line["action"], "Talked"]]
