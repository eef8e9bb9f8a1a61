"""Keep in touch: whose turn it is, whatever their size."""

import pytest
from by_hand import flow, touch
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

from sentia.day.day import plan_day


def test_a_small_lead_is_worth_its_amount_times_what_a_word_adds():
    # docs/arithmetic.md: $3,000 at 5%, quiet for 120 days, brings $23 today
    won = deal("5", status="won", closed_on=days_ago(50), account_id=None, contact_id=None)
    lead = deal("1", "Lead", 3_000.0, created_on=days_ago(130))
    tables = {"opportunities": [won, lead], "contacts": [person("1")], "activities": [call("1", 120)]}
    line = only_one(actions_of(**tables))
    assert line["gain"] == pytest.approx(3_000 * 0.48 * touch(0.05, 120, 90, line["decided"])[1], abs=0.01)
    assert line["minutes"] == 5
    assert line["because"].startswith("$3,000 lead, quiet for 4 months, and it is their turn; a reply lifts")


@pytest.mark.parametrize(("amount", "kind"), [(6_000.0, "keep in touch"), (6_001.0, "progress")])
def test_a_lead_is_small_up_to_a_quarter_of_the_usual_amount(amount, kind):
    won = deal("5", status="won", closed_on=days_ago(50), account_id=None, contact_id=None)
    tables = {
        "opportunities": [won, deal("1", "Lead", amount, created_on=days_ago(130))],
        "contacts": [person("1")],
    }
    assert only_one(actions_of(**tables, activities=[call("1", 120)]))["kind"] == kind


@pytest.mark.parametrize(("days", "count"), [(89, 0), (90, 1)])
def test_a_prospects_turn_comes_after_ninety_days(days, count):
    tables = {"accounts": [account("1")], "contacts": [person("1")]}
    called = call("1", days, opportunity_id=None)
    assert len(actions_of(**tables, activities=[called])) == count


@pytest.mark.parametrize(("days", "kinds"), [(29, ["grow"]), (30, ["keep in touch"])])
def test_a_customers_turn_comes_after_thirty_days(days, kinds):
    # 365 x .17 / (1 touch + 1)...: $8,000 a year, in touch once in a logged year
    bought = orders("1", [30 * n + 10 for n in range(8)])
    tables = {"orders": bought, "contacts": [person("1"), stranger()]}
    called = call("1", days, opportunity_id=None)
    actions = actions_of(**tables, activities=[*log_since(), called])
    assert sorted(actions["kind"]) == kinds


def test_a_customer_is_worth_what_one_more_contact_adds_to_a_years_spend():
    # 17% of what they should buy a day, for the days of attention that a talk after 40 days renews
    bought = orders("1", [30 * n + 10 for n in range(8)])
    tables = {"orders": bought, "contacts": [person("1"), stranger()]}
    called = call("1", 40, opportunity_id=None)
    line = actions_of(**tables, activities=[*log_since(), called]).loc["keep in touch|account:A1"]
    a_day = 0.17 * line["spend"] / 365 * 0.48
    assert line["spend"] == pytest.approx(8_000, rel=0.5)
    assert line["total"] == pytest.approx(a_day * flow(40)[0])
    assert line["gain"] == pytest.approx(a_day * flow(40)[1], abs=0.01)
    assert line["because"] == "Quiet for 40 days; their own rhythm: every 30 days; $8,000 bought in a year"


def test_an_acquaintance_without_an_account_has_a_turn_too():
    friend = person("1", account_id=None)
    line = only_one(actions_of(contacts=[friend], activities=[call("1", 90, opportunity_id=None)]))
    assert line["action"] == "Call Ann 1 about what is new with them"
    assert line["pot"] == "person:C1"


def test_nobody_is_asked_what_is_new_while_a_deal_or_a_quote_is_open_there():
    quote = {"quote_id": "Q1", "account_id": "A1", "amount": 9_000.0, "sent_on": days_ago(9)}
    assert only_one(actions_of(accounts=[account("1")], quotes=[quote]))["kind"] == "quote"
    assert only_one(actions_of(accounts=[account("1")], opportunities=[deal("1")]))["kind"] == "progress"


def test_tries_that_name_no_deal_are_about_the_one_that_is_open_and_it_does_not_wait_beside_its_own_call():
    late = deal("1", product="Winches", expected_close_on=days_ago(30))
    tries = [call("1", days, outcome="no answer", opportunity_id=None) for days in (53, 40)]
    day = plan_day(book_of(opportunities=[late], contacts=[person("1")], activities=tries), ON)
    assert day.actions["action"].tolist() == ["Call Ann 1 at A1 about Deal 1"]
    assert day.left_out.empty


def test_an_account_whose_last_word_was_no_waits_for_its_fresh_look():
    lost = deal("1", status="lost", closed_on=days_ago(100), lost_reason="Price")
    assert actions_of(accounts=[account("1")], opportunities=[lost]).empty


def test_an_account_has_one_turn_and_it_is_its_main_contacts():
    people = [person("1"), person("2", account_id="A1")]
    tables = {"accounts": [account("1")], "contacts": people}
    often = [call("2", days, opportunity_id=None) for days in (100, 110)]
    line = only_one(actions_of(**tables, activities=[*often, call("1", 95, opportunity_id=None)]))
    assert line["contact_id"] == "C2"


def test_other_reps_accounts_are_left_to_them():
    mine, theirs = account("1", owner="Ann"), account("2", owner="Bo")
    assert only_one(actions_of(owner="Ann", accounts=[mine, theirs]))["account_id"] == "A1"


def test_an_account_without_an_owner_belongs_to_whoever_has_its_newest_deal():
    deals = [deal("1", owner="Ann", closed_on=days_ago(50), stage="Won", created_on=days_ago(90))]
    deals += [deal("2", owner="Bo", account_id="A1", closed_on=days_ago(50), stage="Won", created_on=days_ago(80))]
    deals += [deal("3", owner="Ann")]
    assert "A1" not in actions_of(owner="Ann", opportunities=deals)["account_id"].tolist()
    assert "A1" in actions_of(owner="Bo", opportunities=deals)["account_id"].tolist()


@pytest.mark.parametrize("flagged", ["accounts", "contacts"])
def test_who_asked_to_be_left_alone_is(flagged):
    tables = {"accounts": [account("1")], "contacts": [person("1")]}
    tables[flagged][0]["do_not_contact"] = True
    assert actions_of(**tables).empty


def test_in_a_book_without_amounts_everybody_keeps_their_turn_without_a_price():
    line = only_one(actions_of(contacts=[person("1")]))
    assert line[["gain", "total", "worth"]].isna().all()
    assert line["waiting"] == 0


def test_in_a_book_of_people_alone_the_reason_says_who_they_are_and_what_is_noted_of_them():
    ann = person(account_id=None, title="Head of buying", notes="Plans a second shop in spring")
    line = only_one(actions_of(contacts=[ann], activities=[call(days=120, opportunity_id=None)]))
    usual = "Quiet for 4 months; usual for a lead or an acquaintance: every 3 months"
    assert line["because"] == usual + "; Head of buying; noted: “Plans a second shop in spring”"
