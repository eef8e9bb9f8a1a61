"""The journal of edits: what the rep changed, step by step, folded over the tables as they were read.

A step is what one gesture changed (a cell, a pasted block, a new row) and what one undo takes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sentia.book import schema


@dataclass(frozen=True)
class Edit:
    """One value changed: in which table and row, which field, to what (None clears it).

    `follows` marks a value that changed because another did (a status that follows its stage) and that has
    no cell of its own to be written to.
    """

    table: str
    row_key: str
    field: str
    value: Any
    follows: bool = False


@dataclass(frozen=True)
class Journal:
    """The steps done, oldest first, and the steps undone, the next to redo last."""

    done: tuple[tuple[Edit, ...], ...] = ()
    undone: tuple[tuple[Edit, ...], ...] = ()

    def add(self, edits: Iterable[Edit]) -> "Journal":
        """The journal with one more step; what was undone is forgotten. An empty step changes nothing."""
        step = tuple(edits)
        return Journal((*self.done, step)) if step else self

    def undo(self) -> "Journal":
        """The journal with its last step taken back; the same journal when there is none."""
        return Journal(self.done[:-1], (*self.undone, self.done[-1])) if self.done else self

    def redo(self) -> "Journal":
        """The journal with the step undone last done again; the same journal when there is none."""
        return Journal((*self.done, self.undone[-1]), self.undone[:-1]) if self.undone else self

    def last_values(self) -> dict[tuple[str, str, str], Edit]:
        """The edit that counts for each (table, row key, field): the last one."""
        return {(e.table, e.row_key, e.field): e for step in self.done for e in step}

    def __len__(self) -> int:
        return len(self.done)


def fold(tables: Mapping[str, pd.DataFrame], edits: Iterable[Edit]) -> dict[str, pd.DataFrame]:
    """The tables with the edits applied in order; tables without edits are the same objects.

    An edit of a row key that the table does not have adds that row (keys of rows made here are "new:1" ...), in
    the order of the edits.

    Examples
    --------
    >>> orders = schema.conform("orders", pd.DataFrame({"order_id": ["7"], "amount": [5.0]}, index=["f:s:2"]))
    >>> folded = fold({"orders": orders}, [Edit("orders", "f:s:2", "amount", 9.0)])
    >>> folded["orders"].at["f:s:2", "amount"], orders.at["f:s:2", "amount"]
    (np.float64(9.0), np.float64(5.0))
    """
    folded = dict(tables)
    by_table: dict[str, dict[str, dict[str, Any]]] = {}
    keys: dict[str, dict[str, None]] = {}
    for edit in edits:
        by_table.setdefault(edit.table, {}).setdefault(edit.field, {})[edit.row_key] = edit.value
        keys.setdefault(edit.table, {})[edit.row_key] = None
    for table, changes in by_table.items():
        folded[table] = _apply(table, folded[table], keys[table], changes)
    return folded


def _apply(
    table: str, frame: pd.DataFrame, keys: Iterable[str], changes: dict[str, dict[str, Any]]
) -> pd.DataFrame:
    added = [key for key in keys if key not in frame.index]
    if added:
        blank = schema.conform(table, pd.DataFrame(index=pd.Index(added, dtype="str", name=frame.index.name)))
        frame = pd.concat([frame, blank]) if len(frame) else blank
    return frame.assign(
        **{name: _changed(frame[name], values, schema.column(table, name)) for name, values in changes.items()}
    )


def _changed(values: pd.Series, changes: dict[str, Any], column: schema.Column) -> pd.Series:
    new = pd.Series(list(changes.values()), index=list(changes), dtype=object)
    typed = schema.conform_values(new, column)
    values = values.copy()
    values.loc[typed.index] = typed
    return values
