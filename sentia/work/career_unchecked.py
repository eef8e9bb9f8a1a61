"""Career unchecked: 180 days without a touch and without a look at somebody's profile.

Silenced by a touch, or by `checked_on`; after a no it waits for the fresh look, for ever where the no is.
"""

import pandas as pd

from sentia.facts.evidence import CODES
from sentia.facts.facts import Facts
from sentia.facts.wording import span
from sentia.touches import latest_of
from sentia.work.clocks import LINKS, ago, clocks_of

KIND, NEXT_TOUCH = "career unchecked", "Look at their profile for two minutes"
COMES_BACK = True  # on the day it is dated for, as no plan silences it
ACTIONS: tuple[str, ...] = ()
RANK = 210
NEEDS = ("contacts",)
OF_A_PERSON = [*LINKS[:3], *CODES, "name", "owner", "checked_on", "profile_url"]
IS_SALES, STANDS, BY_TICK = False, False, False
IS_TOUCH = False  # it is no reason to be in touch with them


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person; of one who was never touched nor looked up it counts from the log's first day.

    Without a log only whoever has a day to count from.
    """
    people = facts.contacts[OF_A_PERSON]
    people = people.loc[facts.is_mine(people["owner"])]
    if people.empty:
        return people
    checked_on = people["checked_on"].where(people["checked_on"] <= facts.on)
    seen_on = latest_of(facts.days("is_touch", people), checked_on)
    seen_on = seen_on.groupby(people["who"]).transform("max").fillna(facts.log_starts)
    people = people.assign(seen_on=seen_on).loc[~people["who"].duplicated() & ~facts.waits_for_a_look(people)]
    due_on = people["seen_on"] + pd.Timedelta(days=facts.playbook.clocks[KIND])
    return clocks_of(KIND, people, due_on, people["seen_on"])


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """For how long."""
    return [f"Not in touch and not looked up for {span(days)}" for days in ago(gaps["since_on"], facts.on)]
