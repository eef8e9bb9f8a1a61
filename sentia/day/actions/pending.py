"""Which kind of action an open deal belongs to today, so that no two kinds chase the same silence."""

import pandas as pd

from sentia.day.desk import Desk
from sentia.facts.working_days import working_days_since
from sentia.vocabulary import says

FIRST_STAGES = ("lead", "qualified", "unknown")
FIRST_CALL = 20  # working days in which a first call is one


def awaits_answer(desk: Desk) -> pd.Series:
    """Whether each open deal waits for an answer to a quote or to information sent (index of `desk.deals`)."""
    quoted = set(desk.unanswered_quotes["opportunity_id"].dropna())
    return desk.deals["opportunity_id"].isin(quoted) | (desk.deals["last_kind"] == "info sent")


def waits(deals: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each deal rests today: blocked until a later day, or its agreed next step is later."""
    return (deals["blocked_until_on"] > desk.on) | (deals["next_step_on"] > desk.on)


def is_hopeless(desk: Desk) -> pd.Series:
    """Whether each open deal is won too seldom to be chased: it is to be decided on, with a short call.

    Not one with an agreed step, nor one that waits for our answer, nor a small lead.
    """
    deals = desk.deals
    rests = deals["next_step_on"].isna() & ~deals["is_owed"] & ~is_small_lead(desk)
    return (deals["win_rate"] < desk.playbook.chase_above) & rests & ~is_enquiry(desk)


def is_small_lead(desk: Desk) -> pd.Series:
    """Whether each open deal is at its first stage and small, so that a short note now and then is right.

    Small is up to `small_lead_share` of the usual amount. A deal with an agreed step is never small, nor one
    that waits for our answer or that nobody has spoken to yet.
    """
    deals = desk.deals
    small = deals["priced"] <= desk.playbook.small_lead_share * desk.amounts.usual
    is_new = (deals["last_touch_on"].isna() & deals["days_quiet"].notna()) | is_enquiry(desk)
    return (deals["stage_kind"] == "lead") & small & deals["next_step_on"].isna() & ~is_new & ~deals["is_owed"]


def is_enquiry(desk: Desk) -> pd.Series:
    """Whether each open deal came by itself of late, and nobody has spoken to them or tried."""
    deals = desk.deals
    came = says(deals["source"].astype("str"), "lead sources", "inbound") & (deals["created_on"] <= desk.on)
    untouched = deals["last_touch_on"].isna() & deals["last_try_on"].isna() & deals["next_step_on"].isna()
    is_young = working_days_since(deals["created_on"], desk.on) <= FIRST_CALL
    return came & untouched & is_young & deals["stage_kind"].isin(FIRST_STAGES)
