"""Who is served before any dollar is counted."""

import numpy as np
from planning_frames import candidates

from sentia.day.planning.choices import choices
from sentia.day.planning.guarantee import place_musts, place_waiting, waiting_longest
from sentia.day.planning.limits import Limits
from sentia.day.planning.placing import Placing

MORNING = [(540, 600)]
ALL = Limits(60, 60)


def placing(limits: Limits = ALL, gaps: list = MORNING, **rows: dict) -> Placing:
    return Placing(choices(candidates(**rows), gaps, limits), limits)


def names(placed: Placing, rows: list[int]) -> list[str]:
    return [placed.choices.ids[row] for row in rows]


def test_musts_go_by_the_clock_then_by_how_long_they_wait_then_by_id():
    day = placing(
        d={"is_must": True},
        c={"is_must": True},
        b={"is_must": True, "waiting": 9},
        a={"is_must": True, "waiting": 10},
        z={"is_must": True, "due_at": 600},
    )
    assert names(day, place_musts(day)) == ["z", "a", "b", "c", "d"]


def test_a_must_that_fits_only_if_another_moves_is_placed():
    # "a" is put into the first gap, where alone "b" can be reached: it moves to the second.
    day = placing(
        gaps=[(540, 550), (600, 610)], a={"is_must": True}, b={"is_must": True, "earliest": 540, "latest": 560}
    )
    assert names(day, place_musts(day)) == ["a", "b"]
    assert day.gap_of == {0: 1, 1: 0}


def test_a_must_without_a_place_does_not_keep_a_later_one_out():
    day = placing(long={"is_must": True, "minutes": 65, "due_at": 600}, short={"is_must": True})
    assert names(day, place_musts(day)) == ["short"]


def test_those_who_wait_equally_long_go_by_id():
    day = placing(Limits(60, 20), b={"waiting": 5}, a={"waiting": 5}, c={"waiting": 5})
    assert names(day, place_waiting(day, [])[0]) == ["a", "b"]


def test_of_one_person_who_waits_for_several_things_the_shortest_serves():
    ana, waits = ("person:ana",), {"waiting": 5, "groups": ("person:ana",)}
    day = placing(long={**waits, "minutes": 20}, short=waits, older={"waiting": 6, "minutes": 15, "groups": ana})
    assert names(day, place_waiting(day, [])[0]) == ["older"]
    day = placing(long={**waits, "minutes": 20}, short=waits)
    assert names(day, place_waiting(day, [])[0]) == ["short"]


def test_a_call_waits_through_its_parts():
    day = placing(one={"waiting": 5}, both={"waiting": 9, "serves": ("one", "two")}, two={})
    assert names(day, waiting_longest(day.choices).tolist()) == ["one"]


def test_a_must_that_waits_counts_towards_the_guarantee_at_its_turn():
    day = placing(Limits(60, 20), must={"is_must": True, "waiting": 7}, a={"waiting": 9}, b={"waiting": 5})
    assert names(day, place_waiting(day, place_musts(day))[0]) == ["a", "must"]


def test_the_small_account_is_served_whatever_it_brings():
    day = placing(Limits(60, 10), big={"waiting": 8, "gain": 9000}, small={"waiting": 9, "gain": 0.5})
    assert names(day, place_waiting(day, [])[0]) == ["small"]


def test_no_limit_of_a_kind_stands_against_those_who_wait():
    limits = Limits(60, 20, {"keep in touch": (1, None)})
    kind = {"limit": "keep in touch"}
    day = placing(limits, a={"waiting": 9, **kind}, b={"waiting": 8, **kind}, c={"waiting": 7})
    served, passed = place_waiting(day, [])
    assert names(day, served) == ["a", "b"]
    assert not passed.any()


def test_what_presses_goes_by_what_it_pays_and_takes_no_more_than_its_minutes():
    # 25 of 60 minutes: the best paid first; the review of 20 would be too much after it, the note of 10 is not.
    rows = {
        "call": {"gain": 90, "minutes": 15},
        "review": {"gain": 80, "minutes": 20},
        "note": {"gain": 5},
        "reply": {"gain": 1},
    }
    rows = {name: row | {"is_pressing": True} for name, row in rows.items()}
    day = placing(Limits(60, 0, pressing_minutes=25), **rows)
    assert names(day, place_musts(day)) == ["call", "note"]


def test_what_must_be_done_takes_nothing_from_the_minutes_of_what_presses():
    rows = {"promise": {"is_must": True, "minutes": 40}, "reply": {"is_pressing": True, "minutes": 20}}
    day = placing(Limits(60, 0, pressing_minutes=20), **rows)
    assert names(day, place_musts(day)) == ["promise", "reply"]


def test_a_must_without_a_place_leaves_it_to_what_stands_in_for_it():
    rows = {"promise": {"is_must": True, "minutes": 70, "stand_in": "late"}, "late": {"minutes": 5}}
    day = placing(**rows)
    assert names(day, place_musts(day)) == ["late"]


def test_who_is_too_long_does_not_keep_the_shorter_ones_behind_out():
    day = placing(
        Limits(60, 60), a={"waiting": 9, "minutes": 50}, b={"waiting": 8, "minutes": 15}, c={"waiting": 7}
    )
    served, passed = place_waiting(day, [])
    assert names(day, served) == ["a", "c"]
    assert names(day, np.flatnonzero(passed).tolist()) == ["b"]
