"""Values from Sentia's sheets put back over what the files say: each finds its record, or is listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.kept import Addition
from sentia.workbook.added.addition_sheet import CHUNK
from sentia.workbook.added.chosen_in_excel import Chosen
from sentia.workbook.added.records import NEW, Records
from sentia.workbook.added.rows import Line

_GONE = "the record, which is no longer found; the value is kept on this sheet"
_CHANGED = "what was there when this was written ({}); the file's own value is used"
_NOTHING = "nothing"
_SHOWN = 40  # characters of a value in a sentence


@dataclass(frozen=True)
class Placed:
    """The values as edits of the book's rows, those without a place, and a fault for each of those."""

    edits: tuple[Edit, ...] = ()
    unplaced: tuple[Addition, ...] = ()
    faults: tuple[dict, ...] = ()


@dataclass
class Placing:
    """Values being put back: rows made in Sentia get keys that no row has yet."""

    book: Book
    edits: dict[tuple[str, str, str], Edit]
    unplaced: list[Addition]
    faults: list[dict]
    rows: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in schema.TABLES}
    )
    records: dict[tuple[str, str], Records] = field(default_factory=dict)

    @classmethod
    def over(cls, book: Book) -> "Placing":
        """Nothing put back yet over the book as its files say it."""
        return cls(book, {}, [], [])

    def place(self, additions: Sequence[tuple[Line, Addition]], file: str) -> None:
        """Put the values of one sheet back; `file` is the file that they belong to."""
        by_record: dict[tuple[str, str], list[tuple[Line, Addition]]] = {}
        for line, addition in additions:
            by_record.setdefault((addition.table, addition.key), []).append((line, addition))
        for (table, key), several in by_record.items():
            self._place_record(table, key, several, file)

    def _place_record(self, table: str, key: str, several: Sequence[tuple[Line, Addition]], file: str) -> None:
        if key.startswith(NEW) and key not in self.book.base[table].index:
            self.add_row(table, key, {addition.field: addition.value for _, addition in several})
            return
        record = next((addition.record for _, addition in several if addition.record), "")
        row_key = self.records_of(table, file).row_of(key, record)
        for line, addition in several:
            if row_key is None:
                self._leave(line, addition, addition.record or key, _GONE)
            else:
                self._place_value(line, addition, row_key)

    def records_of(self, table: str, file: str) -> Records:
        """The records of a table, as the files say them, to be looked up."""
        if (table, file) not in self.records:
            self.records[table, file] = Records(self.book.base[table], table, file)
        return self.records[table, file]

    def _place_value(self, line: Line, addition: Addition, row_key: str) -> None:
        held = self._held(addition, row_key)
        if self.book.cell(addition.table, row_key, addition.field) and held not in (
            _short(addition.value),
            _short(addition.found),
        ):
            self._leave(line, addition, _said(held), _CHANGED.format(_said(addition.found)))
            return
        self._put(Edit(addition.table, row_key, addition.field, addition.value))

    def _held(self, addition: Addition, row_key: str) -> Any:
        """What the file says; an id that was only made for want of one is nothing."""
        held = self.book.base[addition.table].at[row_key, addition.field]
        is_made = addition.field == schema.IDS.get(addition.table) and held == row_key
        return None if is_made or pd.isna(held) else _short(held)

    def _put(self, edit: Edit) -> None:
        self.edits[edit.table, edit.row_key, edit.field] = edit

    def _leave(self, line: Line, addition: Addition, found: str, wanted: str) -> None:
        self.unplaced.append(addition)
        self.faults.append(line.fault("Value", found, wanted))

    def add_row(self, table: str, key: str, values: Mapping[str, Any]) -> None:
        """Put back a row made in Sentia, under its own key unless another row has that by now."""
        identity = schema.IDS.get(table)
        row = {identity: key} | dict(values) if identity else dict(values)
        if self.rows[table].get(key, row) != row:
            key = self._free_key(table)
        self.rows[table][key] = row

    def add_chosen(self, chosen: Chosen) -> None:
        """Put down a line that was settled in Excel, unless the log tells of it already."""
        known = {row["log_id"] for row in self.rows["log"].values()} | set(self.book.base["log"]["log_id"])
        if any(row["log_id"] in known for row in chosen.log):
            return
        for table, rows in (("log", chosen.log), ("activities", chosen.activities)):
            for row in rows:
                self.add_row(table, self._free_key(table), row)

    def _free_key(self, table: str) -> str:
        taken, base = self.rows[table], self.book.base[table].index
        numbers = range(len(taken) + 1, 2 * len(taken) + len(base) + 2)
        return next(key for key in (f"{NEW}{n}" for n in numbers) if key not in taken and key not in base)

    def finished(self) -> Placed:
        """All that was put back, with what follows from it."""
        made = [
            Edit(table, key, name, value)
            for table, rows in self.rows.items()
            for key, row in rows.items()
            for name, value in row.items()
        ]
        edits = [*self.edits.values(), *made]
        return Placed((*edits, *self.book.following(edits)), tuple(self.unplaced), tuple(self.faults))


def _short(value: Any) -> Any:
    """A value as far as the sheet tells what the file said."""
    return value[:CHUNK] if isinstance(value, str) else value


def _said(value: Any) -> str:
    return _NOTHING if value is None else str(value)[:_SHOWN]
