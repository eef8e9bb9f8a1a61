"""Introduction to return: 90 days after somebody introduced us, something given back.

Silenced by a favour to whoever introduced us since, or by an introduction of ours ticked off.
"""

import pandas as pd

from sentia.follow_up.board import Board
from sentia.follow_up.gaps.columns import ago, clocks_of, when
from sentia.follow_up.gaps.introduction_to_thank import as_giver
from sentia.follow_up.introductions import introductions

KIND, NEXT_TOUCH = "introduction to return", "Do something for them"
ACTIONS = ("introduction",)
IS_SALES, STANDS, BY_TICK = False, False, True


def clocks(board: Board) -> pd.DataFrame:
    """One row somebody who introduced us since the log began and has no favour of ours since; their first such."""
    given = board.once(introductions)
    given = given.loc[given["on"] >= board.log_starts]
    given = given.loc[board.is_mine(board.owner_of(given))]
    done_on = board.rows(board.last("is_favour", "who")[given["giver"]], ["on"])["on"].set_axis(given.index)
    given = given.loc[~(done_on > given["on"])]
    given = as_giver(given, board).drop_duplicates("who")
    due_on = given["on"] + pd.Timedelta(days=board.playbook.clocks[KIND])
    return clocks_of(KIND, given, due_on, given["on"], pot=given["pot"])


def say(gaps: pd.DataFrame, board: Board) -> list[str]:
    """Who introduced whom, and when."""
    names = board.names_of(gaps)["contact"].fillna("Somebody")
    rows = zip(names, gaps["introduced"], ago(gaps["since_on"], board.on), strict=True)
    return [
        f"{who} introduced us to {whom} {when(days)}; nothing given back is noted yet" for who, whom, days in rows
    ]
