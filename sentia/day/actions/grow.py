"""Grow an account: one more good conversation about what else it could buy.

Formula: elasticity x (yearly spend + headroom share x headroom) / (touches in a year + 1) x the chance to
reach it. Headroom is what it could buy in a year less what it does: as the rep states it, else the 80th
percentile of its industry (of all, where under eight are known).
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.actions.growing import yearly_touches
from sentia.day.desk import Desk
from sentia.day.value import assumed_band
from sentia.day.wording import rough, sentence
from sentia.estimates.replies import reply_chance
from sentia.touches import days_between

KIND = "grow"
PEERS, PEER_QUANTILE = 8, 0.8


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a customer that still buys and was left in peace for `grow_pause` days."""
    playbook, accounts = desk.playbook, _growing(desk)
    rate, n = playbook.worth_of_a_dollar, yearly_touches(accounts, desk)
    spend, could = accounts["spend_12"], _could_buy(accounts, desk)
    base = spend + playbook.headroom_share * (could - spend).clip(lower=0)
    total = playbook.elasticity * base * rate / (n + 1) * reply_chance(accounts["tries"], playbook)
    stated = accounts["potential_spend"].notna()
    bands = [assumed_band(count, playbook) for count in (2, 3)]
    low, high = (pd.Series(np.where(stated, bands[0][i], bands[1][i]), accounts.index) for i in (0, 1))
    return candidates_of(
        KIND,
        accounts,
        worth=spend * rate,
        total=total,
        total_low=total * low,
        total_high=total * high,
        pot="account:" + accounts["account_id"],
        pot_size=np.maximum(spend, could.fillna(0)) * rate,
        topic="what else they could use",
        because=_reasons(accounts, could, n, total, desk),
        basis=pd.Series(np.where(stated, "mixed", "assumed"), accounts.index, dtype="str"),
    )


def _growing(desk: Desk) -> pd.DataFrame:
    accounts = desk.accounts
    rested = ~(days_between(accounts["last_touch_on"], desk.on) < desk.playbook.grow_pause)
    buys = (accounts["spend_12"] > 0) & (accounts["alive"] >= desk.playbook.gone_below)
    return accounts.loc[buys & rested & desk.is_mine(accounts["owner"])]


def _could_buy(accounts: pd.DataFrame, desk: Desk) -> pd.Series:
    """What each account could buy in a year, from anyone; at least what it buys now."""
    buyers = desk.accounts.loc[desk.accounts["spend_12"] > 0]
    by_industry = buyers.groupby("industry")["spend_12"]
    known = by_industry.quantile(PEER_QUANTILE)[by_industry.size() >= PEERS]
    everyone = buyers["spend_12"].quantile(PEER_QUANTILE) if len(buyers) >= PEERS else np.nan
    peers = accounts["industry"].map(known).astype(float).fillna(everyone)
    return np.fmax(accounts["potential_spend"].fillna(peers), accounts["spend_12"])


def _reasons(accounts: pd.DataFrame, could: pd.Series, n: pd.Series, total: pd.Series, desk: Desk) -> list[str]:
    stated = accounts["potential_spend"].notna()
    rows = zip(accounts["spend_12"], could, n, total, stated, strict=True)
    return [
        sentence(
            f"{rough(spend, desk.currency)} bought in a year",
            "" if not potential > spend else _headroom(potential, is_stated, desk),
            f"{touches:.0f} contacts a year: one more is worth about {rough(one, desk.currency)}",
        )
        for spend, potential, touches, one, is_stated in rows
    ]


def _headroom(potential: float, is_stated: bool, desk: Desk) -> str:
    amount = rough(potential, desk.currency)
    return f"could buy {amount}" if is_stated else f"similar accounts buy up to {amount}"
