"""When an account orders again: its rhythm, whether it still buys, what a year should bring."""

import numpy as np
import pandas as pd
import pytest

from sentia.estimates.buying import fit_buying
from sentia.estimates.reordering import reordering_by_account

ON = pd.Timestamp("2026-11-23")


def orders(**days):
    rows = [(key, ON - pd.Timedelta(days=ago), 100.0) for key, some in days.items() for ago in some]
    return pd.DataFrame(rows, columns=["account_id", "ordered_on", "amount"]).astype({"account_id": "str"})


REGULAR = {f"r{n}": [30 * k + n for k in range(20)] for n in range(8)}


def test_a_regular_account_has_its_own_gap_and_is_not_late():
    found = reordering_by_account(orders(**REGULAR), ON).loc["r3"]
    assert found["typical_days"] == pytest.approx(30, rel=0.05)
    assert (found["orders"], found["days_since"]) == (20, 3)
    assert found["tail"] > 0.9
    assert found["gone"] < 0.02
    assert found["spend_12"] == 1300  # 3, 33 ... 363 days ago
    assert found["expected_12"] == pytest.approx(1200, rel=0.1)


def test_a_few_gaps_lean_on_those_of_all_accounts():
    found = reordering_by_account(orders(**REGULAR, few=[5, 95]), ON)
    assert 30 < found.at["few", "typical_days"] < 90


def test_overdue_is_the_wait_that_one_gap_in_ten_exceeds():
    found = reordering_by_account(orders(**REGULAR, late=[45 + 30 * k for k in range(20)]), ON).loc["late"]
    assert (found["tail"] < 0.1) == (found["days_since"] > found["overdue_days"])
    stricter = reordering_by_account(orders(**REGULAR), ON, overdue_tail=0.01)
    assert (stricter["overdue_days"] > reordering_by_account(orders(**REGULAR), ON)["overdue_days"]).all()


def test_one_order_has_no_rhythm_but_a_chance_to_come_back():
    found = reordering_by_account(orders(**REGULAR, once=[40]), ON).loc["once"]
    assert np.isnan(found[["typical_days", "tail", "overdue_days"]].astype(float)).all()
    assert 0 < found["alive"] < 1
    assert found["gone"] == pytest.approx(1 - found["alive"])


def test_orders_of_one_day_are_one():
    twice = pd.concat([orders(a=[10, 40]), orders(a=[10])])
    found = reordering_by_account(twice, ON).loc["a"]
    assert (found["orders"], found["spend_12"]) == (2, 300)


def test_what_is_ordered_later_or_by_nobody_does_not_count():
    late = orders(a=[10, 40], b=[-1])
    late.loc[len(late)] = [None, ON, 100.0]
    assert reordering_by_account(late, ON).index.tolist() == ["a"]


@pytest.mark.parametrize("rows", [orders(), orders(a=[5]), orders(a=[0]), orders(a=[5, 5]), orders(a=[5], b=[5])])
def test_the_smallest_books_work(rows):
    found = reordering_by_account(rows, ON)
    assert len(found) == rows["account_id"].nunique()
    assert found["alive"].between(0, 1).all()
    assert (found["expected_12"] >= 0).all()


def test_orders_without_amounts_have_a_rhythm_but_no_money():
    found = reordering_by_account(orders(**REGULAR).assign(amount=np.nan), ON)
    assert found["typical_days"].notna().all()
    assert (found["spend_12"] == 0).all()
    assert found["expected_12"].isna().all()


def test_more_orders_and_later_ones_make_it_likelier_that_they_still_buy():
    model = fit_buying(np.array([0.0, 3, 3, 9]), np.array([0.0, 100, 300, 300]), np.array([400.0] * 4))
    alive = model.alive()
    assert alive[1] < alive[2]
    assert (model.expected(365) >= 0).all()
    assert model.expected(730)[3] > model.expected(365)[3]
