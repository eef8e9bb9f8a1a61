"""What became of a line is written down once, in one step, and the plan goes by it."""

import pandas as pd
import pytest

from sentia.book.book import Book
from sentia.book.making import make_book
from sentia.day.day import Day, plan_day
from sentia.day.record import (
    NO_ANSWER,
    SAID_NO,
    TALKED,
    WON,
    Agreed,
    done_on,
    mark_done,
    mark_skipped,
    snooze,
)

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


THURSDAY = pd.Timestamp("2026-11-26")


def deal(book: Book, name: str) -> pd.Series:
    return book.opportunities.set_index("opportunity_id").loc[name]


def test_what_was_agreed_stands_in_the_deal_and_what_was_heard_in_the_log_in_one_step(book: Book) -> None:
    line = first(plan_day(book, ON))
    agreed = Agreed("board meets in May", "Send the drawings", THURSDAY, "Negotiation")
    done = mark_done(book, line, line["starts_at"], TALKED, agreed=agreed)
    assert deal(done, "D1")[["next_step", "next_step_on", "stage"]].tolist() == [
        "Send the drawings",
        THURSDAY,
        "Negotiation",
    ]
    assert deal(done, "D2")["stage"] == "Qualified"
    assert done.activities["notes"].fillna("").tolist() == ["board meets in May", ""]
    assert len(done.journal) == 1


def test_a_step_agreed_with_somebody_without_a_deal_is_planned_with_them() -> None:
    book = make_book(contacts=pd.DataFrame({"contact_id": ["ann"], "name": ["Ann Ode"]}))
    line = first(plan_day(book, ON))
    done = mark_done(book, line, line["starts_at"], TALKED, agreed=Agreed(step="Bring the book", step_on=THURSDAY))
    planned = done.activities.loc[done.activities["done_at"].isna()].iloc[0]
    assert planned[["subject", "due_on", "contact_id"]].tolist() == ["Bring the book", THURSDAY, "ann"]
    assert "ann" not in plan_day(done, "2026-11-25").actions["contact_id"].tolist()


@pytest.mark.parametrize(("outcome", "status"), [(WON, "won"), (SAID_NO, "lost")])
def test_only_the_deal_that_was_meant_is_closed(book: Book, outcome: object, status: str) -> None:
    line = first(plan_day(book, ON))
    done = mark_done(book, line, line["starts_at"], outcome, ["D2"], Agreed(reason="price"))
    assert done.opportunities.set_index("opportunity_id")["status"].to_dict() == {
        **{"D1": "open", "D2": status, "D3": "open"}
    }
    assert deal(done, "D2")["closed_on"] == ON
    assert deal(done, "D2")["lost_reason"] == "price" if status == "lost" else True


def test_a_step_agreed_without_a_day_stands_in_the_deal_whose_day_stays() -> None:
    deals = {"opportunity_id": ["D1"], "name": ["Press"], "contact_id": ["Rita"], "next_step": ["call"]}
    book = make_book(opportunities=pd.DataFrame(deals | {"next_step_on": [ON], "stage": ["Lead"]}))
    line = first(plan_day(book, ON))
    done = mark_done(book, line, line["starts_at"], NO_ANSWER, agreed=Agreed(step="ask her assistant"))
    assert deal(done, "D1")[["next_step", "next_step_on"]].tolist() == ["ask her assistant", ON]


def test_a_step_agreed_without_a_day_and_a_deal_is_kept_with_what_was_heard() -> None:
    book = make_book(contacts=pd.DataFrame({"contact_id": ["ann"], "name": ["Ann Ode"]}))
    line = first(plan_day(book, ON))
    agreed = Agreed(note="moves house", step="Bring the book")
    done = mark_done(book, line, line["starts_at"], TALKED, agreed=agreed)
    assert done.activities["notes"].tolist() == ["moves house. Next: Bring the book"]


@pytest.mark.parametrize(("outcome", "status"), [(WON, "won"), (SAID_NO, "lost")])
def test_a_row_of_the_same_id_that_is_called_otherwise_stays_open(outcome: object, status: str) -> None:
    rows = {"opportunity_id": ["D1"] * 3, "name": ["Press", "Press", "Spares"], "contact_id": ["Rita"] * 3}
    book = make_book(opportunities=pd.DataFrame(rows | {"product": ["frame", "motor", None]}))
    line = first(plan_day(book, ON))
    done = mark_done(book, line, line["starts_at"], outcome, ["D1"])
    assert done.opportunities["status"].tolist() == [status, status, "open"]


def test_a_line_that_did_not_fit_the_day_started_when_it_was_done(book: Book) -> None:
    waiting = plan_day(book, ON, hours=0.1).left_out.iloc[0]
    done = done_on(mark_done(book, waiting, ON + pd.Timedelta(hours=9), TALKED), ON).iloc[0]
    assert done["starts_at"] == ON + pd.Timedelta(hours=9)
    assert done["ends_at"] == done["starts_at"] + pd.Timedelta(minutes=waiting["minutes"])
