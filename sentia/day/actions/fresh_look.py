"""A fresh look at an old "no".

Formula: the priced amount x the chance that such a "no" turns x a factor for its reason x a peak at the day
that reason sets (log-normal in the days since) x the chance to reach them. Before that day it has no dollars.
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.amounts import add_priced_amount, amount_words
from sentia.day.desk import Desk
from sentia.day.nos import last_nos
from sentia.day.value import assumed_band
from sentia.day.wording import sentence, span
from sentia.estimates.replies import reply_chance
from sentia.touches import days_between

KIND = "fresh look"
YEAR = 365


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an account whose last "no" may be looked at again and was not since that day.

    The last "no" of an account speaks for it. None where it will never do (no fit, stop, closed down), where
    a deal is open or was won since. Due on the day the reason sets, a must within ten working days of it,
    and due again every year.
    """
    nos = _last_nos(desk)
    playbook, days = desk.playbook, days_between(nos["closed_on"], desk.on)
    peak = np.exp(-0.5 * (np.log(days / nos["reason_days"]) / playbook.again_spread) ** 2)
    factor = nos["reason"].map(dict(playbook.reason_factors)).astype(float)
    reply = reply_chance(nos["tries"], playbook)
    share = playbook.again_rate * factor * peak * reply * playbook.worth_of_a_dollar
    low, high = assumed_band(4, playbook)
    return candidates_of(
        KIND,
        nos,
        win_rate=playbook.again_rate * factor * peak,
        worth=nos["priced"] * playbook.again_rate * factor * peak * playbook.worth_of_a_dollar,
        total=nos["priced"] * share,
        total_low=nos["priced_low"] * share * low,
        total_high=nos["priced_high"] * share * high,
        pot="deal:" + nos["opportunity_id"],
        pot_size=nos["priced"] * playbook.worth_of_a_dollar,
        topic="a fresh look after the no",
        because=_reasons(nos, days, desk),
        basis="assumed",
        is_must=_is_within_window(nos["due_on"], desk),
    )


def _last_nos(desk: Desk) -> pd.DataFrame:
    """The last "no" of each account that is due a fresh look and has not had one."""
    nos = last_nos(desk)
    busy = nos["account_id"].isin(set(desk.accounts.loc[desk.accounts["has_deal"], "account_id"]))
    nos = _with_turn(nos.loc[~nos["is_final"] & ~busy & desk.is_mine(nos["owner"])], desk)
    silent = ~(nos["last_touch_on"] >= nos["due_on"])
    due = nos.loc[(nos["due_on"] <= desk.on) & silent]
    return add_priced_amount(due, desk.book.opportunities, desk.playbook, desk.currency)


def _with_turn(nos: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Whom to ask, how long they have been quiet, and the latest yearly turn that has come."""
    first = nos["closed_on"] + pd.to_timedelta(nos["reason_days"], unit="D")
    years = ((desk.on - first).dt.days // YEAR).clip(lower=0)
    contact = nos["contact_id"].fillna(nos["account_id"].map(desk.main_contacts))
    quiet = desk.contacts.reindex(contact).set_axis(nos.index)
    at = desk.accounts.reindex(nos["account_id"]).set_axis(nos.index)
    return nos.assign(
        contact_id=contact,
        due_on=first + pd.to_timedelta(years * YEAR, unit="D"),
        last_touch_on=quiet["last_touch_on"].where(contact.notna(), at["last_touch_on"]),
        last_try_on=quiet["last_try_on"].where(contact.notna(), at["last_try_on"]),
        tries=quiet["tries"].where(contact.notna(), at["tries"]).fillna(0),
    )


def _is_within_window(due_on: pd.Series, desk: Desk) -> pd.Series:
    if due_on.empty:
        return pd.Series(False, due_on.index)
    passed = np.busday_count(due_on.to_numpy("datetime64[D]"), desk.on.to_numpy().astype("datetime64[D]"))
    return pd.Series(passed <= desk.playbook.fresh_look_window, due_on.index)


def _reasons(nos: pd.DataFrame, days: pd.Series, desk: Desk) -> list[str]:
    why = nos["lost_reason"].fillna("no reason noted")
    rows = zip(days, why, amount_words(nos, desk.currency), strict=True)
    return [
        sentence(f"a no {span(ago)} ago ({reason})", size, "about as good as a cold lead, assumed")
        for ago, reason, size in rows
    ]
