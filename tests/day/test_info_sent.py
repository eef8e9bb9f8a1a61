"""Follow up information that was sent and met silence."""

import pytest
from by_hand import once, touch
from small_books import account, actions_of, call, days_ago, deal, only_one, person


def sent(days, **values):
    return call("1", days, kind="info sent") | values


def test_information_is_worth_the_deal_times_what_a_touch_adds():
    # docs/arithmetic.md: $6,000 at 15%, sent 5 days ago, brings a talk against never, and fades by half in 5 days
    tables = {"opportunities": [deal("1", "Info sent", 6_000.0)], "contacts": [person("1")]}
    line = only_one(actions_of(**tables, activities=[sent(5)]))
    assert line["total"] == pytest.approx(6_000 * 0.48 * touch(0.15, float("inf"))[0])
    assert line["gain"] == pytest.approx(once(line["total"], 5), abs=0.01)
    assert line["because"].startswith("$6,000, information sent 5 days ago, no answer; a reply lifts")


@pytest.mark.parametrize(("days", "kinds"), [(4, []), (5, ["info sent"])])
def test_it_is_due_three_working_days_after_it_was_sent(days, kinds):
    # sent on Wednesday, 5 days ago: Thursday, Friday, Monday; sent on Thursday it is due tomorrow
    tables = {"opportunities": [deal("1")], "contacts": [person("1")]}
    assert actions_of(**tables, activities=[sent(days)])["kind"].tolist() == kinds


def test_any_word_since_ends_the_silence():
    tables = {"opportunities": [deal("1")], "contacts": [person("1")]}
    actions = actions_of(**tables, activities=[sent(9), call("1", 4)])
    assert actions["kind"].tolist() == ["progress"]


def test_somebody_without_a_deal_counts_as_a_lead_of_the_usual_amount():
    won = deal("5", status="won", amount=10_000.0, closed_on=days_ago(50))
    tables = {"opportunities": [won], "contacts": [person("1")], "activities": [sent(9, opportunity_id=None)]}
    line = actions_of(**tables).loc["info sent|account:A1"]
    assert (line["pot_size"], line["win_rate"], line["basis"]) == (10_000, 0.05, "assumed")
    assert line["because"].startswith("No open deal, information sent 9 days ago")


def test_a_deal_with_a_quote_out_is_followed_up_by_its_quote():
    quote = {"quote_id": "Q1", "opportunity_id": "O1", "amount": 9_000.0, "sent_on": days_ago(9)}
    tables = {"opportunities": [deal("1")], "contacts": [person("1")], "quotes": [quote]}
    assert actions_of(**tables, activities=[sent(9)])["kind"].tolist() == ["quote"]


@pytest.mark.parametrize("rest", [{"blocked_until_on": days_ago(-1)}, {"next_step_on": days_ago(-1)}])
def test_it_rests_while_the_deal_does(rest):
    tables = {"opportunities": [deal("1", **rest)], "contacts": [person("1")]}
    assert actions_of(**tables, activities=[sent(9)]).empty


def test_what_was_sent_before_they_said_no_is_not_asked_about():
    lost = deal("1", status="lost", closed_on=days_ago(100), lost_reason="Price")
    tables = {"opportunities": [lost], "contacts": [person("1")], "accounts": [account("1")]}
    assert actions_of(**tables, activities=[sent(110, opportunity_id=None)]).empty
    since = actions_of(**tables, activities=[sent(20, opportunity_id=None)])
    assert since["kind"].tolist() == ["info sent"]
