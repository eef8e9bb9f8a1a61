"""What the rep chose under "Done" on the sheet of the day, as rows of the log and activities."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.done import OUTCOMES, done_rows, log_row
from sentia.errors import CannotEdit
from sentia.workbook.added.day_sheet import SERVES, SHOWN, SKIPPED, TECHNICAL
from sentia.workbook.added.names import DAY_DONE, DAY_KEY
from sentia.workbook.added.rows import Line, lines_of, typed
from sentia.workbook.files.cells import Sheet

Row = dict[str, Any]
_WORDS = {outcome.word: outcome for outcome in OUTCOMES}
_WANTED = f"{', '.join(_WORDS)} or {SKIPPED}, in a line that was planned"


@dataclass(frozen=True)
class Chosen:
    """One line of the day that the rep settled in Excel: its rows of the log, and the activities it was."""

    log: tuple[Row, ...]
    activities: tuple[Row, ...] = ()


def read_chosen(sheet: Sheet) -> tuple[list[Chosen], list[dict]]:
    """The lines of the day where something was chosen, and a fault for each that cannot be understood."""
    chosen, faults = [], []
    for line in lines_of(sheet):
        if not line.text(DAY_DONE):
            continue
        try:
            chosen.append(_chosen(line))
        except (CannotEdit, KeyError):
            faults.append(line.fault(DAY_DONE, line.text(DAY_DONE), _WANTED))
    return chosen, faults


def _chosen(line: Line) -> Chosen:
    """The rows for one of these lines; KeyError for another word, CannotEdit for a figure that is none."""
    word, on = line.text(DAY_DONE), typed(schema.column("log", "planned_for"), line.values["Planned for"])
    if on is None:
        raise KeyError("Planned for")
    values = _values(line)
    if word == SKIPPED:
        return Chosen(tuple(_typed("log", log_row(values, key, on, "skipped")) for key in values["serves"]))
    log, activities = done_rows(values, line.text(DAY_KEY), values["starts_at"] or on, _WORDS[word])
    return Chosen((_typed("log", log),), tuple(_typed("activities", activity) for activity in activities))


def _values(line: Line) -> Row:
    values = {name: line.values.get(heading) for heading, name in (SHOWN | TECHNICAL).items()}
    starts_at = values["starts_at"]
    starts_at = pd.Timestamp(starts_at) if isinstance(starts_at, datetime) else None
    return values | {"serves": line.text(SERVES).split("\n"), "starts_at": starts_at}


def _typed(table: str, row: Row) -> Row:
    return {name: typed(schema.column(table, name), value) for name, value in row.items() if value is not None}
