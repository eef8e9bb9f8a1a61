"""Look at the profiles of people we have not heard of for long: two minutes each, several in one go.

No formula: what a look brings is not known, so its turn comes by the clock. Half a year without a touch or a look
makes one due.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.desk import Desk

KIND = "career"
SHOWN = 2


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate for the `people_a_look` who have not been looked up for longest; none of them is called."""
    due = desk.follow_ups["career unchecked"].head(desk.playbook.people_a_look)
    if due.empty:
        return no_candidates()
    names = due["name"].fillna("somebody").tolist()
    first = due.head(1)
    return candidates_of(
        KIND,
        first.assign(contact_id=None, account_id=None, opportunity_id=None),
        pot="people:" + first["contact_id"],
        topic=f"where {_listed(names)} {'works' if len(names) == 1 else 'work'} now",
        says=f"Look up where {_listed(names)} {'works' if len(names) == 1 else 'work'} now",
        because=first["because"] if len(names) == 1 else _several(due),
    )


def steps(_line: pd.Series, _desk: Desk) -> list[str]:
    """A look has no price."""
    return []


def _listed(names: list[str]) -> str:
    more = len(names) - SHOWN
    if more <= 0:
        return " and ".join(names)
    return ", ".join(names[:SHOWN]) + f" and {more} more"


def _several(due: pd.DataFrame) -> str:
    return f"Not in touch and not looked up for long: {', '.join(due['name'].fillna('somebody'))}"
