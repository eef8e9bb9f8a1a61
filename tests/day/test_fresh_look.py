"""A fresh look at an old "no": what it is worth, when it comes, and to whom it never does."""

import math

import pytest
import small_books
from by_hand import once
from small_books import call, days_ago, deal, only_one, person

from sentia.book.loss_reasons import reason_of


def actions_of(**tables):
    """Every candidate but a look at profiles, for which people of an old no are due as well."""
    found = small_books.actions_of(**tables)
    return found.loc[found["kind"] != "career"]


def no(days, reason="Price", key="1", **values):
    row = deal(key, status="lost", closed_on=days_ago(days), lost_reason=reason, amount=25_000.0)
    return row | {"created_on": days_ago(days + 50)} | values


def test_an_old_no_is_worth_its_amount_times_the_chance_that_it_turns():
    # $25,000 x 3% x 1.5 for want of a decision, on its day, x 48% who answer = $540, half gone in 180 days
    line = only_one(actions_of(opportunities=[no(270, "No decision")], contacts=[person("1")]))
    assert line["total"] == pytest.approx(540)
    assert line["gain"] == pytest.approx(once(540, 180), abs=0.01)
    assert line["because"] == "No to $25,000 9 months ago: no decision; 4.5% of such noes turn, assumed"
    assert line["action"] == "Call Ann 1 at A1 about the no of 9 months ago"
    assert line["basis"] == "assumed"
    assert line["total_low"] < 540 / 3  # whether such noes turn is known roughly, so is the reply
    assert line["total_high"] > 540 * 3


def test_its_chance_peaks_on_its_day():
    # a year later: exp(-(ln(635 / 270) / 0.5)^2 / 2) = 23.2%
    line = only_one(actions_of(opportunities=[no(635)], contacts=[person("1")]))
    peak = math.exp(-((math.log(635 / 270) / 0.5) ** 2) / 2)
    assert line["total"] == pytest.approx(25_000 * 0.03 * peak * 0.48)


@pytest.mark.parametrize(("days", "count"), [(274, 0), (275, 1)])
def test_a_competitors_contract_runs_a_little_longer(days, count):
    assert len(actions_of(opportunities=[no(days, "Chose a competitor")], contacts=[person("1")])) == count


@pytest.mark.parametrize("reason", ["No fit", "Stop", "Closed down"])
def test_some_noes_are_for_ever(reason):
    assert actions_of(opportunities=[no(400, reason)], contacts=[person("1")]).empty


def test_the_last_no_of_an_account_speaks_for_it():
    lines = actions_of(opportunities=[no(400), no(280, key="2", account_id="A1", contact_id="C1")])
    assert only_one(lines)["pot"] == "deal:O2"
    later = actions_of(opportunities=[no(400), no(100, key="2", account_id="A1", contact_id="C1")])
    assert later.empty


def test_an_open_or_a_won_deal_there_ends_it():
    still_open = deal("2", account_id="A1", contact_id="C1")
    assert actions_of(opportunities=[no(280), still_open])["kind"].tolist() == ["progress"]
    won = deal("2", status="won", account_id="A1", contact_id="C1", closed_on=days_ago(100))
    assert "fresh look" not in actions_of(opportunities=[no(280), won])["kind"].tolist()
    before = won | {"closed_on": days_ago(281)}
    assert "fresh look" in actions_of(opportunities=[no(280), before])["kind"].tolist()


def test_a_word_since_its_day_was_the_fresh_look():
    tables = {"opportunities": [no(280)], "contacts": [person("1")]}
    assert actions_of(**tables, activities=[call("1", 9, opportunity_id=None)]).empty
    assert len(actions_of(**tables, activities=[call("1", 11, opportunity_id=None)])) == 1


def test_a_person_without_an_account_may_be_asked_again_too():
    alone = no(280, account_id=None)
    line = only_one(actions_of(opportunities=[alone], contacts=[person("1", account_id=None)]))
    assert (line["kind"], line["person"]) == ("fresh look", "C1")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Timing", "timing"), ("No budget this year", "budget"), ("Too expensive", "price"),
        ("Lost to Rival Inc (competitor)", "competitor"), ("Went dark", "no decision"), ("", "other"),
        ("Unsubscribed", "stop"), ("Company closed down", "closed down"), ("Not a fit", "no fit"),
    ],
)  # fmt: skip
def test_the_reason_is_read_from_the_words(words, reason):
    assert reason_of(words) == reason
