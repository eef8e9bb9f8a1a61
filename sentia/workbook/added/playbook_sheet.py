"""The sheet "Sentia playbook": every number that the rep may argue with, to be changed in Excel as well."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sentia.book.book import Book
from sentia.book.numbers import Number, fitting_numbers, is_a_number, numbers_of, without_retired
from sentia.playbook import Playbook
from sentia.workbook.added.names import PLAYBOOK, PLAYBOOK_HEADINGS
from sentia.workbook.added.rows import Line, lines_of
from sentia.workbook.files.cells import Sheet
from sentia.workbook.patch.result_sheet import ResultSheet

_WIDTHS = {0: 30, 1: 64, 2: 24, 3: 10, 4: 10, 5: 10, 6: 12, 7: 60}
_WRAPPED = (1, 7)
RETIRED = "a number that the playbook has; this one is retired and changes nothing"


def playbook_sheet(playbook: Playbook) -> ResultSheet:
    """Every number with its meaning, unit, range, default, value and source, one a row."""
    rows = [list(PLAYBOOK_HEADINGS), *(_row(number) for number in numbers_of(playbook))]
    return ResultSheet(PLAYBOOK, rows, widths=_WIDTHS, wrapped=_WRAPPED)


def _row(n: Number) -> list[str | float | None]:
    return [n.name, n.meaning, n.unit, n.low, n.high, n.default, n.value, n.source]


def read_playbook(sheet: Sheet) -> tuple[dict[str, Any], list[dict]]:
    """The numbers that are not the sheet's own defaults, as `playbook_from` takes them, and a fault a bad cell.

    An empty cell is the default, or nothing where a number may be left open or a list be shorter.
    """
    lines = {line.text("Number"): line for line in lines_of(sheet) if line.text("Number")}
    changed = {name: line.values["Value"] for name, line in lines.items() if _is_changed(line)}
    numbers, sentences = fitting_numbers({name: _number(value) for name, value in changed.items()})
    return numbers, [_fault(lines[name], sentence) for name, sentence in sentences.items()]


def _is_changed(line: Line) -> bool:
    """Whether the value is another than the default that stood beside it when it was written."""
    value, default = line.values["Value"], line.values["Default"]
    return value != default and (
        value is not None or line.text("Number").startswith(("quote_days ", "attempt_days "))
    )


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _fault(line: Line, sentence: str) -> dict:
    _, _, wanted = sentence.partition(", wanted ")
    name, values = line.text("Number"), line.values
    if not is_a_number(name):
        return line.fault("Number", name, RETIRED)
    usual = "nothing" if values["Default"] is None else values["Default"]
    return line.fault("Value", values["Value"], f"{wanted.rstrip('.') or sentence} for {name}; {usual} is used")


def with_numbers(book: Book, numbers: Mapping[str, Any], file: str) -> Book:
    """The book with these changed numbers; those that the playbook no longer has are among the faults instead."""
    kept, gone = without_retired(numbers)
    where = {"file": file, "sheet": "your changes that are not saved yet", "row": None, "column": "Number"}
    faults = tuple(where | {"found": f"{name}, retired, changes nothing", "wanted": RETIRED} for name in gone)
    understood = replace(book.understanding, faults=(*book.understanding.faults, *faults))
    return replace(book, numbers=kept, understanding=understood)


def together(numbers: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The changed numbers of two files; of a number that both changed, the second's."""
    merged = dict(numbers)
    for name, value in more.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping)
        merged[name] = {**merged[name], **value} if both else value
    return merged
