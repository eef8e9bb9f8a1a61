"""A deal won or lost: said in the rep's own columns, in the words in which the file says it of others."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.stages import status_of

WON, LOST = "won", "lost"
_REASON = re.compile(r"\s*(?:[-–—:;,/(]|\bbecause\b)\s*")  # what stands between an outcome and its reason


def open_deals(book: Book, ids: Iterable[str], owner: str | None = None) -> pd.DataFrame:
    """The deals with these ids that are open and nobody else's: of this owner, or of no one.

    Of rows with one id those of the first one's name are that deal; one that is called otherwise is another.
    """
    deals = book.opportunities
    is_mine = deals["owner"].isna() | (deals["owner"] == owner) | (owner is None)
    deals = deals.loc[deals["opportunity_id"].isin(list(ids)) & deals["status"].eq("open") & is_mine]
    first = deals["opportunity_id"].map(
        deals.drop_duplicates("opportunity_id").set_index("opportunity_id")["name"]
    )
    return deals.loc[deals["name"].eq(first) | deals["name"].isna() | first.isna()]


def deal_names(deals: pd.DataFrame) -> dict[str, str]:
    """What each of these deals is called, by its id: its name or product, and its amount where two are alike."""
    deals = deals.drop_duplicates("opportunity_id").set_index("opportunity_id")
    names = deals["name"].fillna(deals["product"]).fillna(deals["stage"]).fillna("the deal")
    alike = names.duplicated(keep=False) & deals["amount"].notna()
    amounts = [f" · {amount:,.0f}" for amount in deals["amount"]]
    return dict(names.where(~alike, names.astype("str") + pd.Series(amounts, names.index, dtype="str")))


def won_edits(book: Book, row_keys: Iterable[str], on: pd.Timestamp) -> list[Edit]:
    """The edits after which these deals are won since a day (see `lost_edits`)."""
    return _closed(book, row_keys, on, WON, None)


def lost_edits(book: Book, row_keys: Iterable[str], on: pd.Timestamp, reason: str | None = None) -> list[Edit]:
    """The edits after which these deals are lost since a day, for a reason where one is known.

    The cell in which the rep says how a deal stands changes: its status, its stage, or both where the file has
    both. A deal without either cell is lost in Sentia's own sheet.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"name": ["Pumps"], "stage": ["Lead"]}))
    >>> [(edit.field, edit.value) for edit in lost_edits(book, ["new:1"], pd.Timestamp("2026-11-23"), "price")]
    [('status', 'lost'), ('closed_on', Timestamp('2026-11-23 00:00:00')), ('lost_reason', 'price')]
    """
    return _closed(book, row_keys, on, LOST, reason)


def _closed(book: Book, row_keys: Iterable[str], on: pd.Timestamp, status: str, reason: str | None) -> list[Edit]:
    return [
        Edit("opportunities", key, name, value)
        for key in row_keys
        for name, value in (_standing(book, key, status) | _facts(book, key, on, reason)).items()
    ]


def _standing(book: Book, key: str, status: str) -> dict[str, str]:
    """The status, the stage or both."""
    has_status, has_stage = (_may_write(book, key, name) for name in ("status", "stage"))
    word = closed_word(book, key, status)
    if not has_stage or (has_status and word is None):
        return {"status": status}
    stage = {"stage": word or status.capitalize()}
    follows = not has_status and book.status_at(key, stage["stage"]) == status
    return stage if follows else stage | {"status": status}


def _facts(book: Book, key: str, on: pd.Timestamp, reason: str | None) -> dict[str, Any]:
    facts = {"closed_on": on.normalize(), "lost_reason": (reason or "").strip() or None}
    return {
        name: value
        for name, value in facts.items()
        if value is not None and not book.is_formula("opportunities", key, name)
    }


def _may_write(book: Book, key: str, name: str) -> bool:
    return book.cell("opportunities", key, name) is not None and not book.is_formula("opportunities", key, name)


def closed_word(book: Book, key: str, status: str = LOST) -> str | None:
    """The stage at which most deals of a deal's kind that ended so stand, without a reason of theirs, if any does.

    Of "lost - price" and "lost - timing" it is "lost"; "Closed - Lost" is one word for it.
    """
    stages = book.stages
    stages = stages.loc[stages["status"] == status]
    facts = book.stage_facts.deals
    pipeline = facts["pipeline"].get(key) if len(facts) else None
    own = stages.loc[stages["pipeline"] == pipeline] if isinstance(pipeline, str) else stages
    words = own["stage"].map(_without_reason)
    counts = own["deals"].groupby(words, sort=False).sum()
    return None if counts.empty else str(counts.idxmax())


def _without_reason(stage: str) -> str:
    """
    Examples
    --------
    >>> [_without_reason(stage) for stage in ("lost - price", "Closed - Lost", "Lost (budget)", "dead")]
    ['lost', 'Closed - Lost', 'Lost', 'dead']
    """
    head, *rest = _REASON.split(stage, maxsplit=1)
    is_reason = bool(rest) and status_of(head) == LOST and status_of(rest[0]) != LOST
    return head if is_reason and head else stage
