"""A dollar counts once: a deal, its loose quote and its people are one pot, one account is one conversation."""

import pytest
from small_books import ON, account, actions_of, book_of, call, days_ago, deal, log_since, orders, person

from sentia.day.day import plan_day


def quote(key, amount=24_000.0, **values):
    return {"quote_id": f"Q{key}", "account_id": "A1", "amount": amount, "sent_on": days_ago(8)} | values


def pots(*quotes, deals=None, people=None):
    found = actions_of(opportunities=deals or [deal("1")], quotes=list(quotes), contacts=people or [person("1")])
    return found.loc[found["kind"] == "quote"].set_index("quote_id")["pot"].to_dict()


def test_a_loose_quote_asks_for_the_dollars_of_the_open_deal_at_its_account():
    assert pots(quote("1")) == {"Q1": "deal:O1"}
    assert pots(quote("1", account_id="A2")) == {"Q1": "quote:Q1"}


def test_of_several_deals_it_is_the_one_nearest_in_size_and_its_own_persons_first():
    deals = [deal("1", amount=9_000.0), deal("2", account_id="A1", amount=26_000.0)]
    assert pots(quote("1"), deals=deals) == {"Q1": "deal:O2"}
    people = [person("1"), person("2", account_id="A1")]
    assert pots(quote("1", contact_id="C1"), deals=deals, people=people) == {"Q1": "deal:O1"}


def test_a_deal_and_its_loose_quote_are_never_two_calls_of_one_day_nor_more_dollars_than_one():
    book = book_of(opportunities=[deal("1")], quotes=[quote("1")], contacts=[person("1")])
    day = plan_day(book, ON)
    alone = plan_day(book_of(opportunities=[deal("1")], contacts=[person("1")]), ON)
    assert len(day.actions) == 1
    assert day.actions["gain"].sum() <= max(day.actions["gain"].max(), alone.actions["gain"].max())


@pytest.mark.parametrize("touched", [None, 70, 40])
def test_whatever_is_due_at_a_buyer_is_one_conversation_with_one_price(touched):
    log = log_since() + ([] if touched is None else [call("1", touched, opportunity_id=None)])
    found = actions_of(
        accounts=[account("1", status="customer", potential_spend=90_000.0)],
        contacts=[person("1")],
        orders=orders("1", [30 * n + 55 for n in range(8)], 2_000.0),
        activities=log,
    )
    assert found["pot"].tolist().count("account:A1") == 1


def test_a_customer_whose_turn_it_is_is_called_for_that_and_for_no_less_than_growing_them_would_bring():
    tables = {
        "accounts": [account("1", status="customer", potential_spend=900_000.0)],
        "contacts": [person("1")],
        "orders": orders("1", [30 * n + 5 for n in range(8)], 2_000.0),
        "activities": [*log_since(), call("1", 90, opportunity_id=None)],
    }
    line = actions_of(**tables).query("pot == 'account:A1'").iloc[0]
    assert line["kind"] == "keep in touch"
    assert line["waiting"] > 30
    resting = tables | {"accounts": [account("1", status="customer", potential_spend=900_000.0, every_days=365)]}
    assert line["total"] == actions_of(**resting).query("pot == 'account:A1'").iloc[0]["total"]
