"""Repair an account that somebody left: find who follows, before what they bought goes with them.

Formula: (the next year's expected spend + the open deals there at their win chance) x the share that goes with
whoever leaves x the share of it that a call keeps x the chance to reach them. All but the spend is assumed.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.relations import chain
from sentia.day.desk import Desk
from sentia.day.wording import figure, rough, sentence, span
from sentia.facts.championless import championless
from sentia.touches import days_between

KIND = "repair"
ASSUMPTIONS = 2  # what goes, what a call keeps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account left by somebody, where nobody of ours has had a word with anybody since."""
    left = championless(desk.facts)
    if left.empty:
        return no_candidates()
    left = left.loc[left["due_on"] <= desk.on]
    accounts = desk.accounts.loc[desk.accounts["account_id"].isin(set(left["account_id"]))]
    accounts = accounts.loc[desk.is_mine(accounts["owner"])]
    if accounts.empty:
        return no_candidates()
    known = left.set_index("account_id").reindex(accounts["account_id"]).set_axis(accounts.index)
    accounts = accounts.assign(**known[["who_left", "left_on", "due_on"]])
    playbook = desk.playbook
    base = _at_stake(accounts, desk) * desk.pay.next_dollar
    share = playbook.champion_share * playbook.repair_share
    total = base * share * desk.reply(accounts, KIND)
    return candidates_of(
        KIND,
        accounts,
        {"base": base},
        worth=base,
        total=total,
        **chain(total, ASSUMPTIONS, accounts, desk),
        pot="account:" + accounts["account_id"],
        pot_size=base,
        topic="who follows " + accounts["who_left"],
        because=_reasons(accounts, base, desk),
    )


def _at_stake(accounts: pd.DataFrame, desk: Desk) -> pd.Series:
    """The next year's expected spend and the open deals at their chance; NaN where neither is known."""
    deals = desk.deals.assign(worth=desk.deals["priced"] * desk.deals["win_rate"])
    pipeline = deals.groupby("account_id")["worth"].sum(min_count=1)
    found = pd.DataFrame({"year": accounts["expected_12"], "deals": accounts["account_id"].map(pipeline)})
    return found.astype(float).sum(axis="columns", min_count=1)


def _reasons(accounts: pd.DataFrame, base: pd.Series, desk: Desk) -> list[str]:
    rows = zip(accounts["who_left"], days_between(accounts["left_on"], desk.on), base, strict=True)
    return [
        sentence(f"{who} left {span(days)} ago", "no word with anybody there since", _stake(worth, desk))
        for who, days, worth in rows
    ]


def _stake(worth: float, desk: Desk) -> str:
    return "" if pd.isna(worth) else f"about {rough(worth, desk.currency)} a year at stake, assumed"


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one repair, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    goes, kept = f"{desk.playbook.champion_share:.0%}", f"{desk.playbook.repair_share:.0%}"
    return [
        f"{goes} of what an account should bring goes when somebody leaves; a call keeps {kept} of that",
        f"{figure(line['base'], desk.currency)} x {goes} x {kept} x {line['progress_chance']:.1%} who answer "
        f"= {figure(line['total'], desk.currency)} against never",
    ]
