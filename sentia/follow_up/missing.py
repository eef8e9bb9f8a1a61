"""Every follow-up that is missing: all kinds of gaps, due until a day, less what rests."""

from collections.abc import Collection
from types import ModuleType

import pandas as pd

from sentia.book.book import Book
from sentia.book.owner_names import owner_named
from sentia.errors import BadQuestion
from sentia.facts.evidence import WITHOUT_A_LOG, has_log
from sentia.facts.facts import Facts, facts_of_day
from sentia.playbook import Playbook
from sentia.work.clocks import GAP, LINKS
from sentia.work.running import Running, running_on, sentences

IN_FILES = "that is in these files"  # how a fault ends of an id that stands in no file
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
    facts = facts_on(book, on, playbook, owner, wishes)
    return gaps_of(facts.once(running_on) if kinds is None else running_on(facts, kinds))


def gaps_of(running: Running) -> pd.DataFrame:
    """The clocks that are due and not silent, as `follow_up_gaps` gives them."""
    facts = running.facts
    said = [_in_words(kind, gaps, running) for kind, gaps in running.due.items() if len(gaps)]
    gaps = pd.concat(said).rename_axis("gap_id") if said else pd.DataFrame(columns=GAP)
    return _in_columns(gaps.sort_values(["due_on", "kind", "gap_id"], kind="stable") if said else gaps, facts)


def _in_words(kind: ModuleType, gaps: pd.DataFrame, running: Running) -> pd.DataFrame:
    touch = gaps.get("next_touch", kind.NEXT_TOUCH)
    return gaps.assign(because=sentences(kind, gaps, running), next_touch=touch)[GAP]


def facts_on(
    book: Book,
    on: str | pd.Timestamp,
    playbook: Playbook | None = None,
    owner: str | None = None,
    wishes: pd.DataFrame | None = None,
) -> Facts:
    """The facts that gaps are read from; BadQuestion for a day that is no date or an owner nobody has."""
    owner = None if owner is None else owner_named(book.owners, owner)
    try:
        day = pd.Timestamp(on)
    except (ValueError, TypeError):
        day = pd.NaT
    if pd.isna(day):
        raise BadQuestion(f"{on!r} is not a day; write it as 2026-11-23.")
    on, playbook = day.tz_localize(None).normalize(), playbook or book.playbook
    return facts_of_day(book, on, playbook, owner) if wishes is None else Facts(book, on, playbook, owner, wishes)


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
    return [*([] if has_log(book) else [WITHOUT_A_LOG]), *_of_nobody(book)]


def _of_nobody(book: Book) -> list[str]:
    """How many activities belong to no record of the book, and which column would link them."""
    count = int(book.activities[LINKS[:3]].isna().all(axis="columns").sum())
    if not count:
        return []
    faults = [fault for fault in book.understanding.faults if str(fault.get("wanted", "")).endswith(IN_FILES)]
    columns = sorted({str(fault["column"]) for fault in faults if fault.get("column")})
    how = (
        f"the file with the records that their column {' or '.join(columns)} names"
        if columns
        else "a column with their company, person or deal"
    )
    whose = "1 activity belongs" if count == 1 else f"{count:,} activities belong"
    return [f"{whose} to no company, person or deal of this book: no follow-up comes of them. Add {how}."]
