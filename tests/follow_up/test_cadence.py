"""How often somebody should hear from us."""

import pandas as pd
import pytest

from sentia.follow_up.cadence import add_cadence, add_due
from sentia.playbook import Playbook

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
