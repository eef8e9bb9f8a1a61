"""How the cells of one field are read: by the schema's kind, or as what the vocabulary alone knows."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.vocabulary import spellings
from sentia.workbook.files.cells import EMPTY, Cells
from sentia.workbook.meaning.vocabulary import words
from sentia.workbook.values import (
    Read,
    read_choice,
    read_currency,
    read_dates,
    read_days,
    read_flag,
    read_ids,
    read_minutes,
    read_moments,
    read_money,
    read_number,
    read_rate,
    read_text,
)

Slot = tuple[str, str]
# Columns that hold one of a few words, by the subject of the vocabulary that has them.
_CHOICES: dict[Slot, str] = {
    ("accounts", "status"): "account status",
    ("quotes", "status"): "quote status",
    ("activities", "kind"): "activity kinds",
    ("touches", "kind"): "activity kinds",
    ("activities", "direction"): "directions",
    ("activities", "outcome"): "outcomes",
    ("activities", "promise_by"): "parties",
    ("opportunities", "waiting_on"): "parties",
    ("opportunities", "recurrence"): "recurrences",
    ("contacts", "role"): "contact roles",
    ("opportunities", "type"): "deal types",
}
# Fields that the schema does not have, by the kind they are read as.
_OTHERS: dict[Slot, str] = {
    ("opportunities", "is_won"): "flag",
    ("opportunities", "is_lost"): "flag",
    ("opportunities", "is_closed"): "flag",
    ("activities", "is_done"): "text",
    ("activities", "about"): "id",
    ("opportunities", "entered"): "date",
    ("opportunities", "recurring"): "money",
    ("opportunities", "currency"): "currency",
    ("quotes", "currency"): "currency",
    ("touches", "done_at"): "moment",
    ("touches", "maybe_done_at"): "moment",
    ("touches", "due_on"): "date",
    ("owners", "owner_id"): "id",
    ("lines", "order_id"): "id",
    ("lines", "product_id"): "id",
    ("lines", "unit_price"): "money",
    ("lines", "quantity"): "number",
    ("lines", "discount"): "rate",
    ("lines", "line_total"): "money",
    ("products", "product_id"): "id",
    ("products", "price"): "money",
    ("staff", "owner_id"): "id",
}
# Names of people: somebody may be called N/A.
_PEOPLE = tuple(("contacts", name) for name in ("name", "first_name", "last_name"))
# Days that lie ahead when they are written: of a period the last day counts.
_PLANNED = frozenset(
    {
        *("expected_close_on", "due_on", "next_step_on", "valid_until_on", "promise_on", "blocked_until_on"),
        *("contract_ends_on", "notice_on", "competitor_ends_on"),
    }
)
_SOME_DAY = pd.Timestamp("2026-01-01")  # a day without its year is one too, whichever year it is of
_VENDORS_UNITS = {"HubSpot": "milliseconds", "Salesforce": "seconds"}
_UNITS = {
    "minutes": ("minutes", "mins", "min"),
    "milliseconds": ("ms", "milliseconds"),
    "seconds": ("seconds", "secs", "sec"),
    "hours": ("hours", "h", "hrs"),
}


def kind_of(slot: Slot) -> str:
    """The kind of value a field holds: one of the schema's, or `choice` where only listed words count."""
    if slot in _CHOICES:
        return "choice"
    known = {c.name: c.kind for c in schema.TABLES.get(slot[0], ())}
    return _OTHERS.get(slot) or known.get(slot[1], "text")


def read_as(slot: Slot) -> tuple[str, str]:
    """What decides how a column is read for this field: its kind, and the table where that matters too."""
    kind = kind_of(slot)
    if slot in _PEOPLE:
        return kind, "people"
    if kind == "choice":
        return kind, slot[0]
    return kind, "planned" if kind == "date" and slot[1] in _PLANNED else ""


def is_planned(slot: Slot) -> bool:
    """Whether the field is a day that lies ahead when it is written."""
    return slot[1] in _PLANNED


def is_day(slot: Slot) -> bool:
    """Whether the field is a day or a moment."""
    return kind_of(slot) in ("date", "moment")


def read_field(
    slot: Slot,
    cells: Cells,
    header: str = "",
    order: str | None = None,
    vendor: str = "",
    short: str | None = None,
    last: pd.Timestamp | None = None,
) -> Read:
    """The cells read as this field.

    `order` says which part of a date is the day where the cells do not, `short` whether Nov 26 is a day or a
    month, and `last` next to which day those without a year lie; `vendor` what plain minutes count where
    the header does not; of how often something is the header says in what plain numbers count.
    """
    kind = kind_of(slot)
    if kind == "choice":
        return read_choice(cells, spellings(_CHOICES[slot]))
    if kind == "date":
        return read_dates(cells, order, slot[1] in _PLANNED, short, last)
    if kind == "moment":
        return read_moments(cells, order, short, last)
    if kind == "minutes":
        return read_minutes(cells, unit_of(header, vendor))
    if kind == "days":
        return read_days(cells, header)
    if slot in _PEOPLE:
        return read_text(cells, is_name=True)
    if kind == "money":
        return read_money(cells)[0]
    return _READERS[kind](cells)


_READERS: dict[str, Callable[[Cells], Read]] = {
    "id": read_ids,
    "text": read_text,
    "currency": read_currency,
    "number": read_number,
    "rate": read_rate,
    "flag": read_flag,
}


def unit_of(header: str, vendor: str = "") -> str | None:
    """The unit of time that a header names, as "Call Duration (seconds)"; else the vendor's, if it has one.

    HubSpot counts every duration in milliseconds, Salesforce that of calls in seconds; None where neither says.
    """
    said = set(words(header))
    named = next((unit for unit, names in _UNITS.items() if said & set(names)), None)
    if vendor == "Salesforce" and "call" not in said:
        return named
    return named or _VENDORS_UNITS.get(vendor)


def only_rows(cells: Cells, positions: np.ndarray) -> Cells:
    """The same column with every cell empty but those at `positions`, so that rows keep their numbers."""
    kind = np.full(len(cells), EMPTY, dtype=np.int8)
    kind[positions] = cells.kind[positions]
    return Cells(kind, cells.text, cells.number)


def sample(cells: Cells, positions: np.ndarray, size: int) -> Cells:
    """At most `size` filled cells of those at `positions`, evenly spread, as a short column."""
    filled = positions[cells.kind[positions] != EMPTY]
    chosen = (
        filled[np.linspace(0, len(filled) - 1, min(size, len(filled))).astype(np.intp)] if len(filled) else filled
    )
    return Cells(cells.kind[chosen], cells.text.iloc[chosen].reset_index(drop=True), cells.number[chosen])


def share_read(slot: Slot, cells: Cells) -> float:
    """The share of filled cells that can be read as this field, 0 to 1; 1 where no cell is filled."""
    filled = int((cells.kind != EMPTY).sum())
    return 1.0 - len(read_field(slot, cells, last=_SOME_DAY).unread) / filled if filled else 1.0


def first_filled(values: list[pd.Series]) -> pd.Series:
    """Of several columns the first filled value in each row."""
    filled, *others = values
    for other in others:
        filled = filled.fillna(other)
    return filled
