"""Which ids of a book a spreadsheet spoiled, so that the names beside them have to say who is meant."""

from collections.abc import Sequence

import pandas as pd

from sentia.book import schema
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.values.lost_ids import is_rounded

_NAMED_BY_ID = ("accounts", "contacts", "opportunities")


def lose_shared_ids(readers: Sequence[SheetReader]) -> None:
    """Take the ids out of all sheets that several records share because a spreadsheet rounded them."""
    lost = frozenset(text for reader in readers for ids in _shared(reader) for text in ids)
    for reader in readers if lost else ():
        reader.lose_ids(lost)


def _shared(reader: SheetReader) -> list[set[str]]:
    """The rounded ids of a sheet's own records that occur twice, and those of others that have several names."""
    own = (reader.subject, schema.IDS.get(reader.subject, ""))
    found = [_of_several(reader.values(own), None)] if reader.has(own) else []
    for table in _NAMED_BY_ID:
        identity, name = (table, schema.IDS[table]), (table, "name")
        if table != reader.subject and reader.has(identity) and reader.has(name):
            found.append(_of_several(reader.values(identity), reader.values(name)))
    return found


def _of_several(ids: pd.Series, names: pd.Series | None) -> set[str]:
    """The rounded ids that stand on several records, or beside several names."""
    known = ids[is_rounded(ids)]
    if known.empty:
        return set()
    told = pd.DataFrame({"id": known, "name": known.index if names is None else names.reindex(known.index)})
    told = told.drop_duplicates()
    return set(told.loc[told["id"].duplicated(), "id"])
