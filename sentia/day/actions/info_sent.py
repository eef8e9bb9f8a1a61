"""Follow up information that was sent and met silence.

Formula: the deal's priced amount x what a touch adds (`value.touch_value`), half-life 5 days; for someone
without a deal the usual amount at the win chance of a lead. Due three working days after it was sent.
"""

import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import deals_for
from sentia.day.actions.touching import add_touch_total, reply_lifts, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.follow_ups import due_for
from sentia.day.leads import as_leads
from sentia.day.wording import sentence, span

KIND = "info sent"
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, or a person without one, whose last touch was information sent by us."""
    records = stacked([deals_for(KIND, desk), _people(desk)])
    if records.empty:
        return no_candidates()
    records = add_touch_total(records, KIND, desk)
    pot = ("deal:" + records["opportunity_id"]).fillna("account:" + records["account_id"])
    return candidates_of(
        KIND,
        records,
        touch_factors(records),
        pot=pot.fillna("person:" + records["contact_id"]),
        topic="the information we sent",
        because=_reasons(records, desk),
    )


def _people(desk: Desk) -> pd.DataFrame:
    """People without an open deal, priced as leads of the usual amount."""
    due = due_for(KIND, desk.follow_ups, ["contact_id", "opportunity_id", "due_on"])
    due = due.loc[due["opportunity_id"].isna()].dropna(subset="contact_id").set_index("contact_id")["due_on"]
    if due.empty:
        return no_candidates()
    people = desk.contacts.loc[desk.contacts["contact_id"].isin(due.index)]
    people = people.assign(due_on=due.reindex(people["contact_id"]).set_axis(people.index))
    return as_leads(people.assign(heard_on=people["last_touch_on"]), desk) if len(people) else people


def _reasons(records: pd.DataFrame, desk: Desk) -> list[str]:
    sizes = pd.Series(amount_words(records, desk.currency), records.index, dtype="str")
    sizes = sizes.where(records["opportunity_id"].notna(), "no open deal")
    rows = zip(sizes, records["days"], reply_lifts(records), strict=True)
    return [
        sentence(size, f"information sent {span(days)} ago", "no answer") + lifts for size, days, lifts in rows
    ]
