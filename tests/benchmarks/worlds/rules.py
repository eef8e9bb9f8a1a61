"""Who is called next: rules of thumb, one who knows the truth, and Sentia's own day."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from sentia.day.day import plan_day
from sentia.playbook import Playbook
from tests.benchmarks.worlds.deals import FIRST, MINUTES, Deals
from tests.benchmarks.worlds.orders import Orders

World = Deals | Orders
COOL_OFF, COOL_OFF_TRY = 3, 1  # days
PLAYBOOK = Playbook(work_ends=int(9 * 60 + 60 + MINUTES / 0.8))  # so that a day plans as many minutes


def _ranked(score: Callable[[pd.DataFrame], pd.Series]) -> Callable[[World, int], Iterator[int]]:
    """A rule that calls by a score, the highest first."""

    def order(world: World, day: int) -> Iterator[int]:
        seen = world.seen(day)
        return iter(score(seen).dropna().sort_values(ascending=False, kind="stable").index)

    return order


def _per_minute(seen: pd.DataFrame) -> pd.Series:
    value = seen["chance"] * seen["amount"] / seen["minutes"]
    return value.where((seen["since_talk"] >= COOL_OFF) & (seen["since_try"] >= COOL_OFF_TRY))


def _like_a_rep(world: World, day: int) -> Iterator[int]:
    """Half of the calls for the largest, three in ten for the soonest close, the others as they come."""
    seen = world.seen(day)
    seen = seen.loc[(seen["since_try"] > 1)]
    random = np.random.default_rng(day)
    large, soon = (
        seen[name].sort_values(ascending=up).index for name, up in (("amount", False), ("closes_in", True))
    )
    mixed = random.permutation(seen.index)
    picks = random.choice(3, len(seen), p=[0.5, 0.3, 0.2])
    lists, done = [iter(large), iter(soon), iter(mixed)], set()
    for pick in picks:
        one = next((row for row in lists[pick] if row not in done), None)
        if one is not None:
            done.add(one)
            yield int(one)


def _knows(world: World, day: int) -> Iterator[int]:
    index = world.true_index(day)
    return iter(index.loc[index > 0].sort_values(ascending=False).index)


def _sentia(world: World, day: int) -> Iterator[int]:
    """The lines of the day in its order, then what was left out, the best paid first, while there is time."""
    planned = plan_day(world.book(day), FIRST + pd.Timedelta(days=day), PLAYBOOK)
    place = dict(zip(world.ids, range(world.size), strict=True))
    link = "opportunity_id" if isinstance(world, Deals) else "account_id"
    left = planned.left_out.loc[planned.left_out["gain"] > 0]
    lines = pd.concat([planned.actions, left])
    yield from (place.get(one, -1) for one in lines[link])


RULES = {
    "largest first": _ranked(lambda seen: seen["amount"]),
    "soonest close": _ranked(lambda seen: -seen["closes_in"]),
    "stalest": _ranked(lambda seen: seen["quiet"]),
    "weighted amount": _ranked(lambda seen: seen["amount"] * seen["chance"]),
    "like a rep": _like_a_rep,
    "per minute, cool-off": _ranked(_per_minute),
    "knows the truth": _knows,
    "Sentia": _sentia,
}
COMPARED_WITH = "per minute, cool-off"
