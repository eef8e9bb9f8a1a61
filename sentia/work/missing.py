"""Every follow-up that is missing: all kinds of gaps, due until a day, less what rests."""

from collections.abc import Collection
from dataclasses import dataclass
from types import ModuleType

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.errors import BadQuestion
from sentia.facts.evidence import WITHOUT_A_LOG, has_log
from sentia.facts.facts import Facts
from sentia.playbook import Playbook
from sentia.usual import LONGEST_PACE
from sentia.work import (
    attempt_unanswered,
    career_unchecked,
    close_date_passed,
    fresh_look_due,
    information_sent,
    introduction_to_ask,
    introduction_to_return,
    introduction_to_thank,
    meeting_without_follow_up,
    moved,
    new_lead_untouched,
    next_step_late,
    no_next_step,
    nobody_to_call,
    promise_due,
    quiet_beyond_cadence,
    quote_expiring,
    quote_unanswered,
    reorder_overdue,
    reply_owed,
    won_and_not_thanked,
)
from sentia.work.clocks import GAP, LINKS, SHARED
from sentia.work.resting import is_silent

KINDS = (
    reply_owed,
    promise_due,
    next_step_late,
    close_date_passed,
    no_next_step,
    new_lead_untouched,
    attempt_unanswered,
    information_sent,
    quote_unanswered,
    quote_expiring,
    meeting_without_follow_up,
    quiet_beyond_cadence,
    reorder_overdue,
    fresh_look_due,
    moved,
    won_and_not_thanked,
    introduction_to_ask,
    introduction_to_thank,
    introduction_to_return,
    career_unchecked,
    nobody_to_call,
)
_WISH = ["account_id", "contact_id", "every_days"]
COLUMNS = ["kind", "account", "contact", *LINKS, "due_on", "days_late", "amount", "because", "next_touch"]


def follow_up_gaps(
    book: Book,
    on: str | pd.Timestamp,
    playbook: Playbook | None = None,
    owner: str | None = None,
    wishes: pd.DataFrame | None = None,
    kinds: Collection[str] | None = None,
) -> pd.DataFrame:
    """Every follow-up that is missing on a day, the longest due first; one row a gap, indexed by `gap_id`.

    Parameters
    ----------
    book : Book
        The book of business; not changed.
    on : str or Timestamp
        The day, never read from a clock here.
    playbook : Playbook, optional
        Every arguable number; the book's own where none is given.
    owner : str, optional
        Whose follow-ups; None means everybody's. What others did counts all the same.
    wishes : DataFrame, optional
        At which pace the rep wishes to keep up with whom (see `cadence.add_wishes`); what the book's own
        judgements say of it where none are given.
    kinds : collection of str, optional
        Only gaps of these kinds; all where none are named.

    Returns
    -------
    DataFrame
        `kind`, `account` and `contact` (names), their ids, `opportunity_id`, `quote_id`, `due_on`, `days_late`
        (days since then), `amount` (of the deal or quote, NaN where there is none), `because` and `next_touch`.
        The order is by day, kind and id, whatever the order of the book's rows.

    Raises
    ------
    BadQuestion
        A day that is no date, or an owner nobody has.
    """
    return gaps_of(running_on(board_of(book, on, playbook, owner, wishes), kinds))


@dataclass(frozen=True)
class Running:
    """Every clock that runs, due or still to come, by kind, and which of them are silent for now."""

    facts: Facts
    found: dict[ModuleType, pd.DataFrame]
    silent: dict[ModuleType, np.ndarray]


def running_on(facts: Facts, kinds: Collection[str] | None = None) -> Running:
    """The clocks of a day, read once for its gaps and for the state of its records; all kinds, or these."""
    found = _every_clock(facts, kinds)
    return Running(facts, found, _silence(found, facts))


def gaps_of(running: Running) -> pd.DataFrame:
    """The clocks that are due and not silent, as `follow_up_gaps` gives them."""
    facts = running.facts
    due = {kind: (gaps["due_on"] <= facts.on) & ~running.silent[kind] for kind, gaps in running.found.items()}
    said = [_in_words(kind, gaps.loc[due[kind]], facts) for kind, gaps in running.found.items()]
    said = [some for some in said if len(some)]
    gaps = pd.concat(said).rename_axis("gap_id") if said else pd.DataFrame(columns=GAP)
    return _in_columns(gaps.sort_values(["due_on", "kind", "gap_id"], kind="stable") if said else gaps, facts)


