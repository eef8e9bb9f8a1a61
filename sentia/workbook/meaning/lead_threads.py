"""Leads and the deals they became, on two sheets of one book: one thread, which is the deal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.identifiers import id_keys
from sentia.book.raw import RawTable, some_rows
from sentia.vocabulary import meant
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.fields import only_rows
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.values import read_ids

_DEALS, _ID, _NAME = "opportunities", ("opportunities", "opportunity_id"), ("opportunities", "name")
_MOSTLY = 0.8  # of a column's ids are those of the other sheet's records
_OTHERWISE = frozenset({"money", "date", "status", "stage", "source", "owner", "score", "kind", "count", "reason"})
_TAKEN = ("account_id", "contact_id", "owner", "source", "created_on", "referred_by", "product")
WHY = "the lead that the deal was"


@dataclass(frozen=True, eq=False)
class Thread:
    """The rows of a sheet of leads, by number, that became deals of another; -1 where a lead did not."""

    leads: SheetReader
    deals: SheetReader
    deal_of: np.ndarray


def threads_of(readers: Sequence[SheetReader]) -> list[Thread]:
    """Which leads became which deals, by a column of ids on either sheet; such a column names no deal.

    A deal's column "Lead" that holds the ids of another sheet's rows is that link and not the deal's name.
    """
    sheets = [reader for reader in readers if reader.subject == _DEALS and len(reader.rows)]
    pairs = [(one, other) for one in sheets for other in sheets if one is not other and other.has(_ID)]
    return [thread for one, other in pairs if (thread := _thread(one, other)) is not None]


def _thread(one: SheetReader, other: SheetReader) -> Thread | None:
    """The thread that a column of `one` tells with the ids of `other`."""
    known = id_keys(other.values(_ID))
    for column, header in enumerate(one.body.headers):
        concepts = read_words(header).concepts
        is_lead, is_deal = "lead" in concepts, {"deal", "flagword"} <= concepts
        if not (is_lead or is_deal) or concepts & _OTHERWISE or _ID in _slots(one.choice, column):
            continue
        cells = only_rows(one.sheet.columns[column], one.body.records)
        ids = id_keys(read_ids(cells).values.iloc[one.body.records].reset_index(drop=True))
        if ids.notna().any() and ids.dropna().isin(known).mean() >= _MOSTLY:
            one.choice = _linked(one.choice, column)
            return _by_lead(one, other, ids, known) if is_lead else Thread(one, other, _places(ids, known))
    return None


def _by_lead(deals: SheetReader, leads: SheetReader, ids: pd.Series, known: pd.Series) -> Thread:
    return Thread(leads, deals, _places(known, ids))


def _places(wanted: pd.Series, among: pd.Series) -> np.ndarray:
    """The number of the row of `among` that has each id; -1 where none has."""
    first = among.dropna().drop_duplicates()
    at = pd.Series(first.index.to_numpy(), first.to_numpy())
    return wanted.map(at).fillna(-1).to_numpy(dtype=np.intp)


def _slots(choice: Choice, column: int) -> list[tuple[str, str]]:
    return [slot for slot, uses in choice.uses.items() if any(use.column == column for use in uses)]


def _linked(choice: Choice, column: int) -> Choice:
    """The choice in which a column is only the link to the leads."""
    uses = {slot: [u for u in used if u.column != column] for slot, used in choice.uses.items()}
    return replace(
        choice, uses={slot: used for slot, used in uses.items() if used}, left={**choice.left, column: WHY}
    )


def as_threads(
    threads: Sequence[Thread], readers: Sequence[SheetReader], tables: Mapping[int, list[RawTable]]
) -> tuple[dict[int, list[RawTable]], dict[int, str]]:
    """The tables with each lead that became a deal counted as that deal, and a sentence a sheet of leads.

    The deal has from its lead what its own row does not say: company, person, owner, where it came from. Leads
    that are said to be converted stand elsewhere where another sheet has deals, whether or not it says which.
    """
    told, sentences = dict(tables), {}
    became = {id(reader): _converted(reader, readers) for reader in readers if reader.subject == _DEALS}
    for thread in threads:
        told[id(thread.deals)] = _filled(told[id(thread.deals)], told[id(thread.leads)], thread.deal_of)
        became[id(thread.leads)] = became[id(thread.leads)] | (thread.deal_of >= 0)
    for key, is_deal in became.items():
        if is_deal.any():
            own, *others = told[key]
            told[key] = [some_rows(own, ~is_deal), *others]
            sentences[key] = _sentence(int(is_deal.sum()))
    return told, sentences


def _sentence(count: int) -> str:
    if count == 1:
        return "1 lead here became a deal on another sheet, and counts once: as that deal."
    return f"{count:,} leads here became deals on another sheet; each counts once, as that deal."


def _converted(reader: SheetReader, readers: Sequence[SheetReader]) -> np.ndarray:
    others = any(other is not reader and other.subject == _DEALS and len(other.rows) for other in readers)
    said = np.zeros(len(reader.rows), bool)
    for slot in (("opportunities", "stage"), ("opportunities", "status")):
        if others and reader.has(slot):
            said = said | meant(reader.texts(slot), "lead status").eq("converted").to_numpy(dtype=bool)
    return said


def _filled(deals: list[RawTable], leads: list[RawTable], deal_of: np.ndarray) -> list[RawTable]:
    """The deals with what only the rows of their leads say."""
    own, lead = deals[0], leads[0].frame
    at = np.flatnonzero(deal_of >= 0)
    frame = own.frame
    for name in (name for name in _TAKEN if name in lead):
        told = pd.Series(lead[name].to_numpy()[at], deal_of[at]).groupby(level=0).first()
        told = schema.conform_values(told.reindex(frame.index), schema.column(_DEALS, name))
        frame = frame.assign(**{name: frame[name].fillna(told) if name in frame else told})
    return [replace(own, frame=frame), *deals[1:]]
