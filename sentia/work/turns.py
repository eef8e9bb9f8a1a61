"""Whose turn each open deal is, and from when one polite check is due where it is not ours."""

import numpy as np
import pandas as pd

from sentia.book.matching import numbers_of
from sentia.book.stage_table import add_stage
from sentia.book.turns import WAITED_ON, turns_of
from sentia.facts.facts import Facts
from sentia.facts.wording import span
from sentia.facts.working_days import working_days_after
from sentia.playbook import Playbook
from sentia.touches import days_between, latest_of
from sentia.work.cadence import longest_of_stage

_WHOM = {"them": "them", "legal": "their lawyers", "procurement": "their buyers"}


def add_turn(deals: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `turn`, `turn_since` and `check_on` to one row per open deal.

    Parameters
    ----------
    deals : DataFrame
        With `stage_kind`, `waiting_on`, `next_step`, `next_step_on`, `stage_turn` and `stage_days` (see
        `stage_table.add_stage`), `stage_since_on`, `last_touch_on`, `heard_on` and `is_owed`.
    playbook : Playbook
        How long each turn usually takes.

    Returns
    -------
    DataFrame
        `turn`: the deal's own `waiting_on`, else what its next step says, else its stage's; ours while they
        wait for our answer. `turn_since`: the day it reached its stage, else of the last touch, else the first
        known. `check_on` (NaT where it is our turn): where a day was agreed, that day (the working day after it
        where they were to do something); else the stage's usual time after `turn_since`. Once that check was
        made, the longest silence at its stage after it.
    """
    step = turns_of(deals["next_step"])
    turn = deals["waiting_on"].fillna(step).fillna(deals["stage_turn"])
    turn = turn.mask(deals["is_owed"], "us")
    since = deals["stage_since_on"].fillna(deals["last_touch_on"]).fillna(deals["heard_on"])
    is_theirs = turn.isin(WAITED_ON)
    turned = {"turn": turn.astype("str"), "turn_since": since}
    if not is_theirs.any():
        return deals.assign(**turned, check_on=pd.Series(pd.NaT, deals.index, dtype="datetime64[us]"))
    assumed = numbers_of("with " + turn, playbook.clocks)
    by_stage = deals["stage_days"].where(deals["waiting_on"].isna() & step.isna())
    first = since + pd.to_timedelta(by_stage.fillna(assumed).round(), unit="D")
    if deals["next_step_on"].notna().any():
        promised = working_days_after(deals["next_step_on"], playbook.clocks_working["promise due"])
        first = promised.where(step.isin(WAITED_ON)).fillna(deals["next_step_on"]).fillna(first)
    again = deals["last_touch_on"] + pd.to_timedelta(longest_of_stage(deals["stage_kind"], playbook), unit="D")
    is_checked = (deals["last_touch_on"] >= first) & deals["next_step_on"].isna()
    check_on = first.mask(is_checked, latest_of(first, again)).astype("datetime64[us]")
    return deals.assign(**turned, check_on=check_on.where(is_theirs))


def add_turn_of_gap(deals: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Add the same to open deals (see `facts.deals`) with `heard_on`, by the log that it has."""
    keyed = deals[["stage", "status"]].set_axis(deals["row_key"])
    stages = add_stage(keyed, facts.book.stages, facts.book.stage_facts)[["stage_turn", "stage_days"]]
    is_owed = facts.places("is_asking", deals) > facts.places("is_word", deals)
    known = {"last_touch_on": facts.days("is_touch", deals), "is_owed": is_owed}
    return add_turn(deals.assign(**stages.set_axis(deals.index), **known), facts.playbook)


def turn_words(deals: pd.DataFrame, on: pd.Timestamp) -> list[str]:
    """ "with them for 9 days: one polite check" where it is theirs, "" where it is ours.

    Examples
    --------
    >>> since = pd.to_datetime(["2026-11-14", "2026-11-14"])
    >>> turn_words(pd.DataFrame({"turn": ["legal", "us"], "turn_since": since}), pd.Timestamp("2026-11-23"))
    ['with their lawyers for 9 days: one polite check', '']
    """
    days = np.maximum(days_between(deals["turn_since"], on), 0)
    rows = zip(deals["turn"], days, strict=True)
    return [
        f"with {_WHOM[turn]}{'' if pd.isna(since) else f' for {span(since)}'}: one polite check"
        if turn in _WHOM
        else ""
        for turn, since in rows
    ]
