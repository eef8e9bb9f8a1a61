"""The rep's own lines: what to do in the rep's own words, and what it is worth as the rep sees it.

Formula: the stated worth is the total; what doing it today brings follows from it as for every kind, half-life
14 days. Without a worth the gain is not known, and the line is in the day only once its day has come.
"""

import numpy as np
import pandas as pd

from sentia.book.done import NO_ANSWER
from sentia.book.matching import looked_up
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.desk import Desk
from sentia.day.wording import brief, day_words, figure, money, sentence

KIND = "own action"
POT, PIN = "own:", "pin:"
UNNAMED = "something of your own"
WHO = {"account_id": "str", "contact_id": "str", "opportunity_id": "str"}
SECONDS = 60


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a line of the rep's own that is still to be done, from the day it has to start.

    A must from its last day on (`due_on`; without one, the day of `starts_at`). On the day of `starts_at` it has
    its hour.
    """
    lines = _open_lines(desk) if desk.facts.has("own_actions") else desk.book.own_actions
    if lines.empty:
        return no_candidates()
    due_on = lines["due_on"].fillna(lines["starts_at"].dt.normalize())
    is_today = lines["starts_at"].dt.normalize() == desk.on
    opens = ((lines["starts_at"] - desk.on).dt.total_seconds() / SECONDS).where(is_today)
    worth = lines["worth"].where(lines["worth"] >= 0)
    return candidates_of(
        KIND,
        lines,
        worth=worth,
        total=worth,
        total_low=worth,
        total_high=worth,
        pot=POT + lines["own_action_id"],
        pot_size=worth,
        own_minutes=lines["minutes"].where(lines["minutes"] > 0),
        opens=opens,
        topic=[brief(what) for what in lines["what"].fillna(UNNAMED)],
        because=_reasons(worth, due_on, lines["starts_at"].where(is_today), desk),
        due_on=due_on,
        is_must=due_on <= desk.on,
        is_agreed=True,
    )


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one own line; empty where the rep gave it no worth."""
    if pd.isna(line["total"]):
        return []
    return [f"Worth {figure(line['total'], desk.currency)} against never, as you see it"]


def pinned_lines(pins: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """One candidate a pin, for those without a line of ours today."""
    if pins.empty:
        return no_candidates()
    pins = _with_links(pins, desk)
    contact = pins["contact_id"].fillna(looked_up(pins["account_id"], desk.main_contacts))
    names = looked_up(pins["opportunity_id"], _once(desk.book.opportunities, "opportunity_id")["name"])
    topic = names.fillna(pins["notes"]).fillna("what you pinned")
    return candidates_of(
        KIND,
        pins,
        contact_id=contact,
        pot=PIN + pins.index.to_series(),
        own_minutes=pins["minutes"].where(pins["minutes"] > 0),
        topic=[brief(about) for about in topic],
        because="Nothing of ours is due there today",
        due_on=desk.on,
        is_must=True,
        is_agreed=True,
    )


def action_of(actions: pd.DataFrame) -> pd.Series:
    """The sentence of each own line: what, and for whom."""
    at = (" at " + actions["account"]).where(actions["contact"].notna(), "").fillna("")
    whom = actions["contact"].fillna(actions["account"]) + at
    return actions["topic"] + (": " + whom).fillna("")


def _open_lines(desk: Desk) -> pd.DataFrame:
    """The own lines not done yet whose day to start is not later, with their people and accounts."""
    lines = desk.book.own_actions
    ids = lines["own_action_id"].mask(lines["own_action_id"].duplicated(), lines.index.to_series())
    lines = lines.assign(own_action_id=ids.fillna(lines.index.to_series()))
    log = desk.book.log
    done = log.loc[(log["status"] == "done") & (log["outcome"] != NO_ANSWER.word), "log_id"].astype("str")
    is_done = (f"{KIND}|{POT}" + lines["own_action_id"]).isin(set(done.str.split("@", n=1).str[1]))
    later = lines["starts_at"].dt.normalize() > desk.on
    return _with_links(lines.loc[lines["done_at"].isna() & ~is_done & ~later], desk)


def _with_links(records: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The same rows with the person and the account of the deal, and the account of the person, filled in."""
    deals, people = _once(desk.book.opportunities, "opportunity_id"), desk.facts.contacts
    contact = records["contact_id"].fillna(looked_up(records["opportunity_id"], deals["contact_id"]))
    account = records["account_id"].fillna(looked_up(records["opportunity_id"], deals["account_id"]))
    account = account.fillna(looked_up(contact, people["account_id"]))
    return records.assign(contact_id=contact, account_id=account).astype(WHO)


def _once(records: pd.DataFrame, identity: str) -> pd.DataFrame:
    return records.drop_duplicates(identity).set_index(identity)


def _reasons(worth: pd.Series, due_on: pd.Series, starts_at: pd.Series, desk: Desk) -> list[str]:
    sizes = ["" if pd.isna(size) else f"{money(size, desk.currency)} as you see it" for size in worth]
    late = np.where(due_on < desk.on, "it was for ", "it is for ")
    days = (pd.Series(late, due_on.index) + day_words(due_on)).where(due_on.notna(), "").fillna("")
    hours = [f"it starts at {start:%H:%M}" if pd.notna(start) else "" for start in starts_at]
    rows = zip(sizes, days, hours, strict=True)
    return [sentence("a line of your own", size, day, hour) for size, day, hour in rows]
