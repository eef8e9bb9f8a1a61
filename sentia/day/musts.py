"""What today alone can do, and what presses: one place decides it, from what each candidate says of itself.

Outside any share stand a promise of ours that is due today, the preparation of a meeting of today, a line that has
its hour, and what the rep wants done.
An agreed step, an older promise, an answer owed and a quote's last day press: they share a part of the day, and
beyond it, or once they are too old, they compete by what they bring like everything else.
"""

import numpy as np
import pandas as pd

from sentia.book.done import LATE
from sentia.day.actions import answer, own, preparation, progress, promise
from sentia.day.stretch import Stretch
from sentia.facts.working_days import working_days_since
from sentia.playbook import Playbook


def with_musts(possible: pd.DataFrame, on: pd.Timestamp, playbook: Playbook, stretch: Stretch) -> pd.DataFrame:
    """The candidates with `is_must` (whatever it takes) and `is_pressing` (as far as the minutes for it reach).

    Until then `is_must` says that the candidate's own kind asks for the day. In a stretch of the rep's choosing
    nothing presses; where the day goes on after it, only what has its hour must be done in it. A call of several
    subjects is what its parts are.
    """
    has_hour = possible["opens"].notna() & possible["is_agreed"]
    asked = possible["is_must"] & possible["kind"].isin((own.KIND, preparation.KIND))
    asked |= possible["is_pinned"]
    due = working_days_since(possible["due_on"], on)
    asked |= possible["is_must"] & (possible["kind"] == promise.KIND) & (due == 0)
    must = has_hour if stretch.goes_on else has_hour | asked
    windows = {answer.KIND: playbook.answer_window, progress.KIND: playbook.step_window}
    is_recent = ~(due > possible["kind"].map(windows).astype(float))
    presses = possible["is_must"] & is_recent & ~must & (not stretch.is_chosen)
    return possible.assign(is_must=_of_parts(must, possible), is_pressing=_of_parts(presses, possible))


def _of_parts(holds: pd.Series, possible: pd.DataFrame) -> pd.Series:
    """Of a call of several subjects whether it holds for one of them; of all others as it is."""
    several = possible["serves"].map(len) > 1
    if not several.any():
        return holds.astype(bool)
    parts = possible.loc[several, "serves"].explode()
    of_calls = holds.reindex(parts).fillna(False).astype(bool).set_axis(parts.index).groupby(level=0).any()
    return holds.where(~several, of_calls.reindex(holds.index).fillna(False)).astype(bool)


def late_lines(possible: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """For each promise of ours and each preparation of today, the short word that we are late, with no gain known.

    Its id is that of the line with `LATE` before it; it is only done where the line finds no time.
    """
    kept = possible["is_must"] & possible["kind"].isin((promise.KIND, preparation.KIND))
    kept &= possible["serves"].map(len) == 1
    due = possible.loc[kept]
    if due.empty:
        return due
    keys = pd.Index(LATE + due.index, dtype="str", name=possible.index.name)
    unknown = dict.fromkeys(
        ("gain", "gain_low", "gain_high", "total", "worth", "return_per_hour", "waiting"), np.nan
    )
    return due.set_axis(keys).assign(
        **unknown,
        minutes=playbook.late_minutes,
        expected_minutes=playbook.late_minutes,
        action=(
            due["whom"] + LATE_FOR[due["kind"]].to_numpy() + due["topic"].str.removeprefix(PROMISED)
        ).to_numpy(),
        because=(NO_TIME[due["kind"]].to_numpy() + due["because"]).to_numpy(),
        serves=[(key,) for key in keys],
        is_must=False,
        is_pressing=False,
    )


PROMISED = "what we promised: "
LATE_FOR = pd.Series({promise.KIND: ": I will be late with ", preparation.KIND: ": I will be late for "})
NO_TIME = pd.Series(
    {
        promise.KIND: "There is no time for it today, so they hear it from you first. ",
        preparation.KIND: "There is no time to prepare before it begins, so they hear it from you first. ",
    }
)
