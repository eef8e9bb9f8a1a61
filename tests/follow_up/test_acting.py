"""Acting on follow-ups in one tap: whatever is done about a line, its follow-up rests and comes back as said."""

import pandas as pd
import pytest
from small_books import ON, account, book_of, call, days_ago, deal, person

from sentia.book.done import NO_ANSWER, SENT, TALKED
from sentia.errors import BadQuestion
from sentia.follow_up import acting
from sentia.follow_up.catch_up import catch_up
from sentia.follow_up.coverage import coverage, coverage_of
from sentia.follow_up.lines import (
    BACK,
    DUE,
    ENDED,
    NOT_DATED,
    PARKED,
    THIS_WEEK,
    Standing,
    follow_up_lines,
    resting,
)
from sentia.follow_up.missing import facts_on, follow_up_gaps, gaps_of
from sentia.playbook import Playbook
from sentia.work.running import running_on

FRIDAY = ON + pd.Timedelta(days=4)


def standing_of(book, on=ON):
    running = running_on(facts_on(book, on))
    records, steps = coverage_of(running), running.facts.steps
    return Standing(on, gaps_of(running), records, catch_up(records, on, Playbook()), steps=steps)


def lines_of(book, on=ON):
    return follow_up_lines(standing_of(book, on))


def with_a_visit_on_friday():
    visit = {"activity_id": "V1", "due_on": FRIDAY, "kind": "visit", "subject": "See the new hall"}
    return book_of(
        accounts=[account()],
        contacts=[person()],
        opportunities=[deal()],
        activities=[call(days=3), visit | {"contact_id": "C1", "account_id": "A1", "opportunity_id": "O1"}],
    )


def three_quiet_deals():
    return book_of(
        accounts=[account(key) for key in "123"],
        contacts=[person(key) for key in "123"],
        opportunities=[deal(key) for key in "123"],
        activities=[call(key, 40) for key in "123"],
    )


def with_a_promise():
    said = call("1", 6, promise="send two references", promise_by="us", promise_on=days_ago(2))
    tables = {"accounts": [account()], "contacts": [person()], "opportunities": [deal()], "activities": [said]}
    return book_of(**tables)


def test_on_the_first_day_three_quiet_deals_are_three_lines_not_yet_dated() -> None:
    lines = follow_up_lines(standing_of(three_quiet_deals()))
    assert lines["segment"].tolist() == [NOT_DATED] * 3
    assert lines["contact"].tolist() == ["Ann 1", "Ann 2", "Ann 3"]
    assert lines["serves"].map(len).tolist() == [1, 1, 1]  # no next step; that they are quiet is the same thing


def test_dating_them_all_like_the_plan_leaves_nobody_and_is_one_step_to_undo() -> None:
    book = three_quiet_deals()
    standing = standing_of(book)
    lines = follow_up_lines(standing)
    dated = acting.set_days(book, lines.assign(planned_on=lines["next_on"]))
    assert standing_of(dated).looked_after == "9 of 9 looked after"
    assert len(dated.journal) == 1
    assert standing_of(dated.undo()).looked_after == standing.looked_after == "9 not yet dated"


def test_a_talk_with_two_people_is_one_step_and_takes_their_two_lines_away() -> None:
    book = three_quiet_deals()
    lines = follow_up_lines(standing_of(book))
    talked = acting.log_touch(book, lines.iloc[:2], ON + pd.Timedelta(hours=10), TALKED)
    assert len(talked.activities) == len(book.activities) + 2
    left = follow_up_lines(standing_of(talked))
    assert left.loc[left["segment"] == NOT_DATED, "contact"].tolist() == ["Ann 3"]
    assert talked.undo().digest == book.digest


def test_a_promise_that_was_sent_is_kept_and_one_that_reached_nobody_is_not() -> None:
    book, at = with_a_promise(), ON + pd.Timedelta(hours=10)
    lines = follow_up_lines(standing_of(book))
    promise = lines.loc[lines["serves"].map(lambda gaps: "promise due" in gaps[0])]
    kinds = {
        outcome: set(follow_up_gaps(acting.log_touch(book, promise, at, outcome), ON)["kind"])
        for outcome in (SENT, NO_ANSWER)
    }
    assert "promise due" not in kinds[SENT]
    assert "promise due" in kinds[NO_ANSWER]


def test_a_line_put_off_is_silent_until_its_day_and_back_on_it() -> None:
    book = with_a_promise()
    lines = follow_up_lines(standing_of(book))
    put_off = acting.put_off_all(book, lines, ON, FRIDAY, "on holiday")
    assert follow_up_gaps(put_off, FRIDAY - pd.Timedelta(days=1), kinds=["promise due"]).empty
    assert len(follow_up_gaps(put_off, FRIDAY, kinds=["promise due"])) == 1


