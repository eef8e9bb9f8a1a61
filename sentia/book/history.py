"""What of an earlier export still belongs to the book: what happened, unless the later export tells it too."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.identifiers import id_keys
from sentia.book.names import plain
from sentia.book.raw import RawTable
from sentia.book.ties import TIES

RECORDS = ("accounts", "contacts", "opportunities", "quotes")
FACTS = ("activities", "orders", "cases", "calendar", "log")
_LINKS = {"account_id": "accounts", "contact_id": "contacts", "opportunity_id": "opportunities"}


def split(
    now: Sequence[RawTable], latest: Sequence[RawTable], earlier: Sequence[Sequence[RawTable]]
) -> list[RawTable]:
    """The tables without those of earlier exports that the latest has too.

    Accounts, contacts, deals and quotes are the latest export's. What happened (activities, orders, the calendar)
    is kept from the earlier ones where the latest does not tell it, by id or word for word, and it is not about a
    record that is gone. A table that the latest export does not have stays.
    """
    kept = list(now)
    for held in earlier:
        stays = _what_stays(held, latest)
        kept = [one for raw in kept for one in (stays.get(id(raw), [raw]))]
    return kept


def _what_stays(held: Sequence[RawTable], latest: Sequence[RawTable]) -> dict[int, list[RawTable]]:
    """For each table of an earlier export, by identity, what of it stays: itself, a part of it, or nothing."""
    has = {raw.table for raw in latest if not raw.is_derived}
    aside = {_sheet(raw) for raw in held if not raw.is_derived and raw.table in RECORDS and raw.table in has}
    gone = {table: _names(held, table) - _names(latest, table) for table in RECORDS if table in has}
    stays: dict[int, list[RawTable]] = {}
    for raw in held:
        if raw.table in FACTS and not raw.is_derived and raw.table in has:
            told = [other for other in latest if other.table == raw.table and not other.is_derived]
            stays[id(raw)] = [_untold(raw, told, gone)]
        elif raw.table == TIES and any(other.table == TIES for other in latest):
            stays[id(raw)] = []
        else:
            stays[id(raw)] = [] if _sheet(raw) in aside else [raw]
    return stays


def _sheet(raw: RawTable) -> tuple[str, str]:
    return raw.file, raw.sheet


def _names(raws: Sequence[RawTable], table: str) -> set[str]:
    """What the records of a table are linked by: their ids and their names."""
    found: set[str] = set()
    for raw in raws:
        if raw.table == table and not raw.is_derived:
            found |= (
                set(id_keys(raw.frame[schema.IDS[table]].dropna())) if schema.IDS[table] in raw.frame else set()
            )
            found |= set(plain(raw.frame["name"].dropna())) if "name" in raw.frame else set()
    return found


def _untold(raw: RawTable, told: Sequence[RawTable], gone: dict[str, set[str]]) -> RawTable:
    """The rows of a table that no other tells, and that are about nobody who is gone."""
    keep = ~np.logical_or.reduce([_is_told(raw, other) for other in told])
    for link, table in _LINKS.items():
        if link in raw.frame and table in gone:
            texts = raw.frame[link]
            keep &= ~(id_keys(texts).isin(gone[table]) | plain(texts).isin(gone[table])).to_numpy()
    return replace(raw, frame=raw.frame[keep].reset_index(drop=True), rows=raw.rows[keep])


def _is_told(raw: RawTable, other: RawTable) -> np.ndarray:
    identity = schema.IDS.get(raw.table, "")
    if all(identity in one.frame and one.frame[identity].notna().all() for one in (raw, other)):
        return id_keys(raw.frame[identity]).isin(id_keys(other.frame[identity])).to_numpy()
    both = [name for name in raw.frame if name in other.frame]
    ours, theirs = (pd.util.hash_pandas_object(one.frame[both], index=False) for one in (raw, other))
    return ours.isin(theirs).to_numpy()
