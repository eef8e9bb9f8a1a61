"""The day again after something was done, skipped or put off."""

import pandas as pd
import pytest
from small_books import ON, book_of, days_ago, deal, person

from sentia.day.day import plan_day

PEOPLE = [person("1", email="ann@x.example"), person("2"), person("3")]
DEALS = [deal("1"), deal("2"), deal("3")]


def logged(candidate, status, on=ON, **values):
    """One line of the log, as a page writes it."""
    return {
        "log_id": f"{on:%Y-%m-%d}@{candidate}",
        "planned_for": on,
        "status": status,
        "kind": "progress",
    } | values


def accounts_left(*log, deals=DEALS, people=PEOPLE):
    """The accounts that the day still proposes, planned or left out."""
    day = plan_day(book_of(opportunities=deals, contacts=people, log=list(log)), ON)
    return sorted([*day.actions["account_id"], *day.left_out["account_id"]])


def test_what_was_skipped_is_not_proposed_again_today():
    assert accounts_left(logged("progress|deal:O1", "skipped")) == ["A2", "A3"]


def test_what_was_skipped_yesterday_is():
    assert accounts_left(logged("progress|deal:O1", "skipped", days_ago(1))) == ["A1", "A2", "A3"]


@pytest.mark.parametrize(("back", "count"), [(-1, 2), (0, 3), (1, 3)])
def test_what_was_put_off_comes_back_on_its_day(back, count):
    put_off = logged("progress|deal:O1", "snoozed", days_ago(5), return_on=days_ago(back))
    assert len(accounts_left(put_off)) == count


def test_what_was_put_off_without_a_day_is_gone_for_today_only():
    assert accounts_left(logged("progress|deal:O1", "snoozed")) == ["A2", "A3"]
    assert accounts_left(logged("progress|deal:O1", "snoozed", days_ago(1))) == ["A1", "A2", "A3"]


def test_after_a_line_is_done_its_account_and_its_person_are_left_in_peace():
    more = [*DEALS, deal("4", account_id="A1", contact_id="C4"), deal("5", contact_id="C5")]
    people = [*PEOPLE, person("4", account_id="A1"), person("5", email="ANN@x.example")]
    done = logged("progress|deal:O1", "done", account_id="A1", contact_id="C1")
    assert accounts_left(deals=more, people=people).count("A1") >= 1
    assert accounts_left(done, deals=more, people=people) == ["A2", "A3"]


def test_skipping_one_line_does_not_skip_others_of_that_account():
    more = [*DEALS, deal("4", account_id="A1", contact_id="C1")]
    day = plan_day(book_of(opportunities=more, contacts=PEOPLE, log=[logged("progress|deal:O1", "skipped")]), ON)
    assert "progress|deal:O4" in day.actions.index
    assert not day.actions["serves"].map(lambda serves: "progress|deal:O1" in serves).any()


def test_skipping_a_call_with_several_subjects_skips_them_all():
    more = [*DEALS, deal("4", account_id="A1", contact_id="C1")]
    call = plan_day(book_of(opportunities=more, contacts=PEOPLE), ON).actions
    both = call.index[call["serves"].map(len) == 2][0]
    assert accounts_left(logged(both, "skipped"), deals=more) == ["A2", "A3"]


def test_an_id_with_an_at_sign_in_it_is_understood():
    friend = person("9", contact_id="bo@x.example", account_id=None)
    tables = {"contacts": [friend], "opportunities": [deal("1")]}
    assert "keep in touch|person:bo@x.example" in plan_day(book_of(**tables), ON).actions.index
    skipped = logged("keep in touch|person:bo@x.example", "skipped")
    assert "keep in touch|person:bo@x.example" not in plan_day(book_of(**tables, log=[skipped]), ON).actions.index


def test_nothing_is_planned_before_now():
    day = plan_day(book_of(opportunities=DEALS, contacts=PEOPLE), ON, now="2026-11-23 14:02")
    assert day.actions["starts_at"].min() == ON.replace(hour=14, minute=5)


@pytest.mark.parametrize(("back", "count"), [(-1, 2), (0, 3)])
def test_a_deal_put_off_among_the_follow_ups_rests_on_the_day_too_until_its_own(back, count):
    put_off = {"kind": "no next step", "opportunity_id": "O1", "return_on": days_ago(back)}
    assert len(accounts_left(logged("no next step|deal:O1", "snoozed", days_ago(2), **put_off))) == count


def test_a_person_put_off_whose_answer_is_owed_is_still_answered():
    wrote = {"activity_id": "W", "done_at": days_ago(2), "kind": "email", "direction": "in", "contact_id": "C1"}
    rests = logged("its turn|person:C1", "snoozed", kind="its turn", contact_id="C1", return_on=days_ago(-9))
    book = book_of(opportunities=DEALS, contacts=PEOPLE, activities=[wrote], log=[rests])
    day = plan_day(book, ON)
    lines = pd.concat([day.actions, day.left_out])
    assert lines.loc[lines["contact_id"] == "C1", "kind"].tolist() == ["answer"]
