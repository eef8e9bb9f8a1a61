"""The pipeline: what the months bring, which deals stand too long, and what letting them go frees."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_books import ON, book_of, days_ago, deal, person

from sentia.day.desk import Desk
from sentia.day.forecast import brought
from sentia.day.pipeline import pipeline
from sentia.day.pipeline_working import chance_step, close_steps, minutes_steps, month_steps, odds_steps
from sentia.playbook import Playbook


def found_in(playbook=None, **tables):
    return pipeline(book_of(**tables), ON, playbook)


def won(key, days, ago=400, **values):
    """A deal that was won after so many days."""
    begun = days_ago(ago)
    return deal(key, "Won", status="won", created_on=begun, closed_on=begun + pd.Timedelta(days=days), **values)


def lost(key, days, ago=400):
    return won(key, days, ago) | {"status": "lost", "stage": "Lost"}


def test_the_months_add_up_to_all_and_all_is_chance_times_amount():
    found = found_in(opportunities=[deal("1"), deal("2", "Negotiation", 8_000, expected_close_on=days_ago(-20))])
    months, whole = found.months.drop(index="all"), found.months.loc["all"]
    assert months["likely"].sum() == pytest.approx(whole["likely"])
    assert months["deals"].sum() == pytest.approx(whole["deals"])
    assert whole["likely"] == pytest.approx((found.deals["priced"] * found.deals["win_rate"]).sum())
    assert months.index[0] == "November 2026"
    assert months.index[-1] == "later"


def test_on_the_last_day_of_a_month_the_next_one_comes_first():
    book = book_of(opportunities=[deal("1")])
    names = [
        pipeline(book, day).months.index[0] for day in ("2026-11-29", "2026-11-30", "2026-12-01", "2027-01-31")
    ]
    assert names == ["November 2026", "December 2026", "December 2026", "February 2027"]


def test_one_deal_brings_nothing_or_its_amount():
    whole = found_in(opportunities=[deal("1", "Verbal yes", 10_000)]).months.loc["all"]
    assert (whole["low"], whole["high"]) == (pytest.approx(0, abs=3000), 10_000)


def test_a_deal_expected_soon_falls_into_this_month_sooner_than_one_expected_in_spring():
    soon, late = deal("1", expected_close_on=days_ago(-4)), deal("2", expected_close_on=days_ago(-160))
    near, far = (found_in(opportunities=[one]).months.loc["November 2026", "deals"] for one in (soon, late))
    assert near > 2 * far


def test_many_alike_deals_are_surer_than_one_large_one():
    def width(count):
        rows = [deal(str(n), amount=120_000 / count) for n in range(count)]
        past = [won(f"w{n}", 60, amount=120_000) for n in range(40)] + [lost(f"l{n}", 60) for n in range(60)]
        whole = found_in(opportunities=rows + past).months.loc["all"]
        return whole["high"] - whole["low"]

    assert width(30) < 0.6 * width(1)


def test_a_deal_older_than_nine_in_ten_that_were_won_stands_still():
    past = [won(f"w{n}", 20) for n in range(60)]
    found = found_in(opportunities=[deal("1", created_on=days_ago(200)), deal("2", created_on=days_ago(5)), *past])
    assert found.deals.loc["O1", "is_still"]
    assert not found.deals.loc["O2", "is_still"]
    assert found.deals["usual_most"].iloc[0] < 60


def test_a_deal_that_reached_its_stage_lately_does_not_stand_still_however_old_it_is():
    old = deal("1", created_on=days_ago(900), stage_since_on=days_ago(3))
    assert not found_in(opportunities=[old]).deals.loc["O1", "is_still"]


def test_an_old_lead_is_let_go_and_one_with_a_step_agreed_a_better_chance_or_an_own_chance_is_not():
    old = {"stage": "Lead", "created_on": days_ago(500)}
    rows = [
        deal("1", **old),
        deal("2", **old, next_step="Visit", next_step_on=days_ago(-3)),
        deal("3", **old | {"stage": "Negotiation"}),
        deal("4", **old),
        deal("5", **old, blocked_until_on=days_ago(-30)),
    ]
    knows = [{"judgement_id": "J1", "opportunity_id": "O4", "win_rate": 0.5}]
    assert found_in(opportunities=rows, judgements=knows).let_go.index.tolist() == ["O1"]


def test_what_letting_go_frees_is_one_try_as_often_as_is_ideal():
    row = found_in(opportunities=[deal("1", "Lead", created_on=days_ago(500))]).let_go.iloc[0]
    try_minutes = 0.48 * 20 + 0.52 * 4 if row["win_rate"] >= 0.05 else 0.48 * 8 + 0.52 * 4
    assert row["minutes_a_week"] == pytest.approx(try_minutes * 7 / 14)


def test_what_is_freed_is_never_more_than_a_week_has():
    found = found_in(opportunities=[deal(str(n), "Lead", created_on=days_ago(700)) for n in range(900)])
    assert found.let_go["minutes_a_week"].sum() == pytest.approx(5 * 0.8 * (17.5 - 9 - 1) * 60, rel=0.01)
    assert "as a week has not the time" in minutes_steps("O1", found)[0]


def test_each_deal_has_its_person_and_its_number():
    book = {"opportunities": [deal("1")], "contacts": [person("1", phone="+1 555 0101")]}
    row = found_in(**book).deals.loc["O1"]
    assert (row["contact"], row["phone"]) == ("Ann 1", "+1 555 0101")


def test_the_odds_multiplied_by_hand_are_the_chance():
    past = [won(f"w{n}", 60, source="Fair") for n in range(30)] + [lost(f"l{n}", 60) for n in range(50)]
    late = deal("1", source="Fair", created_on=days_ago(400), expected_close_on=days_ago(90), probability=0.9)
    found = found_in(opportunities=[late, deal("2"), *past])
    for one in ("O1", "O2"):
        steps = odds_steps(one, found)
        odds = np.prod(steps["times"])
        assert odds / (1 + odds) == pytest.approx(found.deals.loc[one, "win_rate"], rel=0.002)
        assert steps["chance"].iloc[-1] == pytest.approx(found.deals.loc[one, "win_rate"], rel=0.002)
        assert chance_step(one, found).endswith(f"{found.deals.loc[one, 'win_rate']:.1%}")


def test_the_working_of_the_close_is_redone_by_hand():
    found = found_in(opportunities=[deal("1", created_on=ON, expected_close_on=days_ago(-10))])
    pace, age, close = close_steps("O1", found, Playbook())
    assert pace.endswith("(8 + 0 won) / (8 x 60 + 0 days there) = one in 60")
    assert "within 42 more days" in age
    assert close.endswith("42^0.5 x 10^0.5 = 20 days")


def test_the_working_of_a_month_and_of_the_minutes_is_redone_by_hand():
    found = found_in(opportunities=[deal("1", amount=10_000, created_on=ON)])
    step = month_steps("O1", found)[0]
    row = found.deals.loc["O1"]
    share = found.months["deals"].iloc[:-1].max() / row["win_rate"]
    assert f"$10,000 x {row['win_rate']:.1%} x {share:.1%}" in step
    assert minutes_steps("O1", found)[0].endswith(f"= {row['minutes_a_week']:.1f} minutes a week")


def test_without_amounts_there_are_wins_and_no_money():
    found = found_in(opportunities=[deal("1", amount=None), deal("2", amount=None)])
    assert found.months["likely"].isna().all()
    assert found.months.loc["all", "deals"] == pytest.approx(0.7)


def test_a_book_without_open_deals_has_an_empty_pipeline():
    found = found_in(contacts=[person("1")])
    assert found.deals.empty
    assert found.let_go.empty
    assert found.months.loc["all", "deals"] == 0


def test_monthly_amounts_count_for_a_year_and_another_currency_without_a_rate_for_nothing():
    rows = [
        deal("1", amount=1_000, recurrence="monthly"),
        deal("2", currency="JPY"),
        deal("3", currency="USD"),
        deal("4", currency="USD"),
    ]
    found = found_in(opportunities=rows)
    assert found.deals.loc["O1", "priced"] == 12_000
    assert pd.isna(found.deals.loc["O2", "priced"])
    assert found.months.loc["all", "likely"] == pytest.approx((12_000 + 48_000) * 0.35)


def test_shuffled_rows_give_the_same_pipeline():
    rows = [deal(str(n), amount=1000.0 * n, created_on=days_ago(10 * n)) for n in range(1, 9)]
    one, other = found_in(opportunities=rows), found_in(opportunities=rows[::-1])
    assert one.deals.index.tolist() == other.deals.index.tolist()
    assert np.allclose(
        one.months[["deals", "likely", "low", "high"]], other.months[["deals", "likely", "low", "high"]]
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 1e6), st.integers(0, 900), st.integers(-200, 400)), min_size=1, max_size=8))
def test_a_month_never_brings_less_than_nothing_nor_more_than_everything(rows):
    deals = [
        deal(str(n), amount=amount, created_on=days_ago(age), expected_close_on=days_ago(-close))
        for n, (amount, age, close) in enumerate(rows)
    ]
    book = book_of(opportunities=deals)
    desk = Desk(book, ON, Playbook())
    shares = np.linspace(0, 1, 3)[None, :].repeat(len(desk.deals), axis=0)
    found = brought(desk.deals, shares, desk)
    assert (found["low"] >= 0).all()
    assert (found["low"] <= found["likely"] + 1e-6).all()
    assert (found["likely"] <= found["high"] + 1e-6).all()
    assert found["likely"].is_monotonic_increasing


def test_a_renewal_starts_at_its_own_chance_with_the_whole_years_amount_at_risk():
    rows = [deal("1", "Lead", 500, type="renewal", recurrence="monthly"), deal("2", "Lead", 500, type="new")]
    found = found_in(opportunities=rows).deals
    assert (found.at["O1", "win_rate"], found.at["O1", "priced"]) == (0.85, 6_000)
    assert found.at["O2", "win_rate"] == 0.05
    assert found_in(opportunities=rows).reasons("O1")[0]["words"].startswith("Lead: 85% of such deals are won")


def test_a_renewal_that_is_lost_or_nearly_signed_keeps_what_its_stage_says():
    sure = Playbook(stage_win_rates={**Playbook().stage_win_rates, "verbal": 0.95})
    found = found_in(sure, opportunities=[deal("1", "Verbal yes", type="renewal")]).deals
    assert found.at["O1", "win_rate"] == 0.95
