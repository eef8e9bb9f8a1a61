"""Keep in touch: a short word with those whose turn it is, whatever their size.

Formula: for an account that buys, elasticity x its yearly spend / (touches in a year + 1) x the chance to
reach it; for small leads, prospects and acquaintances a lead's amount times what a touch adds
(`value.touch_share`), half-life 90 days.
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.actions.growing import yearly_touches
from sentia.day.actions.pending import awaits_answer, is_blocked, is_small_lead
from sentia.day.actions.touching import add_touch_total, silence
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.nos import declined_accounts
from sentia.day.value import assumed_band
from sentia.day.wording import rough, sentence
from sentia.estimates.replies import reply_chance
from sentia.follow_up.cadence import add_cadence, add_due

KIND = "keep in touch"


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account without an open deal, a small lead or an acquaintance, once its turn has come."""
    return pd.concat([_buyers(desk), _leads(desk)], ignore_index=True)


def _due_accounts(desk: Desk) -> pd.DataFrame:
    accounts = desk.accounts
    accounts = accounts.loc[~accounts["has_deal"] & desk.is_mine(accounts["owner"])]
    gone = accounts["alive"] < desk.playbook.gone_below
    classed = add_cadence(accounts.assign(status=accounts["status"].mask(gone, "former")), desk.playbook)
    due = add_due(classed, desk.on)
    return due.loc[due["due_on"] <= desk.on]


def _buyers(desk: Desk) -> pd.DataFrame:
    accounts = _due_accounts(desk)
    accounts = accounts.loc[accounts["spend_12"] > 0]
    playbook, n = desk.playbook, yearly_touches(accounts, desk)
    worth = accounts["spend_12"] * playbook.worth_of_a_dollar
    total = playbook.elasticity * worth / (n + 1) * reply_chance(accounts["tries"], playbook)
    low, high = assumed_band(2, playbook)
    spend = [f"{rough(amount, desk.currency)} bought in a year" for amount in accounts["spend_12"]]
    return candidates_of(
        KIND,
        accounts,
        worth=worth,
        total=total,
        total_low=total * low,
        total_high=total * high,
        pot="account:" + accounts["account_id"],
        pot_size=worth,
        topic="what is new with them",
        because=_reasons(accounts, spend),
        basis="mixed",
    )


def _leads(desk: Desk) -> pd.DataFrame:
    leads = add_touch_total(pd.concat([_small_deals(desk), _prospects(desk), _acquaintances(desk)]), KIND, desk)
    pot = ("deal:" + leads["opportunity_id"]).fillna("account:" + leads["account_id"])
    size = amount_words(leads, desk.currency).where(leads["opportunity_id"].notna(), "no deal yet")
    return candidates_of(
        KIND,
        leads,
        pot=pot.fillna("person:" + leads["contact_id"]),
        topic=leads["name"].where(leads["opportunity_id"].notna()).fillna("what is new with them"),
        because=_reasons(leads, size),
    )


def _small_deals(desk: Desk) -> pd.DataFrame:
    small = desk.deals.loc[is_small_lead(desk) & ~awaits_answer(desk) & ~is_blocked(desk)]
    due = add_due(small.assign(ideal_days=desk.playbook.cadence_ideal["small"]), desk.on)
    return due.loc[due["due_on"] <= desk.on]


def _prospects(desk: Desk) -> pd.DataFrame:
    accounts = _due_accounts(desk)
    declined = accounts["account_id"].isin(declined_accounts(desk))
    return as_leads(accounts.loc[~(accounts["spend_12"] > 0) & ~declined], desk)


def _acquaintances(desk: Desk) -> pd.DataFrame:
    people = desk.contacts.loc[desk.contacts["account_id"].isna() & desk.is_mine(desk.contacts["owner"])]
    people = people.loc[~people["contact_id"].isin(set(desk.deals["contact_id"].dropna()))]
    people = add_due(
        add_cadence(people.assign(status="small", heard_on=people["last_touch_on"]), desk.playbook), desk.on
    )
    return as_leads(people.loc[people["due_on"] <= desk.on], desk)


def _reasons(records: pd.DataFrame, size: pd.Series | list[str]) -> list[str]:
    known = records["days_quiet"].notna() if "days_quiet" in records else pd.Series(False, records.index)
    since = np.where(known, records["days_quiet"].map(silence), "nothing recorded lately")
    return [sentence(quiet, words, "and its turn") for quiet, words in zip(since, size, strict=True)]
