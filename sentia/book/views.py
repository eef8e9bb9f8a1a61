"""Tabs of one workbook that show some of the records of another again: a filter of theirs, kept as a sheet."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.history import RECORDS
from sentia.book.identifiers import id_keys
from sentia.book.raw import RawTable, some_rows

_SAME_SHAPE = 0.5  # of the fields that either has
_LEAST_FIELDS = 3  # that a row without an id has to share to be the same
_OF_SHEET = frozenset({"status"})  # what the other rows of its sheet decide

Place = tuple[str, str, str]


def without_views(raws: Sequence[RawTable]) -> tuple[list[RawTable], dict[tuple[str, str], str]]:
    """The tables without the rows that a larger tab of their workbook has alike, and a sentence a tab.

    A row is the same where its id is and all that both tabs say of it; without ids a tab is left out only where
    every row of it stands on the other.
    """
    again: dict[Place, np.ndarray] = {}
    notes: dict[tuple[str, str], str] = {}
    for small, large in _pairs(raws):
        seen = again.get(_place(small), np.array([], dtype=np.intp))
        is_same = _is_on(small, large) & ~np.isin(small.rows, seen)
        if is_same.any():
            again[_place(small)] = np.append(seen, small.rows[is_same])
            count = int(is_same.sum())
            notes[small.file, small.sheet] = _sentence(count, large.sheet)
    kept = [_without(raw, again[_place(raw)]) if _place(raw) in again else raw for raw in raws]
    return kept, notes


def _sentence(count: int, sheet: str) -> str:
    if count == 1:
        return f"1 row here stands on '{sheet}' too, and counts once."
    return f"{count:,} rows here stand on '{sheet}' too, and count once each."


def _pairs(raws: Sequence[RawTable]) -> Iterator[tuple[RawTable, RawTable]]:
    """Tables of one kind on two tabs of a file, the one with fewer rows first; of equals the later tab."""
    own = [raw for raw in raws if raw.table in RECORDS and not raw.is_derived and raw.file and len(raw.frame)]
    for at, one in enumerate(own):
        for other in own[at + 1 :]:
            if one.table == other.table and one.file == other.file and one.sheet != other.sheet:
                yield (one, other) if len(one.frame) < len(other.frame) else (other, one)


def _place(raw: RawTable) -> Place:
    return raw.file, raw.sheet, raw.side


def _is_on(small: RawTable, large: RawTable) -> np.ndarray:
    """Which rows of a tab stand alike on the larger one."""
    nothing, every = np.zeros(len(small.frame), bool), set(small.frame) | set(large.frame)
    shared = [name for name in small.frame if name in large.frame and name not in _OF_SHEET]
    if len(shared) < _SAME_SHAPE * len(every):
        return nothing
    identity = schema.IDS[small.table]
    ours, theirs = (_written(raw.frame[shared]) for raw in (small, large))
    is_same = ours.isin(set(theirs)).to_numpy(dtype=bool)
    if _tells_apart(small, identity) and _tells_apart(large, identity):
        return is_same
    fields = small.frame[shared].notna().sum(axis="columns")
    return is_same if is_same.all() and (fields >= _LEAST_FIELDS).all() else nothing


def _tells_apart(raw: RawTable, identity: str) -> bool:
    ids = raw.frame.get(identity)
    return ids is not None and ids.notna().all() and not id_keys(ids).duplicated().any()


def _written(frame: pd.DataFrame) -> pd.Series:
    """Each row as one number that rows with the same values share."""
    return pd.util.hash_pandas_object(frame.astype("str").fillna(""), index=False)


def _without(raw: RawTable, rows: np.ndarray) -> RawTable:
    return some_rows(raw, ~np.isin(raw.rows, rows))
