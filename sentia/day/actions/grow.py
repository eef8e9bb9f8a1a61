"""Grow an account: one more good conversation about what else it could buy.

Formula: (spend + headroom share x headroom) a day x elasticity x the days of attention that a talk renews x the
chance to reach it. Headroom is what it could buy in a year less what it does: as the rep states it, else the 80th
percentile of its industry (of all, where under eight are known).
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.growing import add_growth, could_buy, growth_factors, growth_steps
from sentia.day.actions.touching import silences
from sentia.day.desk import Desk
from sentia.day.wording import rough, sentence
from sentia.touches import days_between

KIND = "grow"
steps = growth_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a customer that still buys, on time, and was left in peace for `grow_pause` days."""
    accounts = _growing(desk)
    if accounts.empty:
        return no_candidates()
    accounts = add_growth(accounts, KIND, desk)
    return candidates_of(
        KIND,
        accounts,
        growth_factors(accounts),
        pot="account:" + accounts["account_id"],
        pot_size=accounts["spend"] + accounts["headroom"],
        topic="what else they could use",
        because=_reasons(accounts, could_buy(accounts, desk), desk),
    )


def _growing(desk: Desk) -> pd.DataFrame:
    if not desk.facts.reorders["spend_12"].gt(0).any():
        return desk.facts.accounts.iloc[:0]
    accounts = desk.accounts
    rested = ~(days_between(accounts["last_touch_on"], desk.on) < desk.playbook.grow_pause)
    buys = (accounts["spend_12"] > 0) & ~accounts["is_gone"] & ~accounts["is_overdue"]
    return accounts.loc[buys & rested & desk.is_mine(accounts["owner"])]


def _reasons(accounts: pd.DataFrame, could: pd.Series, desk: Desk) -> list[str]:
    stated = accounts["potential_spend"].notna()
    bought = [f"{rough(spend, desk.currency)} bought in a year" for spend in accounts["spend_12"]]
    rooms = zip(accounts["spend_12"], could, stated, strict=True)
    rows = zip(bought, [_room(*room, desk) for room in rooms], silences(accounts, desk), strict=True)
    return [sentence(*parts) for parts in rows]


def _room(spend: float, potential: float, is_stated: bool, desk: Desk) -> str:
    if not potential > spend:
        return ""
    amount = rough(potential, desk.currency)
    return f"could buy {amount}" if is_stated else f"similar accounts buy up to {amount}"
