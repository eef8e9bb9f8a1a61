"""The follow-ups that are due today and have a line of their own in the day: who is owed what, and why."""

from collections.abc import Mapping
from types import ModuleType

import pandas as pd

from sentia.facts.facts import Facts
from sentia.work import (
    career_unchecked,
    introduction_to_ask,
    introduction_to_return,
    introduction_to_thank,
    meeting_without_follow_up,
    moved,
    promise_due,
    reply_owed,
    won_and_not_thanked,
)
from sentia.work.running import Running, running_on

EARLY = reply_owed.KIND  # the sooner the better, so it may be done before it is due
KINDS = {
    kind.KIND: kind
    for kind in (
        reply_owed,
        promise_due,
        won_and_not_thanked,
        introduction_to_thank,
        introduction_to_ask,
        introduction_to_return,
        moved,
        career_unchecked,
        meeting_without_follow_up,
    )
}


def due_follow_ups(board: Facts) -> Mapping[str, pd.DataFrame]:
    """The gaps of each of `KINDS` that are due on the board's day (replies from the first day) and do not rest.

    With what each kind knows of its own (see its `clocks`) and `because`, its sentence. Those due longest come
    first, ties by id. A kind without any has a frame without rows.
    """
    running = running_on(board)
    return {name: _due(kind, running) for name, kind in KINDS.items()}


def _due(kind: ModuleType, running: Running) -> pd.DataFrame:
    facts = running.facts
    if kind not in running.found:
        return facts.once(kind.clocks).iloc[:0].assign(because=pd.Series(dtype="str"))
    gaps = running.found[kind]
    gaps = gaps.loc[((gaps["due_on"] <= facts.on) | (kind.KIND == EARLY)) & ~running.silent[kind]]
    gaps = gaps.rename_axis("gap_id").sort_values(["due_on", "gap_id"], kind="stable")
    return gaps.assign(because=pd.Series(kind.say(gaps, facts), gaps.index, dtype="str"))
