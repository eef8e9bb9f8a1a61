"""Follow up information that was sent and met silence.

Formula: the deal's priced amount times what a touch adds (`value.touch_share`), half-life 5 days; for someone
without a deal the usual amount at the win chance of a lead. Due three working days after it was sent.
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.actions.pending import is_blocked, open_quotes
from sentia.day.actions.touching import add_touch_total
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.wording import sentence, span

KIND = "info sent"


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a deal, or a person without one, whose last touch was information sent by us."""
    records = pd.concat([_deals(desk), _people(desk)])
    sent = records["last_touch_on"].to_numpy("datetime64[D]")
    due = np.busday_offset(sent, int(desk.playbook.info_days), roll="forward") if len(sent) else sent
    records = records.assign(due_on=pd.Series(due, records.index).astype("datetime64[us]"))
    records = add_touch_total(records.loc[records["due_on"] <= desk.on], KIND, desk)
    return candidates_of(
        KIND,
        records,
        pot=("deal:" + records["opportunity_id"]).fillna("person:" + records["contact_id"]),
        topic="the information we sent",
        because=_reasons(records, desk),
    )


def _deals(desk: Desk) -> pd.DataFrame:
    quoted = desk.deals["opportunity_id"].isin(set(open_quotes(desk)["opportunity_id"].dropna()))
    later = desk.deals["next_step_on"] > desk.on
    return desk.deals.loc[(desk.deals["last_kind"] == "info sent") & ~quoted & ~later & ~is_blocked(desk)]


def _people(desk: Desk) -> pd.DataFrame:
    """People without an open deal, priced as leads of the usual amount."""
    people = desk.contacts
    with_deal = set(desk.accounts.loc[desk.accounts["has_deal"], "account_id"]) | set(
        desk.deals["contact_id"].dropna()
    )
    served = people["account_id"].isin(with_deal) | people["contact_id"].isin(with_deal)
    people = people.loc[(people["last_kind"] == "info sent") & ~served & desk.is_mine(people["owner"])]
    return as_leads(people.assign(heard_on=people["last_touch_on"]), desk)


def _reasons(records: pd.DataFrame, desk: Desk) -> list[str]:
    rows = zip(records["days_quiet"], amount_words(records, desk.currency), records["win_rate"], strict=True)
    return [
        sentence(f"information sent {span(days)} ago, nothing since", size, f"{chance:.0%} of such deals are won")
        for days, size, chance in rows
    ]
