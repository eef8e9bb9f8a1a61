"""What a day allows, and its candidates in the shape that the planner takes."""

import numpy as np
import pandas as pd

from sentia.book.done import LATE
from sentia.day.actions import career, introduction, preparation
from sentia.day.amounts import CAPPED
from sentia.day.closing import LIMIT, is_to_close
from sentia.day.desk import Desk
from sentia.day.planning.limits import Limits
from sentia.day.reserve import minutes_needed
from sentia.day.settled import done_by_kind
from sentia.day.stretch import Stretch
from sentia.day.waiting import turns

NOBODY_WAITS = (introduction.KIND, career.KIND)  # initiatives of ours: they have their turn, within their limit
UNPRICED = 1e-9  # dollars an hour a day of waiting: orders lines without a price, after all that have one
NOT_FIRST = 1 - 1e-9  # of the best return of the others: what is not to lead the day comes right after it


def limits_of(stretch: Stretch, possible: pd.DataFrame, desk: Desk) -> Limits:
    """What the day allows: its minutes, and of each kind what is not done already.

    The guarantee, what presses and the worth of the next line alike belong to whole days: a stretch is filled by
    value alone. Where its share costs too much the guarantee keeps what those who wait need (see `reserve`).
    """
    playbook, done, cap = desk.playbook, done_by_kind(desk), stretch.cap_minutes
    per_class: dict[str, tuple[int | None, int | None]] = {LIMIT: (1, None)}
    for kind, count in playbook.day_limits.items():
        per_class[kind] = (max(int(count) - done.get(kind, 0), 0), None)
    if stretch.is_chosen:
        return Limits(cap, 0, per_class, 0)
    return Limits(
        cap,
        int(np.ceil(cap * playbook.guaranteed_share)),
        per_class,
        int(cap * playbook.pressing_share),
        playbook.alike_share,
        playbook.least_gain * playbook.worth_of_a_dollar,
        int(np.ceil(minutes_needed(possible, desk))),
        playbook.guarantee_most,
    )


def as_planned(possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The candidates in the shape that the planner takes; see `planning.plan`.

    What starts at a minute is due by its end: it has its hour, or, where that has passed, a later one. What is
    pinned is held to no limit. A deal that is to be closed waits for nobody, and one a day is enough. An amount
    that is to be confirmed never leads the day. What is without a price comes after all that has one, in order of
    its turn.
    """
    closes, turn = is_to_close(possible, desk), turns(possible, desk)
    per_hour = possible["return_per_hour"].fillna(turn * UNPRICED)
    per_hour = _before_what_it_prepares(per_hour, possible)
    late = (LATE + possible.index.to_series()).where(possible["is_must"], "")
    limit = possible["kind"].mask(closes, LIMIT).mask(possible["is_pinned"], "")
    shaped = possible[["gain", "minutes", "groups", "serves", "is_must", "is_pressing"]].assign(
        return_per_hour=_behind_the_first(per_hour, _is_unsure(possible)),
        limit=limit,
        waiting=turn.mask(closes),
        stand_in=late,
        keeps_limit=possible["kind"].isin(NOBODY_WAITS),
        alike=possible["kind"].where(possible["gain"] > 0, ""),
        earliest=possible["opens"],
        latest=possible["closes"],
        due_at=possible["opens"] + possible["minutes"],
    )
    return shaped.astype({"minutes": int})


def _before_what_it_prepares(per_hour: pd.Series, possible: pd.DataFrame) -> pd.Series:
    """The same, with the preparation of a meeting whose hour nobody knows ahead of all else at that account."""
    is_before = (possible["kind"] == preparation.KIND) & possible["closes"].isna()
    if not is_before.any():
        return per_hour
    whose = possible["account_id"].fillna(possible["person"])
    return per_hour.mask(is_before, np.nextafter(per_hour.groupby(whose).transform("max"), np.inf))


def _is_unsure(possible: pd.DataFrame) -> pd.Series:
    """Whether each candidate is about a deal whose amount is to be confirmed."""
    return possible["amount_is"].eq(CAPPED) & ~possible["is_must"]


def _behind_the_first(per_hour: pd.Series, unsure: pd.Series) -> pd.Series:
    best = per_hour.loc[~unsure].max()
    return per_hour.where(~unsure | ~(per_hour >= best), best * NOT_FIRST)
