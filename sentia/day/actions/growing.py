"""What one more contact with an account that buys is worth: it shrinks with how often we are in touch already."""

import pandas as pd

from sentia.day.desk import Desk
from sentia.day.wording import figure
from sentia.estimates.replies import reply_chance

YEAR = 365


def yearly_touches(accounts: pd.DataFrame, desk: Desk) -> pd.Series:
    """Touches of the last 365 days per account: as logged; before the log began, at the customers' cadence."""
    usual = YEAR / desk.playbook.cadence_ideal["customer"]
    covered = min((desk.on - desk.log_starts).days / YEAR, 1) if desk.has_log else 0
    return accounts["touches_last_year"] + usual * (1 - max(covered, 0))


def add_growth(accounts: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `worth` (yearly spend), `total` and what its working shows to one row per account that buys.

    Needs `headroom`, what the account could buy beyond what it does. total = elasticity x (spend + headroom
    share x headroom) / (touches in a year + 1) x the chance to reach it, in the rep's own money.
    """
    playbook, touches = desk.playbook, yearly_touches(accounts, desk)
    spend = accounts["spend_12"] * playbook.worth_of_a_dollar
    headroom = accounts["headroom"].fillna(0).clip(lower=0) * playbook.worth_of_a_dollar
    base = spend + playbook.headroom_share * headroom
    return accounts.assign(
        spend=spend,
        headroom=headroom,
        touches=touches,
        worth=spend,
        total=playbook.elasticity * base / (touches + 1) * reply_chance(accounts["tries"], playbook),
    )


def growth_steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one more contact, so that it can be redone by hand."""
    playbook, currency = desk.playbook, desk.currency
    room = f" + {playbook.headroom_share:.1%} x {figure(line['headroom'], currency)}" if line["headroom"] else ""
    return [
        f"Twice the contacts bring {playbook.elasticity:.0%} more sales, so one more on top of "
        f"{line['touches']:.1f} a year brings {playbook.elasticity:.0%} / {line['touches'] + 1:.1f}",
        f"({figure(line['spend'], currency)}{room}) x {playbook.elasticity:.0%} / {line['touches'] + 1:.1f} "
        f"x {line['progress_chance']:.1%} who answer = {figure(line['total'], currency)} against never",
    ]
