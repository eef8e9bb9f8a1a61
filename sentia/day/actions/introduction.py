"""Ask for an introduction after a good delivery, or give something back for one.

Formula of asking: the usual amount x what an introduced customer is worth more x the chance that somebody is
named x that a sale opens x a lifted win chance x what is left of the moment x the chance to reach them. What
giving something back brings is not known: its turn comes by the clock.
"""

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.greet import warm_chance
from sentia.day.actions.relations import chain
from sentia.day.desk import Desk
from sentia.day.leads import as_leads
from sentia.day.wording import figure
from sentia.touches import days_between

KIND = "introduction"
ASSUMPTIONS = 5  # its worth, that one is named, that a sale opens, the lift, the moment
QUIET = ["last_touch_on", "last_try_on", "tries"]


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a person to ask, or to give something back to."""
    return stacked([_asked(desk), _returned(desk)], ignore_index=True)


def _asked(desk: Desk) -> pd.DataFrame:
    asked = desk.follow_ups["introduction to ask"]
    if asked.empty:
        return no_candidates()
    asked = _with_silence(asked, desk)
    playbook = desk.playbook
    people = as_leads(asked, desk)
    fresh = 0.5 ** (np.maximum(days_between(people["due_on"], desk.on), 0) / playbook.delivery_half)
    base = people["priced"] * playbook.worth_of_a_dollar
    chance = playbook.introduction_named * playbook.introduction_opens * warm_chance(playbook)
    total = base * playbook.introduced_worth * chance * fresh * desk.reply(people, KIND)
    return candidates_of(
        KIND,
        people,
        {"base": base, "fresh": fresh},
        win_rate=chance,
        worth=base * playbook.introduced_worth * chance,
        total=total,
        **chain(total, ASSUMPTIONS, people, desk),
        pot="introduction:" + people["account_id"],
        pot_size=base * playbook.introduced_worth,
        topic="whom else they know",
    )


def _returned(desk: Desk) -> pd.DataFrame:
    owed = desk.follow_ups["introduction to return"]
    if owed.empty:
        return no_candidates()
    owed = _with_silence(owed, desk)
    return candidates_of(
        KIND,
        owed.assign(amount=np.nan, opportunity_id=None),
        pot="introduction:" + owed["contact_id"],
        topic="what we can do for them in return",
    )


def _with_silence(gaps: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    person = desk.contacts[QUIET].reindex(gaps["contact_id"]).set_axis(gaps.index)
    at = desk.accounts[QUIET].reindex(gaps["account_id"]).set_axis(gaps.index)
    quiet = person.where(gaps["contact_id"].notna(), at)
    kept = gaps.drop(columns=[name for name in [*QUIET, "amount"] if name in gaps])
    return kept.join(quiet.assign(tries=quiet["tries"].fillna(0.0)))


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one ask, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    playbook, warm = desk.playbook, warm_chance(desk.playbook)
    named, opens = f"{playbook.introduction_named:.0%}", f"{playbook.introduction_opens:.0%}"
    return [
        f"{named} name somebody, {opens} of those become a sale to win, won in {warm:.1%}; an introduced customer "
        f"is worth {playbook.introduced_worth:g} times; {line['fresh']:.1%} of the moment is left",
        f"{figure(line['base'], desk.currency)} x {playbook.introduced_worth:g} x {named} x {opens} x {warm:.1%} "
        f"x {line['fresh']:.1%} x {line['progress_chance']:.1%} who answer "
        f"= {figure(line['total'], desk.currency)} against never",
    ]
