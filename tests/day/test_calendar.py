from hypothesis import given
from hypothesis import strategies as st

from sentia.day.planning.calendar import free_gaps

NINE, NOON, ONE, HALF_PAST_FIVE = 540, 720, 780, 1050
minute = st.integers(-60, 1500)


def test_a_day_without_appointments_is_free_but_for_lunch():
    assert free_gaps(NINE, HALF_PAST_FIVE, (NOON, ONE), []) == [(540, 720), (780, 1050)]


def test_overlapping_appointments_are_busy_once():
    assert free_gaps(NINE, NOON, None, [(600, 660), (630, 690)]) == [(540, 600), (690, 720)]


def test_an_appointment_inside_another_does_not_free_its_end():
    assert free_gaps(NINE, NOON, None, [(560, 700), (600, 610)]) == [(540, 560), (700, 720)]


def test_appointments_outside_the_working_hours_take_nothing():
    assert free_gaps(NINE, NOON, None, [(400, 500), (720, 800)]) == [(540, 720)]
    assert free_gaps(NINE, NOON, None, [(500, 560), (700, 800)]) == [(560, 700)]


def test_an_empty_appointment_does_not_split_the_morning():
    assert free_gaps(NINE, NOON, None, [(600, 600), (650, 640)]) == [(540, 720)]


def test_a_gap_of_five_minutes_counts_and_one_of_four_does_not():
    assert free_gaps(NINE, NOON, None, [(545, 720)]) == [(540, 545)]
    assert free_gaps(NINE, NOON, None, [(544, 720)]) == []


def test_nothing_is_free_before_now_rounded_up_to_five_minutes():
    assert free_gaps(NINE, NOON, None, [], now=600) == [(600, 720)]
    assert free_gaps(NINE, NOON, None, [], now=601) == [(605, 720)]
    assert free_gaps(NINE, NOON, None, [], now=400) == [(540, 720)]


def test_a_day_that_is_over_full_or_ends_before_it_starts_has_no_gap():
    assert free_gaps(NINE, NOON, None, [], now=720) == []
    assert free_gaps(NINE, NOON, None, [(0, 1440)]) == []
    assert free_gaps(NOON, NINE, None, []) == []


@given(st.lists(st.tuples(minute, minute), max_size=6), st.none() | minute)
def test_each_minute_is_free_exactly_when_nothing_takes_it(busy, now):
    gaps = free_gaps(NINE, NOON, (600, 615), busy, now)
    free_from = NINE if now is None else max(NINE, -(-now // 5) * 5)
    is_free = [
        free_from <= t and not 600 <= t < 615 and not any(a <= t < b for a, b in busy) for t in range(NINE, NOON)
    ]
    in_gap = [any(a <= t < b for a, b in gaps) for t in range(NINE, NOON)]
    assert all(free for free, inside in zip(is_free, in_gap, strict=True) if inside)
    runs = "".join("x" if f and not i else " " for f, i in zip(is_free, in_gap, strict=True)).split()
    assert all(len(run) < 5 for run in runs)
    assert gaps == sorted(gaps)
