"""Which kind of line does what is due about an open deal, so that no two kinds chase the same silence."""

import pandas as pd

from sentia.day.desk import Desk
from sentia.day.follow_ups import line_of_deals
from sentia.facts.enquiries import is_fresh_enquiry


def deals_for(line: str, desk: Desk) -> pd.DataFrame:
    """The open deals for which something is due that this kind of line does, with its day (`due_on`).

    An enquiry has a line of its own.
    """
    due = desk.once(_lines)
    due = due.loc[due["line"] == line]
    if due.empty:
        return due
    return desk.deals.loc[due.index].assign(due_on=due["due_on"]).sort_index()


def _lines(desk: Desk) -> pd.DataFrame:
    suits = {"keep in touch": is_small_lead, "qualify": is_hopeless}
    lines = line_of_deals(desk.follow_ups, {line: desk.once(suit) for line, suit in suits.items()})
    return lines.loc[lines.index.isin(desk.deals.index[~desk.once(is_enquiry)])]


def is_enquiry(desk: Desk) -> pd.Series:
    """Whether each open deal came in by itself and waits for its first talk (see `enquiries.is_fresh_enquiry`)."""
    deals = desk.deals
    return is_fresh_enquiry(deals, desk.facts) & ~deals["is_owed"] & ~(deals["blocked_until_on"] > desk.on)


def is_hopeless(desk: Desk) -> pd.Series:
    """Whether each open deal is won too seldom to be chased: it is to be decided on, with a short call.

    Not one with an agreed step, nor one that waits for our answer, nor a small lead.
    """
    deals = desk.deals
    rests = deals["next_step_on"].isna() & ~deals["is_owed"] & ~desk.once(is_small_lead) & ~desk.once(is_enquiry)
    return (deals["win_rate"] < desk.winning.chase_above(desk.playbook)) & rests


def is_small_lead(desk: Desk) -> pd.Series:
    """Whether each open deal is at its first stage and small, so that a short note now and then is right.

    Small is up to `small_lead_share` of the usual amount. A deal with an agreed step is never small, nor one
    that waits for our answer or that nobody has spoken to yet.
    """
    deals = desk.deals
    small = deals["priced"] <= desk.playbook.small_lead_share * desk.amounts.usual
    is_new = deals["last_touch_on"].isna() & deals["days_quiet"].notna()
    rests = deals["next_step_on"].isna() & ~is_new & ~deals["is_owed"] & ~desk.once(is_enquiry)
    return (deals["stage_kind"] == "lead") & small & rests
