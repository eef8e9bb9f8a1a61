"""Introduction to thank for: due five working days after somebody introduced us.

Silenced by a word of ours to whoever introduced us, after that day. Without a log nobody knows.
"""

import pandas as pd

from sentia.follow_up.board import Board
from sentia.follow_up.gaps.columns import ago, clocks_of, says_thanks, when
from sentia.follow_up.introductions import introductions

KIND, NEXT_TOUCH = "introduction to thank", "Thank them, and say what came of it"
ACTIONS = ("thank",)
IS_SALES, STANDS, BY_TICK = False, False, True


def clocks(board: Board) -> pd.DataFrame:
    """One row an introduction whose giver has no word of ours since, from the log's first day; the giver's ids."""
    given = board.once(introductions)
    given = given.loc[given["on"] >= board.log_starts]
    given = given.loc[board.is_mine(board.owner_of(given))]
    places = board.last("is_word", "who")[given["giver"]]
    said_on = board.rows(places, ["on"])["on"].set_axis(given.index)
    thanked = (said_on > given["on"]) | ((said_on == given["on"]) & says_thanks(places, board))
    given = as_giver(given.loc[~thanked], board)
    due_on = board.working_days(given["on"], board.playbook.clocks_working[KIND], given)
    return clocks_of(KIND, given, due_on, given["on"], pot=given["pot"])


def as_giver(given: pd.DataFrame, board: Board) -> pd.DataFrame:
    """The introductions with the ids of whoever gave them; `introduced` is whom, `pot` names both."""
    whose = board.names_of(given)
    introduced = whose["contact"].where(whose["account"].isna(), whose["contact"] + " of " + whose["account"])
    whom = given["contact_id"].fillna(given["account_id"])
    return given.assign(
        introduced=introduced.fillna(whose["contact"]).fillna(whose["account"]),
        pot="person:" + given["giver_id"] + ">" + whom,
        contact_id=given["giver_id"],
        who=given["giver"],
        account_id=board.contacts["account_id"].reindex(given["giver_id"]).set_axis(given.index),
        at=board.contacts["at"].reindex(given["giver_id"]).set_axis(given.index),
    )


def say(gaps: pd.DataFrame, board: Board) -> list[str]:
    """Who introduced whom, and when."""
    names = board.names_of(gaps)["contact"].fillna("Somebody")
    rows = zip(names, gaps["introduced"], ago(gaps["since_on"], board.on), strict=True)
    return [f"{who} introduced us to {whom} {when(days)}; no thanks noted yet" for who, whom, days in rows]
