"""The rep's own judgement stands beside ours and wins; without any the day is what it was."""

import pandas as pd
import pytest
from by_hand import once
from hypothesis import given, settings
from hypothesis import strategies as st
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
    orders,
    person,
    stranger,
)
from test_rules import everything

from sentia.day.day import plan_day
from sentia.day.record import NO_ANSWER, TALKED, mark_done
from sentia.playbook import Playbook

TWO = {
    "accounts": [account("1"), account("2")],
    "contacts": [person("1"), person("2"), stranger()],
    "opportunities": [deal("1"), deal("2", amount=1_000.0)],
    "activities": [*log_since(), call("1", 10), call("2", 10)],
}


SPOKEN_TO = {"contacts": [person("1")], "activities": [call("1", 4, opportunity_id=None)]}


def judged(*rows, **tables):
    return TWO | tables | {"judgements": list(rows)}


def ours(actions, key="1"):
    return actions.loc[actions["opportunity_id"] == f"O{key}"].iloc[0]


def lines_of(day):
    return pd.concat([day.actions, day.left_out])


def test_an_own_chance_takes_the_place_of_the_stages_and_both_are_said():
    before, after = ours(actions_of(**TWO)), ours(actions_of(**judged({"opportunity_id": "O1", "win_rate": 0.6})))
    assert (before["win_rate"], after["win_rate"]) == (0.35, 0.6)
    assert after["because"].endswith("your chance 60%, ours 35%")
    assert after["basis"] == "yours"
    assert after["gain"] != before["gain"]
    assert after["gain_low"] < after["gain"] < after["gain_high"]


def test_an_own_worth_takes_the_place_of_the_amount_in_the_reps_own_money():
    book = judged({"opportunity_id": "O1", "worth": 4_800.0})
    half = ours(actions_of(**TWO, playbook=Playbook(commission_rate=0.1)))
    own = ours(actions_of(**book, playbook=Playbook(commission_rate=0.1)))
    assert own["gain"] == pytest.approx(2 * half["gain"], abs=0.02)
    assert own["because"].startswith("$4,800 to you if won at Proposal")
    assert own["because"].endswith("your worth $4,800, ours $2,400")


def test_an_own_worth_prices_a_deal_that_has_no_amount():
    book = judged({"opportunity_id": "O1", "worth": 5_000.0}, opportunities=[deal("1", amount=None)])
    line = ours(actions_of(**book))
    assert line["gain"] > 0
    assert "ours not known" in line["because"]


def test_own_minutes_are_what_to_expect_and_the_slot():
    line = ours(actions_of(**judged({"contact_id": "C1", "minutes": 42})))
    assert (line["expected_minutes"], line["minutes"]) == (42, 40)
    assert line["because"].endswith("your minutes 42, ours 12")
    assert line["return_per_hour"] == pytest.approx(line["gain"] / 42 * 60)


@pytest.mark.parametrize("about", ["O1 last", "O1 first"])
def test_the_deal_comes_before_the_person_and_the_last_word_before_the_first(about):
    rows = [
        {"account_id": "A1", "win_rate": 0.1, "said_on": ON},
        {"contact_id": "C1", "win_rate": 0.2, "said_on": ON},
        {"opportunity_id": "O1", "win_rate": 0.3, "said_on": days_ago(9)},
        {"opportunity_id": "O1", "win_rate": 0.4, "said_on": days_ago(1)},
        {"opportunity_id": "O1", "kind": "quote", "win_rate": 0.9, "said_on": ON},
    ]
    rows = rows if about == "O1 last" else rows[::-1]
    assert ours(actions_of(**judged(*rows)))["win_rate"] == 0.4
    assert ours(actions_of(**judged(*rows[1:], {"opportunity_id": "O1", "kind": "progress", "win_rate": 0.5})))[
        "win_rate"
    ] == pytest.approx(0.5)


def test_a_deal_that_the_rep_believes_in_is_chased_not_qualified():
    hopeless = {
        "opportunities": [deal("1", stage="Lead", created_on=days_ago(500))],
        "activities": [call("1", 400)],
    }
    assert ours(actions_of(**TWO | hopeless))["kind"] == "qualify"
    line = ours(actions_of(**judged({"opportunity_id": "O1", "win_rate": 0.5}, **hopeless)))
    assert line["kind"] == "progress"


def test_a_fresh_look_is_multiplied_by_what_the_rep_says_and_shows_ours():
    lost = [deal("1", status="lost", lost_reason="Timing", closed_on=days_ago(271))]
    before = only_one(actions_of(opportunities=lost, contacts=[person()]))
    said = [{"opportunity_id": "O1", "win_rate": 0.09, "worth": 12_000.0}]
    day = plan_day(book_of(opportunities=lost, contacts=[person()], judgements=said), ON)
    line = day.actions.iloc[0]
    assert line["total"] == pytest.approx(before["total"] * 0.09 / before["win_rate"] / 2)
    assert any(step.startswith("By what you say: ") for step in line["working"])


