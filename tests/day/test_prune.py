"""Nothing that could be in the best day is dropped unproven."""

import numpy as np
import pandas as pd
import pytest

from sentia.day.planning.choices import Choices, choices
from sentia.day.planning.limits import Limits
from sentia.day.planning.plan import plan
from sentia.day.planning.programme import Cuts, programme, relax, solve
from sentia.day.planning.prune import price, useful_rows

GAPS = [(540, 600), (630, 700)]
LIMITS = Limits(100, 0, {"cold call": (None, 30), "fresh look": (2, None)})


def a_book(seed: int, size: int = 600) -> Choices:
    random = np.random.default_rng(seed)
    person = random.integers(0, size // 2, size)
    opens = 540 + 10 * random.integers(0, 12, size)
    has_hours = random.random(size) < 0.3
    frame = pd.DataFrame(
        {
            "gain": random.lognormal(3, 1, size),
            "minutes": 5 * random.integers(1, 8, size),
            "return_per_hour": 1.0,
            "groups": [(f"person:{p}", f"account:{p // 2}") for p in person],
            "limit": random.choice(["", "cold call", "fresh look"], size),
            "earliest": np.where(has_hours, opens, np.nan),
            "latest": np.where(has_hours, opens + 50, np.nan),
            "is_must": False,
            "waiting": np.nan,
            "due_at": np.nan,
        },
        index=[f"c{k:04d}" for k in range(size)],
    )
    return choices(frame, GAPS, LIMITS)


@pytest.mark.parametrize("seed", range(4))
def test_prices_found_with_a_few_candidates_hold_for_all(seed):
    book = a_book(seed)
    prices = price(book, LIMITS, [])
    everybody = programme(book, LIMITS, np.arange(len(book)), [], Cuts(prices.crowds))
    assert prices.value == pytest.approx(relax(everybody)[0], abs=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_a_day_with_somebody_in_it_falls_short_by_at_least_their_loss(seed):
    book = a_book(seed, 60)
    prices = price(book, LIMITS, [])
    everybody = np.arange(len(book))
    for row in np.flatnonzero(np.isfinite(prices.loss))[::6].tolist():
        best_with = relax(programme(book, LIMITS, everybody, [row], Cuts(prices.crowds)))[0]
        assert best_with <= prices.value - prices.loss[row] + 0.01


def many_alike(size: int, sorts: int = 5) -> pd.DataFrame:
    """So many lines of a few sorts that differ in price, minutes and kind; each third shares an account."""
    random = np.random.default_rng(3)
    sort, number = random.integers(0, sorts, size), np.arange(size)
    gain = np.round(random.lognormal(3, 0.6, sorts), 2)[sort]
    minutes = random.choice([10, 15, 20, 25, 35], sorts)[sort]
    frame = {
        "gain": gain,
        "minutes": minutes,
        "return_per_hour": gain / minutes * 60,
        "groups": [(f"person:{n}", f"account:{n // 2 if n % 3 else -n}") for n in number],
        "limit": np.array(["fresh look", "cold call", ""])[sort % 3],
        "alike": np.array(["call", "note"])[sort % 2],
        "earliest": np.nan,
        "latest": np.nan,
        "is_must": False,
        "waiting": np.nan,
        "due_at": np.nan,
    }
    return pd.DataFrame(frame, index=[f"c{n:05d}" for n in number])


def test_lines_that_better_ones_of_their_like_displace_are_no_part_of_the_search():
    limits = Limits(100, 0, LIMITS.per_class, alike_share=0.9)
    book = choices(many_alike(3_000), GAPS, limits)
    prices = price(book, limits, [])
    everybody = programme(book, limits, np.arange(len(book)), [], Cuts(prices.crowds))
    assert prices.value == pytest.approx(relax(everybody)[0], abs=0.01)
    assert np.isfinite(prices.loss).sum() < 300


def test_equal_lines_are_one_unknown_a_gap_and_the_first_of_them_are_chosen():
    frame = many_alike(200, sorts=1).assign(groups=[()] * 200, limit="")
    book = choices(frame, GAPS, Limits(100))
    day = programme(book, Limits(100), np.arange(len(book)), [], Cuts())
    assert len(day.rows) == len(GAPS)
    assert sorted(solve(day)[0]) == list(range(100 // book.minutes[0]))


def test_a_due_line_keeps_its_place_before_equal_ones():
    frame = many_alike(50, sorts=1).assign(groups=[()] * 50, limit="")
    book = choices(frame, GAPS, Limits(100))
    chosen, _ = solve(programme(book, Limits(100), np.arange(len(book)), [49], Cuts()))
    assert sorted(chosen) == [*range(100 // book.minutes[0] - 1), 49]


def test_a_day_of_many_lines_alike_is_within_a_hundredth_of_its_bound():
    limits = Limits(100, 0, LIMITS.per_class, alike_share=0.9)
    day = plan(many_alike(5_000), GAPS, limits)
    assert day.planned_gain >= 0.99 * day.bound


def test_the_best_day_of_all_is_found_among_those_with_little_loss():
    book = a_book(7)
    prices = price(book, LIMITS, [])
    few = np.sort(np.argsort(prices.loss, kind="stable")[:80])
    found, bound = solve(programme(book, LIMITS, few, [], Cuts(prices.crowds)))
    every, bound_of_all = solve(programme(book, LIMITS, np.arange(len(book)), [], Cuts(prices.crowds)))
    gain, gain_of_all = book.gain[list(found)].sum(), book.gain[list(every)].sum()
    assert gain >= 0.995 * gain_of_all
    assert max(bound, prices.value - np.sort(prices.loss)[80]) >= gain_of_all - 0.01
    assert bound_of_all >= gain_of_all - 0.01


def test_who_brings_nothing_or_has_no_gap_is_left_out_at_once_unless_due():
    frame = pd.DataFrame(
        {
            "gain": [5.0, 0.0, -3.0, 5.0],
            "minutes": 10,
            "return_per_hour": 30.0,
            "groups": [(), (), (), ()],
            "limit": "",
            "earliest": [np.nan, np.nan, np.nan, 600.0],
            "latest": [np.nan, np.nan, np.nan, 630.0],
            "is_must": False,
            "waiting": np.nan,
            "due_at": np.nan,
        },
        index=["pays", "nothing", "costs", "closed"],
    )
    book = choices(frame, GAPS, LIMITS)
    assert book.ids[useful_rows(book, [])].tolist() == ["pays"]
    costs = book.ids.tolist().index("costs")
    assert book.ids[useful_rows(book, [costs])].tolist() == ["costs", "pays"]
