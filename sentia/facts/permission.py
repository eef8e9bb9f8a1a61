"""Who may be called and who may be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sentia.touches.mail import BOUNCED, STOP

if TYPE_CHECKING:
    from sentia.facts.happened import Happened


def no_mail(facts: Happened) -> set[int]:
    """The people (by `who`) who are not written to: they opted out, asked for no more mail, or mail came back.

    Mail that came back counts until they write themselves.
    """
    people, log = facts.contacts, facts.touched
    stop = log["automatic"].eq(STOP) & (log["who"] >= 0)
    back = log.loc[log["automatic"].eq(BOUNCED) & (log["who"] >= 0)]
    heard = facts.last("is_inbound", "who")[back["who"]]
    dead = back.loc[heard < back.index.to_numpy(), "who"]
    return {*people.loc[people["no_email"].fillna(False).astype(bool), "who"], *log.loc[stop, "who"], *dead}


def left_alone(facts: Happened) -> set[int]:
    """The people (by `who`) whom nobody contacts: they asked for it, or want no mail and have no known number.

    Somebody whose mail only came back may still be looked for.
    """
    people, log = facts.contacts, facts.touched
    asked = people["do_not_contact"].fillna(False).astype(bool)
    stop = people["who"].isin(log.loc[log["automatic"].eq(STOP), "who"])
    unwritten = people["no_email"].fillna(False).astype(bool) | stop
    reachable = people.loc[people["phone"].notna(), "who"]
    return {*people.loc[asked, "who"], *people.loc[unwritten & ~people["who"].isin(reachable), "who"]}


def reachable(people: pd.DataFrame, facts: Happened) -> pd.DataFrame:
    """Those of the people (with `who`) who may be called or written to (see `left_alone`)."""
    return people.loc[~people["who"].isin(facts.once(left_alone))]


def is_left_alone(records: pd.DataFrame, facts: Happened) -> pd.Series:
    """Whether the person or the account of each record asked not to be contacted (see `left_alone`)."""
    flagged = facts.accounts["do_not_contact"].fillna(False).astype(bool)
    return records["who"].isin(facts.once(left_alone)) | records["at"].isin(facts.accounts.loc[flagged, "at"])
