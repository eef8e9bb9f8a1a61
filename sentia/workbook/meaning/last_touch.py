"""The last touch of each row: from the columns that really say it, and which ones those were.

Preferred in this order: the last mail, call or meeting of either side and the last contact (the latest of them);
then the last done activity; then the last activity, which counts notes and planned events too. The day of an
edit is never taken for a touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.left_alone import AS_SAID
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import exact_meanings, words

TOUCH, MAYBE, EDITED = ("touches", "done_at"), ("touches", "maybe_done_at"), ("left", "modified")
_IN = frozenset("received responded replied inbound incoming erhalten recu recibido ricevuto ontvangen".split())
_OUT = frozenset("sent outbound outgoing gesendet envoye enviado inviato verzonden".split())
_NOT_EDITED = frozenset("by viewed referenced checksum".split())
_DONE = frozenset("done logged completed finished".split())
_COUNTS = {
    "HubSpot": "counts notes and finished tasks",
    "Salesforce": "counts planned events",
}
_COUNTS_ANY = "counts notes and planned events"
_DATED = ("created_on", "closed_on", "stage_since_on")


@dataclass(frozen=True, eq=False)
class LastTouch:
    """When each row was last in touch, read from which column, begun by whom; `sentence` says so for the table.

    `column` is the one column that says it, None where several do.
    """

    done_at: pd.Series
    header: pd.Series
    direction: pd.Series
    sentence: str
    column: int | None = None


def last_touch(reader: SheetReader) -> LastTouch | None:
    """The last touch of each record of a sheet; None where no column says one."""
    sure, unsure = _of(reader, TOUCH), _of(reader, MAYBE)
    used = sure or sorted(unsure, key=lambda use: not _DONE & set(words(use.header)))
    if not used:
        return None
    days = [_moments(reader, use) for use in used]
    chosen = _latest(days) if sure else _first(days)
    later = np.zeros(len(chosen), bool) if sure else _beyond(reader, days, chosen)
    chosen = np.where(later, -1, chosen)
    headers = np.array([*(use.header for use in used), None], dtype=object)
    stacked = np.vstack([*(day.to_numpy("datetime64[us]") for day in days), np.full(len(chosen), "NaT", "M8[us]")])
    return LastTouch(
        done_at=pd.Series(stacked[chosen, np.arange(len(chosen))]).astype("datetime64[us]"),
        header=pd.Series(headers[chosen], dtype="str"),
        direction=pd.Series(_directions(used)[chosen], dtype="str"),
        sentence=_sentence(reader, used, sure, int(later.sum())),
        column=used[0].column if sure and len(used) == 1 else None,
    )


def touch_sentence(reader: SheetReader) -> str:
    """Which column the last touch comes from, and which were left alone and why; "" for nothing to say."""
    touch = last_touch(reader)
    if touch is not None:
        return touch.sentence
    edited = _of(reader, EDITED)
    if not edited or reader.subject not in ("accounts", "contacts", "opportunities"):
        return ""
    return f"No last touch in this table: {_moving(edited)} with every edit."


def _of(reader: SheetReader, slot: Slot) -> list[Use]:
    """The columns whose header means this and which hold something, in the sheet's order."""
    others = {column for column, use in reader.choice.columns.items() if use.slot[0] not in ("touches", "left")}
    others |= {column for column, why in reader.choice.left.items() if why == AS_SAID}
    found = []
    for column, header in enumerate(reader.body.headers):
        meant = next((m for m in exact_meanings(header or "") if m.slot in (TOUCH, MAYBE, EDITED)), None)
        said = reader.choice.columns.get(column)
        is_said = said is not None and said.slot == slot and meant is None
        if column not in others and (is_said or (meant is not None and meant.slot == slot)):
            found.append(said or Use(column, header, TOUCH, meant.confidence, meant.why))
    told = [use for use in found if slot != EDITED or not _NOT_EDITED & set(words(use.header))]
    return [use for use in told if _moments(reader, use).notna().any()]


def _moments(reader: SheetReader, use: Use) -> pd.Series:
    as_touch = Use(use.column, use.header, TOUCH, use.confidence, use.why)
    read = reader.read(as_touch).values.iloc[reader.body.records]
    return read.reset_index(drop=True).astype("datetime64[us]")


def _latest(days: Sequence[pd.Series]) -> np.ndarray:
    """The position of the column with the latest moment of each row; -1 where none has any."""
    known = np.vstack([day.to_numpy("datetime64[us]").astype(np.int64) for day in days])
    empty = np.vstack([day.isna().to_numpy() for day in days])
    known[empty] = np.iinfo(np.int64).min
    return np.where(empty.all(axis=0), -1, known.argmax(axis=0))


def _first(days: Sequence[pd.Series]) -> np.ndarray:
    """The position of the first column that has a moment for each row; -1 where none has any."""
    filled = np.vstack([day.notna().to_numpy() for day in days])
    return np.where(filled.any(axis=0), filled.argmax(axis=0), -1)


def _beyond(reader: SheetReader, days: Sequence[pd.Series], chosen: np.ndarray) -> np.ndarray:
    """Whether a last activity lies after everything else that the table dates: it is a planned one.

    Only a table that says when its records were edited can tell.
    """
    edited = [_moments(reader, use) for use in _of(reader, EDITED)]
    if not edited:
        return np.zeros(len(chosen), bool)
    others = [reader.values((reader.subject, name)) for name in _DATED]
    last = max(day.max() for day in [*edited, *(day for day in others if day is not None)] if day.notna().any())
    stacked = pd.concat(list(days), axis="columns", ignore_index=True).to_numpy("datetime64[us]")
    return (chosen >= 0) & (stacked[np.arange(len(chosen)), chosen] >= (last.normalize() + pd.Timedelta(days=1)))


def _directions(used: Sequence[Use]) -> np.ndarray:
    """Who began what each column dates, where the columns tell both sides apart; at the end, of no column."""
    said = [set(words(use.header)) for use in used]
    sides = ["in" if one & _IN else "out" if one & _OUT else None for one in said]
    told = sides if {"in", "out"} <= set(sides) else [None] * len(sides)
    return np.array([*told, None], dtype=object)


def _sentence(reader: SheetReader, used: Sequence[Use], sure: Sequence[Use], planned: int) -> str:
    counts = _COUNTS.get(reader.vendor, _COUNTS_ANY)
    said = f"Last touch from {_listed(used)}"
    if not sure:
        said += f", the nearest to one in this table: it {counts} too"
    left = _of(reader, MAYBE) if sure else []
    edited = _of(reader, EDITED)
    said += f"; {_listed(left)} left alone because it {counts}" if left else ""
    said += f"; {_moving(edited)} with every edit and is not used" if edited else ""
    rows = f"{planned:,} row{'s' if planned > 1 else ''}"
    said += f"; in {rows} it lies after everything else here and is taken as planned" if planned else ""
    return f"{said}."


def _moving(uses: Sequence[Use]) -> str:
    return f"{_listed(uses)} {'moves' if len({use.header for use in uses}) == 1 else 'each moves'}"


def _listed(uses: Sequence[Use]) -> str:
    *first, last = dict.fromkeys(use.header for use in uses)
    return f"{', '.join(first)} and {last}" if first else last
