"""Pins: what the rep wants in the day whatever it brings."""

import pandas as pd

from sentia.book.done import NO_ANSWER
from sentia.day.desk import Desk


def pins_of(desk: Desk) -> pd.DataFrame:
    """The pins that hold on the day: one row a judgement, with its `subject`; the last said about each first.

    A pin for one day holds on that day, any other until a line about its deal, person or account (of its kind,
    where it names one) was done since the day it was said.
    """
    rows = desk.judgements.rows
    rows = rows.loc[rows["is_pinned"].fillna(False).astype(bool)]
    if rows.empty:
        return rows
    rows = rows.loc[rows["pinned_for"].isna() | (rows["pinned_for"] == desk.on)]
    rows = rows.iloc[::-1].drop_duplicates(["subject", "kind"])
    return rows.loc[[not _is_done(pin, desk) for _, pin in rows.T.items()]]


def _is_done(pin: pd.Series, desk: Desk) -> bool:
    log = desk.book.log
    done = log.loc[(log["status"] == "done") & (log["outcome"] != NO_ANSWER.word)]
    done = done.loc[(done["planned_for"] >= pin["said_on"]) & (done["planned_for"] <= desk.on)]
    about = pd.Series(False, done.index)
    for subject in desk.judgements.subjects(done).values():
        about |= (subject == pin["subject"]).fillna(False)
    is_kind = done["kind"] == pin["kind"] if pd.notna(pin["kind"]) else pd.Series(True, done.index)
    return bool((about & is_kind).any())


def pinned(actions: pd.DataFrame, pins: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Whether each action (down) is what each pin (across, by judgement row) is about."""
    if pins.empty:
        return pd.DataFrame(index=actions.index, dtype=bool)
    subjects = desk.judgements.subjects(actions)
    about = {}
    for key, pin in pins.T.items():
        level = pin["subject"].split(":", 1)[0]
        is_kind = actions["kind"] == pin["kind"] if pd.notna(pin["kind"]) else pd.Series(True, actions.index)
        about[key] = (subjects[level] == pin["subject"]).fillna(False) & is_kind
    return pd.DataFrame(about, index=actions.index, dtype=bool)


def best_of_each(actions: pd.DataFrame, about: pd.DataFrame) -> pd.Index:
    """The one action of each pin that brings most, ties by the first row; each pin once."""
    ranked = actions["total"].fillna(float("-inf")).sort_values(ascending=False, kind="stable").index
    found = [about.loc[ranked, pin].idxmax() for pin in about if about[pin].any()]
    return pd.Index(found).unique()
