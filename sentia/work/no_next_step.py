"""No next step: an open deal with nothing dated, two working days after the last touch.

Silenced by a planned step, and by something more specific that is due about the deal. A step that has words and no
date is not dated yet. A small lead has its turn by its cadence alone.
"""

import pandas as pd

from sentia.facts.evidence import CODES, ORDER, STAGE
from sentia.facts.facts import Facts
from sentia.facts.wording import brief, span
from sentia.touches import latest_of
from sentia.work.clocks import LINKS, ago, clocks_of, when
from sentia.work.quiet_beyond_cadence import turns

KIND, NEXT_TOUCH = "no next step", "Agree the next step, with a date"
DRAFT = "next step"
ACTIONS = ("progress", "qualify")
RANK = 120
NEEDS = ("opportunities",)
IS_SALES, STANDS, BY_TICK = True, False, False
OF_A_DEAL = [*LINKS[:3], *CODES, "amount", "created_on", "stage_since_on", "next_step"]
YIELDS = True  # to whatever more specific is due there
IS_HELD = True  # by whatever runs there meanwhile


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open deal without a planned step; of one nobody has touched it counts from its own days."""
    deals = facts.deals[OF_A_DEAL]
    last = facts.rows(facts.places("is_touch", deals), ["on", "kind"]).set_axis(deals.index)
    is_talk = last["on"].notna() & ~last["kind"].isin([ORDER, STAGE])
    deals = deals.assign(touched_on=last["on"].astype("datetime64[us]"), is_talk=is_talk)
    turn = facts.once(turns)[["opportunity_id", "cadence_class", "check_on"]].dropna(subset="opportunity_id")
    turn = turn.set_index("opportunity_id").reindex(deals.index)
    deals = deals.loc[~facts.is_planned(deals) & turn["cadence_class"].ne("small")]
    own_days = latest_of(deals["created_on"], deals["stage_since_on"]).clip(upper=facts.on)
    since_on = deals["touched_on"].fillna(own_days).fillna(facts.on)
    due_on = facts.working_days(since_on, facts.playbook.clocks_working[KIND], deals)
    due_on = latest_of(due_on, turn["check_on"].reindex(deals.index))  # with them, one polite check
    return clocks_of(KIND, deals, due_on, since_on)


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """When anybody last spoke, and what is noted without a date; an order or a new stage is no talk."""
    rows = zip(gaps["next_step"], gaps["is_talk"], ago(gaps["since_on"], facts.on), strict=True)
    return [_sentence(*row) for row in rows]


def _sentence(step: str | float, is_touched: bool, days: float) -> str:
    since = f"last in touch {when(days)}" if is_touched else f"nothing noted for {span(days)}" if days else "new"
    if isinstance(step, str):
        return f"{brief(step[:1].upper() + step[1:])}: agreed, not yet dated; {since}"
    return f"{since[:1].upper()}{since[1:]}; the next step is not yet dated"
