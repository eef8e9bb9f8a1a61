"""Grow an account: one more good conversation about what else it could buy."""

import pytest
from by_hand import flow
from small_books import account, actions_of, call, log_since, orders, person, stranger

BOUGHT = orders("1", [30 * n + 10 for n in range(8)])  # $8,000 in the last year


def grow_of(touches=(), **tables):
    tables = {"orders": BOUGHT, "contacts": [person("1"), stranger()]} | tables
    calls = [call("1", days, opportunity_id=None) for days in touches]
    actions = actions_of(**tables, activities=[*log_since(), *calls])
    return actions.loc[(actions["kind"] == "grow") & (actions["account_id"] == "A1")]


def test_growth_is_worth_the_attention_that_a_talk_renews_and_grows_with_the_silence():
    # 17% of (what a year should bring + 12.5% of the headroom) a day, for the days that a talk after 20 renews
    accounts = [account("1", potential_spend=24_000.0)]
    line = grow_of([20, 60, 100], accounts=accounts).iloc[0]
    a_day = 0.17 * (line["spend"] + 0.125 * 16_000) / 365 * 0.48
    assert line["total"] == pytest.approx(a_day * flow(20)[0])
    assert line["gain"] == pytest.approx(a_day * flow(20)[1], abs=0.01)
    words = "$8,000 bought in a year, could buy $24,000, quiet for 20 days"
    assert line["because"].startswith(words)
    assert line["basis"] == "assumed"  # three orders say little
    later = grow_of([29], accounts=accounts).iloc[0]
    assert later["gain"] == pytest.approx(a_day * flow(29)[1], abs=0.01)
    assert later["gain"] > 1.5 * line["gain"]


@pytest.mark.parametrize(("days", "count"), [(13, 0), (14, 1)])
def test_an_account_is_left_in_peace_for_two_weeks_after_a_touch(days, count):
    assert len(grow_of([days])) == count


def test_without_a_stated_potential_eight_peers_of_its_industry_are_needed():
    few = [account(str(n), industry="Hotels") for n in range(1, 8)]
    bought = [one for n in range(1, 8) for one in orders(str(n), [30 * k + 10 for k in range(8)], 1000.0 * n)]
    assert "similar accounts" not in grow_of([20], accounts=few, orders=bought)["because"].iloc[0]
    more = orders("8", [30 * k + 10 for k in range(8)], 8_000.0)
    eight = grow_of([20], accounts=[*few, account("8", industry="Hotels")], orders=[*bought, *more]).iloc[0]
    # 80th percentile of 8, 16 ... 64 thousand: at 5.6 of 7 steps, $52,800
    assert "$8,000 bought in a year, similar accounts buy up to $53,000," in eight["because"]
    assert eight["basis"] == "assumed"


def test_without_a_log_the_silence_is_assumed_and_said():
    line = actions_of(orders=BOUGHT).loc["grow|account:A1"]
    assert "no contact noted, 45 days of silence assumed" in line["because"] or "days" in line["because"]


def test_who_no_longer_buys_is_not_grown():
    assert grow_of(orders=orders("1", [30 * n + 400 for n in range(8)])).empty
