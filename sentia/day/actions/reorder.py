"""Call an account whose re-order is overdue by its own rhythm, or that stopped one of its products.

Formula: the next year's expected orders (which count the chance that the account is gone already) x the
chance that its long wait means goodbye x the share of such accounts that a call keeps x the chance to reach
it. An account that is surely gone is worth about nothing here and comes up once a year to be kept in touch with.
Of a product: what it brought in its last year x the chance that so many orders without it are no chance x the
same share x the chance to reach them.
"""

import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.growing import spend_part
from sentia.day.desk import Desk
from sentia.day.ranges import assumption, combined, ranged, reply_part
from sentia.day.wording import figure, rough, sentence

KIND = "re-order"


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account that waits longer than nine in ten of its own gaps, or stopped a product."""
    return stacked([_overdue(desk), _stopped(desk)])


def _overdue(desk: Desk) -> pd.DataFrame:
    accounts = _accounts_of(desk.follow_ups["re-order overdue"], ["due_on"], desk)
    if accounts.empty:
        return no_candidates()
    base = accounts["expected_12"] * desk.pay.next_dollar
    return _priced(accounts, base, "the re-order that is due", _reasons(accounts, desk), desk)


def _stopped(desk: Desk) -> pd.DataFrame:
    accounts = _accounts_of(
        desk.follow_ups["product stopped"], ["due_on", "product", "a_year", "stopped", "because"], desk
    )
    if accounts.empty:
        return no_candidates()
    accounts = accounts.assign(gone=accounts["stopped"].astype(float))
    base = accounts["a_year"].astype(float) * desk.pay.next_dollar
    topic = accounts["product"] + ", which they no longer buy"
    return _priced(accounts, base, topic, accounts["because"], desk)


def _accounts_of(due: pd.DataFrame, columns: list[str], desk: Desk) -> pd.DataFrame:
    """The accounts for which it is due, with these columns of it."""
    if due.empty:
        return due
    known = due.set_index("account_id")[columns]
    accounts = desk.accounts.loc[desk.accounts["account_id"].isin(known.index)]
    return accounts.join(known.reindex(accounts["account_id"]).set_axis(accounts.index))


def _priced(
    accounts: pd.DataFrame, base: pd.Series, topic: str | pd.Series, because: list[str] | pd.Series, desk: Desk
) -> pd.DataFrame:
    playbook = desk.playbook
    total = base * accounts["gone"] * playbook.rescue_share * desk.reply(accounts, KIND)
    gone, kept = assumption(playbook, learned=1.0), assumption(playbook)
    found = combined([gone, kept, spend_part(accounts), reply_part(playbook, desk.learned["reply"])])
    return candidates_of(
        KIND,
        accounts,
        {"base": base, "gone": accounts["gone"]},
        worth=base,
        total=total,
        **ranged(total, found),
        pot="account:" + accounts["account_id"],
        pot_size=base,
        topic=topic,
        because=because,
    )


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one line, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    gone, kept = f"{line['gone']:.1%}", f"{desk.playbook.rescue_share:.1%}"
    return [
        f"It is lost with a chance of {gone}; a call keeps {kept} of such business if it reaches them",
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
