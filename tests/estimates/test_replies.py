"""Who answers, and what a line takes: the playbook's until the book's own log says otherwise."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import ON, call, days_ago, deal, desk_of, person

from sentia.estimates.replies import CALL, MAIL, replies_of, tries_of
from sentia.playbook import Playbook


def desk_with(happened, contacts=(), **tables):
    people = [person(str(n), phone="1") for n in range(60)]
    return desk_of(activities=happened, contacts=[*people, *contacts], opportunities=[deal("0")], **tables)


def calls(answered, missed, first=0):
    """So many people called once each: some were reached, some were not."""
    ends = ["reached"] * answered + ["no answer"] * missed
    return [call(str(first + n), 30 + n, outcome=end, opportunity_id=None) for n, end in enumerate(ends)]


def chance(desk, channel=CALL, tries=0.0, kind="progress"):
    one = pd.Series([tries])
    return float(desk.replies.chance(one, pd.Series([channel]), kind).iloc[0])


def test_with_nineteen_tries_the_playbook_stands_and_with_many_the_log_does():
    assert chance(desk_with(calls(18, 1))) == 0.48
    # 40 calls, 36 reached: (36 + 8) / (40 x .48 + 8) = 1.618 times, then calls and first tries hardly more
    assert 0.75 < chance(desk_with(calls(36, 4))) < 0.9
    assert chance(desk_with(calls(4, 36))) < 0.3


def test_a_log_that_notes_no_failure_does_not_say_that_everybody_answers():
    assert chance(desk_with(calls(40, 0))) == 0.48
    assert chance(desk_with(calls(0, 40))) == 0.48


def test_calls_and_mails_are_told_apart():
    mails = [
        call(str(n), 40, kind="email", outcome=None, opportunity_id=None, activity_id=f"M{n}") for n in range(30)
    ]
    answer = call("0", 35, kind="email", direction="in", outcome=None, opportunity_id=None, activity_id="IN")
    desk = desk_with([*calls(25, 5, first=30), *mails, answer])
    assert chance(desk, CALL) > 2 * chance(desk, MAIL)


def test_tries_in_a_row_are_counted_for_each_person_until_a_word_of_theirs():
    log = [
        call("1", 50, outcome="no answer"),
        call("1", 48, outcome="no answer"),
        call("2", 47, outcome="no answer"),
        call("1", 46, outcome="reached"),
        call("1", 40, outcome="no answer"),
    ]
    desk = desk_with(log)
    found = tries_of(desk.facts.touched, ON)
    by_person = found.groupby("who")["tries"].agg(list).tolist()
    assert sorted(by_person) == [[0.0], [0.0, 1.0, 2.0, 0.0]]


def test_a_mail_of_last_week_may_still_be_answered_and_counts_only_later():
    sent = [call(str(n), 5, kind="email", outcome=None, opportunity_id=None) for n in range(30)]
    assert tries_of(desk_with(sent).facts.touched, ON).empty


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0, 8), st.sampled_from([CALL, MAIL]))
def test_whatever_the_log_says_a_chance_is_one(answered, missed, tries, channel):
    ends = pd.Series(["reached"] * answered + ["no answer"] * missed, dtype="str")
    is_touch = ends == "reached"
    rows = pd.DataFrame({"outcome": ends, "is_touch": is_touch, "is_attempt": ~is_touch})
    rows = rows.assign(kind="call", is_inbound=False, row=0, account_id=None)
    rows = rows.assign(who=range(len(rows)), on=ON - pd.Timedelta(days=60), done_at=ON)
    none = pd.DataFrame({"done_at": [], "account_id": [], "kind": []})
    found = replies_of(rows, none, ON, Playbook())
    one = float(found.chance(pd.Series([tries]), pd.Series([channel]), "quote").iloc[0])
    assert 0 < one < 1


def line_done(n, spent, kind="quote", outcome="Talked"):
    return {
        "log_id": f"2026-11-0{n % 9 + 1}@{kind}|{n}",
        "planned_for": days_ago(10),
        "kind": kind,
        "status": "done",
        "outcome": outcome,
        "minutes_spent": spent,
        "contact_id": f"C{n}",
    }


def minutes_of(desk, kind="quote", amount=9.0):
    line = pd.DataFrame({"kind": [kind], "contact_id": ["C1"], "amount": [amount]})
    return float(desk.spent_factors(line).iloc[0])


def test_minutes_are_learned_by_kind_from_what_the_rep_noted():
    assert minutes_of(desk_with([], log=[line_done(n, 24.0) for n in range(4)])) == 1.0
    long = desk_with([], log=[line_done(n, 24.0) for n in range(40)])
    # 40 quotes of 12 minutes took 24: (960 + 60) / (480 + 60) = 1.89 times, and by kind and channel hardly more
    assert minutes_of(long) == pytest.approx(2.0, abs=0.12)
    assert minutes_of(long, "qualify") < minutes_of(long)
    assert minutes_of(long, amount=1.0) == minutes_of(long, amount=1e9)


def test_a_line_that_took_all_day_does_not_set_the_minutes_of_the_others():
    usual = [line_done(n, 12.0) for n in range(40)]
    assert minutes_of(desk_with([], log=[*usual, line_done(41, 480.0)])) < 1.25
