"""Call an account whose re-order is overdue by its own rhythm.

Formula: the next year's expected orders (which count the chance that the account is gone already) x the share
that a call keeps x how unusual the wait is x the chance to reach it. An account that is surely gone is worth
about nothing here and comes up once a year to be kept in touch with.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.desk import Desk
from sentia.day.value import assumed_band
from sentia.day.wording import rough, sentence
from sentia.estimates.replies import reply_chance

KIND = "re-order"


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account with two orders or more whose wait is longer than nine in ten of its own."""
    playbook, accounts = desk.playbook, desk.accounts
    late = (accounts["tail"] < playbook.overdue_tail) & (accounts["alive"] >= playbook.gone_below)
    accounts = accounts.loc[late & desk.is_mine(accounts["owner"])]
    worth = accounts["expected_12"] * playbook.worth_of_a_dollar
    total = worth * playbook.rescue_share * (1 - accounts["tail"]) * reply_chance(accounts["tries"], playbook)
    low, high = assumed_band(3, playbook)
    return candidates_of(
        KIND,
        accounts,
        worth=worth,
        total=total,
        total_low=total * low,
        total_high=total * high,
        pot="account:" + accounts["account_id"],
        pot_size=worth,
        topic="the re-order that is due",
        because=_reasons(accounts, desk),
        due_on=accounts["last_on"] + pd.to_timedelta(accounts["overdue_days"].round(), unit="D"),
        basis="mixed",
    )


def _reasons(accounts: pd.DataFrame, desk: Desk) -> list[str]:
    rows = zip(
        accounts["typical_days"], accounts["days_since"], accounts["alive"], accounts["expected_12"], strict=True
    )
    return [
        sentence(
            f"orders about every {typical:.0f} days, now {waited:.0f}",
            f"{1 - alive:.0%} chance they are gone",
            f"a year should bring {rough(year, desk.currency)}",
        )
        for typical, waited, alive, year in rows
    ]
