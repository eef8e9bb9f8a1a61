"""The journal of edits as plain lists, numbers and texts, to be kept as JSON, and back again."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.edits import Edit, Journal

_DAY = "day"  # the one value that JSON has no word for
_PARTS = 5  # of an edit: table, row key, field, value, whether it follows


def plain_steps(steps: Iterable[tuple[Edit, ...]]) -> list[list[list[Any]]]:
    """Steps of a journal as plain values.

    Examples
    --------
    >>> plain_steps([(Edit("orders", "f|s|2", "ordered_on", pd.Timestamp("2026-11-23")),)])
    [[['orders', 'f|s|2', 'ordered_on', {'day': '2026-11-23T00:00:00'}, False]]]
    """
    return [
        [[edit.table, edit.row_key, edit.field, _plain(edit.value), edit.follows] for edit in step]
        for step in steps
    ]


def steps_of(plain: Iterable) -> tuple[tuple[Edit, ...], ...]:
    """The steps that `plain_steps` gave; a field or table that the schema does not have is left out.

    Raises
    ------
    ValueError, TypeError, KeyError
        They are not in that shape.
    """
    return tuple(tuple(_edits(step)) for step in plain)


def journal_of(done: Iterable, undone: Iterable) -> Journal:
    """The journal of steps done and undone (see `steps_of`)."""
    return Journal(steps_of(done), steps_of(undone))


def every_edit(journal: Journal, holds: Callable[[Edit], bool]) -> bool:
    """Whether this holds of every edit of a journal, the undone ones too."""
    return all(holds(edit) for step in (*journal.done, *journal.undone) for edit in step)


def _edits(step: Iterable) -> Iterable[Edit]:
    for table, key, name, value, follows in step:
        if table in schema.TABLES and name in schema.fields(table):
            yield Edit(table, key, name, _value(value), follows)


def _plain(value: Any) -> Any:
    return {_DAY: value.isoformat()} if isinstance(value, datetime) else value


def _value(value: Any) -> Any:
    return pd.Timestamp(value[_DAY]).as_unit("us") if isinstance(value, dict) else value
