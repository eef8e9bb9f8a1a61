"""Promise due: ours on its day, theirs a working day after it.

Silenced by the thing done (ours), by a word of theirs (theirs); never by a touch about something else or a plan.
"""

import numpy as np
import pandas as pd

from sentia.follow_up.board import Board
from sentia.follow_up.gaps.columns import clocks_of
from sentia.follow_up.promises import THEM, open_promises
from sentia.follow_up.wording import brief, day_words

KIND, NEXT_TOUCH = "promise due", "Keep the promise"
REMIND = "Remind them kindly"
ACTIONS = ("promise",)
IS_SALES, STANDS, BY_TICK = False, False, True


def clocks(board: Board) -> pd.DataFrame:
    """One row a promise that is still open; ours belongs to who made it, else to whose deal or person it is."""
    found = open_promises(board)
    if found.empty:
        return clocks_of(KIND, found, found["promised_for"], found["made_on"])
    theirs = found["by"] == THEM
    owner = found["owner"].where(~theirs).fillna(board.owner_of(found))
    found, theirs = (rows.loc[board.is_mine(owner)] for rows in (found, theirs))
    late = board.working_days(found["promised_for"], board.playbook.clocks_working["promise due"], found)
    touch = pd.Series(np.where(theirs, REMIND, NEXT_TOUCH), found.index, dtype="str")
    pot = "promise:" + found["activity_id"]
    due_on = found["promised_for"].where(~theirs, late)
    return clocks_of(KIND, found, due_on, found["made_on"], pot=pot, next_touch=touch)


def say(gaps: pd.DataFrame, board: Board) -> list[str]:
    """What was promised, by whom, and for which day."""
    days = day_words(gaps["promised_for"])
    names = board.names_of(gaps)["contact"].fillna("They")
    rows = zip(gaps["by"] == THEM, names, gaps["what"].fillna("something"), days, strict=True)
    return [_sentence(*row) for row in rows]


def _sentence(is_theirs: bool, name: str, what: str, day: str) -> str:
    if is_theirs:
        return f"{name} promised for {day}: {brief(what)}; no word of it yet"
    return f"We promised for {day}: {brief(what)}; not noted as done yet"
