"""Introduction to return: 90 days after somebody introduced us, something given back.

Silenced by a favour to whoever introduced us since, or by an introduction of ours ticked off.
"""

import pandas as pd

from sentia.facts.facts import Facts
from sentia.facts.introductions import introductions
from sentia.work.clocks import ago, clocks_of, when
from sentia.work.introduction_to_thank import as_giver

KIND, NEXT_TOUCH = "introduction to return", "Do something for them"
DRAFT = "return introduction"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS = ("introduction",)
RANK = 200
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = False, False, True
IS_TOUCH = False  # it is no reason to be in touch with them


def clocks(facts: Facts) -> pd.DataFrame:
    """One row somebody who introduced us since the log began and has no favour of ours since; their first such."""
    given = facts.once(introductions)
    if given.empty:
        return given
    given = given.loc[given["on"] >= facts.log_starts]
    given = given.loc[facts.is_mine(facts.owner_of(given))]
    done_on = facts.rows(facts.last("is_favour", "who")[given["giver"]], ["on"])["on"].set_axis(given.index)
    given = given.loc[~(done_on > given["on"])]
    given = as_giver(given, facts).drop_duplicates("who")
    due_on = given["on"] + pd.Timedelta(days=facts.playbook.clocks[KIND])
    return clocks_of(KIND, given, due_on, given["on"], pot=given["pot"])


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """Who introduced whom, and when."""
    names = facts.names_of(gaps)["contact"].fillna("Somebody")
    rows = zip(names, gaps["introduced"], ago(gaps["since_on"], facts.on), strict=True)
    return [
        f"{who} introduced us to {whom} {when(days)}; nothing given back is noted yet" for who, whom, days in rows
    ]
