"""Which kind of action an open deal belongs to today, so that no two kinds chase the same silence."""

import pandas as pd

from sentia.day.desk import Desk

CLOSED_QUOTES = ("accepted", "declined", "expired", "draft")


def open_quotes(desk: Desk) -> pd.DataFrame:
    """The quotes that were sent and neither accepted, declined nor lapsed; one row a quote."""
    quotes = desk.book.quotes
    is_open = quotes["sent_on"].le(desk.on) & ~quotes["status"].str.lower().isin(CLOSED_QUOTES)
    return quotes.loc[is_open]


def awaits_answer(desk: Desk) -> pd.Series:
    """Whether each open deal waits for an answer to a quote or to information sent (index of `desk.deals`)."""
    quoted = set(open_quotes(desk)["opportunity_id"].dropna())
    return desk.deals["opportunity_id"].isin(quoted) | (desk.deals["last_kind"] == "info sent")


def is_blocked(desk: Desk) -> pd.Series:
    """Whether nothing can happen with each open deal before a later day."""
    return desk.deals["blocked_until_on"] > desk.on


def is_small_lead(desk: Desk) -> pd.Series:
    """Whether each open deal is at its first stage and small, so that a short note now and then is right.

    Small is up to `small_lead_share` of the usual amount; a deal with an agreed step is never small.
    """
    small = desk.deals["priced"] <= desk.playbook.small_lead_share * desk.typical_amount
    return (desk.deals["stage_kind"] == "lead") & small & desk.deals["next_step_on"].isna()
