"""Which kind of action an open deal belongs to today, so that no two kinds chase the same silence."""

import pandas as pd

from sentia.day.desk import Desk
from sentia.facts.enquiries import is_fresh_enquiry


def awaits_answer(desk: Desk) -> pd.Series:
    """Whether each open deal waits for an answer to a quote or to information sent (index of `desk.deals`)."""
    quoted = set(desk.unanswered_quotes["opportunity_id"].dropna())
    return desk.deals["opportunity_id"].isin(quoted) | (desk.deals["last_kind"] == "info sent")


def waits(deals: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each deal rests today: blocked until a later day, or its agreed next step is later."""
    return (deals["blocked_until_on"] > desk.on) | (deals["next_step_on"] > desk.on)


def is_enquiry(desk: Desk) -> pd.Series:
    """Whether each open deal came in by itself and waits for its first talk (see `enquiries.is_fresh_enquiry`)."""
    return is_fresh_enquiry(desk.deals, desk.board) & ~desk.deals["is_owed"] & ~waits(desk.deals, desk)


def is_hopeless(desk: Desk) -> pd.Series:
    """Whether each open deal is won too seldom to be chased: it is to be decided on, with a short call.

    Not one with an agreed step, nor one that waits for our answer, nor a small lead.
    """
    deals = desk.deals
    rests = deals["next_step_on"].isna() & ~deals["is_owed"] & ~is_small_lead(desk) & ~is_enquiry(desk)
    return (deals["win_rate"] < desk.playbook.chase_above) & rests


def is_small_lead(desk: Desk) -> pd.Series:
    """Whether each open deal is at its first stage and small, so that a short note now and then is right.

    Small is up to `small_lead_share` of the usual amount. A deal with an agreed step is never small, nor one
    that waits for our answer or that nobody has spoken to yet.
    """
    deals = desk.deals
    small = deals["priced"] <= desk.playbook.small_lead_share * desk.amounts.usual
    is_new = deals["last_touch_on"].isna() & deals["days_quiet"].notna()
    rests = deals["next_step_on"].isna() & ~is_new & ~deals["is_owed"] & ~is_enquiry(desk)
    return (deals["stage_kind"] == "lead") & small & rests
