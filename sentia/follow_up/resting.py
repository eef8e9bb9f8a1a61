"""What rests: who asked to be left alone, what is blocked, parked or put off, and what was ticked off.

Only an answer that is owed stands while somebody rests; a snooze silences the very line it was given to, until
its day, and anything that happens after it is new.
"""

import numpy as np
import pandas as pd

from sentia.follow_up.board import Board

PARKED, SNOOZED, DONE = "parked", "snoozed", "done"


def is_resting(gaps: pd.DataFrame, board: Board) -> np.ndarray:
    """Whether each gap rests whatever is due: left alone, blocked until a later day, or parked."""
    return is_left_alone(gaps, board) | is_blocked(gaps, board) | is_parked(gaps, board)


def is_left_alone(gaps: pd.DataFrame, board: Board) -> np.ndarray:
    """Whether the person or the account asked not to be contacted."""
    people, accounts = board.contacts, board.accounts
    who = set(people.loc[_flagged(people), "who"])
    at = set(accounts.loc[_flagged(accounts), "at"])
    return gaps["who"].isin(who).to_numpy() | gaps["at"].isin(at).to_numpy()


def _flagged(records: pd.DataFrame) -> pd.Series:
    return records["do_not_contact"].fillna(False).astype(bool)


def is_blocked(gaps: pd.DataFrame, board: Board) -> np.ndarray:
    """Whether the deal waits for a later day; of a person or an account, whether all their open deals do."""
    deals = board.every_deal.loc[board.every_deal["status"] == "open"]
    waits = deals["blocked_until_on"] > board.on
    blocked = set(deals.loc[waits, "opportunity_id"])
    is_deal = gaps["opportunity_id"].notna()
    rests = gaps["opportunity_id"].isin(blocked)
    for code, others in (("who", gaps["who"] >= 0), ("at", gaps["who"] < 0)):
        all_wait = waits.groupby(deals[code]).all()
        rests |= ~is_deal & others & gaps[code].isin(set(all_wait.index[all_wait]) - {-1})
    return rests.to_numpy()


def is_parked(gaps: pd.DataFrame, board: Board) -> np.ndarray:
    """Whether the deal, its person or its account was parked; a line that names no person parks the account."""
    log = board.book.log
    parked = log.loc[log["status"] == PARKED]
    deals = set(parked["opportunity_id"].dropna())
    parked = board.coded(parked.loc[parked["opportunity_id"].isna()])
    people, accounts = set(parked["who"]) - {-1}, set(parked.loc[parked["who"] < 0, "at"]) - {-1}
    found = gaps["opportunity_id"].isin(deals) | gaps["who"].isin(people) | gaps["at"].isin(accounts)
    return found.to_numpy()


def is_put_off(gaps: pd.DataFrame, board: Board, actions: tuple[str, ...]) -> np.ndarray:
    """Whether each gap (by its id), or the line of the day that would do it, is snoozed until a later day.

    A snooze without a day of return comes back the day after. `actions` are the kinds of line that do these gaps.
    """
    log = board.book.log.loc[board.book.log["status"] == SNOOZED]
    until = log["return_on"].fillna(log["planned_for"] + pd.Timedelta(days=1))
    return _is_named(gaps, log.loc[until > board.on], actions)


def is_ticked_off(gaps: pd.DataFrame, board: Board) -> np.ndarray:
    """Whether each gap, by its id, was ticked off as done since it began."""
    return _is_named(gaps, board.book.log.loc[board.book.log["status"] == DONE], ())


def _is_named(gaps: pd.DataFrame, log: pd.DataFrame, actions: tuple[str, ...]) -> np.ndarray:
    """Whether a line of the log names each gap, or its pot under one of the kinds of action, since it began."""
    named = log["log_id"].astype("str").str.split("@", n=1).str[1]
    last = log["planned_for"].groupby(named.to_numpy()).max()
    keys = [gaps.index.to_series()] + [action + "|" + gaps[pot] for action in actions for pot in ("pot", "about")]
    said = pd.concat([last.reindex(key).set_axis(gaps.index) for key in keys], axis="columns").max(axis="columns")
    return (said.notna() & ~(said < gaps["since_on"])).to_numpy()
