"""Go on or close: a first call that was never made, or a quote that stayed unanswered for months.

Due on the day on which either lapsed. Silenced by a touch since, or by a planned step.
"""

import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.facts import Facts
from sentia.work import new_lead_untouched, quote_unanswered
from sentia.work.clocks import clocks_of, lapses_on

KIND, NEXT_TOUCH = "go on or close", "Go on with it for a reason, or close it"
DRAFT = "timetable"
ACTIONS = ("qualify",)
RANK = 110
NEEDS = ("activities", "quotes")
IS_SALES, STANDS, BY_TICK = True, False, False
YIELDS = True  # to whatever more specific is due there
LAPSED = (new_lead_untouched, quote_unanswered)


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open deal with such a lapse; `because` says which."""
    rows = stacked([_lapsed(kind, facts) for kind in LAPSED])
    if rows.empty:
        return rows
    ended = rows.dropna(subset="opportunity_id").drop_duplicates("opportunity_id", keep="last")
    ended = ended.set_index("opportunity_id")[["lapses_on", "because"]]
    deals = facts.deals.join(ended, how="inner")
    deals = deals.loc[~facts.is_planned(deals) & ~(facts.days("is_touch", deals) >= deals["lapses_on"])]
    return clocks_of(KIND, deals, deals["lapses_on"], deals["lapses_on"], lapses_on=pd.Series(pd.NaT, deals.index))


def _lapsed(kind: object, facts: Facts) -> pd.DataFrame:
    gaps = facts.once(kind.clocks)
    if gaps.empty:
        return gaps
    gaps = gaps.assign(lapses_on=lapses_on(kind.KIND, gaps, facts))
    gaps = gaps.loc[gaps["lapses_on"] < facts.on]
    return gaps[["opportunity_id", "lapses_on"]].assign(because=kind.left(gaps, facts))


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """What was left."""
    return [because[:1].upper() + because[1:] for because in gaps["because"]]
