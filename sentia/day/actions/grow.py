"""Grow an account: one more good conversation about what else it could buy.

Formula: (spend + headroom share x headroom) a day x elasticity x the days of attention that a talk renews x the
chance to reach it. Headroom is what it could buy in a year less what it does: as the rep states it, else the 80th
percentile of its industry (of all, where under eight are known).
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.growing import add_growth, growth_factors, growth_steps
from sentia.day.actions.touching import silences
from sentia.day.desk import Desk
from sentia.day.value import assumed_band
from sentia.day.wording import rough, sentence
from sentia.touches import days_between

KIND = "grow"
PEERS, PEER_QUANTILE = 8, 0.8
STATED, GUESSED = 2, 3  # assumptions: what one more contact adds, the reply; and the headroom where it is a guess
steps = growth_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a customer that still buys, on time, and was left in peace for `grow_pause` days."""
    accounts = _growing(desk)
    if accounts.empty:
        return no_candidates()
    could = could_buy(accounts, desk)
    accounts = add_growth(accounts.assign(headroom=could - accounts["spend_12"]), KIND, desk)
    stated = accounts["potential_spend"].notna()
    low, high = (
        np.where(stated, known, guessed)
        for known, guessed in zip(*(assumed_band(n, desk.playbook) for n in (STATED, GUESSED)), strict=True)
    )
    return candidates_of(
        KIND,
        accounts,
        growth_factors(accounts),
        total_low=accounts["total"] * low,
        total_high=accounts["total"] * high,
        pot="account:" + accounts["account_id"],
        pot_size=accounts["spend"] + accounts["headroom"],
        topic="what else they could use",
        because=_reasons(accounts, could, desk),
        basis=pd.Series(np.where(stated, "mixed", "assumed"), accounts.index, dtype="str"),
    )


def _growing(desk: Desk) -> pd.DataFrame:
    if not desk.facts.reorders["spend_12"].gt(0).any():
        return desk.facts.accounts.iloc[:0]
    accounts = desk.accounts
    rested = ~(days_between(accounts["last_touch_on"], desk.on) < desk.playbook.grow_pause)
    buys = (accounts["spend_12"] > 0) & ~accounts["is_gone"] & ~accounts["is_overdue"]
    return accounts.loc[buys & rested & desk.is_mine(accounts["owner"])]


def could_buy(accounts: pd.DataFrame, desk: Desk) -> pd.Series:
    """What each account could buy in a year, from anyone; at least what it buys now."""
    buyers = desk.accounts.loc[desk.accounts["spend_12"] > 0]
    by_industry = buyers.groupby("industry")["spend_12"]
    known = by_industry.quantile(PEER_QUANTILE)[by_industry.size() >= PEERS]
    everyone = buyers["spend_12"].quantile(PEER_QUANTILE) if len(buyers) >= PEERS else np.nan
    peers = accounts["industry"].map(known).astype(float).fillna(everyone)
    return np.fmax(accounts["potential_spend"].fillna(peers), accounts["spend_12"])


def _reasons(accounts: pd.DataFrame, could: pd.Series, desk: Desk) -> list[str]:
    stated = accounts["potential_spend"].notna()
    rows = zip(accounts["spend_12"], could, silences(accounts, desk), stated, accounts["total"], strict=True)
    return [
        sentence(f"{rough(spend, desk.currency)} bought in a year", _room(spend, potential, is_stated, desk))
        + f"; {quiet}, a talk now adds about {rough(one, desk.currency)}"
        for spend, potential, quiet, is_stated, one in rows
    ]


def _room(spend: float, potential: float, is_stated: bool, desk: Desk) -> str:
    if not potential > spend:
        return ""
    amount = rough(potential, desk.currency)
    return f"could buy {amount}" if is_stated else f"similar accounts buy up to {amount}"