def test_a_pin_puts_a_line_into_the_day_whatever_it_brings():
    deals = [deal(str(n), amount=90_000.0 + n) for n in range(1, 40)] + [deal("50", amount=10.0)]
    people = [person(str(n)) for n in [*range(1, 40), 50]]
    log = [*log_since(), *(call(str(n), 10) for n in [*range(1, 40), 50])]
    book = {"opportunities": deals, "contacts": people, "activities": log}
    assert "O50" not in set(plan_day(book_of(**book), ON).actions["opportunity_id"])
    pin = {"opportunity_id": "O50", "is_pinned": True, "said_on": ON}
    line = plan_day(book_of(**book, judgements=[pin]), ON).actions.set_index("opportunity_id").loc["O50"]
    assert line["is_must"]
    assert line["because"].endswith("pinned by you")


def test_a_pin_lifts_the_cool_off_but_not_a_no_or_being_left_alone():
    overdue = {"orders": orders("1", [30 * n + 60 for n in range(8)], 900.0), "opportunities": [deal("2")]}
    overdue |= {"activities": [*log_since(), call("1", 1, opportunity_id=None)]}
    pin = {"account_id": "A1", "is_pinned": True, "said_on": ON}
    assert "re-order" not in set(plan_day(book_of(**TWO | overdue), ON).actions["kind"])
    assert "re-order" in set(plan_day(book_of(**judged(pin, **overdue)), ON).actions["kind"])
    for refused in (
        {"contacts": [person("1", do_not_contact=True), stranger()]},
        {"activities": [call("1", 5, outcome="said no")]},
    ):
        day = plan_day(book_of(**judged(pin, **refused)), ON)
        assert "A1" not in set(day.actions["account_id"])
        assert any("What you pinned" in note and "said no" in note for note in day.notes)


def test_a_pin_without_a_line_of_ours_makes_one():
    waits = {"opportunities": [deal("1", next_step_on=ON + pd.Timedelta(days=5))]}
    assert plan_day(book_of(**TWO | waits), ON).actions.empty
    pin = {"opportunity_id": "O1", "is_pinned": True, "said_on": ON, "minutes": 25}
    line = plan_day(book_of(**judged(pin, **waits)), ON).actions.iloc[0]
    assert (line["kind"], line["action"], line["minutes"]) == ("own action", "Deal 1: Ann 1 at Company 1", 25)


def test_a_pin_for_one_day_holds_on_that_day_only():
    for day, held in ((ON, True), (ON + pd.Timedelta(days=1), False)):
        pin = {"opportunity_id": "O2", "is_pinned": True, "pinned_for": day}
        line = lines_of(plan_day(book_of(**judged(pin)), ON)).set_index("opportunity_id").loc["O2"]
        assert line["is_must"] == held


def test_a_pin_of_every_day_ends_with_the_line_done_and_not_with_a_try():
    pin = {"opportunity_id": "O2", "is_pinned": True, "said_on": ON}
    for outcome, held in ((TALKED, False), (NO_ANSWER, True)):
        book = book_of(**judged(pin))
        day = plan_day(book, ON)
        line = day.actions.loc[day.actions["opportunity_id"] == "O2"].iloc[0]
        book = mark_done(book, line, ON + pd.Timedelta(hours=9), outcome)
        later = lines_of(plan_day(book, ON + pd.Timedelta(days=8))).set_index("opportunity_id")
        assert later.loc["O2", "is_must"] == held


def own(**values):
    return {"own_action_id": "W1", "what": "Bring the samples", "contact_id": "C1"} | values


def test_an_own_line_is_priced_as_the_rep_sees_it_and_is_a_must_on_its_day():
    line = only_one(actions_of(own_actions=[own(worth=500.0, minutes=30, due_on=ON)], **SPOKEN_TO))
    # half of it fades in 14 days, and its next turn is the next working day
    assert line["gain"] == pytest.approx(once(500, 14), abs=0.01)
    assert (line["minutes"], bool(line["is_must"]), line["basis"]) == (30, True, "yours")
    assert line["action"] == "Bring the samples: Ann 1 at A1"


def test_an_own_line_without_a_worth_waits_for_its_day():
    tomorrow, book = ON + pd.Timedelta(days=1), SPOKEN_TO
    day = plan_day(book_of(own_actions=[own(due_on=tomorrow)], **book), ON)
    assert day.actions.empty
    assert day.left_out["why"].tolist() == ["what it is worth is not known"]
    day = plan_day(book_of(own_actions=[own(due_on=tomorrow)], **book), tomorrow)
    assert day.actions["working"].iloc[0][-1].startswith("You gave it no worth")


