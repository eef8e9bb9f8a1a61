"""Until when a deal or a person rests: as its column says, else as its stage, its notes or their own mail says."""

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.happened import Happened
from sentia.touches import away_until_said, latest_of, may_rest, rests_until_said
from sentia.touches.mail import AWAY

SAYING = ("stage", "next_step", "notes")


def blocked_until(facts: Happened) -> pd.Series:
    """The day until which each deal of anybody's waits, indexed like `every_deal`; NaT where it does not.

    Words count for an open deal without a day of its own and without a dated next step: "call back in Feb", "on
    hold until 1/11", read from the last touch on, else from its own latest day (see `rests_until_said`). While
    its person is away a deal waits in any case.
    """
    deals = facts.every_deal
    stated = deals["blocked_until_on"].astype("datetime64[us]")
    asks = deals["status"].eq("open") & stated.isna() & deals["next_step_on"].isna()
    says_so = np.logical_or.reduce([may_rest(deals[name]) for name in SAYING])
    talking = deals.loc[asks & says_so]
    away = facts.once(away_until)
    if talking.empty and away.empty:
        return latest_of(stated)
    own = latest_of(talking["created_on"], talking["stage_since_on"])
    after = facts.days("is_touch", talking).fillna(own)
    texts = talking[list(SAYING)].fillna("").agg("\n".join, axis="columns") if len(talking) else []
    days = [rests_until_said(text, day) if pd.notna(day) else None for text, day in zip(texts, after, strict=True)]
    found = pd.Series(days, talking.index, dtype="datetime64[us]")
    waits = stated.fillna(found.where(found > facts.on).reindex(deals.index)) if len(found) else stated
    return latest_of(waits, by_person(away, deals["who"]))


def by_person(days: pd.Series, who: pd.Series) -> pd.Series:
    """The day of each person's number; NaT where there is none."""
    return days.reindex(who).set_axis(who.index).astype("datetime64[us]")


def away_until(facts: Happened) -> pd.Series:
    """The day until which each person is away, after the day, by their number (`who`); only those who are.

    As a note at the person says ("on vacation until 30 November"), or their own automatic answer.
    """
    people = facts.contacts.loc[may_rest(facts.contacts["notes"])]
    noted = [away_until_said(text, facts.on) for text in people["notes"]]
    mails = facts.touched.loc[facts.touched["automatic"].eq(AWAY) & (facts.touched["who"] >= 0)]
    noted = pd.Series(noted, people["who"].to_numpy(), dtype="datetime64[us]")
    answered = pd.Series(mails["back_on"].to_numpy("datetime64[us]"), mails["who"].to_numpy())
    days = stacked([noted, answered])
    if days.empty:
        return days
    return days.loc[days > facts.on].groupby(level=0).max().astype("datetime64[us]")
