"""The year ahead: by whichever way foretold the last quarter best; a year like the last one is hard to beat."""

import numpy as np
import pandas as pd
import pytest

from sentia.estimates.order_size import order_sizes
from sentia.estimates.reordering import reordering_by_account
from sentia.estimates.year_ahead import FADING, OWN, best_way

ON = pd.Timestamp("2026-11-23")


def history(accounts, gap, amount=100.0, until=0):
    rows = [
        (f"A{n}", ON - pd.Timedelta(days=ago), amount)
        for n in range(accounts)
        for ago in range(until + n % gap, 900, gap)
    ]
    return pd.DataFrame(rows, columns=["account_id", "ordered_on", "amount"]).astype({"account_id": "str"})


def test_with_few_accounts_there_is_nothing_to_choose_by():
    assert best_way(history(10, 30), ON) == FADING


def test_who_buys_far_more_than_years_ago_is_foretold_by_the_last_year():
    lately = history(40, 20)
    lately = lately.loc[lately["ordered_on"] > ON - pd.Timedelta(days=500)]
    before = history(40, 20).assign(ordered_on=lambda rows: rows["ordered_on"] - pd.Timedelta(days=1400))
    rare = before.iloc[::12]
    orders = pd.concat([lately, rare], ignore_index=True)
    assert best_way(orders, ON) == OWN
    found = reordering_by_account(orders, ON)
    assert found["expected_by"].eq(OWN).all()
    assert found["expected_12"].sum() == pytest.approx(found["spend_12"].sum(), rel=0.1)


def test_who_bought_once_and_never_came_back_is_not_expected_to_buy_as_last_year():
    random = np.random.default_rng(3)
    once = pd.DataFrame(
        {
            "account_id": [f"B{n}" for n in range(300)],
            "ordered_on": ON - pd.to_timedelta(random.integers(95, 340, 300), unit="D"),
            "amount": 100.0,
        }
    ).astype({"account_id": "str"})
    orders = pd.concat([once, history(6, 30)], ignore_index=True)
    assert best_way(orders, ON) != OWN
    found = reordering_by_account(orders, ON)
    came_once = found.index.str.startswith("B")
    assert found.loc[came_once, "expected_12"].sum() < 0.5 * found.loc[came_once, "spend_12"].sum()


def test_who_has_stopped_is_not_expected_to_buy_as_last_year_whichever_way_is_used():
    orders = pd.concat([history(40, 30), history(1, 30, until=200).assign(account_id="gone")])
    found = reordering_by_account(orders, ON)
    assert found.at["gone", "expected_12"] < 0.3 * found.at["gone", "spend_12"]


def test_an_own_mean_counts_more_the_more_orders_it_stands_on():
    random = np.random.default_rng(5)
    many = pd.DataFrame({"account_id": np.repeat([f"A{n}" for n in range(30)], 8)})
    sizes = np.repeat(random.uniform(50, 150, 30), 8)
    many = many.assign(amount=sizes * random.uniform(0.5, 1.5, len(many)))
    once, often = (
        pd.DataFrame({"account_id": [name] * n, "amount": 400.0}) for name, n in (("once", 1), ("often", 9))
    )
    found = order_sizes(pd.concat([many, once, often]))
    assert many["amount"].mean() < found["once"] < found["often"] < 400


def test_without_amounts_there_is_no_size():
    assert order_sizes(pd.DataFrame({"account_id": ["A"], "amount": [np.nan]})).isna().all()
