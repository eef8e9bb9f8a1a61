"""What one more contact with an account that buys is worth: what attention brings there until it has faded."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.day.value import ONCE, flow_value
from sentia.day.wording import figure, span
from sentia.estimates.replies import reply_chance
from sentia.touches import unknown_as

YEAR, GROW = 365, "grow"
FLOW = ("spend", "headroom", "days", "flow")


def add_growth(accounts: pd.DataFrame, kind: str, desk: Desk) -> pd.DataFrame:
    """Add `worth` (a year's spend), `total`, `today` and what its working shows to one row per account that buys.

    Needs `headroom`, what the account could buy beyond what it does. A day's spend is the year's to be expected,
    which counts the chance that the account still buys. total = (spend + headroom share x headroom) a day x
    elasticity x the chance to reach it x `flow`, the days of attention that a talk renews (`value.flow_value`),
    in the rep's own money; what is done once renews all of them.
    """
    playbook, half_life = desk.playbook, desk.playbook.half_lives[GROW]
    spend = accounts["expected_12"].fillna(accounts["spend_12"]) * playbook.worth_of_a_dollar
    headroom = accounts["headroom"].fillna(0).clip(lower=0) * playbook.worth_of_a_dollar
    days = unknown_as(accounts["days_quiet"], pd.Series(half_life, accounts.index), accounts["heard_on"], desk.on)
    value = flow_value(days if kind not in ONCE else days + np.inf, half_life)
    a_day = (spend + playbook.headroom_share * headroom) / YEAR * playbook.elasticity
    return accounts.assign(
        spend=spend,
        headroom=headroom,
        days=days,
        flow=value["flow"],
        worth=spend,
        total=a_day * value["flow"] * reply_chance(accounts["tries"], playbook),
        today=np.nan if kind in ONCE else (value["turn"] / value["flow"]).fillna(0.0),
    )


def growth_factors(accounts: pd.DataFrame) -> dict[str, pd.Series]:
    """The numbers that `growth_steps` shows, of accounts that `add_growth` priced."""
    return {name: accounts[name] for name in FLOW}


def growth_steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one more contact, so that it can be redone by hand."""
    playbook, currency = desk.playbook, desk.currency
    room = f" + {playbook.headroom_share:.1%} x {figure(line['headroom'], currency)}" if line["headroom"] else ""
    return [
        f"Attention brings {playbook.elasticity:.0%} of what is bought, and halves in "
        f"{span(playbook.half_lives[GROW])}; a talk now renews {line['flow']:.1f} days of it",
        f"({figure(line['spend'], currency)}{room}) / {YEAR} x {playbook.elasticity:.0%} x {line['flow']:.1f} "
        f"x {line['progress_chance']:.1%} who answer = {figure(line['total'], currency)} against never",
    ]
