"""One understood sheet, its columns read on demand: what every table it holds is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.workbook.files.cells import EMPTY, Cells, Sheet, stretch
from sentia.workbook.meaning.bodies import Body
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.fields import Slot, first_filled, is_day, kind_of, only_rows, read_as, read_field
from sentia.workbook.meaning.several_values import MAY_BE_SEVERAL, parts_of
from sentia.workbook.meaning.uses import Use
from sentia.workbook.values import Read, read_money, scale_of
from sentia.workbook.values.lost_ids import without_ids
from sentia.workbook.values.serials import since_1900

_IDENTITY = frozenset(
    {
        *(("accounts", "account_id"), ("accounts", "name"), ("contacts", "contact_id"), ("contacts", "name")),
        *(("contacts", "first_name"), ("contacts", "last_name"), ("contacts", "email"), ("contacts", "phone")),
        *(("opportunities", "opportunity_id"), ("opportunities", "name"), ("quotes", "quote_id")),
        *(
            ("activities", "activity_id"),
            ("activities", "subject"),
            ("activities", "notes"),
            ("activities", "kind"),
        ),
        *(("cases", "case_id"), ("cases", "subject")),
        *(("orders", "order_id"), ("calendar", "starts_at"), ("calendar", "title"), ("lines", "order_id")),
        *(("products", "product_id"), ("products", "name"), ("log", "log_id"), ("staff", "owner_id")),
        *(("staff", "name"), ("staff", "first_name"), ("staff", "last_name"), ("staff", "email")),
    }
)


_REACHED = (("contacts", "email"), ("contacts", "phone"))
_HEADER_ALONE = 1  # filled cells of a column without values


def identity_columns(choice: Choice) -> list[int]:
    """The columns without any of which a row says nobody and nothing."""
    return [use.column for slot, uses in choice.uses.items() if slot in _IDENTITY for use in uses]


def columns_of_own(choice: Choice, sheet: Sheet) -> list[int]:
    """The same; where rows have ids of their own, an address or a number alone goes on with the row above."""
    subject = choice.kind.subject
    ids = choice.uses.get((subject, schema.IDS.get(subject, "")), ())
    if not any((sheet.columns[use.column].kind != EMPTY).sum() > _HEADER_ALONE for use in ids):
        return identity_columns(choice)
    reached = [use.column for slot in _REACHED for use in choice.uses.get(slot, ())]
    return [column for column in identity_columns(choice) if column not in reached]


@dataclass(frozen=True)
class Named:
    """How a column of ids got names from another sheet: a half sentence for the rep, and what else it says.

    `outcomes` has one value a record, open, won or lost, where the column is the stage and that sheet says it;
    `listed` one line a name that records have: the name, its place by that sheet (NaN without), its outcome.
    """

    why: str
    outcomes: pd.Series | None = None
    listed: tuple[tuple[str, float, str], ...] = ()


@dataclass
class SheetReader:
    """A sheet, what its columns mean, and the values read from them so far.

    Every series it gives has one value a record, numbered from 0. `order` says which part of a date is the
    day in columns that do not say so themselves; `short` and `last` whether Nov 26 is a day or a
    month, and the file's last day, for days without a year; `side` the first column of a table beside another;
    `named` the columns whose ids another sheet has names for, which stand in `sheet` in their place; `as_found` is
    the sheet with the ids then. `merged` and `grouped` are the columns in which rows have what a cell above says,
    `typed` those of links with the subject that each record's is of.
    """

    sheet: Sheet
    body: Body
    choice: Choice
    order: str | None = None
    side: str = ""
    short: str | None = None
    last: pd.Timestamp | None = None
    named: dict[int, Named] = field(default_factory=dict)
    as_found: Sheet | None = None
    lost_ids: frozenset[str] = frozenset()
    merged: frozenset[int] = frozenset()
    grouped: frozenset[int] = frozenset()
    typed: Mapping[int, pd.Series] = field(default_factory=dict)
    _reads: dict[tuple[int, str, str], Read] = field(default_factory=dict)
    _currencies: dict[int, pd.Series | None] = field(default_factory=dict)
    _parts: dict[Slot, pd.DataFrame | None] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What the sheet's rows are."""
        return self.choice.kind.subject

    @cached_property
    def without_cells(self) -> set[int]:
        """The columns whose values stand elsewhere than in their cells, so that none can be written back to."""
        amounts = (use for slot, uses in self.uses.items() if read_as(slot)[0] == "money" for use in uses)
        scaled = {use.column for use in amounts if scale_of(use.header) != 1}
        return {*self.named, *self.merged, *self.grouped, *self.typed, *scaled}

    @property
    def rows(self) -> np.ndarray:
        """The sheet rows (from 1) of the records."""
        return self.body.records + 1

    @cached_property
    def vendor(self) -> str:
        """Whose export the sheet is, "" where its headers do not say."""
        return self.choice.vendor.name

    @property
    def uses(self) -> Mapping[Slot, list[Use]]:
        """The columns that fill each field."""
        return self.choice.uses

    def has(self, *slots: Slot) -> bool:
        """Whether a column fills any of these fields."""
        return any(slot in self.uses for slot in slots)

    def use(self, slot: Slot) -> Use | None:
        """The one column that fills a field; None where there is none, or several, or cells hold several."""
        uses = self.uses.get(slot, ())
        return uses[0] if len(uses) == 1 and self.parts(slot) is None else None

    def parts(self, slot: Slot) -> pd.DataFrame | None:
        """The people or companies that cells of other records' rows name together; None where none does."""
        uses = self.uses.get(slot, ())
        if slot not in MAY_BE_SEVERAL or slot[0] == self.subject or len(uses) != 1:
            return None
        if slot not in self._parts:
            found = self.values_of(uses[0])
            self._parts[slot] = parts_of(found, slot, uses[0].header, self.vendor)
        return self._parts[slot]

    def read(self, use: Use) -> Read:
        """A column as its field's kind, by sheet row."""
        key = (use.column, *read_as(use.slot))
        if key not in self._reads:
            cells = only_rows(self.sheet.columns[use.column], self.body.records)
            if key[1] == "money":
                self._reads[key], self._currencies[use.column] = read_money(cells, scale_of(use.header))
            else:
                self._reads[key] = self._read_field(use, cells)
        return self._reads[key]

    def lose_ids(self, ids: frozenset[str]) -> None:
        """Read no column of ids as having any of these, which a spreadsheet spoiled."""
        self.lost_ids = ids
        for key in [key for key in self._reads if key[1] == "id"]:
            del self._reads[key]

    def _read_field(self, use: Use, cells: Cells) -> Read:
        read = self._read_as_it_stands(use, cells)
        return without_ids(read, self.lost_ids) if kind_of(use.slot) == "id" and self.lost_ids else read

    def _read_as_it_stands(self, use: Use, cells: Cells) -> Read:
        if not is_day(use.slot):
            return read_field(use.slot, cells, use.header, None, self.vendor)
        cells = since_1900(cells) if self.sheet.is_1904 else cells
        return read_field(use.slot, cells, use.header, self.order, self.vendor, self.short, self.last)

    def currencies(self, use: Use) -> pd.Series | None:
        """The currency that stands in each cell of a column of amounts; None where in no cell one does."""
        self.read(use)
        stated = self._currencies.get(use.column)
        return None if stated is None else stated.iloc[self.body.records].reset_index(drop=True)

    def values(self, slot: Slot) -> pd.Series | None:
        """The field's value on each record, of several columns the first filled; None without such a column."""
        if slot not in self.uses:
            return None
        parts = self.parts(slot)
        if parts is not None:
            return parts[0]
        return first_filled([self.values_of(use) for use in self.uses[slot]])

    def values_of(self, use: Use) -> pd.Series:
        """The value of one column on each record; of a column of links only those of the field's own kind."""
        values = self._of_records(self.read(use))
        return values.where(self.typed[use.column] == use.slot[0]) if use.column in self.typed else values

    def texts(self, slot: Slot) -> pd.Series:
        """As `values`, but all missing where no column fills the field."""
        values = self.values(slot)
        return pd.Series(np.nan, range(len(self.body.records)), dtype="str") if values is None else values

    def _of_records(self, read: Read) -> pd.Series:
        return read.values.iloc[stretch(self.body.records)].reset_index(drop=True)

    def days(self) -> Iterator[Use]:
        """The columns of days and moments."""
        return (use for slot, uses in self.uses.items() if is_day(slot) for use in uses)

    def settle_order(self, order: str) -> None:
        """Read the columns that left the order of day and month open once more, in this order."""
        self.order = order
        open_keys = [key for key, read in self._reads.items() if read.question is not None]
        for key in open_keys:
            del self._reads[key]

    def settle_short_days(self, short: str | None, last: pd.Timestamp | None) -> None:
        """Read the columns once more in which days lack their year, or Nov 26 was left open."""
        self.short, self.last = short, last
        for key in [key for key, read in self._reads.items() if read.short is not None or read.lacks_year]:
            del self._reads[key]

    def often(self, use: Use) -> pd.Series | None:
        """How often each cell of a column of amounts says that it is paid; None where none does."""
        stated = self.read(use).often
        return None if stated is None else stated.iloc[self.body.records].reset_index(drop=True)

    def read_uses(self) -> Iterator[tuple[Use, Read]]:
        """Each column in use with what was read from it."""
        return ((use, self.read(use)) for uses in self.uses.values() for use in uses)

    def formulas(self, column: int) -> frozenset[int]:
        """The sheet rows in which a column holds a formula."""
        return frozenset(np.asarray(self.sheet.formulas.get(column, ())).tolist())
