from itertools import permutations

import numpy as np
import pytest

from sentia.day.planning.sequence import Job, arrange

NINE, TEN, ELEVEN = 540, 600, 660


def test_work_without_hours_is_done_in_the_order_wanted():
    assert arrange([Job(7, 20, NINE, TEN), Job(3, 40, NINE, TEN)]) == [(7, 540), (3, 560)]


def test_who_can_only_be_called_early_goes_first():
    assert arrange([Job(0, 40, NINE, TEN), Job(1, 10, NINE, 555)]) == [(1, 540), (0, 550)]


def test_nobody_waits_for_a_later_call_while_there_is_time_for_another():
    assert arrange([Job(0, 30, 570, TEN), Job(1, 30, NINE, TEN)]) == [(1, 540), (0, 570)]


def test_a_call_that_opens_in_the_middle_needs_the_others_to_fit_around_it():
    # 9:00 to 10:00 with a call of 10 minutes at 9:30 sharp: 30 minutes fit before it and 20 after it.
    sharp = Job(0, 10, 570, 580)
    assert arrange([sharp, Job(1, 20, NINE, TEN), Job(2, 30, NINE, TEN)]) == [(2, 540), (0, 570), (1, 580)]
    assert arrange([sharp, Job(1, 25, NINE, TEN), Job(2, 25, NINE, TEN)]) is None


def test_more_work_than_minutes_has_no_order_and_no_work_has_an_empty_one():
    assert arrange([Job(0, 30, NINE, TEN), Job(1, 35, NINE, TEN)]) is None
    assert arrange([]) == []


def is_possible(jobs: list[Job]) -> bool:
    """Every order tried, each job as early as it may."""
    for order in permutations(jobs):
        now = 0
        for job in order:
            now = max(now, job.opens) + job.minutes
            if now > job.closes:
                break
        else:
            return True
    return False


@pytest.mark.parametrize("seed", range(60))
def test_an_order_is_found_exactly_when_there_is_one(seed):
    random = np.random.default_rng(seed)
    opens = NINE + 5 * random.integers(0, 12, 5)
    minutes = 5 * random.integers(1, 6, 5)
    closes = np.minimum(ELEVEN, opens + minutes + 5 * random.integers(0, 14, 5))
    jobs = [Job(k, int(m), int(a), int(b)) for k, (m, a, b) in enumerate(zip(minutes, opens, closes, strict=True))]
    found = arrange(jobs)
    assert (found is not None) == is_possible(jobs)
    now = 0
    for row, start in found or []:
        assert start >= max(now, jobs[row].opens)
        now = start + jobs[row].minutes
        assert now <= jobs[row].closes


def test_a_full_morning_with_hours_is_ordered_at_once():
    jobs = [Job(k, 5, NINE + (k % 4) * 10, ELEVEN) for k in range(24)]
    assert len(arrange(jobs)) == 24
