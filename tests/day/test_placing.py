"""Putting candidates into gaps one by one."""

import numpy as np
from planning_frames import candidates

from sentia.day.planning.choices import choices
from sentia.day.planning.limits import Limits
from sentia.day.planning.placing import Placing, no_easier


def placing(limits: Limits, gaps: list, **rows: dict) -> Placing:
    return Placing(choices(candidates(**rows), gaps, limits), limits)


def test_a_gap_takes_what_has_room_beside_what_is_there():
    day = placing(Limits(60), [(540, 560), (600, 620)], a={"minutes": 15}, b={"minutes": 10}, c={"minutes": 15})
    assert [day.add(row) for row in (0, 1, 2)] == [True, True, False]
    assert day.gap_of == {0: 0, 1: 1}
    assert day.room().tolist() == [5, 10]


def test_filling_keeps_the_order_the_cap_the_groups_and_the_limits():
    day = placing(
        Limits(40, 0, {"note": (1, None), "cold call": (None, 10)}),
        [(540, 600)],
        a={"groups": ("person:ana",)},
        b={"groups": ("person:ana",)},
        c={"limit": "note"},
        d={"limit": "note"},
        e={"limit": "cold call", "minutes": 15},
        f={"limit": "cold call"},
        g={"minutes": 15},
        h={},
    )
    day.fill(range(8))
    assert day.choices.ids[day.rows].tolist() == ["a", "c", "f", "h"]
    assert day.minutes_left() == 0


def test_a_part_of_a_chosen_call_is_done():
    day = placing(Limits(60), [(540, 600)], both={"serves": ("deal", "quote")}, deal={}, other={}, quote={})
    assert day.add(0)
    assert day.done().tolist() == [True, True, False, True]


def test_who_takes_longer_in_fewer_hours_has_no_easier_place():
    day = placing(
        Limits(60),
        [(540, 600)],
        a={"minutes": 20, "earliest": 550},
        longer={"minutes": 25, "earliest": 560},
        shorter={"minutes": 15, "earliest": 560},
        wider={"minutes": 25},
    )
    assert day.choices.ids[no_easier(day.choices, 0)].tolist() == ["a", "longer"]


def test_nobody_changes_gap_for_being_better_paid_unless_they_may_lie_anywhere():
    rows = {"a": {"gain": 1}, "b": {"gain": 9}, "early": {"gain": 0.5, "latest": 560}}
    day = placing(Limits(60), [(540, 560), (600, 620)], **rows)
    day.gap_of = {0: 0, 1: 1, 2: 0}
    day.best_first()
    assert day.gap_of == {0: 1, 1: 0, 2: 0}
    assert np.all(day.room() == [0, 10])
