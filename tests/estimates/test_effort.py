"""What an action costs: minutes to expect, and the slot kept for it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentia.estimates.effort import add_minutes, on_grid
from sentia.estimates.replies import usual_chance
from sentia.playbook import Playbook


def minutes(kind, chance, playbook=None):
    actions = pd.DataFrame({"kind": [kind], "progress_chance": [chance]})
    return add_minutes(actions, playbook or Playbook()).iloc[0]


@given(st.sampled_from(sorted(Playbook().minutes_live)), st.floats(0, 1))
def test_a_slot_is_on_the_grid_and_never_under_five(kind, chance):
    line = minutes(kind, chance)
    assert line["minutes"] % 5 == 0
    assert line["minutes"] >= 5
    assert 5 <= line["expected_minutes"] <= max(Playbook().minutes_live[kind], 5) + 1e-9


def test_a_person_who_hardly_ever_answers_gets_the_slot_of_a_missed_call():
    assert minutes("grow", 0.05)["minutes"] == 10
    assert minutes("grow", 0.9)["minutes"] > 10


@given(st.sampled_from(sorted(Playbook().minutes_live)), st.floats(0, 1))
def test_calls_that_are_seldom_answered_take_little_longer_than_their_slots(kind, chance):
    line = minutes(kind, chance)
    assert line["minutes"] >= line["expected_minutes"] * 5 / 6 - 1e-9


def test_the_fifth_try_in_a_row_is_not_planned_as_if_surely_nobody_answered():
    # 17% of 20 minutes and 83% of 4 are 6.7: with slots of 5 such lines would take a third more than planned
    assert minutes("progress", 0.17)["expected_minutes"] == pytest.approx(6.72)
    assert minutes("progress", 0.17)["minutes"] == 10


def test_seven_slots_in_ten_are_long_enough():
    rng = np.random.default_rng(7)
    reached = rng.random(40_000) < 0.48
    needed = np.where(reached, 20 * np.exp(0.5 * rng.standard_normal(40_000) - 0.125), 4)
    slot = minutes("progress", 0.48, Playbook(minutes_least=1))["minutes"]
    assert slot == 15  # 70th percentile of that mixture, on the grid
    assert np.quantile(needed, 0.7) == pytest.approx(slot, abs=2.5)


def test_minutes_are_rounded_to_the_nearest_five():
    assert on_grid(pd.Series([0.0, 7.4, 7.5, 12.4])).tolist() == [5, 5, 10, 10]


def test_each_try_in_vain_makes_the_next_less_likely_to_reach_them():
    chances = usual_chance(pd.Series([0, 1, 6]), Playbook())
    assert chances.tolist() == pytest.approx([0.48, 0.48 * 0.77, 0.48 * 0.77**6])
