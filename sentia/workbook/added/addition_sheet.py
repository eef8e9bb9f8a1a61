"""The sheet "Sentia additions": every value that has no cell in the rep's own sheets, one a row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from sentia.book import schema
from sentia.book.kept import Addition
from sentia.errors import CannotEdit
from sentia.workbook.added.names import ADDITION_HEADINGS, ADDITIONS
from sentia.workbook.added.rows import Line, lines_of, typed
from sentia.workbook.cell_values import python_value
from sentia.workbook.files.cells import Sheet
from sentia.workbook.patch.changes import Value
from sentia.workbook.patch.result_sheet import ResultSheet

ANSWERS, FILE = "answers", "file"  # what stands in the first column beside the tables' names
FILE_NAME, FILE_DIGEST = "name", "digest"
CHUNK = 4_000  # characters of a text in one cell; a longer one goes on in the rows below
_SURE_FROM = date(1900, 3, 1)  # before it spreadsheets disagree about days
_WRAPPED = (2, 4)
_WIDTHS = {0: 16, 1: 22, 2: 32, 3: 20, 4: 48, 5: 24}


@dataclass(frozen=True)
class About:
    """What the sheet says beside the values: the rep's answers, and the file that all of it belongs to.

    `digest` is that file's where the sheet stands in a workbook beside it, "" where it is the file itself.
    """

    file: str = ""
    digest: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def addition_sheet(about: About, additions: Iterable[Addition]) -> ResultSheet:
    """The sheet of these values; what is longer than a cell should hold goes on in the rows below it."""
    rows: list[list[Value]] = [list(ADDITION_HEADINGS)]
    for addition in additions:
        named: list[Value] = [addition.table, addition.key, addition.record, addition.field]
        value, found = _cell(addition.value), _cell(addition.found)
        found = found[:CHUNK] if isinstance(found, str) else found
        rows += [[*named, piece, found if not n else None] for n, piece in enumerate(_pieces(value))]
    rows += [[ANSWERS, None, None, question, answer, None] for question, answer in sorted(about.answers.items())]
    facts = {FILE_NAME: about.file, FILE_DIGEST: about.digest}
    rows += [[FILE, None, None, name, text, None] for name, text in facts.items() if text]
    return ResultSheet(ADDITIONS, rows, widths=_WIDTHS, wrapped=_WRAPPED)


def _cell(value: Any) -> Value:
    plain = None if value is None else python_value(value)
    return plain.isoformat() if isinstance(plain, date) and _day(plain) < _SURE_FROM else plain


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _pieces(value: Value) -> Sequence[Value]:
    if not isinstance(value, str) or len(value) <= CHUNK:
        return [value]
    return [value[start : start + CHUNK] for start in range(0, len(value), CHUNK)]


def read_additions(sheet: Sheet) -> tuple[About, list[tuple[Line, Addition]], list[dict]]:
    """What the sheet says, each value with the line it stands in, and the faults of what cannot be understood."""
    facts: dict[str, str] = {}
    answers: dict[str, str] = {}
    values: list[Line] = []
    for line in lines_of(sheet):
        table, name = line.text("Table"), line.text("Field")
        if table == FILE:
            facts[name] = line.text("Value")
        elif table == ANSWERS:
            answers[name] = line.text("Value")
        else:
            values.append(line)
    additions, faults = _additions(values)
    return About(facts.get(FILE_NAME, ""), facts.get(FILE_DIGEST, ""), answers), additions, faults


def _additions(lines: Sequence[Line]) -> tuple[list[tuple[Line, Addition]], list[dict]]:
    additions, faults = [], []
    for _, group in groupby(lines, key=lambda line: [line.text(h) for h in ("Table", "Key", "Field")]):
        several = list(group)
        try:
            additions.append((several[0], _addition(several)))
        except (CannotEdit, KeyError):
            faults.append(_not_understood(several[0]))
    return additions, faults


def _addition(lines: Sequence[Line]) -> Addition:
    """The value that these lines hold together, typed; KeyError for a table or field that there is not."""
    first = lines[0]
    table, name = first.text("Table"), first.text("Field")
    if table not in schema.TABLES or name not in schema.fields(table):
        raise KeyError(name)
    column = schema.column(table, name)
    value = first.values["Value"] if len(lines) == 1 else "".join(line.text("Value") for line in lines)
    return Addition(
        table,
        first.text("Key"),
        name,
        typed(column, value),
        first.text("Record"),
        typed(column, first.values["In the file"]),
    )


def _not_understood(line: Line) -> dict:
    table, name = line.text("Table"), line.text("Field")
    if table not in schema.TABLES:
        return line.fault("Table", table, f"one of {', '.join(schema.TABLES)}")
    if name not in schema.fields(table):
        return line.fault("Field", name, f"a column of {table}")
    column = schema.column(table, name)
    wanted = " or ".join(column.choices) or {"flag": "TRUE or FALSE"}.get(column.kind, f"a {column.kind}")
    return line.fault("Value", line.values["Value"], wanted)
