"""The chance that a deal is won: its stage's, with a range, fading once nothing is heard of it."""

import pandas as pd
import pytest

from sentia.estimates.winning import add_fading, add_win_rate, usual_winning
from sentia.playbook import Playbook

ON = pd.Timestamp("2026-11-23")


def deals(*stages):
    return pd.DataFrame({"stage": list(stages)}, dtype="str")


def test_a_chance_is_that_of_the_kind_of_stage():
    scored = add_win_rate(
        deals("New", "Demo scheduled", "Proposal sent", "Verbal yes", "Blue", None), usual_winning(Playbook())
    )
    assert scored["win_rate"].tolist() == [0.05, 0.25, 0.35, 0.80, 0.15, 0.15]


def test_what_is_closed_is_sure():
    scored = add_win_rate(deals("Closed Won", "Closed Lost"), usual_winning(Playbook()))
    assert scored[["win_low", "win_rate", "win_high"]].to_numpy().tolist() == [[1, 1, 1], [0, 0, 0]]


def test_the_range_holds_the_chance_and_narrows_with_more_closed_deals():
    few = add_win_rate(deals("Proposal"), usual_winning(Playbook())).iloc[0]
    many = add_win_rate(deals("Proposal"), usual_winning(Playbook(stage_weight=200))).iloc[0]
    assert few["win_low"] < many["win_low"] < 0.35 < many["win_high"] < few["win_high"]


def test_the_rows_and_their_order_stay():
    scored = add_win_rate(deals("Demo", "Lead").set_axis(["b", "a"]), usual_winning(Playbook()))
    assert scored.index.tolist() == ["b", "a"]


@pytest.mark.parametrize(
    ("days", "odds"),
    [(180, 1), (270, 0.5), (360, 0.25)],  # odds of 35 to 65, halved every 90 days after half a year
)
def test_a_deal_nobody_hears_of_fades(days, odds):
    scored = add_win_rate(deals("Proposal"), usual_winning(Playbook())).assign(expected_close_on=pd.NaT)
    last_word = pd.Series([ON - pd.Timedelta(days=days)])
    faded = add_fading(scored, last_word, ON, Playbook()).iloc[0]
    assert faded["win_rate"] / (1 - faded["win_rate"]) == pytest.approx(35 / 65 * odds)
    assert faded["win_low"] < faded["win_rate"] < faded["win_high"]


@pytest.mark.parametrize(("late", "odds"), [(-30, 1), (0, 1), (28, 0.33**0.5), (56, 0.33), (90, 0.33)])
def test_a_deal_past_its_expected_close_is_won_less_often(late, odds):
    scored = add_win_rate(deals("Proposal"), usual_winning(Playbook())).assign(
        expected_close_on=ON - pd.Timedelta(days=late)
    )
    slipped = add_fading(scored, pd.Series([ON]), ON, Playbook()).iloc[0]
    assert slipped["win_rate"] / (1 - slipped["win_rate"]) == pytest.approx(35 / 65 * odds)


def test_a_deal_without_a_day_does_not_fade():
    scored = add_win_rate(deals("Proposal"), usual_winning(Playbook())).assign(expected_close_on=pd.NaT)
    nothing = pd.Series([pd.NaT], dtype="datetime64[us]")
    assert add_fading(scored, nothing, ON, Playbook())["win_rate"].tolist() == [0.35]