def test_an_own_line_starts_when_the_rep_says_and_later_where_that_has_passed():
    book = book_of(own_actions=[own(starts_at=ON + pd.Timedelta(hours=14), minutes=20)], **SPOKEN_TO)
    assert plan_day(book, ON).actions["starts_at"].tolist() == [ON + pd.Timedelta(hours=14)]
    late = plan_day(book, ON, now=ON + pd.Timedelta(hours=15))
    assert late.actions["starts_at"].tolist() == [ON + pd.Timedelta(hours=15)]
    assert any("cannot be done by the time it is due" in note for note in late.notes)
    assert plan_day(book, ON - pd.Timedelta(days=3)).actions.empty


def test_an_own_line_joins_the_call_to_its_person_with_all_its_minutes():
    day = plan_day(book_of(**TWO, own_actions=[own(minutes=30, due_on=ON)]), ON)
    line = day.actions.set_index("opportunity_id").loc["O1"]
    assert line["action"].endswith("about Deal 1, and Bring the samples")
    assert "A further subject: 100% x 30.0 = 30.0 minutes" in line["working"]
    assert not day.notes


def test_an_own_line_about_somebody_elses_matter_stands_beside_a_call_there():
    other = person("3", account_id="A1", contact_id="C3", name="Bo")
    book = TWO | {"contacts": [*TWO["contacts"], other]}
    day = plan_day(book_of(**book, own_actions=[own(contact_id="C3", due_on=ON)]), ON)
    assert day.actions["account_id"].tolist().count("A1") == 2
    assert not day.actions["contact_id"].duplicated().any()


def test_an_own_line_done_does_not_come_back():
    book = book_of(own_actions=[own(due_on=ON)], **SPOKEN_TO)
    line = plan_day(book, ON).actions.iloc[0]
    for outcome, left in ((TALKED, 0), (NO_ANSWER, 1)):
        done = mark_done(book, line, ON + pd.Timedelta(hours=9), outcome)
        assert len(plan_day(done, ON + pd.Timedelta(days=5)).actions) == left


def test_who_asked_to_be_left_alone_gets_no_own_line_and_the_day_says_so():
    day = plan_day(book_of(own_actions=[own(due_on=ON)], contacts=[person(do_not_contact=True)]), ON)
    assert day.actions.empty
    assert any("Your own line “Bring the samples” is not in the day" in note for note in day.notes)


KEYS = st.sampled_from([None, *(str(n) for n in range(1, 11))])
SAID = st.fixed_dictionaries(
    {
        "key": KEYS,
        "level": st.sampled_from(["opportunity_id", "contact_id", "account_id"]),
        "kind": st.sampled_from([None, "progress", "quote", "keep in touch", "own action"]),
        "is_pinned": st.booleans(),
        "win_rate": st.none() | st.floats(0, 1),
        "worth": st.none() | st.floats(0, 1e6),
        "minutes": st.none() | st.floats(1, 200),
    }
)
LETTER = {"opportunity_id": "O", "contact_id": "C", "account_id": "A"}


def as_row(said):
    key = None if said["key"] is None else LETTER[said["level"]] + said["key"]
    return {name: said[name] for name in ("kind", "is_pinned", "win_rate", "worth", "minutes")} | {
        said["level"]: key,
        "said_on": ON,
    }


@settings(max_examples=5, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=6))
def test_whatever_is_said_the_rules_of_the_day_hold(said):
    day = plan_day(book_of(**everything(), judgements=[as_row(one) for one in said]), ON)
    assert not day.actions["contact_id"].dropna().duplicated().any()
    assert (day.actions["starts_at"].shift(-1).dropna() >= day.actions["ends_at"].iloc[:-1].to_numpy()).all()
    assert day.planned_gain <= day.bound + 0.01
    assert day.planned_gain == pytest.approx(day.actions["gain"].sum(), abs=0.01)
    assert day.actions["minutes"].sum() <= day.free_minutes


def test_a_judgement_that_says_nothing_leaves_the_day_as_it_was():
    quiet = [{"opportunity_id": "O1", "said_on": ON}, {"account_id": "A99", "win_rate": 0.9, "is_pinned": False}]
    plain, judged_day = (plan_day(book_of(**everything(), **more), ON) for more in ({}, {"judgements": quiet}))
    pd.testing.assert_frame_equal(plain.actions, judged_day.actions)
    pd.testing.assert_frame_equal(plain.left_out, judged_day.left_out)
