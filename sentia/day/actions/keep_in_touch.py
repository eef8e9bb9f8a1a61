"""Keep in touch: a short word with those whose turn it is, whatever their size.

Formula: for an account that buys, elasticity x its yearly spend / (touches in a year + 1) x the chance to
reach it; for small leads, prospects and acquaintances a lead's amount x what a touch adds
(`value.touch_share`), half-life 90 days.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.growing import add_growth, growth_steps
from sentia.day.actions.pending import awaits_answer, is_small_lead, waits
from sentia.day.actions.touching import (
    add_touch_total,
    reply_lifts,
    silence,
    silences,
    touch_factors,
    touch_steps,
)
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.value import assumed_band
from sentia.day.wording import brief, rough, sentence, span
from sentia.touches import days_between
from sentia.work.cadence import add_cadence, add_due

KIND = "keep in touch"
ASSUMPTIONS = 2  # what one more contact adds, the reply


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account without an open deal, a small lead or an acquaintance, once its turn has come.

    An account whose last word was no is not among them, nor one whose re-order is overdue: their own kinds
    of action speak for them. One that has surely stopped buying comes up once a year, as the lead it is again.
    """
    accounts = _due_accounts(desk)
    buys = (accounts["spend_12"] > 0) & ~accounts["is_gone"]
    buyers = accounts.loc[buys & ~accounts["is_overdue"]]
    prospects = accounts.loc[~buys & ~accounts["is_overdue"]]
    found = [_buyers(buyers, desk), _leads(prospects, desk)]
    return pd.concat([some for some in found if len(some)] or found[:1], ignore_index=True)


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one line, so that it can be redone by hand; empty where there is no price."""
    return growth_steps(line, desk) if pd.notna(line.get("spend")) else touch_steps(line, desk)


def _due_accounts(desk: Desk) -> pd.DataFrame:
    """The accounts without an open deal or quote whose turn it is; who is surely gone is a former customer."""
    accounts = desk.accounts
    quoted = accounts["account_id"].isin(set(desk.unanswered_quotes["account_id"]))
    accounts = accounts.loc[~accounts["has_deal"] & ~quoted & desk.is_mine(accounts["owner"])]
    status = accounts["status"].mask(accounts["is_gone"], "former")
    classed = add_cadence(accounts.assign(status=status), desk.playbook)
    due = add_due(classed, desk.on)
    return due.loc[due["due_on"] <= desk.on]


def _buyers(accounts: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    if accounts.empty:
        return no_candidates()
    accounts = add_growth(accounts.assign(headroom=0.0), desk)
    low, high = assumed_band(ASSUMPTIONS, desk.playbook)
    return candidates_of(
        KIND,
        accounts,
        {"spend": accounts["spend"], "headroom": accounts["headroom"], "touches": accounts["touches"]},
        total_low=accounts["total"] * low,
        total_high=accounts["total"] * high,
        pot="account:" + accounts["account_id"],
        pot_size=accounts["worth"],
        topic="what is new with them",
        because=_buyer_reasons(accounts, desk),
        basis="mixed",
    )


def _leads(prospects: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    found = [_small_deals(desk), _prospects(prospects, desk), _acquaintances(desk)]
    leads = pd.concat([some for some in found if len(some)] or found[:1])
    if leads.empty:
        return no_candidates()
    last_on = leads["last_on"] if "last_on" in leads else pd.Series(pd.NaT, leads.index)
    leads = add_touch_total(leads.assign(last_on=last_on.astype("datetime64[us]")), KIND, desk)
    pot = ("deal:" + leads["opportunity_id"]).fillna("account:" + leads["account_id"])
    topics = leads["name"].where(leads["opportunity_id"].notna()).fillna("what is new with them")
    return candidates_of(
        KIND,
        leads,
        touch_factors(leads),
        pot=pot.fillna("person:" + leads["contact_id"]),
        topic=[brief(topic) for topic in topics],
        because=_lead_reasons(leads, desk),
    )


def _small_deals(desk: Desk) -> pd.DataFrame:
    small = desk.deals.loc[is_small_lead(desk) & ~awaits_answer(desk) & ~waits(desk.deals, desk)]
    due = add_due(small.assign(ideal_days=desk.playbook.cadence_ideal["small"]), desk.on)
    return due.loc[due["due_on"] <= desk.on]


def _prospects(accounts: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    accounts = accounts.loc[~accounts["account_id"].isin(desk.declined_on.index)]
    return as_leads(accounts, desk) if len(accounts) else accounts


def _acquaintances(desk: Desk) -> pd.DataFrame:
    people = desk.contacts.loc[desk.contacts["account_id"].isna() & desk.is_mine(desk.contacts["owner"])]
    people = people.loc[~people["contact_id"].isin(set(desk.deals["contact_id"].dropna()))]
    alone = desk.last_nos.loc[lambda nos: nos["account_id"].isna(), "contact_id"]
    people = people.loc[~people["person"].duplicated() & ~people["contact_id"].isin(alone)]
    if people.empty:
        return people
    people = people.assign(status="small", heard_on=people["last_touch_on"])
    people = people.pipe(add_cadence, desk.playbook).pipe(add_due, desk.on)
    return as_leads(people.loc[people["due_on"] <= desk.on], desk)


def _buyer_reasons(accounts: pd.DataFrame, desk: Desk) -> list[str]:
    rows = zip(accounts["spend_12"], accounts["days_quiet"], strict=True)
    return [
        sentence(f"{rough(spend, desk.currency)} bought in a year", _quiet(days, desk), "and it is their turn")
        for spend, days in rows
    ]


def _quiet(days: float, desk: Desk) -> str:
    unknown = "no contact logged" if desk.has_log else "no contacts logged"
    return unknown if pd.isna(days) else silence(days, days, is_touched=True, has_log=desk.has_log)


def _lead_reasons(leads: pd.DataFrame, desk: Desk) -> list[str]:
    sizes = pd.Series(amount_words(leads, desk.currency), leads.index, dtype="str") + " lead"
    before = [_bought(days) for days in days_between(leads["last_on"], desk.on)]
    what = sizes.where(leads["opportunity_id"].notna(), before)
    rows = zip(what, silences(leads, desk), reply_lifts(leads), strict=True)
    return [sentence(lead, quiet, "and it is their turn") + lifts for lead, quiet, lifts in rows]


def _bought(days: float) -> str:
    return "no open deal" if pd.isna(days) else f"last order {span(days)} ago"
