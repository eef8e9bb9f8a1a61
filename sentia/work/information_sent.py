"""Information sent, and silence: the last thing that reached them was information; due three working days after.

Silenced by their word, a touch or a planned step.
"""

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.evidence import STAGE
from sentia.facts.facts import Facts
from sentia.touches import TALKED
from sentia.work.clocks import ago, clocks_of, when

KIND, NEXT_TOUCH = "information sent", "Ask what they make of it"
DRAFT = "information"
ACTIONS = ("info sent",)
RANK = 70
HOLDS = True  # while it runs, no next step is missing
NEEDS = ("activities", "contacts", "opportunities")
IS_SALES, STANDS, BY_TICK = True, False, False
INFO = "info sent"
LAST = ["kind", "on", "is_inbound", "opportunity_id"]
SENT = (
    r"(?i)\b(?:sent|mailed|e-?mailed|attached|forwarded)\b[^.;\n]{0,40}\b(?:brochure|catalog(?:ue)?|price ?list|"
    r"data ?sheets?|info(?:rmation)?|documentation|samples?|leaflet|flyer|case stud(?:y|ies)|references)\b"
)


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open deal, or a person without one, to whom information from us was the last that happened.

    Without a log the day a deal reached such a stage stands for it.
    """
    deals, log = facts.deals, facts.touched
    said = says_info(log, facts).to_numpy()
    is_info = log["kind"].eq(INFO).to_numpy(bool) | said
    at_stage = deals["stage_kind"].eq(INFO)
    if not is_info.any() and not at_stage.any():
        return deals.iloc[:0]
    people = facts.contacts.loc[facts.is_mine(facts.contacts["owner"])]
    people = people.loc[~people["who"].isin(facts.every_deal.loc[facts.every_deal["status"] == "open", "who"])]
    records = stacked([deals, people.loc[~people["who"].duplicated()]])
    places = np.maximum(facts.places("is_touch", records), facts.places("is_attempt", records, said))
    last = facts.rows(places, LAST).set_axis(records.index)
    is_sent = np.append(is_info, False)[places] & last["is_inbound"].eq(False)
    is_sent |= last["kind"].eq(STAGE) & at_stage.reindex(records.index, fill_value=False)
    about = last["opportunity_id"].notna() & (last["opportunity_id"] != records["opportunity_id"])
    records = records.assign(sent_on=last["on"], place=places, is_elsewhere=about).loc[is_sent]
    records = records.sort_values("is_elsewhere", kind="stable")  # of several deals, the one it was about
    records = records.loc[~records["place"].duplicated()]
    records = records.loc[~facts.is_planned(records)]
    due_on = facts.working_days(records["sent_on"], facts.playbook.info_days, records)
    return clocks_of(KIND, records, due_on, records["sent_on"])


def says_info(last: pd.DataFrame, facts: Facts) -> pd.Series:
    """Whether each row of the log is a mail or message without an answer that says that information was sent."""
    written = last["kind"].isin(["email", "message"]) & ~last["outcome"].isin(TALKED) & (last["row"] >= 0)
    if not written.any():
        return written
    texts = pd.Series(facts.texts(last.loc[written, "row"]), last.index[written], dtype="str")
    return texts.str.contains(SENT, na=False).astype(bool).reindex(last.index, fill_value=False)


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When it went out."""
    return [f"information was sent {when(days)}" for days in ago(gaps["since_on"], facts.on)]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When it went out."""
    return [f"Information sent {when(days)}; nothing heard yet" for days in ago(gaps["since_on"], facts.on)]
