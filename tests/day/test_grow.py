"""Grow an account: one more good conversation about what else it could buy."""

import pytest
from small_books import account, actions_of, call, log_since, orders, person, stranger

BOUGHT = orders("1", [30 * n + 10 for n in range(8)])  # $8,000 in the last year


def grow_of(touches=(), **tables):
    tables = {"orders": BOUGHT, "contacts": [person("1"), stranger()]} | tables
    calls = [call("1", days, opportunity_id=None) for days in touches]
    actions = actions_of(**tables, activities=[*log_since(), *calls])
    return actions.loc[(actions["kind"] == "grow") & (actions["account_id"] == "A1")]


def test_growth_is_worth_a_share_of_spend_and_headroom_that_shrinks_with_every_contact():
    # 17% x ($8,000 + 12.5% x $16,000) / (3 + 1) x 48% = $204
    line = grow_of([20, 60, 100], accounts=[account("1", potential_spend=24_000.0)]).iloc[0]
    assert line["total"] == pytest.approx(204)
    assert line["gain"] == pytest.approx(204 * (1 - 0.8 * 2 ** (-1 / 180)), abs=0.01)
    words = "$8,000 bought in a year, could buy $24,000; 3 contacts a year, one more adds about $200"
    assert line["because"] == words
    assert line["basis"] == "mixed"


@pytest.mark.parametrize(("days", "count"), [(13, 0), (14, 1)])
def test_an_account_is_left_in_peace_for_two_weeks_after_a_touch(days, count):
    assert len(grow_of([days])) == count


def test_without_a_stated_potential_eight_peers_of_its_industry_are_needed():
    few = [account(str(n), industry="Hotels") for n in range(1, 8)]
    bought = [one for n in range(1, 8) for one in orders(str(n), [30 * k + 10 for k in range(8)], 1000.0 * n)]
    assert "similar accounts" not in grow_of(accounts=few, orders=bought)["because"].iloc[0]
    more = orders("8", [30 * k + 10 for k in range(8)], 8_000.0)
    eight = grow_of(accounts=[*few, account("8", industry="Hotels")], orders=[*bought, *more]).iloc[0]
    # 80th percentile of 8, 16 ... 64 thousand: at 5.6 of 7 steps, $52,800
    assert "$8,000 bought in a year, similar accounts buy up to $53,000;" in eight["because"]
    assert eight["basis"] == "assumed"


def test_without_a_log_a_touch_a_month_is_assumed_and_said():
    lines = actions_of(orders=BOUGHT)
    line = lines.loc["grow|account:A1"]
    assert "no contact noted, so 12 a year assumed" in line["because"]
    # 17% x $8,000 / (365 / 30 + 1) x 48%
    assert line["total"] == pytest.approx(0.17 * 8_000 / (365 / 30 + 1) * 0.48)


def test_a_short_log_is_filled_up_with_the_usual_touches():
    calls = [call("1", days, opportunity_id=None) for days in (20, 73)]
    line = actions_of(orders=BOUGHT, contacts=[person("1")], activities=calls).loc["grow|account:A1"]
    touches = 2 + 365 / 30 * (1 - 73 / 365)
    assert line["total"] == pytest.approx(0.17 * 8_000 / (touches + 1) * 0.48)


def test_who_no_longer_buys_is_not_grown():
    assert grow_of(orders=orders("1", [30 * n + 400 for n in range(8)])).empty
