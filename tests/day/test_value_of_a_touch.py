"""What a touch is worth: it grows with the silence, and all touches together win no more than there was to win."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import ON, actions_of, book_of, call, days_ago, deal, person, stranger

from sentia.day.day import plan_day
from sentia.day.value import flow_value, next_turn, touch_value
from sentia.estimates.deciding import add_decided, decided_a_day
from sentia.playbook import Playbook

PLAYBOOK = Playbook()
CHANCES = st.floats(0.005, 0.995)
SILENCES = st.floats(0, 2000)
PACES = st.floats(1 / 1000, 1 / 3)  # the chance a day that it is decided
HALF_LIVES = st.sampled_from([7.0, 14.0, 90.0])
ROUNDING = 1e-12


def value_of(chance, silent, pace, half_life=14.0):
    found = touch_value(np.array([chance]), np.array([silent], float), np.array([pace]), half_life, PLAYBOOK)
    return float(found["share"][0]), float(found["turn"][0])


@given(CHANCES, SILENCES, st.floats(0, 2000), PACES, HALF_LIVES)
def test_of_two_equal_deals_the_one_longer_silent_never_gains_less(chance, silent, more, pace, half_life):
    one, other = value_of(chance, silent, pace, half_life), value_of(chance, silent + more, pace, half_life)
    assert other[0] >= one[0] - ROUNDING
    assert other[1] >= one[1] - ROUNDING


@given(CHANCES, SILENCES, PACES, HALF_LIVES)
def test_no_deal_gains_today_more_than_against_never_and_none_gains_on_the_day_of_a_talk(
    chance, silent, pace, half_life
):
    never, turn = value_of(chance, silent, pace, half_life)
    assert -ROUNDING <= turn <= never + ROUNDING
    assert value_of(chance, 0, pace, half_life) == pytest.approx((0, 0), abs=ROUNDING)


@given(CHANCES, st.integers(1, 90), PACES, HALF_LIVES)
def test_all_touches_of_a_deal_until_it_is_decided_bring_no_more_than_was_left_to_win(
    chance, spacing, pace, half_life
):
    undecided = np.exp(-pace * spacing * np.arange(2000))  # when each touch comes, the deal may be decided
    touches = value_of(chance, spacing, pace, half_life)[0] * PLAYBOOK.first_reply
    assert touches * undecided.sum() <= 1 - chance + 1e-6


def test_fifty_two_calls_on_one_proposal_move_less_than_is_left_of_it():
    # $10,000 at 35%: one call a week for a year, each weighted by the chance that nothing is decided by then
    weeks = np.exp(-7 / 60 * np.arange(52))
    assert 10_000 * 0.48 * value_of(0.35, 7, 1 / 60)[0] * weeks.sum() < 2_500


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_an_account_longer_silent_never_gains_less(silent, more):
    found = flow_value(pd.Series([silent, silent + more]), 45.0)
    assert found["turn"].iloc[1] >= found["turn"].iloc[0] - 1e-9
    assert (found["turn"] <= found["flow"] + 1e-9).all()


def gain_of(line, **tables):
    people = [person("1"), stranger()]
    actions = actions_of(contacts=people, **tables)
    return actions.loc[actions["opportunity_id"].eq("O1") & (actions["kind"] == line), "gain"].max()


def test_the_favourite_of_last_week_does_not_come_before_the_one_forgotten_for_two_months():
    days = plan_day(
        book_of(
            opportunities=[deal("1"), deal("2")],
            contacts=[person("1"), person("2")],
            activities=[call("1", 5), call("2", 54)],
        ),
        ON,
    )
    gains = days.actions.set_index("opportunity_id")["gain"]
    assert gains["O2"] > gains["O1"]


def test_a_deal_that_will_be_decided_soon_gains_more_than_one_that_slipped():
    soon, slipped = (
        gain_of("progress", opportunities=[deal("1", expected_close_on=day)], activities=[call("1", 20)])
        for day in (days_ago(-10), days_ago(30))
    )
    assert soon > 1.3 * slipped


def test_the_books_own_closed_deals_say_how_soon_one_is_decided():
    closed = pd.DataFrame({"status": ["won", "lost"] * 20})
    closed = closed.assign(created_on=ON - pd.Timedelta(days=400), closed_on=ON - pd.Timedelta(days=390))
    assert 1 / decided_a_day(closed.iloc[:0], PLAYBOOK) == pytest.approx(60)
    assert 1 / decided_a_day(closed, PLAYBOOK) == pytest.approx((8 * 60 + 40 * 10) / 48)
    assert 1 / decided_a_day(closed.assign(closed_on=pd.NaT), PLAYBOOK) == pytest.approx(60)


def test_an_expected_close_counts_half_and_one_that_passed_halves_the_pace():
    deals = pd.DataFrame({"expected_close_on": [ON + pd.Timedelta(days=15), ON - pd.Timedelta(days=1), pd.NaT]})
    days = (1 / add_decided(deals, 1 / 60, ON, PLAYBOOK)["decided"]).tolist()
    assert days == pytest.approx([30, 120, 60])


def test_what_is_left_today_has_its_turn_once_all_that_is_due_is_done():
    actions = pd.DataFrame({"waiting": [0.0, 3.0, np.nan], "minutes": [600.0, 168.0, 5000.0]})
    assert next_turn(actions, PLAYBOOK) == pytest.approx(768 / (7.5 * 60 * 0.8))
    assert next_turn(actions.iloc[2:], PLAYBOOK) == 1


def won(n, amount=1_000.0, days=30):
    return deal(f"w{n}", status="won", amount=amount, closed_on=days_ago(days), created_on=days_ago(days + 60))


def year_of_wins(amount):
    return [won(n, amount) for n in range(12)] + [won(99, amount, 400)]


def test_a_year_of_such_days_is_never_more_than_attention_explains_and_the_page_says_so():
    opened = [deal(str(n), amount=5_000.0) for n in range(10, 22)]
    calls = [call(str(n), 20) for n in range(10, 22)]
    unscaled = plan_day(book_of(opportunities=opened, activities=calls), ON)
    day = plan_day(book_of(opportunities=[*opened, *year_of_wins(1_000.0)], activities=calls), ON)
    assert unscaled.yearly > 0.4 * 12_000
    assert day.yearly <= 0.4 * 12_000 + 1
    assert "attention explains at most 40% of the $12,000 won in the last" in day.notes[-1]
    assert any("that a year of gains counts for" in step for step in day.actions["working"].iloc[0])


def test_with_nine_wins_or_without_a_year_of_them_nothing_is_scaled():
    opened, calls = [deal("1", amount=9_000.0)], [call("1", 20)]
    for wins in (year_of_wins(1_000.0)[:9], year_of_wins(1_000.0)[:12]):
        day = plan_day(book_of(opportunities=[*opened, *wins], activities=calls), ON)
        assert "that a year of gains counts for" not in str(day.actions["working"].tolist())
        assert not any("attention explains" in note for note in day.notes)


@pytest.mark.parametrize("silent", [1.0, 7.0, 30.0])
def test_what_is_lost_until_the_next_turn_is_the_index_of_a_thing_that_fades(silent):
    # v(s) = the integral from 0 to s of L e^(-L u) (f(s) - f(u)) du, f the chance that silence has cost
    playbook, pace = Playbook(move_chance=0.0), 1 / 60
    found = touch_value(np.array([0.35]), np.array([silent]), np.array([pace]), 14.0, playbook)
    fall = (found["if_answered"] - found["if_never"]).item()
    u = np.linspace(0, silent, 20_001)
    lost = pace * np.exp(-pace * u) * fall * (2 ** (-u / 14) - 2 ** (-silent / 14))
    assert found["turn"].item() == pytest.approx(np.trapezoid(lost, u), rel=1e-4)


@pytest.mark.parametrize("silent", [1.0, 7.0, 30.0])
def test_what_a_talk_moves_for_good_is_the_index_of_a_reward_that_recharges(silent):
    # v(s) = R(s) - R'(s) (1 - e^(-L s)) / L, R what is to be had again
    playbook, pace = Playbook(touch_effect=0.0, touch_effect_low=0.0), 1 / 60
    found = touch_value(np.array([0.35]), np.array([silent]), np.array([pace]), 14.0, playbook)
    again = [found["moves"].item() * (1 - 2 ** (-(silent + step) / 3)) for step in (-1e-4, 0, 1e-4)]
    slope = (again[2] - again[0]) / 2e-4
    assert found["turn"].item() == pytest.approx(again[1] - slope * (1 - np.exp(-pace * silent)) / pace, rel=1e-4)
