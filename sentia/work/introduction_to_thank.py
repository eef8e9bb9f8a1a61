"""Introduction to thank for: due five working days after somebody introduced us.

Silenced by a word of ours to whoever introduced us, after that day. Without a log nobody knows.
"""

import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.introductions import introductions
from sentia.work.clocks import ago, clocks_of, says_thanks, when

KIND, NEXT_TOUCH = "introduction to thank", "Thank them, and say what came of it"
DRAFT = "thank introduction"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("thank",)
RANK = 105
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = False, False, True


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an introduction whose giver has no word of ours since, from the log's first day; the giver's ids."""
    given = facts.once(introductions)
    if given.empty:
        return given
    given = given.loc[given["on"] >= facts.log_starts]
    given = given.loc[facts.is_mine(facts.owner_of(given))]
    places = facts.last("is_word", "who")[given["giver"]]
    said_on = facts.rows(places, ["on"])["on"].set_axis(given.index)
    thanked = (said_on > given["on"]) | ((said_on == given["on"]) & says_thanks(places, facts))
    given = as_giver(given.loc[~thanked], facts)
    due_on = facts.working_days(given["on"], facts.playbook.clocks_working[KIND], given)
    return clocks_of(KIND, given, due_on, given["on"], pot=given["pot"])


def as_giver(given: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The introductions with the ids of whoever gave them; `introduced` is whom, `pot` names both."""
    whose = facts.names_of(given)
    introduced = whose["contact"].where(whose["account"].isna(), whose["contact"] + " of " + whose["account"])
    whom = given["contact_id"].fillna(given["account_id"])
    return given.assign(
        introduced=introduced.fillna(whose["contact"]).fillna(whose["account"]),
        pot="person:" + given["giver_id"] + ">" + whom,
        contact_id=given["giver_id"],
        who=given["giver"],
        account_id=facts.contacts["account_id"].reindex(given["giver_id"]).set_axis(given.index),
        at=facts.contacts["at"].reindex(given["giver_id"]).set_axis(given.index),
    )


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """Whom they introduced, and when."""
    rows = zip(gaps["introduced"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"they introduced us to {whom} {when(days)}" for whom, days in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """Who introduced whom, and when."""
    names = facts.names_of(gaps)["contact"].fillna("Somebody")
    rows = zip(names, gaps["introduced"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"{who} introduced us to {whom} {when(days)}; no thanks noted yet" for who, whom, days in rows]
