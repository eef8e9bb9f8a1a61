"""What is owed to people is a line of the day: answers, promises, thanks, greetings, repairs, introductions."""

import json
from pathlib import Path

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
    orders,
    person,
    stranger,
)

from sentia.day.candidates import candidates
from sentia.day.day import plan_day
from sentia.day.desk import Desk
from sentia.playbook import Playbook
from sentia.workbook.from_files import read_book

SAMPLES = Path(__file__).parents[2] / "sample_data"
PLANTED = json.loads((SAMPLES / "territory_planted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """The single subjects of the territory's day."""
    desk = Desk(read_book(SAMPLES / "territory.xlsx", trusted=True), pd.Timestamp(PLANTED["on"]), Playbook())
    possible = candidates(desk)
    return possible.loc[possible["serves"].map(len) == 1]


def of_kind(kind, **tables):
    actions = actions_of(**tables)
    return actions.loc[actions["kind"] == kind]


@pytest.mark.parametrize(
    ("planted", "kind", "key"),
    [
        ("inbound_unanswered", "answer", "contact_id"),
        ("promise_ours_broken", "promise", "opportunity_id"),
        ("promise_theirs_broken", "promise", "opportunity_id"),
        ("won_not_thanked", "thank", "account_id"),
        ("introduction_not_thanked", "thank", "introducer_id"),
        ("mover", "greet", "contact_id"),
    ],
)
def test_each_planted_fact_is_a_line_of_its_own_kind(found, planted, kind, key):
    of_its_kind = set(found.loc[found["kind"] == kind, "contact_id" if key == "introducer_id" else key])
    assert [fact["sentence"] for fact in PLANTED["facts"][planted] if fact[key] not in of_its_kind] == []


def asked(**values):
    return call("1", 3, kind="email", direction="in", outcome=None, **values)


def test_an_answer_is_hidden_by_no_cool_off_no_no_and_no_wish_to_be_left_alone():
    said_no = call("1", 10, outcome="said no")
    reached = call("1", 1, kind="call", direction="in", outcome="reached", contact_id="C2")
    left_alone = person("1", do_not_contact=True)
    for people, log in (([person("1")], [asked(), said_no]), ([left_alone], [asked()])):
        line = only_one(of_kind("answer", opportunities=[deal("1")], contacts=people, activities=[*log, reached]))
        assert line["is_must"]


def test_an_answer_may_be_given_on_the_day_the_question_came():
    today = call("1", 0, kind="email", direction="in", outcome=None)
    line = only_one(of_kind("answer", opportunities=[deal("1")], contacts=[person("1")], activities=[today]))
    assert not line["is_must"]
    assert pd.isna(line["waiting"])


def test_one_deal_is_one_line_whatever_is_owed_about_it():
    promised = call("1", 10, promise="send references", promise_by="us", promise_on=days_ago(2))
    agreed = deal("1", next_step="Send the contract", next_step_on=ON)
    line = only_one(actions_of(opportunities=[agreed], contacts=[person("1")], activities=[promised, asked()]))
    assert line["kind"] == "answer"
    for said in ("their message of 3 days ago", "what we promised: send references", "Send the contract"):
        assert said in line["action"]


def test_what_goes_with_a_line_costs_half_its_minutes_and_adds_no_dollars():
    promised = call("1", 10, promise="send references", promise_by="us", promise_on=days_ago(2))
    tables = {"opportunities": [deal("1")], "contacts": [person("1")]}
    alone = only_one(actions_of(activities=[asked()], **tables))
    both = only_one(actions_of(activities=[asked(), promised], **tables))
    # a promise takes 12 minutes, half of them are 6, and 48% answer
    assert both["expected_minutes"] == pytest.approx(alone["expected_minutes"] + 0.48 * 6)
    assert both["gain"] == pytest.approx(alone["gain"])


def test_a_promise_of_ours_asks_for_the_day_until_it_is_kept():
    def line(days):
        made = call("1", days + 5, promise="send references", promise_by="us", promise_on=days_ago(days))
        return only_one(of_kind("promise", opportunities=[deal("1")], contacts=[person("1")], activities=[made]))

    assert line(14)["is_must"]  # ten working days ago
    assert line(170)["is_must"]


def test_their_promise_is_a_kind_reminder_never_a_must():
    made = call("1", 10, promise="confirm the budget", promise_by="them", promise_on=days_ago(5))
    line = only_one(of_kind("promise", opportunities=[deal("1")], contacts=[person("1")], activities=[made]))
    assert line["action"] == "Call Ann 1 at A1 about what they promised: confirm the budget"
    assert not line["is_must"]


def test_nobody_is_priced_by_a_deal_they_said_no_to():
    refused = call("2", 20, outcome="said no", account_id="A1")
    deals = [deal("2", account_id="A1", amount=90_000.0)]
    people = [person("1"), person("2", account_id="A1")]
    line = only_one(
        of_kind("answer", opportunities=deals, contacts=people, activities=[asked(opportunity_id=None), refused])
    )
    assert pd.isna(line["opportunity_id"])


def test_thanks_count_only_what_a_buyer_buys():
    won = deal("1", status="won", amount=8_500.0, closed_on=days_ago(8))
    tables = {"opportunities": [won], "contacts": [person("1")], "activities": [*log_since(), call("1", 10)]}
    buyer = only_one(of_kind("thank", orders=orders("1", [8]), **tables))
    other = only_one(of_kind("thank", orders=orders("2", [8]), **tables))
    assert buyer["action"] == "Call Ann 1 at A1 about our thanks for $8,500, and how it goes"
    assert buyer["gain"] > 0
    assert pd.isna(other["gain"])


def test_who_left_is_greeted_and_the_company_they_left_is_repaired():
    ana = person("1", name="Ana", account_id="A2", previous_account="Company 1", moved_on=days_ago(20))
    firms = [account("1"), account("2")]
    lines = actions_of(
        contacts=[ana], accounts=firms, orders=orders("1", [30 * n + 5 for n in range(8)]), activities=log_since()
    )
    greet, repair = (only_one(lines.loc[lines["kind"] == kind]) for kind in ("greet", "repair"))
    assert greet["because"].startswith(
        "Ana left Company 1 20 days ago; no greeting noted yet; a sale opens in 15%"
    )
    assert repair["because"].startswith("Ana left 20 days ago, no word with anybody there since, about ")
    assert repair["account_id"] == "A1"


def test_at_most_two_people_are_asked_for_an_introduction_a_day():
    won = [deal(str(n), status="won", closed_on=days_ago(40)) for n in range(1, 7)]
    people = [person(str(n)) for n in range(1, 7)]
    log = [call(str(n), 10) for n in range(1, 7)]
    day = plan_day(book_of(opportunities=won, contacts=people, activities=log), ON)
    assert (day.actions["kind"] == "introduction").sum() <= 2
    assert (day.left_out["kind"] == "introduction").sum() >= 4


def test_profiles_are_looked_at_five_in_one_go_and_nobody_of_them_is_called():
    people = [person(str(n), do_not_contact=None) for n in range(1, 8)]
    line = only_one(of_kind("career", contacts=[*people, stranger()], activities=log_since()))
    assert line["action"] == "Look up where Ann 1, Ann 2 and 3 more work now"
    assert pd.isna(line["gain"])
    assert pd.isna(line["contact_id"])
