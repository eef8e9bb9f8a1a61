"""What a sale pays: by tiers, marginal, from what was sold in the period so far, in the rep's own year."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import ON, actions_of, book_of, days_ago, deal, desk_of, orders

from sentia.day.day import plan_day
from sentia.errors import BadPlaybook
from sentia.estimates.pay import pay_of, period_of
from sentia.playbook import Playbook, playbook_from

TIERS = {"quota": 100_000, "commission_rate": 0.1, "tiers_times": {"second tier": 2.0, "third tier": 3.0}}
SALES = st.floats(0, 1e6)


def playbook(**more):
    return playbook_from(TIERS | more)


def paid(amount, sold, book=None):
    pay = pay_of(book or playbook(), sold, ON)
    return float(pay.of(pd.Series([amount]), pd.Series([sold])).iloc[0])


@pytest.mark.parametrize(
    ("amount", "sold", "pays"),
    [
        (10_000, 0, 1_000),  # 10% below the quota
        (10_000, 95_000, 500 + 1_000),  # half of it beyond: 5,000 x 10% + 5,000 x 20%
        (10_000, 100_000, 2_000),
        (30_000, 120_000, 1_000 + 7_500),  # 5,000 x 20%, then 25,000 x 30% from a quarter over it
        (200_000, 0, 10_000 + 5_000 + 7_500 + 50_000 * 0.1),  # the fourth tier is the usual rate again
    ],
)
def test_each_dollar_pays_the_rate_of_the_tier_it_falls_into(amount, sold, pays):
    assert paid(amount, sold) == pytest.approx(pays)


@given(SALES, SALES, SALES)
def test_a_sale_pays_between_the_lowest_and_the_highest_rate_and_two_pay_what_both_together_do(one, two, sold):
    alone, then = paid(one, sold), paid(two, sold + one)
    assert 0.1 * one - 1e-6 <= alone <= 0.3 * one + 1e-6
    assert alone + then == pytest.approx(paid(one + two, sold), abs=1e-4)


def test_without_a_quota_or_a_commission_every_dollar_pays_the_same():
    assert paid(10_000, 500_000, Playbook(commission_rate=0.1)) == 1_000
    assert paid(10_000, 500_000, Playbook(quota=100_000)) == 10_000
    assert paid(10_000, 500_000, playbook(commission_rate=None, margin_rate=0.3)) == 3_000


@pytest.mark.parametrize(
    ("starts", "months", "first", "last"),
    [
        (1, 12, "2026-01-01", "2026-12-31"),
        (1, 3, "2026-10-01", "2026-12-31"),
        (2, 3, "2026-11-01", "2027-01-31"),
        (7, 12, "2026-07-01", "2027-06-30"),
        (12, 6, "2026-06-01", "2026-11-30"),
        (1, 5, "2026-11-01", "2026-12-31"),  # what is left of the year
    ],
)
def test_a_period_counts_from_the_start_of_the_reps_own_year(starts, months, first, last):
    found = period_of(ON, Playbook(fiscal_year_starts=starts, quota_months=months))
    assert found == (pd.Timestamp(first), pd.Timestamp(last))


def test_tiers_rise_or_the_playbook_says_what_is_wanted():
    with pytest.raises(BadPlaybook, match="tiers_from must be shares of the quota, each higher"):
        playbook(tiers_from={"second tier": 1.3})


def won(n, amount, days=20, **values):
    return deal(f"w{n}", status="won", amount=amount, closed_on=days_ago(days), created_on=days_ago(90)) | values


def test_a_deal_that_closes_after_the_period_pays_from_its_first_dollar_again():
    ahead = [deal("1", amount=10_000, expected_close_on=day) for day in (days_ago(-20), days_ago(-60))]
    lines = [
        actions_of(opportunities=[won(0, 100_000), one], playbook=playbook()).loc["progress|deal:O1"]
        for one in ahead
    ]
    assert [line["base"] for line in lines] == pytest.approx([2_000, 1_000])


def test_what_was_sold_is_this_reps_in_this_period_dated_and_for_all_its_months():
    deals = [
        won(1, 500, recurrence="monthly"),
        won(2, 900, owner="Bo"),
        won(3, 7_000, days=400),
        won(4, 50, closed_on=None),
        won(5, 1_000, owner="Ann"),
    ]
    assert desk_of(opportunities=deals, owner="Ann").pay.sold == 6_000 + 1_000
    bought = orders("1", [10, 20], 9_000.0)
    assert desk_of(opportunities=deals, orders=bought, owner="Ann").pay.sold == 18_000


def test_the_day_says_how_far_the_quota_is_and_what_the_next_dollar_pays():
    day = plan_day(book_of(opportunities=[won(0, 80_000), deal("1")]), ON, playbook())
    assert (
        "Sold since 1 January 2026: $80,000 of the quota of $100,000, 80%, with 29 selling days until "
        "31 December 2026; the next dollar pays 10.00%." in day.notes
    )
    undated = plan_day(book_of(opportunities=[won(0, 80_000, closed_on=None), deal("1")]), ON, playbook())
    assert "$80,000 won on days the file does not say are not in it." in " ".join(undated.notes)


def test_of_the_open_deals_only_what_closes_in_time_is_likely_to_count():
    def likely(days):
        rows = [won(0, 80_000), deal("1", "Verbal yes", 50_000, expected_close_on=days_ago(-days))]
        notes = [note for note in plan_day(book_of(opportunities=rows), ON, playbook()).notes if "by then" in note]
        assert len(notes) == 1
        return float(notes[0].partition("for $")[2].partition(" of")[0].replace(",", ""))

    assert likely(300) < 0.7 * likely(7) < 0.7 * 50_000


def test_the_working_says_by_which_tiers_a_deal_pays():
    over = [won(0, 90_000), deal("1", amount=20_000, expected_close_on=days_ago(-5))]
    day = plan_day(book_of(opportunities=over), ON, playbook())
    said = "Your commission, after the $90,000 sold in its period: $10,000 x 10.00% + $10,000 x 20.00% = $3,000"
    assert said in day.actions.loc["progress|deal:O1", "working"]
