"""What is planned: steps agreed on deals, activities still to come, appointments; and what was done.

A step that was to happen counts as done when something of its kind, or that says the same, happened on its day or
later; a touch about something else does not do it.
"""

import numpy as np
import pandas as pd

from sentia.book.once import alike_without_rows
from sentia.book.stacking import stacked
from sentia.facts.alike import is_same_thing, kinds_meant
from sentia.facts.evidence import is_somebodys
from sentia.facts.happened import Happened
from sentia.touches.reached import CALLED_OFF, STILL_TO_COME, still_planned

COLUMNS = ["what", "due_on", "starts_at", "step_kind", "contact_id", "account_id", "opportunity_id", "activity_id"]
COLUMNS += ["who", "deal", "at"]
OF_DEAL = ["status", "closed_on", "next_step", "next_step_on", "next_step_at"]
SEEN = ["row", "done_at", "kind", "on", "is_touch", "is_word", "is_inbound", "is_asking", "outcome"]
SHORTEST_NAME = 4  # a shorter name may be part of another word in an appointment's title


def dated_steps(facts: Happened) -> pd.DataFrame:
    """One row a step with a date that is still to be done, late ones included; anybody's.

    `what` is its words (missing where only a day is noted), `starts_at` its hour (NaT where none is noted); of a
    deal's own step `activity_id` and `step_kind`, the kind of an activity, are missing.
    """
    steps = stacked([_of_deals(facts), _activities(facts)], ignore_index=True)[COLUMNS]
    late = steps.loc[steps["due_on"] <= facts.on]
    if late.empty:
        return steps
    return steps.drop(index=late.index[was_done(late, facts)])


def _of_deals(facts: Happened) -> pd.DataFrame:
    deals = facts.every_deal[[*OF_DEAL, "contact_id", "account_id", "opportunity_id", "who", "deal", "at"]]
    is_alive = deals["status"].eq("open") | (deals["next_step_on"] > deals["closed_on"])
    return _as_steps(deals.loc[is_alive & deals["next_step_on"].notna()])


@alike_without_rows
def _as_steps(deals: pd.DataFrame) -> pd.DataFrame:
    nothing = pd.Series(index=deals.index, dtype="str")
    starts_at = deals["next_step_at"].where(deals["next_step_at"].dt.normalize() == deals["next_step_on"])
    steps = deals.assign(what=deals["next_step"], due_on=deals["next_step_on"], starts_at=starts_at)
    return steps.assign(activity_id=nothing, step_kind=nothing)[COLUMNS]


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
    at = planned["done_at"].where(planned["done_at"] > planned["done_at"].dt.normalize())
    planned = planned.assign(
        what=planned["subject"].fillna(planned["notes"]).fillna(planned["kind"]),
        starts_at=at.where(at.dt.normalize() == planned["due_on"]),
        step_kind=planned["kind"],
    )
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
    done = done.loc[~done["outcome"].isin((STILL_TO_COME, CALLED_OFF))]  # what is planned does not do itself
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


def appointments(facts: Happened) -> pd.DataFrame:
    """One row an account that an appointment to come names: its ids, `at`, `what` (the title), `starts_at`."""
    return _named_in(facts.book.calendar, facts)


@alike_without_rows
def _named_in(calendar: pd.DataFrame, facts: Happened) -> pd.DataFrame:
    calendar = calendar.dropna(subset="title")
    calendar = calendar.loc[calendar["starts_at"] >= facts.on, ["starts_at", "title"]].sort_values("starts_at")
    accounts = facts.accounts[["account_id", "contact_id", "opportunity_id", "who", "deal", "at"]]
    titles = " | ".join(calendar["title"]).casefold()
    names = facts.accounts["name"].fillna("").str.casefold()
    named = [name for name in names.unique() if len(name) >= SHORTEST_NAME and name in titles]
    found = [
        accounts.loc[names == name].assign(what=title, starts_at=starts)
        for name in named
        for starts, title in calendar[["starts_at", "title"]].itertuples(index=False)
        if name in title.casefold()
    ]
    return stacked(found) if found else accounts.iloc[:0].assign(what="", starts_at=calendar["starts_at"].iloc[:0])
