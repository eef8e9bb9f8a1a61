"""How chances came true: counted by band, with a range, and silent where too few were given."""

import pandas as pd
import pytest

from sentia.estimates.reliability import reliability_by_band


def test_of_deals_called_even_it_says_how_many_were_won():
    found = reliability_by_band(
        pd.DataFrame({"win_rate": [0.45] * 20 + [0.9], "won": [1.0] * 8 + [0.0] * 12 + [1.0]})
    )
    even, high = found.to_dict("records")
    assert (even["low"], even["high"], even["deals"], even["won"], even["says"]) == (0.4, 0.6, 20, 0.4, True)
    assert even["won_low"] < 0.4 < even["won_high"]
    assert not high["says"]


def test_without_a_past_there_is_no_band():
    assert reliability_by_band(pd.DataFrame({"win_rate": [], "won": []})).empty


def test_a_sure_chance_is_in_the_last_band():
    found = reliability_by_band(pd.DataFrame({"win_rate": [1.0, 0.0], "won": [1.0, 0.0]}))
    assert found["high"].tolist() == [pytest.approx(0.1), 1.0]
