"""Attempt unanswered: a try that reached nobody; again after 2, 3, 5 and 8 working days, then slowly.

One mail that sent information, or thanked, is none. Silenced by a touch (of somebody without an open deal: with
anybody at the account) or a planned step. It lapses with the sixth try, and when nobody tried again for long.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import is_among
from sentia.book.stacking import stacked
from sentia.facts.facts import Facts
from sentia.work.clocks import about_decided, ago, clocks_of, says_thanks, when, whom
from sentia.work.information_sent import says_info

KIND, NEXT_TOUCH = "attempt unanswered", "Try again, another way"
DRAFT = "try again"
ACTIONS = ("progress", "keep in touch", "qualify")
RANK = 60
HOLDS = True  # while it runs, no next step is missing
EARLY = "deals"  # are tried again before their turn where that pays more than anything else, after the cool-off
NEEDS = ("activities",)
IS_SALES, STANDS, BY_TICK = True, False, False
BY_PHONE, IN_WRITING = "Call this time", "Write this time"


def clocks(facts: Facts) -> pd.DataFrame:
    """One row a person (a deal where nobody is named) whose last tries reached nobody."""
    if not facts.touched["is_attempt"].any():
        return facts.touched.iloc[:0]
    tried = stacked([_last_tries(facts, "who"), _last_tries(facts, "deal")])
    tried = tried.loc[~tried["is_no_show"]]  # that has a clock of its own
    tried = tried.loc[~about_decided(tried, tried["on"], facts) & ~facts.is_planned(tried)]
    tried = tried.loc[facts.is_mine(facts.owner_of(tried))]
    asks_nothing = says_info(tried, facts).to_numpy() | says_thanks(tried.index.to_numpy(), facts)
    tried = tried.loc[~asks_nothing | (tried["tries"] > 1)]
    schedule = np.array(facts.playbook.attempt_days)
    turn = np.minimum(tried["tries"], len(schedule)).astype(int) - 1
    due_on = facts.working_days(tried["on"], pd.Series(schedule[turn], tried.index), tried)
    slow = tried["on"] + pd.Timedelta(days=facts.playbook.clocks["slow attempts"])
    due_on = due_on.where(tried["tries"] <= len(schedule), slow)
    called = tried["touch_kind"].eq("call")
    lapses_on = facts.working_days(due_on, facts.playbook.lapses[KIND], tried)
    lapses_on = lapses_on.mask(tried["tries"] >= facts.playbook.attempts_most, tried["on"] - pd.Timedelta(days=1))
    touch = pd.Series(np.where(called, IN_WRITING, BY_PHONE), tried.index, dtype="str")
    return clocks_of(KIND, tried, due_on, tried["on"], next_touch=touch, pot=whom(tried), lapses_on=lapses_on)


def _last_tries(facts: Facts, by: str) -> pd.DataFrame:
    """The last try of each person, or deal without one, with `tries` in a row since the last touch."""
    log = facts.touched
    codes, is_try = log[by].to_numpy(), log["is_attempt"].to_numpy()
    counted = is_try & (codes >= 0) if by == "who" else is_try & (codes >= 0) & (log["who"].to_numpy() < 0)
    touched, places = facts.last("is_touch", by), np.flatnonzero(counted)
    places = places[places > touched[codes[places]]]
    tries = np.bincount(codes[places], minlength=len(touched))
    rows = log.loc[places].drop_duplicates(by, keep="last")
    rows = rows.assign(tries=tries[rows[by]], touch_kind=rows["kind"])
    return rows.loc[~_reached_since(rows, facts)]


def _reached_since(rows: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether the deal, or without an open deal anybody at the account, was reached after each try."""
    is_open = is_among(rows["opportunity_id"], facts.deals["opportunity_id"])
    about = facts.last("is_touch", "deal")[rows["deal"]]
    there = np.where(is_open, -1, facts.last("is_touch", "at")[rows["at"]])
    return np.maximum(about, there) > rows.index.to_numpy()


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How many tries, and when the last was."""
    rows = zip(gaps["tries"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"{'one try' if n == 1 else f'{n} tries'} {when(days)} reached nobody" for n, days in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How many tries, and the last of them."""
    rows = zip(gaps["tries"], ago(gaps["since_on"], facts.on), strict=True)
    tries = [(f"{n} tries in a row, the last" if n > 1 else "One try,", when(days)) for n, days in rows]
    return [f"{how} {last}; no answer yet" for how, last in tries]
