"""How often somebody should hear from us."""

import pandas as pd
import pytest

from sentia.playbook import Playbook
from sentia.work.cadence import add_cadence, add_due, add_own_rhythm, add_wishes

ON = pd.Timestamp("2026-11-23")  # a Monday


def test_customers_hear_from_us_monthly_former_ones_yearly_everybody_else_quarterly():
    records = pd.DataFrame({"status": ["customer", "former", "prospect", None]}, dtype="str")
    classed = add_cadence(records, Playbook())
    assert classed["ideal_days"].tolist() == [30, 365, 90, 90]
    assert (classed["longest_days"] > classed["ideal_days"]).all()


@pytest.mark.parametrize(("days", "waiting"), [(29, None), (30, 0), (41, 11)])
def test_a_turn_comes_on_its_day_and_the_wait_is_counted_from_it(days, waiting):
    records = pd.DataFrame({"heard_on": [ON - pd.Timedelta(days=days)], "ideal_days": [30.0]})
    found = add_due(records, ON).at[0, "waiting"]
    assert pd.isna(found) if waiting is None else found == waiting


def test_of_whom_nothing_is_known_the_turn_is_today():
    records = pd.DataFrame({"heard_on": pd.Series([pd.NaT], dtype="datetime64[us]"), "ideal_days": [30.0]})
    found = add_due(records, ON).iloc[0]
    assert (found["due_on"], found["waiting"]) == (ON, 0)


def test_a_wish_for_a_contact_wins_over_one_for_its_account_and_the_last_over_the_first():
    people = pd.DataFrame({"contact_id": ["1", "2", "3"], "account_id": ["A", "A", "B"]})
    people = people.assign(ideal_days=90.0, longest_days=180.0)
    wishes = pd.DataFrame(
        {"contact_id": ["1", "1", None], "account_id": [None, None, "A"], "every_days": [7.0, 21.0, 40.0]}
    )
    found = add_wishes(people, wishes)
    assert found["ideal_days"].tolist() == [21, 40, 90]
    assert found["is_wish"].tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("typical", "ideal", "longest"), [(5, 14, 28), (20, 20, 40), (86, 60, 60), (None, 30, 60)]
)
def test_a_customers_own_rhythm_stays_within_what_is_right_for_customers(typical, ideal, longest):
    accounts = add_cadence(pd.DataFrame({"account_id": ["A"], "status": ["customer"]}), Playbook())
    found = add_own_rhythm(accounts, pd.Series({"A": typical}, dtype=float), Playbook()).iloc[0]
    assert (found["ideal_days"], found["longest_days"]) == (ideal, longest)


def test_no_class_is_wished_at_a_pace_longer_than_its_longest():
    playbook = Playbook()
    assert playbook.cadence_ideal.keys() == playbook.cadence_longest.keys()
    assert all(playbook.cadence_ideal[name] <= playbook.cadence_longest[name] for name in playbook.cadence_ideal)
