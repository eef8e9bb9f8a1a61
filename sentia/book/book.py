"""A rep's book of business: its tables, where each cell came from, and what was edited since."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.checked import checked_value
from sentia.book.differences import no_differences
from sentia.book.edits import Edit, Journal, fold
from sentia.book.kept import Kept
from sentia.book.numbers import changed_numbers, without_retired
from sentia.book.origin import Cell, Origin, Source, beside, cell_beside
from sentia.book.stage_facts import StageFacts
from sentia.book.stage_table import stage_table, status_at
from sentia.errors import CannotEdit, UnknownRecord
from sentia.playbook import Playbook, playbook_from


@dataclass(frozen=True)
class Understanding:
    """How the files were understood, in the shape of the `check` call: plain lists of plain dictionaries.

    `links` has one line a name or id that was read loosely, is open or was settled (see `link_lines`).
    """

    sheets: tuple[dict, ...] = ()
    faults: tuple[dict, ...] = ()
    questions: tuple[dict, ...] = ()
    links: tuple[dict, ...] = ()


@dataclass(frozen=True)
class Book:
    """All of a rep's (or a team's) accounts, contacts, deals and what happened with them.

    `base` is what the files say; `kept` and then the journal's edits stand over it. `answers` holds what the rep
    settled of `understanding.questions`, by question id, `numbers` what the rep changed of the playbook.
    `differences` is what changed since an earlier export that was opened with it (see `differences`).

    Immutable: `edit`, `add`, `undo` and `redo` return a new book. Each table of the schema is an attribute,
    one row a record, indexed by `row_key` (file, sheet and row; `new:n` for rows made here).
    """

    base: Mapping[str, pd.DataFrame] = field(repr=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)
    sources: tuple[Source, ...] = ()
    understanding: Understanding = field(default_factory=Understanding, repr=False)
    answers: Mapping[str, str] = field(default_factory=dict)
    journal: Journal = field(default_factory=Journal)
    prices: pd.DataFrame = field(default_factory=schema.no_prices, repr=False)
    stage_facts: StageFacts = field(default_factory=StageFacts, repr=False)
    kept: Kept = field(default_factory=Kept, repr=False)
    numbers: Mapping[str, Any] = field(default_factory=dict)
    differences: pd.DataFrame = field(default_factory=no_differences, repr=False)

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table by name, with the edits folded in."""
        return MappingProxyType(fold(self.base, [edit for step in self.steps for edit in step]))

    @property
    def steps(self) -> tuple[tuple[Edit, ...], ...]:
        """All edits over what the files say, oldest first: what came back with them, then the journal's."""
        return (self.kept.edits, *self.journal.done)

    @cached_property
    def playbook(self) -> Playbook:
        """The playbook with the numbers that the rep changed; a retired one changes nothing."""
        return playbook_from(without_retired(self.numbers)[0])

    def with_playbook(self, playbook: Playbook) -> "Book":
        """A new book that carries this playbook's numbers, where they are not the defaults."""
        return replace(self, numbers=changed_numbers(playbook))

    @property
    def files(self) -> tuple[Source, ...]:
        """Every file the book was opened from, those that belong to another one last."""
        return (*self.sources, *self.kept.companions)

    @property
    def accounts(self) -> pd.DataFrame:
        """One row an account."""
        return self.tables["accounts"]

    @property
    def contacts(self) -> pd.DataFrame:
        """One row a contact."""
        return self.tables["contacts"]

    @property
    def opportunities(self) -> pd.DataFrame:
        """One row an opportunity, open or closed."""
        return self.tables["opportunities"]

    @property
    def quotes(self) -> pd.DataFrame:
        """One row a quote."""
        return self.tables["quotes"]

    @property
    def activities(self) -> pd.DataFrame:
        """One row an activity, done or planned."""
        return self.tables["activities"]

    @property
    def orders(self) -> pd.DataFrame:
        """One row an order."""
        return self.tables["orders"]

    @property
    def calendar(self) -> pd.DataFrame:
        """One row an appointment."""
        return self.tables["calendar"]

    @property
    def log(self) -> pd.DataFrame:
        """One row a line of a planned day, and what became of it."""
        return self.tables["log"]

    @property
    def own_actions(self) -> pd.DataFrame:
        """One row a line of the rep's own."""
        return self.tables["own_actions"]

    @property
    def judgements(self) -> pd.DataFrame:
        """One row a deal, person or line that the rep judges otherwise."""
        return self.tables["judgements"]

    @cached_property
    def digest(self) -> str:
        """A hash that changes whenever anything in the book does."""
        edits = repr([step for step in self.journal.done]).encode()
        return hashlib.sha256(self._base_digest.encode() + edits).hexdigest()

    @cached_property
    def _base_digest(self) -> str:
        hashed = hashlib.sha256()
        for source in self.files:
            hashed.update(f"{source.name}{source.digest}".encode())
        hashed.update(repr(sorted(self.answers.items())).encode() + repr(sorted(self.numbers.items())).encode())
        if not self.sources:
            for name, frame in sorted(self.base.items()):
                hashed.update(name.encode() + pd.util.hash_pandas_object(frame, index=True).to_numpy().tobytes())
        return hashed.hexdigest()

    @cached_property
    def stages(self) -> pd.DataFrame:
        """One row a stage of the deals, in order: what it means, whose turn it is, and why (see `stage_table`)."""
        base = self.base["opportunities"]
        return stage_table(self.opportunities, base, self.stage_facts, self.answers)

    def status_at(self, row_key: str, stage: str | None) -> str:
        """`open`, `won` or `lost`: what a stage says of this deal."""
        return status_at(self.stages, self.stage_facts, self.answers, row_key, stage)

    @cached_property
    def owners(self) -> list[str]:
        """The reps who own something in the book, by name."""
        named = [self.tables[t]["owner"].dropna() for t in ("accounts", "contacts", "opportunities")]
        return sorted(pd.concat(named).unique())

    def find(self, table: str, key: str) -> str:
        """The row key of the row that `key` names: a row key, or an id that exactly one row has.

        Raises
        ------
        UnknownRecord
            No row has that id or row key, or several have.
        """
        frame = self.tables[table]
        if key in frame.index:
            return key
        rows = frame.index[frame[schema.IDS[table]] == key] if table in schema.IDS else frame.index[:0]
        if len(rows) == 1:
            return rows[0]
        found = "no row has it" if rows.empty else f"{len(rows)} rows have it; name one by its row key"
        raise UnknownRecord(f"{table}: {key!r} names no single row: {found}.")

    def cell(self, table: str, row_key: str, name: str) -> Cell | None:
        """The cell of the file that holds this value, or None where no single cell does.

        A row that would be read off another record's, once its cell there is filled, has that cell already.
        """
        origin, position = self.origins.get(table), self._position(table, row_key)
        if position is None and row_key.endswith(beside(table)):
            return self._cell_beside(table, row_key.removesuffix(beside(table)), name)
        if origin is None or position is None or origin.part[position] < 0:
            return None
        part = origin.parts[origin.part[position]]
        if name not in part.columns:
            return None
        return Cell(part.file, part.sheet, int(origin.row[position]), part.columns[name])

    def _cell_beside(self, table: str, row_key: str, name: str) -> Cell | None:
        held = [(self.origins[other], self._position(other, row_key)) for other in self.origins]
        beside = self.origins.get(table, Origin())
        cells = (cell_beside(own, at, beside, name) for own, at in held if at is not None)
        return next((cell for cell in cells if cell is not None), None)

    def _position(self, table: str, row_key: str) -> int | None:
        index = self.base[table].index
        return int(index.get_loc(row_key)) if row_key in index else None

    def is_formula(self, table: str, row_key: str, name: str) -> bool:
        """Whether the value's cell is a formula, which Sentia never overwrites."""
        origin, position = self.origins.get(table), self._position(table, row_key)
        if origin is None or position is None or origin.part[position] < 0:
            return False
        rows = origin.parts[origin.part[position]].formulas.get(name, frozenset())
        return int(origin.row[position]) in rows

    def edit(self, table: str, key: str, **values: Any) -> "Book":
        """A new book in which one row has these values; None clears one.

        Parameters
        ----------
        table : str
            A table of the schema.
        key : str
            A row key, or an id that one row has.
        values
            Fields of the table and their new values. A stage that names an outcome sets the status with it.

        Raises
        ------
        UnknownRecord
            `key` names no single row.
        CannotEdit
            A field the table does not have, a value of the wrong kind, or a cell that is a formula.
        """
        row_key = self.find(table, key)
        edits = [Edit(table, row_key, name, self._checked(table, row_key, name, v)) for name, v in values.items()]
        return self.apply(edits)

    def apply(self, edits: list[Edit]) -> "Book":
        """A new book with one more step in its journal: these edits, and what follows from them."""
        edits = [*edits, *self.following(edits)]
        changed = [e for e in edits if not self._holds(e)]
        return replace(self, journal=self.journal.add(changed))

    def add(self, table: str, **values: Any) -> "Book":
        """A new book with one more row in `table`, keyed `new:n`."""
        return self.apply(self.row_edits(table, [values]))

    def row_edits(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[Edit]:
        """The edits that add these rows to `table`, to be applied in one step with others."""
        taken = self.tables[table].index.to_series().str.extract(r"^new:(\d+)$")[0].dropna().astype(int)
        first = taken.max() + 1 if len(taken) else 1
        keyed = {f"new:{first + n}": row for n, row in enumerate(rows)}
        return [
            Edit(table, row_key, name, self._checked(table, row_key, name, value))
            for row_key, row in keyed.items()
            for name, value in (_identified(table, row_key) | dict(row)).items()
        ]

    def undo(self) -> "Book":
        """The book before its last step; the same book when there is none."""
        return replace(self, journal=self.journal.undo())

    def redo(self) -> "Book":
        """The book with the step undone last done again; the same book when there is none."""
        return replace(self, journal=self.journal.redo())

    def _holds(self, edit: Edit) -> bool:
        frame = self.tables[edit.table]
        if edit.row_key not in frame.index:
            return False
        held = frame.at[edit.row_key, edit.field]
        return pd.isna(held) if edit.value is None else bool(not pd.isna(held) and held == edit.value)

    def _checked(self, table: str, row_key: str, name: str, value: Any) -> Any:
        if name not in schema.fields(table):
            raise CannotEdit(f"{table} has no field {name!r}; it has {', '.join(schema.fields(table))}.")
        if self.is_formula(table, row_key, name):
            raise CannotEdit(f"{table}, {row_key}: {name} is a formula in the file; change the cells it reads.")
        return checked_value(schema.column(table, name), value)

    def following(self, edits: Sequence[Edit]) -> list[Edit]:
        """The edits that follow from these: a stage that names an outcome sets a status without a cell."""
        given = {(e.table, e.row_key, e.field) for e in edits}
        return [
            Edit("opportunities", e.row_key, "status", self.status_at(e.row_key, e.value), follows=True)
            for e in edits
            if (e.table, e.field) == ("opportunities", "stage")
            and ("opportunities", e.row_key, "status") not in given
            and self.cell("opportunities", e.row_key, "status") is None
        ]


def _identified(table: str, row_key: str) -> dict[str, str]:
    """The id of a row made here: its row key."""
    return {schema.IDS[table]: row_key} if table in schema.IDS else {}
