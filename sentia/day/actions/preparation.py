"""Prepare a meeting, visit or demo of today before it begins.

No formula: what a good preparation brings is not known, so no dollars are counted; it is a must of the day.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.desk import Desk
from sentia.day.wording import brief
from sentia.work.meeting_today import hours

KIND = "preparation"
SECONDS = 60


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a meeting of today; it has to be over when that begins."""
    met = desk.follow_ups["meeting today"]
    if met.empty:
        return no_candidates()
    what = met["what"].fillna("the meeting").map(brief)
    names = desk.facts.names_of(met)
    begins = (met["starts_at"] - desk.on).dt.total_seconds() / SECONDS
    whom = (" with " + names["contact"]).fillna("") + (" at " + names["account"]).fillna("")
    return candidates_of(
        KIND,
        met,
        topic="today's meeting (" + what + ")",
        says="Prepare for today" + pd.Series(hours(met["starts_at"]), met.index) + ": " + what + whom,
        closes=begins,
        is_must=True,
        is_agreed=True,
    )


def steps(_line: pd.Series, _desk: Desk) -> list[str]:
    """A preparation has no price."""
    return []