def board_of(
    book: Book,
    on: str | pd.Timestamp,
    playbook: Playbook | None = None,
    owner: str | None = None,
    wishes: pd.DataFrame | None = None,
) -> Facts:
    """The facts that gaps are read from; BadQuestion for a day that is no date or an owner nobody has."""
    if owner is not None and owner not in book.owners:
        raise BadQuestion(f"Nobody called {owner!r} owns anything in this book; it has {', '.join(book.owners)}.")
    try:
        day = pd.Timestamp(on)
    except (ValueError, TypeError):
        day = pd.NaT
    if pd.isna(day):
        raise BadQuestion(f"{on!r} is not a day; write it as 2026-11-23.")
    wishes = _own_wishes(book) if wishes is None else wishes
    return Facts(book, day.tz_localize(None).normalize(), playbook or book.playbook, owner, wishes)


def _own_wishes(book: Book) -> pd.DataFrame:
    """What the rep wishes: by the file's own column, then by what was said here, oldest first."""
    judged = book.judgements.sort_values(["said_on", "judgement_id"], na_position="first", kind="stable")
    found = [table.reindex(columns=_WISH).dropna(subset="every_days") for table in (book.accounts, book.contacts)]
    nowhere = pd.Series(index=found[1].index, dtype="str")  # a person's own, wherever they work
    every = pd.concat([found[0], found[1].assign(account_id=nowhere), judged[_WISH]])
    return every.loc[every["every_days"].between(1, LONGEST_PACE)]


def clocks(facts: Facts, kinds: Collection[str] | None = None) -> pd.DataFrame:
    """Every clock that runs, due or still to come, one row each; `is_resting` where it is silent for now.

    Columns: those of `gaps.columns.SHARED` and `is_resting`.
    """
    return clocks_of(running_on(facts, kinds))


def clocks_of(running: Running) -> pd.DataFrame:
    """The clocks that were read already, as `clocks` gives them."""
    if not running.found:
        return pd.DataFrame(columns=[*SHARED, "is_resting"])
    rows = pd.concat([gaps[SHARED] for gaps in running.found.values()]).rename_axis("gap_id")
    return rows.assign(is_resting=np.concatenate(list(running.silent.values())))


def _every_clock(facts: Facts, kinds: Collection[str] | None) -> dict[ModuleType, pd.DataFrame]:
    """The clocks of each kind that has any, of all kinds or of these."""
    found = {kind: kind.clocks(facts) for kind in KINDS if kinds is None or kind.KIND in kinds}
    return {kind: gaps for kind, gaps in found.items() if len(gaps)}


def _silence(found: dict[ModuleType, pd.DataFrame], facts: Facts) -> dict[ModuleType, np.ndarray]:
    """Which gaps of each kind are silent for now (see `resting.is_silent`), asked once for all kinds."""
    if not found:
        return {}
    silent = is_silent(pd.concat([gaps[SHARED] for gaps in found.values()]), facts, {k.KIND: k for k in KINDS})
    ends = np.cumsum([len(gaps) for gaps in found.values()])[:-1]
    return dict(zip(found, np.split(silent, ends), strict=True))


def _in_words(kind: ModuleType, gaps: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    if gaps.empty:
        return gaps
    touch = gaps.get("next_touch", kind.NEXT_TOUCH)
    return gaps.assign(because=kind.say(gaps, facts), next_touch=touch)[GAP]


def _in_columns(gaps: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    due_on = gaps["due_on"].astype("datetime64[us]")
    amount = (
        gaps["amount"].astype(float).fillna(gaps["opportunity_id"].map(facts.every_deal["amount"]).astype(float))
    )
    typed = gaps.astype(dict.fromkeys([*LINKS, "kind", "because", "next_touch"], "str"))
    late = (facts.on - due_on).dt.days.astype(int)
    typed = typed.assign(due_on=due_on, days_late=late, amount=amount)
    return typed.assign(**facts.names_of(typed))[COLUMNS]


def what_cannot_be_known(book: Book) -> list[str]:
    """What no gap can say of this book, in a rep's words; empty where its log says everything."""
    return [] if has_log(book) else [WITHOUT_A_LOG]
