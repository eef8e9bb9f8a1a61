"""An hour of the rep's choosing is the best there is, and twenty minutes now bring what comes next at least."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from small_books import ON, book_of, call, days_ago, deal, person

from sentia.day import day as days
from sentia.day.candidates import candidates
from sentia.day.day import Day, plan_day
from sentia.day.desk import Desk
from sentia.playbook import Playbook

NINE = ON + pd.Timedelta(hours=9)
STAGES = ["Lead", "Qualified", "Proposal", "Negotiation"]


@cache
def a_book(seed):
    """Some deals of all sizes, talked about long ago or of late, with steps, promises and words for a few."""
    random = np.random.default_rng(seed)
    keys = [str(k) for k in range(1, int(random.integers(6, 16)))]
    deals, log = [], []
    for key in keys:
        step = {"next_step": "Send it", "next_step_on": days_ago(int(random.integers(0, 20)))}
        amount = float(np.round(random.lognormal(8.5, 1.5)))
        of_two = {"account_id": f"A{1 + int(key) // 2}"} if random.random() < 0.3 else {}
        deals.append(
            deal(key, stage=str(random.choice(STAGES)), amount=amount, **of_two)
            | (step if random.random() < 0.2 else {})
        )
        log.append(call(key, int(random.integers(4, 120))))
        if random.random() < 0.15:
            promise = {
                "promise": "the plan",
                "promise_by": "us",
                "promise_on": days_ago(int(random.integers(0, 3))),
            }
            log.append(call(key, 4, activity_id=f"P{key}") | promise)
        if random.random() < 0.2:
            log.append(call(key, 2, kind="email", direction="in", outcome=None, activity_id=f"W{key}"))
    return book_of(opportunities=deals, contacts=[person(key) for key in keys], activities=log)


FOUND = {}


def found_once(desk):
    """What can be done on a day depends on no stretch of it, so that one search a book serves all its plans."""
    if id(desk.book) not in FOUND:
        FOUND[id(desk.book)] = candidates(desk)
    return FOUND[id(desk.book)]


@pytest.fixture(autouse=True)
def _one_search(monkeypatch):
    monkeypatch.setattr(days, "candidates", found_once)


def best_hour(book, musts: list[str], minutes: int) -> float:
    """The most that so many minutes can bring with these lines in them, by a programme of its own."""
    frame = found_once(Desk(book, ON, Playbook(), None))
    frame = frame.loc[frame["gain"] > 0]
    groups = sorted(set().union(*frame["groups"]))
    rows = [frame["minutes"].to_numpy(float)]
    rows += [frame["groups"].map(lambda mine, group=group: group in mine).to_numpy(float) for group in groups]
    upper = [float(minutes), *[1.0] * len(groups)]
    for kind, most in Playbook().day_limits.items():
        rows.append((frame["kind"] == kind).to_numpy(float))
        upper.append(most)
    for must in musts:
        rows.append(-frame["serves"].map(lambda serves, must=must: must in serves).to_numpy(float))
        upper.append(-1.0)
    found = milp(
        -frame["gain"].to_numpy(),
        integrality=1,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(np.array(rows), ub=upper),
    )
    return 0.0 if found.x is None else -found.fun


def clock_bound(day: Day) -> list[str]:
    """The lines that the clock asks for, each subject of a call by itself."""
    return list(day.actions.loc[day.actions["is_must"] & (day.actions["gain"] > 0), "serves"].explode())


@pytest.mark.parametrize("block", range(5))
def test_an_hour_brings_what_the_best_hour_with_the_same_clock_bound_lines_would(block):
    for seed in range(block * 10, block * 10 + 10):
        book = a_book(seed)
        hour = plan_day(book, ON, hours=1)
        assert hour.actions["minutes"].sum() <= 60
        assert hour.planned_gain >= 0.95 * best_hour(book, clock_bound(hour), 60)


@pytest.mark.parametrize("block", range(5))
def test_twenty_minutes_now_never_bring_less_than_the_next_lines_of_the_day(block):
    for seed in range(block * 10, block * 10 + 10):
        book = a_book(seed)
        twenty, day = plan_day(book, ON, hours=20 / 60, now=NINE), plan_day(book, ON, now=NINE)
        next_lines = day.actions.loc[day.actions["minutes"].cumsum() <= 20]
        assert (twenty.actions["ends_at"] <= NINE + pd.Timedelta(minutes=20)).all()
        assert twenty.planned_gain >= next_lines["gain"].sum() * 0.995 - 0.01
