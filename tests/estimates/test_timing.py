"""When deals close: as won ones did, open ones counted as far as they got, the expected close heard half."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentia.estimates.timing import EDGES, add_likely_close, chance_by, time_to_win
from sentia.playbook import Playbook

ON = pd.Timestamp("2026-11-23")
NEVER = pd.NaT


def deals(won=(), lost=(), still=()):
    """Deals won and lost after so many days, and those open for so many."""
    rows = [("won", days, True) for days in won] + [("lost", days, True) for days in lost]
    rows += [("open", days, False) for days in still]
    begun = [ON - pd.Timedelta(days=1000 if decided else days) for _, days, decided in rows]
    closed = [day + pd.Timedelta(days=row[1]) if row[2] else NEVER for row, day in zip(rows, begun, strict=True)]
    days = {"created_on": pd.to_datetime(pd.Series(begun)), "closed_on": pd.to_datetime(pd.Series(closed))}
    return pd.DataFrame({"status": pd.Series([row[0] for row in rows], dtype="str")} | days)


def curve(playbook=None, **found):
    return time_to_win(deals(**found), ON, playbook or Playbook())


def likely(age, expected=None, playbook=None, **found):
    """In how many days a deal of this age, expected to close in so many days, is likely to."""
    close = NEVER if expected is None else ON + pd.Timedelta(days=expected)
    one = pd.DataFrame({"created_on": [ON - pd.Timedelta(days=age)], "expected_close_on": pd.to_datetime([close])})
    closes = add_likely_close(one, curve(playbook, **found), ON, playbook or Playbook())
    return (closes["likely_close_on"].iloc[0] - ON).days


def test_before_any_deal_is_won_half_close_when_the_playbook_says():
    assert likely(0) == pytest.approx(60 * np.log(2), abs=1)
    assert likely(0, playbook=Playbook(decided_after=120)) > 1.9 * likely(0)


def test_many_wins_say_more_than_the_playbook():
    assert curve(won=[20] * 200).age_by(0.5) == pytest.approx(20, abs=5)
    assert curve(won=[100] * 200).age_by(0.5) == pytest.approx(80, abs=20)


def test_deals_that_are_still_open_make_it_longer_though_they_say_nothing_of_when():
    assert curve(won=[20] * 30, still=[15] * 300).age_by(0.5) > 1.2 * curve(won=[20] * 30).age_by(0.5)


def test_deals_older_than_any_that_was_won_and_those_of_a_book_that_dates_no_win_make_nothing_longer():
    assert np.allclose(curve(won=[20] * 30).paces, curve(won=[20] * 30, still=[900] * 500).paces)
    undated = deals(won=[20] * 30, still=[900] * 500)
    undated["closed_on"] = pd.NaT
    assert time_to_win(undated, ON, Playbook()).age_by(0.5) == pytest.approx(60 * np.log(2), abs=1)


def test_lost_deals_say_nothing_of_how_long_winning_takes():
    assert np.allclose(curve(won=[20] * 30).paces, curve(won=[20] * 30, lost=[2] * 300).paces)


def test_where_most_are_won_soon_an_old_deal_takes_longer_from_now_than_a_new_one():
    assert likely(200, won=[10] * 100 + [400] * 20) > 2 * likely(0, won=[10] * 100 + [400] * 20)


def test_an_expected_close_counts_half_and_a_passed_one_slows_down():
    usual = likely(0)
    assert likely(0, expected=10) == pytest.approx((usual * 10) ** 0.5, abs=1)
    assert likely(0, expected=-1) == pytest.approx(2 * usual, abs=1)


def test_half_are_closed_by_the_likely_day():
    one = pd.DataFrame({"created_on": [ON], "expected_close_on": pd.to_datetime([ON + pd.Timedelta(days=100)])})
    found = curve(won=[30, 60, 90])
    one = add_likely_close(one, found, ON, Playbook())
    assert chance_by(one, found, ON, one["likely_close_on"].iloc[0])[0] == pytest.approx(0.5, abs=0.02)
    assert chance_by(one, found, ON, one["close_high_on"].iloc[0])[0] == pytest.approx(0.9, abs=0.01)


def test_a_deal_of_which_no_day_is_known_is_taken_for_new():
    one = pd.DataFrame({"created_on": pd.to_datetime([None]), "expected_close_on": pd.to_datetime([None])})
    found = add_likely_close(one, curve(), ON, Playbook())
    assert found["age"].tolist() == [0]


SPANS = st.lists(st.integers(0, 2000), max_size=30)


@given(SPANS, SPANS, SPANS, st.floats(0, 3000), st.floats(0, 3000))
def test_the_longer_one_waits_the_more_are_closed_and_never_more_than_all(won, lost, still, age, days):
    found = curve(won=won, lost=lost, still=still)
    within = found.won_within(np.array([age, age]), np.array([days, days + 1]))
    assert 0 <= within[0] <= within[1] <= 1
    assert found.age_at(found.passed(np.array([age])))[0] == pytest.approx(age, abs=1e-6)
    assert np.isfinite(found.paces).all()
    assert len(found.paces) == len(EDGES)
