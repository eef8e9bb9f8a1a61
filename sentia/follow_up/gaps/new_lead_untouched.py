"""New lead untouched: a deal at its first stages that nobody has called yet; due a working day after it came in.

Silenced by a touch, an attempt or a planned step. Only where the log reaches back to its first day.
"""

import pandas as pd

from sentia.follow_up.board import Board
from sentia.follow_up.gaps.columns import ago, clocks_of, when
from sentia.touches import latest_of

KIND, NEXT_TOUCH = "new lead untouched", "Make the first call"
ACTIONS = ("progress", "keep in touch")
IS_SALES, STANDS, BY_TICK = True, False, False
FIRST_STAGES = ("lead", "qualified", "unknown")


def clocks(board: Board) -> pd.DataFrame:
    """One row an open lead whose whole life the log covers, and in which nothing of it is noted."""
    deals = board.deals
    deals = deals.loc[deals["stage_kind"].isin(FIRST_STAGES) & (deals["created_on"] >= board.log_starts)]
    seen_on = latest_of(board.days("is_touch", deals), board.days("is_attempt", deals))
    deals = deals.loc[~(seen_on >= deals["created_on"]) & ~board.is_planned(deals)]
    due_on = board.working_days(deals["created_on"], board.playbook.lead_days, deals)
    return clocks_of(KIND, deals, due_on, deals["created_on"])


def say(gaps: pd.DataFrame, board: Board) -> list[str]:
    """When it came in."""
    return [f"Came in {when(days)}; the first call is not yet dated" for days in ago(gaps["since_on"], board.on)]
