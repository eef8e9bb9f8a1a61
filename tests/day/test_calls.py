"""Several subjects at one account are one call."""

import pytest
from small_books import ON, actions_of, book_of, deal, desk_of, person

from sentia.day.candidates import candidates
from sentia.day.day import plan_day


def two(**second):
    """Two deals at one account, $24,000 and $8,000."""
    other = deal("2", account_id="A1", contact_id="C1", amount=8_000.0) | second
    return {"opportunities": [deal("1"), other], "contacts": [person("1"), person("2", account_id="A1")]}


def together(**tables):
    found = candidates(desk_of(**tables))
    return found.loc[found["serves"].map(len) > 1]


def test_a_call_leads_with_what_gains_most_and_names_what_else():
    call = together(**two()).iloc[0]
    assert call["serves"] == ("progress|deal:O1", "progress|deal:O2")
    assert call["action"] == "Call Ann 1 at A1 about Deal 1, and about Deal 2"


def test_a_further_subject_costs_half_of_its_minutes_and_brings_all_of_its_dollars():
    parts, call = actions_of(**two()), together(**two()).iloc[0]
    assert call["gain"] == pytest.approx(parts["gain"].sum())
    assert call["total"] == pytest.approx(parts["total"].sum())
    assert call["expected_minutes"] == pytest.approx(11.68 + 0.5 * 11.68)
    assert call["minutes"] == 15 + 10  # half of 15, on the grid of five


def test_what_is_for_somebody_else_there_says_for_whom():
    call = together(**two(contact_id="C2")).iloc[0]
    assert call["action"] == "Call Ann 1 at A1 about Deal 1, and about Deal 2 (Ann 2)"
    assert call["groups"] == ("account:A1", "person:ann 1@A1", "person:ann 2@A1")


def test_a_must_in_a_call_makes_the_call_a_must():
    assert together(**two(next_step="Send it", next_step_on=ON)).iloc[0]["is_must"]


def test_deals_of_different_accounts_are_different_calls():
    assert together(opportunities=[deal("1"), deal("2")]).empty


def test_a_subject_without_a_known_gain_stays_alone():
    foreign = two(currency="SEK")
    foreign["opportunities"] += [deal("5", currency="USD"), deal("6", currency="USD")]
    assert "progress|deal:O2" not in {one for serves in together(**foreign)["serves"] for one in serves}


def test_a_day_with_one_call_for_both_leaves_neither_out():
    day = plan_day(book_of(**two()), ON)
    assert day.actions["gain"].tolist() == pytest.approx([actions_of(**two())["gain"].sum()])
    assert day.left_out.empty
    working = day.actions["working"].iloc[0]
    assert sum(step.startswith("In one call:") for step in working) == 1
    assert sum(step.startswith("A further subject:") for step in working) == 1


def test_three_deals_without_names_are_said_in_one_breath_and_the_same_reason_once():
    deals = [deal(str(n), account_id="A1", contact_id="C1", name=None, amount=8_000.0) for n in (1, 2, 3)]
    calls = together(opportunities=deals, contacts=[person("1")])
    call = calls.loc[calls["serves"].map(len) == 3].iloc[0]
    assert call["action"].endswith(", and about two more deals of the kind")
    assert call["action"].count(", and about") == 1
    one = calls.loc[calls["serves"].map(len) == 2].iloc[0]
    assert one["action"].endswith(", and about another deal of the kind")
    assert call["because"] == one["because"]
    assert call["because"].count("$8,000") == 1
