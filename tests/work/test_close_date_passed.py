"""Close date passed: from the day after it."""

import pytest
from small_books import ON, deal
from small_gaps import activity, day, gaps_on, is_due

KIND = "close date passed"


@pytest.mark.parametrize(("on", "stands"), [("11-29", False), ("11-30", False), ("12-01", True)])
def test_over_the_end_of_a_month_it_stands_from_the_day_after(on, stands):
    assert is_due(KIND, day(on), opportunities=[deal(expected_close_on=day("11-30"))]) == stands


@pytest.mark.parametrize("more", [{"expected_close_on": day("12-20")}, {"status": "won"}, {"status": "lost"}])
def test_a_new_date_or_an_outcome_silences_it(more):
    row = deal(expected_close_on=day("11-18")) | more
    assert not is_due(KIND, ON, opportunities=[row])


def test_neither_a_touch_nor_a_plan_does():
    row = deal(expected_close_on=day("11-18"), next_step="Call", next_step_on=day("12-01"))
    assert is_due(KIND, ON, opportunities=[row], activities=[activity("11-20")])


def test_it_says_by_when():
    found = gaps_on(ON, {"opportunities": [deal(expected_close_on=day("11-18"))]}, KIND)
    assert found["because"].tolist() == ["Expected by 18 November; still open"]
    assert found["amount"].tolist() == [24_000]