def test_a_promise_that_is_dated_comes_back_on_that_day() -> None:
    book = with_a_promise()
    dated = acting.set_day(book, follow_up_lines(standing_of(book)), ON, FRIDAY)
    assert follow_up_gaps(dated, ON, kinds=["promise due"]).empty
    assert len(follow_up_gaps(dated, FRIDAY, kinds=["promise due"])) == 1


@pytest.mark.parametrize(
    ("kind", "name"), [("next step late", "next_step_on"), ("close date passed", "expected_close_on")]
)
def test_a_late_step_and_a_passed_close_date_move_to_the_day_that_is_set(kind: str, name: str) -> None:
    late = {name: days_ago(3), "next_step": "Demo"}
    book = book_of(accounts=[account()], contacts=[person()], opportunities=[deal(**late)], activities=[call()])
    gaps = follow_up_gaps(book, ON, kinds=[kind])
    line = gaps.assign(serves=[(gap,) for gap in gaps.index], deals=[("O1",)])
    moved = acting.set_day(book, line, ON, FRIDAY)
    assert moved.opportunities[name].tolist() == [FRIDAY]
    assert len(moved.activities) == len(book.activities)
    assert follow_up_gaps(moved, ON, kinds=[kind]).empty


def test_a_deal_parked_with_a_reason_rests_and_stands_apart_with_it() -> None:
    book = three_quiet_deals()
    lines = follow_up_lines(standing_of(book))
    parked = acting.park_all(book, lines.iloc[:1], ON, "waits for their new plant")
    states = coverage(parked, ON).set_index(["table", "record_id"])["state"]
    assert states["opportunities", "O1"] == "closed"


def test_a_deal_closed_as_lost_has_the_day_of_its_fresh_look_at_once() -> None:
    book = three_quiet_deals()
    lines = follow_up_lines(standing_of(book))
    lost = acting.close_as_lost(book, lines.iloc[:1], ON, "price")
    closed = lost.opportunities.iloc[0]
    assert (closed["status"], closed["closed_on"], closed["lost_reason"]) == ("lost", ON, "price")
    until = coverage(lost, ON).set_index("record_id").at[closed["account_id"], "until"]
    assert f"{until:%Y-%m}" == "2027-08"  # nine months


def test_who_asked_to_be_left_alone_is_on_no_list() -> None:
    book = three_quiet_deals()
    lines = follow_up_lines(standing_of(book))
    left = acting.leave_alone(book, lines.iloc[:2])
    assert follow_up_lines(standing_of(left))["contact"].dropna().tolist() == ["Ann 3"]


def test_a_profile_that_was_looked_up_is_dated_today() -> None:
    book = book_of(contacts=[person(account_id=None, checked_on=days_ago(300))], activities=[call(days=400)])
    gaps = follow_up_gaps(book, ON, kinds=["career unchecked"])
    assert len(gaps) == 1
    seen = acting.tick_off_all(book, gaps.assign(serves=[(gap,) for gap in gaps.index], deals=[()]), ON)
    assert follow_up_gaps(seen, ON, kinds=["career unchecked"]).empty


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        (lambda book, lines: acting.put_off_all(book, lines, ON, ON, "later"), "after 2026-11-23"),
        (lambda book, lines: acting.set_day(book, lines, ON, days_ago(1)), "2026-11-23 or a later day"),
        (lambda book, lines: acting.park_all(book, lines, ON, "  "), "what reason"),
        (lambda book, lines: acting.close_as_lost(book, lines, ON, ""), "what reason"),
    ],
)
def test_what_lacks_a_day_or_a_reason_is_said_and_changes_nothing(act, wanted: str) -> None:
    book = three_quiet_deals()
    with pytest.raises(BadQuestion, match=wanted):
        act(book, follow_up_lines(standing_of(book)))


def test_what_is_due_for_one_deal_is_one_line_led_by_the_most_urgent() -> None:
    lines = follow_up_lines(standing_of(with_a_promise()))
    assert len(lines) == 1
    assert lines["next_touch"].iloc[0] == "Keep the promise"
    assert lines["segment"].iloc[0] in (DUE, NOT_DATED)


