"""What rests: who asked to be left alone or said no, what is blocked, parked, put off or ticked off.

Only an answer that is owed stands while somebody rests; a snooze silences the very line it was given to, until
its day, and anything that happens after it is new.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sentia.book.matching import looked_up
from sentia.facts.declines import declined_until
from sentia.facts.facts import Facts
from sentia.facts.permission import is_left_alone, left_alone
from sentia.facts.troubles import troubled

PARKED, SNOOZED, DONE = "parked", "snoozed", "done"


def is_silent(gaps: pd.DataFrame, facts: Facts, kinds: Mapping[str, object]) -> np.ndarray:
    """Whether each gap is silent for now: put off, ticked off, or with its person, deal or account.

    Parameters
    ----------
    gaps : DataFrame
        Of any kinds, with what `gaps.columns.clocks_of` gives each, indexed by their id.
    kinds : mapping
        What each kind says of itself, by its name: its `ACTIONS` (the kinds of line of a day that do it), and
        whether it is sales (`IS_SALES`: it rests after a no), stands whatever rests (`STANDS`) and may be ticked
        off (`BY_TICK`).
    """
    codes, names = pd.factorize(gaps["kind"])
    stands, sales, by_tick = (
        np.array([getattr(kinds[name], flag) for name in names], bool)[codes]
        for flag in ("STANDS", "IS_SALES", "BY_TICK")
    )
    rests = is_alone(gaps, facts) | is_blocked(gaps, facts) | is_parked(gaps, facts)
    rests |= is_with_put_off(gaps, facts)
    rests |= sales & may_not_sell(gaps, facts)
    actions = {name: kind.ACTIONS for name, kind in kinds.items()}
    return (rests & ~stands) | (is_ticked_off(gaps, facts) & by_tick) | is_put_off(gaps, facts, actions)


def is_alone(gaps: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether the person or the account asked to be left alone, or everybody who is known there."""
    people = facts.contacts
    if not facts.once(left_alone):
        return is_left_alone(gaps, facts).to_numpy()
    everybody = people["who"].isin(facts.once(left_alone)).groupby(people["at"]).all()
    nobody_left = gaps["at"].isin(set(everybody.index[everybody]) - {-1}) & (gaps["who"] < 0)
    return (is_left_alone(gaps, facts) | nobody_left).to_numpy()


def may_not_sell(records: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether nothing is to be sold to each record now: they said no of late, or something is wrong there."""
    said_no = declined_until(records, facts) > facts.on
    return (said_no | records["at"].isin(facts.once(troubled))).to_numpy()


def is_blocked(gaps: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether the deal waits for a later day, or all the open deals of a person or account do, or who is away."""
    deals = facts.every_deal.loc[facts.every_deal["status"] == "open"]
    waits = facts.blocked_until.loc[deals.index] > facts.on
    if not waits.any() and facts.away_until.empty:
        return np.zeros(len(gaps), bool)
    is_deal = gaps["opportunity_id"].notna()
    rests = gaps["opportunity_id"].isin(deals.loc[waits, "opportunity_id"])
    for code, others in (("who", gaps["who"] >= 0), ("at", gaps["who"] < 0)):
        all_wait = waits.groupby(deals[code]).all()
        rests |= ~is_deal & others & gaps[code].isin(set(all_wait.index[all_wait]) - {-1})
    whom = gaps["who"].where(gaps["who"] >= 0, looked_up(gaps["contact_id"], facts.contacts["who"]))
    return (rests | whom.isin(facts.away_until.index)).to_numpy()


def is_parked(gaps: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether the deal, its person or its account was parked; a line that names no person parks the account."""
    log = facts.book.log
    parked = log.loc[log["status"] == PARKED] if len(log) else log
    if parked.empty:
        return np.zeros(len(gaps), bool)
    deals = set(parked["opportunity_id"].dropna())
    parked = facts.coded(parked.loc[parked["opportunity_id"].isna()])
    people, accounts = set(parked["who"]) - {-1}, set(parked.loc[parked["who"] < 0, "at"]) - {-1}
    found = gaps["opportunity_id"].isin(deals) | gaps["who"].isin(people) | gaps["at"].isin(accounts)
    return found.to_numpy()


def is_with_put_off(gaps: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether a line about its deal was put off; without a deal, with its person or at its whole account."""
    log = _snoozes(facts)
    if log.empty:
        return np.zeros(len(gaps), bool)
    log = facts.coded(log)
    loose, nobody = gaps["deal"] < 0, gaps["who"] < 0
    of_account = log.loc[log["deal"] < 0]
    ways = (
        ("deal", log, ~loose),
        ("who", log, loose & ~nobody),
        ("at", of_account.loc[of_account["who"] < 0], loose & ~nobody),
        ("at", of_account, loose & nobody),
    )
    rests = np.zeros(len(gaps), bool)
    for code, some, asks in ways:
        last = some.loc[some[code] >= 0].groupby(code)["planned_for"].max()
        put_off_on = last.reindex(gaps[code]).to_numpy("datetime64[us]")
        is_older = put_off_on < gaps["since_on"].to_numpy("datetime64[us]")
        rests |= asks.to_numpy() & ~np.isnat(put_off_on) & ~is_older
    return rests


def _snoozes(facts: Facts) -> pd.DataFrame:
    """The lines of the log that are put off to a day after this one."""
    log = facts.book.log
    if log.empty:
        return log
    log = log.loc[log["status"] == SNOOZED]
    until = log["return_on"].fillna(log["planned_for"] + pd.Timedelta(days=1))
    return log.loc[until > facts.on]


def is_put_off(gaps: pd.DataFrame, facts: Facts, actions: Mapping[str, tuple[str, ...]]) -> np.ndarray:
    """Whether each gap (by its id), or a line of the day that would do it, is snoozed until a later day.

    A snooze without a day of return comes back the day after. `actions` are the lines that do each kind of gap.
    """
    log = _snoozes(facts)
    if log.empty:
        return np.zeros(len(gaps), bool)
    silent = _is_named(gaps.index.to_series(), gaps, log)
    for action in sorted({action for some in actions.values() for action in some}):
        does = gaps["kind"].map({kind: action in some for kind, some in actions.items()}).to_numpy(bool)
        silent = silent | (does & (_named_by(action, "about", gaps, log) | _named_by(action, "pot", gaps, log)))
    return silent


def is_ticked_off(gaps: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether each gap, by its id, was ticked off as done since it began."""
    log = facts.book.log
    if log.empty:
        return np.zeros(len(gaps), bool)
    return _is_named(
        gaps.index.to_series(), gaps, log.loc[(log["status"] == DONE) & (log["planned_for"] <= facts.on)]
    )


def _named_by(action: str, pot: str, gaps: pd.DataFrame, log: pd.DataFrame) -> np.ndarray:
    return _is_named(action + "|" + gaps[pot].astype("str"), gaps, log)


def _is_named(keys: pd.Series, gaps: pd.DataFrame, log: pd.DataFrame) -> np.ndarray:
    """Whether a line of the log names each gap by its key, and did so since it began."""
    if log.empty:
        return np.zeros(len(gaps), bool)
    named = log["log_id"].astype("str").str.split("@", n=1).str[1]
    last = log["planned_for"].groupby(named.to_numpy()).max().reindex(keys.to_numpy()).to_numpy()
    return ~np.isnat(last) & ~(last < gaps["since_on"].to_numpy())
