"""What is planned: steps agreed on deals, activities still to come, appointments; and what was done.

A step that was to happen counts as done when something of its kind, or that says the same, happened on its day or
later; a touch about something else does not do it.
"""

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.alike import is_same_thing, kinds_meant
from sentia.facts.evidence import is_somebodys
from sentia.facts.happened import Happened
from sentia.touches import still_planned

COLUMNS = ["what", "due_on", "contact_id", "account_id", "opportunity_id", "activity_id", "who", "deal", "at"]
OF_DEAL = ["status", "closed_on", "next_step", "next_step_on"]
SEEN = ["row", "done_at", "kind", "on", "is_touch", "is_word", "is_inbound", "is_asking", "outcome"]
SHORTEST_NAME = 4  # a shorter name may be part of another word in an appointment's title


def dated_steps(facts: Happened) -> pd.DataFrame:
    """One row a step with a date that is still to be done, late ones included; anybody's.

    `what` is its words (missing where only a day is noted), `activity_id` is missing for a deal's own step.
    """
    steps = stacked([_of_deals(facts), _activities(facts)], ignore_index=True)[COLUMNS]
    late = steps.loc[steps["due_on"] <= facts.on]
    if late.empty:
        return steps
    return steps.drop(index=late.index[was_done(late, facts)])


def _of_deals(facts: Happened) -> pd.DataFrame:
    deals = facts.every_deal[[*OF_DEAL, "contact_id", "account_id", "opportunity_id", "who", "deal", "at"]]
    is_alive = deals["status"].eq("open") | (deals["next_step_on"] > deals["closed_on"])
    deals = deals.loc[is_alive & deals["next_step_on"].notna()]
    nothing = pd.Series(index=deals.index, dtype="str")
    return deals.assign(what=deals["next_step"], due_on=deals["next_step_on"], activity_id=nothing)[COLUMNS]


def _activities(facts: Happened) -> pd.DataFrame:
    """Planned activities; not from before their deal was decided, nor what a deal's own step already says."""
    planned = still_planned(facts.book.activities, facts.on).sort_index()
    if planned.empty:
        return planned
    planned = facts.coded(planned)
    planned = planned.loc[is_somebodys(planned)]
    every = facts.every_deal
    is_closed = is_over(planned, planned["due_on"], facts)
    stated = pd.MultiIndex.from_frame(every[["opportunity_id", "next_step_on"]])
    is_said = pd.MultiIndex.from_frame(planned[["opportunity_id", "due_on"]]).isin(stated)
    planned = planned.assign(what=planned["subject"].fillna(planned["notes"]).fillna(planned["kind"]))
    return planned.loc[~is_closed & ~(is_said & planned["opportunity_id"].notna())][COLUMNS]


def is_over(records: pd.DataFrame, due_on: pd.Series, facts: Happened) -> pd.Series:
    """Whether each record's deal was decided on its day or later, or on a day that is not known."""
    deals = facts.deal_of(records, ["status", "closed_on"])
    return deals["status"].isin(["won", "lost"]) & ~(deals["closed_on"] < due_on)


def was_done(steps: pd.DataFrame, facts: Happened) -> np.ndarray:
    """Whether each step was done on its day or later, by its kind or its words; of its deal, person or account."""
    if steps.empty:
        return np.zeros(0, bool)
    done = happened_since(steps, steps["due_on"], facts)
    wanted, kinds = steps["what"].to_numpy(object)[done["thing"]], done["kind"].to_numpy(object)
    rows = zip(wanted, kinds, done["is_touch"] | done["is_word"], facts.texts(done["row"]), strict=True)
    is_it = [_is_it(*row) for row in rows]
    return np.isin(np.arange(len(steps)), done.loc[is_it, "thing"])


def _is_it(wanted: str | float, kind: str | float, reached: bool, said: str) -> bool:
    if not isinstance(wanted, str):
        return reached
    return (reached and kind in kinds_meant(wanted)) or is_same_thing(wanted, said)


def happened_since(things: pd.DataFrame, since: pd.Series, facts: Happened) -> pd.DataFrame:
    """What happened to the deal, else the person, else the account of each thing on a day or later.

    About a deal, or with its person about none. One row a thing and activity: `thing` (its place), and what the
    log has of the activity.
    """
    things = things.assign(since=since, thing=np.arange(len(things)))
    log = facts.touched[["on", "who", "deal", "at"]]
    has_deal, has_person = things["deal"] >= 0, things["who"] >= 0
    log = log.assign(place=np.arange(len(log)))
    loose = log.loc[log["deal"] < 0]
    ways = (
        (has_deal, log, "deal"),
        (has_deal & has_person, loose, "who"),
        (~has_deal & has_person, log, "who"),
        (~has_deal & ~has_person, log, "at"),
    )
    found = [_joined(things.loc[some], seen, code) for some, seen, code in ways if some.any()]
    pairs = pd.concat(found) if found else pd.DataFrame({"thing": [], "place": []}, dtype=int)
    seen = facts.touched[SEEN].take(pairs["place"]).reset_index(drop=True)
    return seen.assign(thing=pairs["thing"].to_numpy())


def _joined(things: pd.DataFrame, log: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of the log that share this code with each thing, from its day on."""
    things = things.loc[things[code] >= 0, [code, "thing", "since"]]
    joined = things.merge(log.loc[np.isin(log[code], things[code]), [code, "on", "place"]], on=code)
    return joined.loc[joined["on"] >= joined["since"]]


def appointed_accounts(facts: Happened) -> set[int]:
    """The accounts (`at`) that an appointment still to come names."""
    calendar = facts.book.calendar
    titles = " | ".join(calendar.loc[calendar["starts_at"] >= facts.on, "title"].dropna()).casefold()
    if not titles:
        return set()
    names = facts.accounts["name"].fillna("").str.casefold()
    return {at for at, name in zip(facts.accounts["at"], names, strict=True) if _names(titles, name)}


def _names(titles: str, name: str) -> bool:
    return len(name) >= SHORTEST_NAME and name in titles