def test_what_is_agreed_for_this_week_stands_in_its_own_words_and_moves_to_the_day_that_is_set() -> None:
    book = with_a_visit_on_friday()
    line = lines_of(book)
    assert line["segment"].tolist() == [THIS_WEEK]
    assert line["next_touch"].tolist() == ["See the new hall"]
    moved = acting.set_day(book, line, ON, FRIDAY + pd.Timedelta(days=3))
    assert len(moved.activities) == len(book.activities)
    assert moved.activities["due_on"].dropna().tolist() == [FRIDAY + pd.Timedelta(days=3)]


def test_what_was_planned_is_what_was_done_unless_nobody_answered() -> None:
    book, at = with_a_visit_on_friday(), ON + pd.Timedelta(hours=10)
    talked = acting.log_touch(book, lines_of(book), at, TALKED).activities
    assert talked.set_index("activity_id").at["V1", "done_at"] == at
    assert len(talked) == len(book.activities)
    tried = acting.log_touch(book, lines_of(book), at, NO_ANSWER).activities
    assert pd.isna(tried.set_index("activity_id").at["V1", "done_at"])
    assert len(tried) == len(book.activities) + 1


@pytest.mark.parametrize("make", [with_a_visit_on_friday, three_quiet_deals, with_a_promise])
def test_a_line_put_off_rests_with_its_deal_and_person_wherever_it_stood(make) -> None:
    book, later = make(), ON + pd.Timedelta(days=20)
    rests = acting.put_off_all(book, lines_of(book), ON, later, "their plant moves")
    people = coverage(rests, ON).query("table in ['opportunities', 'contacts']")
    assert set(people["state"]) == {"closed"}
    assert people["reason"].str.contains("their plant moves").all()
    assert set(coverage(rests, later).query("table == 'opportunities'")["state"]) != {"closed"}
    assert lines_of(rests)["deals"].map(len).sum() == 0


def test_a_person_without_a_gap_can_be_parked_and_dated() -> None:
    book = book_of(contacts=[person(account_id=None)])
    line = lines_of(book).assign(serves=[()])
    assert lines_of(acting.park_all(book, line, ON, "moved abroad")).empty
    dated = acting.set_day(book, line, ON, FRIDAY)
    assert dated.activities["due_on"].tolist() == [FRIDAY]


def test_what_is_parked_says_why_and_is_awake_again_in_one_step() -> None:
    book = three_quiet_deals()
    parked = acting.park_all(book, lines_of(book).iloc[:1], ON, "waits for their new plant")
    rests = resting(coverage(parked, ON))
    assert set(rests["how"]) == {PARKED}
    assert set(rests["reason"]) == {"parked: waits for their new plant"}
    awake = acting.bring_back(parked, rests, ON)
    assert resting(coverage(awake, ON)).empty
    assert lines_of(awake)["contact"].tolist() == lines_of(book)["contact"].tolist()
    assert awake.undo().digest == parked.digest


def test_a_blocked_deal_has_its_day_and_one_left_alone_none_and_both_are_brought_back() -> None:
    tables = {"accounts": [account("1"), account("2")], "activities": [call("1", 40), call("2", 40)]}
    people = [person("1"), person("2", do_not_contact=True)]
    book = book_of(contacts=people, opportunities=[deal("1", blocked_until_on=FRIDAY), deal("2")], **tables)
    rests = resting(coverage(book, ON)).set_index("table")
    deals = rests.loc["opportunities"].set_index("opportunity_id")
    assert deals["how"].to_dict() == {"O1": BACK, "O2": ENDED}
    assert deals.at["O1", "until"] == FRIDAY
    awake = acting.bring_back(book, resting(coverage(book, ON)), ON)
    assert resting(coverage(awake, ON)).empty


def test_a_no_is_not_brought_back_before_its_day() -> None:
    book = three_quiet_deals()
    lost = acting.close_as_lost(book, lines_of(book).iloc[:1], ON, "price")
    with pytest.raises(BadQuestion, match="come back on their day"):
        acting.bring_back(lost, resting(coverage(lost, ON)), ON)


def test_a_deal_that_rests_by_its_notes_says_so_and_is_brought_back_over_them() -> None:
    talked = "2026-10-05"
    note = {"activity_id": "L1", "kind": "call", "outcome": "reached", "done_at": pd.Timestamp(talked)}
    note |= {"contact_id": "C1", "opportunity_id": "O1"}
    one = deal("1", notes="budget frozen, call back in Feb")
    book = book_of(contacts=[person("1")], accounts=[account("1")], opportunities=[one], activities=[note])
    rests = resting(coverage(book, ON))
    assert "waits for a later day, as its notes say" in set(rests["reason"])
    assert set(rests["until"]) == {pd.Timestamp("2027-02-01")}
    assert resting(coverage(acting.bring_back(book, rests, ON), ON)).empty
