"""Follow up information that was sent and met silence.

Formula: the deal's priced amount x what a touch adds (`value.touch_share`), half-life 5 days; for someone
without a deal the usual amount at the win chance of a lead. Due three working days after it was sent.
"""

import pandas as pd

from sentia.book.matching import looked_up_day
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import waits
from sentia.day.actions.touching import add_touch_total, reply_lifts, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.wording import sentence, span
from sentia.facts.working_days import working_days_after
from sentia.work.turns import rests_with_others

KIND = "info sent"
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, or a person without one, whose last touch was information sent by us."""
    found = [records for records in (_deals(desk), _people(desk)) if len(records)]
    if not found:
        return no_candidates()
    records = pd.concat(found)
    records = records.assign(due_on=working_days_after(records["last_touch_on"], desk.playbook.info_days))
    records = add_touch_total(records.loc[records["due_on"] <= desk.on], KIND, desk)
    pot = ("deal:" + records["opportunity_id"]).fillna("account:" + records["account_id"])
    return candidates_of(
        KIND,
        records,
        touch_factors(records),
        pot=pot.fillna("person:" + records["contact_id"]),
        topic="the information we sent",
        because=_reasons(records, desk),
    )


def _deals(desk: Desk) -> pd.DataFrame:
    quoted = desk.deals["opportunity_id"].isin(set(desk.unanswered_quotes["opportunity_id"].dropna()))
    sent = (desk.deals["last_kind"] == "info sent") & ~desk.deals["is_owed"]
    resting = waits(desk.deals, desk) | rests_with_others(desk.deals, desk.on)
    return desk.deals.loc[sent & ~quoted & ~resting]


def _people(desk: Desk) -> pd.DataFrame:
    """People without an open deal, priced as leads of the usual amount; not where they said no since."""
    people = desk.contacts
    sent = (people["last_kind"] == "info sent") & ~people["is_owed"] & desk.is_mine(people["owner"])
    with_deal = set(desk.accounts.loc[desk.accounts["has_deal"], "account_id"])
    elsewhere = people["account_id"].isin(with_deal)
    elsewhere |= people["contact_id"].isin(set(desk.deals["contact_id"].dropna()))
    said_no = looked_up_day(people["account_id"], desk.declined_on) >= people["last_touch_on"]
    people = people.loc[sent & ~elsewhere & ~said_no]
    return as_leads(people.assign(heard_on=people["last_touch_on"]), desk) if len(people) else people


def _reasons(records: pd.DataFrame, desk: Desk) -> list[str]:
    sizes = pd.Series(amount_words(records, desk.currency), records.index, dtype="str")
    sizes = sizes.where(records["opportunity_id"].notna(), "no open deal")
    rows = zip(sizes, records["days"], reply_lifts(records), strict=True)
    return [
        sentence(size, f"information sent {span(days)} ago", "no answer") + lifts for size, days, lifts in rows
    ]
