"""Call an account whose re-order is overdue by its own rhythm.

Formula: the next year's expected orders (which count the chance that the account is gone already) x the
chance that its long wait means goodbye x the share of such accounts that a call keeps x the chance to reach
it. An account that is surely gone is worth about nothing here and comes up once a year to be kept in touch with.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.desk import Desk
from sentia.day.value import assumed_band
from sentia.day.wording import figure, rough, sentence
from sentia.estimates.replies import reply_chance

KIND = "re-order"
ASSUMPTIONS = 3  # the chance that it is gone, what a call keeps, the reply


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account with two orders or more whose wait is longer than nine in ten of its own."""
    due = desk.follow_ups["re-order overdue"]
    if due.empty:
        return no_candidates()
    playbook, accounts = desk.playbook, desk.accounts
    due_on = due.set_index("account_id")["due_on"]
    accounts = accounts.loc[accounts["account_id"].isin(due_on.index)]
    if accounts.empty:
        return no_candidates()
    accounts = accounts.assign(due_on=due_on.reindex(accounts["account_id"]).set_axis(accounts.index))
    worth = accounts["expected_12"] * playbook.worth_of_a_dollar
    reply = reply_chance(accounts["tries"], playbook)
    total = worth * accounts["gone"] * playbook.rescue_share * reply
    low, high = assumed_band(ASSUMPTIONS, playbook)
    return candidates_of(
        KIND,
        accounts,
        {"base": worth, "gone": accounts["gone"]},
        worth=worth,
        total=total,
        total_low=total * low,
        total_high=total * high,
        pot="account:" + accounts["account_id"],
        pot_size=worth,
        topic="the re-order that is due",
        because=_reasons(accounts, desk),
        basis="mixed",
    )


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one line, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    gone, kept = f"{line['gone']:.1%}", f"{desk.playbook.rescue_share:.1%}"
    return [
        f"They are gone with a chance of {gone}; a call keeps {kept} of such accounts if it reaches them",
        f"{figure(line['base'], desk.currency)} a year x {gone} x {kept} x {line['progress_chance']:.1%} "
        f"= {figure(line['total'], desk.currency)} against never",
    ]


def _reasons(accounts: pd.DataFrame, desk: Desk) -> list[str]:
    names = ["typical_days", "days_since", "gone", "expected_12"]
    return [
        sentence(
            f"orders about every {typical:.0f} days, now {waited:.0f}",
            f"{gone:.0%} chance they are gone",
            f"a year should bring {rough(year, desk.currency)}" if pd.notna(year) else "no amounts given",
        )
        for typical, waited, gone, year in zip(*(accounts[name] for name in names), strict=True)
    ]
