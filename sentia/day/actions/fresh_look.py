"""A fresh look at an old "no".

Formula: the priced amount x the chance that such a "no" turns x a factor for its reason x a peak at the day
that reason sets (log-normal in the days since) x the chance to reach them. Before that day it has no dollars.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import numbers_of
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.relations import chain
from sentia.day.amounts import add_priced_amount, amount_words
from sentia.day.desk import Desk
from sentia.day.wording import brief, figure, span
from sentia.touches import days_between

KIND = "fresh look"
ASSUMPTIONS = 3  # that it turns, the reason's factor, the peak


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account whose last "no" may be looked at again and was not since that day.

    The last "no" of an account speaks for it. None where it will never do (no fit, stop, closed down), where
    a deal is open or was won since. Due on the day the reason sets, and again every year.
    """
    nos, playbook = _due_nos(desk), desk.playbook
    if nos.empty:
        return no_candidates()
    days = days_between(nos["closed_on"], desk.on)
    factor = numbers_of(nos["reason"], playbook.reason_factors)
    peak = np.exp(-0.5 * (np.log(days / nos["reason_days"]) / playbook.again_spread) ** 2)
    chance = playbook.again_rate * factor * peak
    reply = desk.reply(nos, KIND)
    rate = playbook.worth_of_a_dollar
    total = nos["priced"] * rate * chance * reply
    return candidates_of(
        KIND,
        nos,
        {"base": nos["priced"] * rate, "factor": factor, "peak": peak},
        win_rate=chance,
        worth=nos["priced"] * rate * chance,
        total=total,
        **chain(total, ASSUMPTIONS, nos, desk),
        pot=("deal:" + nos["opportunity_id"]).fillna("quote:" + nos["quote_id"]),
        pot_size=nos["priced"] * rate,
        topic=[f"the no of {span(ago)} ago" for ago in days],
        because=_reasons(nos, days, chance, desk),
    )


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one fresh look, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    rate, reply = desk.playbook.again_rate, line["progress_chance"]
    return [
        f"{rate:.1%} of old noes turn x {line['factor']:g} for the reason x {line['peak']:.1%} for the time since",
        f"{figure(line['base'], desk.currency)} x {rate:.1%} x {line['factor']:g} x {line['peak']:.1%} "
        f"x {reply:.1%} who answer = {figure(line['total'], desk.currency)} against never",
    ]


def _due_nos(desk: Desk) -> pd.DataFrame:
    """The last no of each account, or person without one, that may be looked at again today, with its price."""
    due = desk.follow_ups["fresh look due"]
    if due.empty:
        return due
    quiet = ["last_touch_on", "last_try_on", "tries"]
    person = desk.contacts[quiet].reindex(due["contact_id"]).set_axis(due.index)
    at = desk.accounts[quiet].reindex(due["account_id"]).set_axis(due.index)
    theirs = person.where(due["contact_id"].notna(), at).fillna({"tries": 0})
    wanted = {
        name: due[name] if name in due else pd.Series(index=due.index, dtype="str")
        for name in ("currency", "product", "source")
    }
    nos = due.assign(**wanted, **theirs, closed_on=due["said_on"], amount=due["amount"].astype(float))
    return add_priced_amount(nos, desk.amounts)


def _reasons(nos: pd.DataFrame, days: pd.Series, chance: pd.Series, desk: Desk) -> list[str]:
    why = nos["lost_reason"].fillna("no reason noted")
    rows = zip(days, why, amount_words(nos, desk.currency), chance, strict=True)
    return [
        f"No to {_deal(size)} {span(ago)} ago: {_small(brief(reason))}; {turns:.1%} of such noes turn, assumed"
        for ago, reason, size, turns in rows
    ]


def _deal(size: str) -> str:
    """The amount that was declined, or a deal of which none is known."""
    return f"a deal ({size})" if size[:1].islower() else size


def _small(words: str) -> str:
    """The first letter small, unless the word is all capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
