"""The follow-ups that are due today and have a line of their own in the day: who is owed what, and why."""

from collections.abc import Mapping

import numpy as np
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
from sentia.work.clocks import SHARED
from sentia.work.resting import is_silent

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
    found = {name: kind.clocks(board) for name, kind in KINDS.items()}
    found = {name: gaps.loc[(gaps["due_on"] <= board.on) | (name == EARLY)] for name, gaps in found.items()}
    silent = is_silent(pd.concat([gaps[SHARED] for gaps in found.values()]), board, KINDS)
    ends = np.cumsum([len(gaps) for gaps in found.values()])[:-1]
    kept = zip(found.items(), np.split(silent, ends), strict=True)
    return {name: _said(gaps.loc[~rests], name, board) for (name, gaps), rests in kept}


def _said(gaps: pd.DataFrame, name: str, board: Facts) -> pd.DataFrame:
    gaps = gaps.rename_axis("gap_id").sort_values(["due_on", "gap_id"], kind="stable")
    return gaps.assign(because=pd.Series(KINDS[name].say(gaps, board), gaps.index, dtype="str"))
