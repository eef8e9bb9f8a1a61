"""Their turn rests until one polite check is due; ours never does."""

import pandas as pd
import pytest
from small_books import (
    ON,
    account,
    actions_of,
    book_of,
    call,
    days_ago,
    deal,
    log_since,
    only_one,
    person,
    stranger,
)

from sentia.book.outcomes import correct_stage
from sentia.day.candidates import candidates
from sentia.day.desk import Desk
from sentia.playbook import Playbook


def progress(quiet=6, logged=(), **values):
    """What may be done about one deal of a person spoken to `quiet` days ago."""
    return actions_of(
        opportunities=[deal(**values)],
        contacts=[person(), stranger()],
        activities=[*log_since(), call(days=quiet), *logged],
    )


@pytest.mark.parametrize(
    ("days", "comes_up"),
    [(9, False), (10, True)],  # the lawyers usually have it for ten days
)
def test_a_deal_with_their_lawyers_comes_up_on_the_day_of_the_polite_check(days, comes_up):
    found = progress(quiet=days, stage="Legal review", stage_since_on=days_ago(days))
    assert (len(found) == 1) == comes_up


def test_the_line_says_whose_turn_it_is_and_for_how_long():
    line = only_one(progress(quiet=14, stage="Waiting for legal", stage_since_on=days_ago(12)))
    assert "with their lawyers for 12 days: one polite check" in line["because"]
    assert line["due_on"] == days_ago(2)


@pytest.mark.parametrize(
    ("quiet", "comes_up"),
    [(9, False), (10, True)],  # 10 days: the longest silence of a deal at its contract
)
def test_after_the_one_check_a_deal_rests_as_long_as_an_open_deal_may_be_silent(quiet, comes_up):
    found = progress(quiet=quiet, stage="Legal review", stage_since_on=days_ago(60))
    assert (len(found) == 1) == comes_up


def test_what_the_file_says_it_waits_on_wins_over_stage_and_step():
    resting = {"stage": "Demo", "next_step": "Send the offer", "waiting_on": "procurement"}
    assert progress(stage_since_on=days_ago(6), **resting).empty
    ours = {"stage": "Legal review", "next_step": "Waiting for their answer", "waiting_on": "us"}
    assert len(progress(quiet=14, stage_since_on=days_ago(6), **ours)) == 1


def test_a_next_step_wins_over_the_stage():
    assert progress(stage="Demo", next_step="Waiting for their answer").empty
    assert len(progress(quiet=20, stage="Legal review", stage_since_on=days_ago(4), next_step="Call Ann")) == 1


@pytest.mark.parametrize(
    ("late", "comes_up"),
    [(0, False), (3, True)],  # promised for Friday: the working day after it is today, a Monday
)
def test_what_they_promised_is_reminded_of_the_working_day_after(late, comes_up):
    found = progress(stage="Demo", next_step="They send the contract", next_step_on=days_ago(late))
    assert (len(found) == 1) == comes_up


def test_their_question_is_answered_whoevers_turn_the_stage_says_it_is():
    asked = call(days=2, direction="in", outcome=None, kind="email")
    found = progress(logged=[asked], stage="Legal review", stage_since_on=days_ago(3))
    assert len(found) == 1
    assert "no answer noted yet" in found["because"].iloc[0]


def test_a_step_of_ours_that_is_due_is_done_whoevers_turn_it_is():
    found = progress(stage="Legal review", next_step="Call Ann", next_step_on=ON)
    assert found["is_must"].tolist() == [True]


def test_a_quote_with_their_buyers_rests_and_with_them_keeps_its_own_follow_ups():
    quote = {"quote_id": "Q1", "opportunity_id": "O1", "account_id": "A1", "sent_on": days_ago(4), "amount": 900.0}
    tables = {"contacts": [person()], "accounts": [account()], "quotes": [quote], "activities": log_since()}
    tables["contacts"] = [person(), stranger()]
    since = {"stage_since_on": days_ago(4)}
    assert set(actions_of(opportunities=[deal(stage="Proposal sent", **since)], **tables)["kind"]) == {"quote"}
    assert actions_of(opportunities=[deal(stage="With procurement", **since)], **tables).empty


def test_correcting_whose_turn_a_stage_is_changes_what_is_proposed():
    book = book_of(opportunities=[deal(stage="Blue", stage_since_on=days_ago(6))], contacts=[person()])
    assert len(candidates(Desk(book, ON, Playbook()))) == 1
    assert candidates(Desk(correct_stage(book, "Blue", "legal"), ON, Playbook())).empty


def test_the_time_that_a_stage_usually_takes_in_the_file_counts_before_the_playbooks():
    from sentia.work.turns import add_turn

    row = {
        **{"waiting_on": None, "next_step": None, "next_step_on": pd.NaT, "stage_turn": "them", "stage_days": 3.0},
        **{"stage_since_on": days_ago(5), "last_touch_on": days_ago(5), "heard_on": ON, "is_owed": False},
        "stage_kind": "quote",
    }
    frame = pd.DataFrame([row, row | {"stage_days": float("nan")}]).astype(
        {"waiting_on": "str", "next_step": "str", "next_step_on": "datetime64[us]"}
    )
    assert add_turn(frame, Playbook())["check_on"].tolist() == [days_ago(2), days_ago(-2)]
