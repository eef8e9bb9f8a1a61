"""Greet somebody who changed employer, at the new company.

Formula: the usual amount x the chance that a greeting opens a sale x a lifted win chance x what is left of the
moment after so many days x the chance to reach them. All assumed.
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.relations import chain
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.wording import figure, rough
from sentia.playbook import Playbook
from sentia.touches import days_between

KIND = "greet"
STAGE = "qualified"  # what somebody who knows us is at once
ASSUMPTIONS = 3  # that it opens a sale, the lift, the moment


def warm_chance(playbook: Playbook) -> float:
    """The win chance of a sale whose door somebody who knows us opened.

    Examples
    --------
    >>> round(warm_chance(Playbook()), 3)
    0.225
    """
    return min(playbook.warm_most, playbook.warm_lift * playbook.stage_win_rates[STAGE])


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a person who moved and was not greeted; a colleague's deal there changes nothing."""
    moved = desk.follow_ups["moved"]
    if moved.empty:
        return no_candidates()
    playbook, warm = desk.playbook, warm_chance(desk.playbook)
    person = desk.contacts[["last_touch_on", "last_try_on", "tries"]].reindex(moved["contact_id"])
    people = moved.drop(columns=[*person, "amount"], errors="ignore").join(person.set_axis(moved.index))
    people = as_leads(people, desk)
    days = days_between(people["since_on"], desk.on).fillna(playbook.mover_half)  # where nobody knows since when
    fresh = 0.5 ** (np.maximum(days, 0) / playbook.mover_half)
    base = people["priced"] * playbook.worth_of_a_dollar
    total = base * playbook.mover_buys * warm * fresh * desk.reply(people, KIND)
    return candidates_of(
        KIND,
        people,
        {"base": base, "fresh": fresh},
        win_rate=playbook.mover_buys * warm,
        worth=base * playbook.mover_buys * warm,
        total=total,
        **chain(total, ASSUMPTIONS, people, desk),
        pot=("account:" + people["account_id"]).fillna("person:" + people["contact_id"]),
        pot_size=base,
        topic="their new place",
        because=_reasons(people, desk),
    )


def _reasons(people: pd.DataFrame, desk: Desk) -> list[str]:
    rows = zip(people["because"], people["priced"], strict=True)
    return [
        f"{because}; {_sale(amount, desk)} opens in {desk.playbook.mover_buys:.0%} of such cases, assumed"
        for because, amount in rows
    ]


def _sale(amount: float, desk: Desk) -> str:
    return "a sale" if pd.isna(amount) else f"a sale of {rough(amount, desk.currency)}"


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one greeting, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    playbook, warm = desk.playbook, warm_chance(desk.playbook)
    return [
        f"A greeting opens a sale in {playbook.mover_buys:.0%} of cases, won in {warm:.1%}; "
        f"{line['fresh']:.1%} of the moment is left",
        f"{figure(line['base'], desk.currency)} x {playbook.mover_buys:.0%} x {warm:.1%} x {line['fresh']:.1%} "
        f"x {line['progress_chance']:.1%} who answer = {figure(line['total'], desk.currency)} against never",
    ]
