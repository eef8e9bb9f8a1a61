"""Actions whose minutes fit and whose hours do not."""

from planning_frames import candidates

from sentia.day.planning.choices import choices
from sentia.day.planning.clashes import clashes_in, place_all
from sentia.day.planning.limits import Limits

# 9:00 to 10:00 with a call at 9:30 sharp: of the others, only those of 30 and 20 minutes fit around it.
ROWS = {
    "a": {"minutes": 25},
    "b": {"minutes": 25},
    "note": {"minutes": 5, "earliest": 640},
    "sharp": {"earliest": 570, "latest": 580},
}


def test_a_clash_names_no_more_than_those_who_clash():
    book = choices(candidates(**ROWS), [(540, 600), (640, 700)], Limits(100))
    assert clashes_in(book, {0: 0, 1: 0, 2: 1, 3: 0}) == ((0, (0, 1, 3)),)
    assert clashes_in(book, {0: 0, 1: 1, 2: 1, 3: 0}) == ()


def test_all_are_placed_around_a_clash_where_another_gap_allows_it():
    book = choices(candidates(**ROWS), [(540, 600), (640, 700)], Limits(100))
    placed = place_all(book, Limits(100), [0, 1, 3])
    assert sorted(placed) == [0, 1, 3]
    assert clashes_in(book, placed) == ()


def test_what_cannot_all_be_done_is_not_placed():
    book = choices(candidates(**ROWS), [(540, 600)], Limits(100))
    assert place_all(book, Limits(100), [0, 1, 3]) is None
    assert place_all(book, Limits(100), [2]) is None
