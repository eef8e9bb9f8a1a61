"""Information sent, and silence: the last thing that reached them was information; due three working days after.

Silenced by their word, a touch or a planned step.
"""

import pandas as pd

from sentia.follow_up.board import Board
from sentia.follow_up.evidence import STAGE
from sentia.follow_up.gaps.columns import ago, clocks_of, when

KIND, NEXT_TOUCH = "information sent", "Ask what they make of it"
ACTIONS = ("info sent",)
IS_SALES, STANDS, BY_TICK = True, False, False
INFO = "info sent"


def clocks(board: Board) -> pd.DataFrame:
    """One row an open deal, or a person without one, whose last touch was information from us.

    Without a log the day a deal reached such a stage stands for it.
    """
    deals = board.deals
    people = board.contacts.loc[board.is_mine(board.contacts["owner"])]
    people = people.loc[~people["who"].isin(board.every_deal.loc[board.every_deal["status"] == "open", "who"])]
    people = board.coded(people.assign(opportunity_id=pd.Series(index=people.index, dtype="str")))
    records = pd.concat([deals, people.loc[~people["who"].duplicated()]])
    places = board.places("is_touch", records)
    last = board.rows(places, ["kind", "on", "is_inbound", "opportunity_id"]).set_axis(records.index)
    is_info = last["kind"].eq(INFO) & last["is_inbound"].eq(False)
    is_info |= last["kind"].eq(STAGE) & records["stage_kind"].eq(INFO)
    about = last["opportunity_id"].notna() & (last["opportunity_id"] != records["opportunity_id"])
    records = records.assign(sent_on=last["on"], place=places, is_elsewhere=about).loc[is_info]
    records = records.sort_values("is_elsewhere", kind="stable")  # of several deals, the one it was about
    records = records.loc[~records["place"].duplicated()]
    records = records.loc[~board.is_planned(records)]
    due_on = board.working_days(records["sent_on"], board.playbook.info_days, records)
    return clocks_of(KIND, records, due_on, records["sent_on"])


def say(gaps: pd.DataFrame, board: Board) -> list[str]:
    """When it went out."""
    return [f"Information sent {when(days)}; nothing heard yet" for days in ago(gaps["since_on"], board.on)]
