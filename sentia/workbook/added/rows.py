"""The rows of one of Sentia's own sheets, read again: plain values by the heading above them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sentia.book import schema
from sentia.book.book import checked_value
from sentia.book.places import column_letters
from sentia.errors import CannotEdit
from sentia.workbook.added.names import heading_texts
from sentia.workbook.files.cells import Sheet
from sentia.workbook.patch.understood_rows import grid_of


@dataclass(frozen=True)
class Line:
    """One row of a sheet of Sentia's: where it stands and its values by heading, None where a cell is empty."""

    file: str
    sheet: str
    row: int
    values: Mapping[str, Any]
    columns: Mapping[str, int]

    def text(self, heading: str) -> str:
        """A value as text, "" where there is none."""
        value = self.values.get(heading)
        return "" if value is None else str(value)

    def fault(self, heading: str, found: Any, wanted: str) -> dict:
        """What is wrong with one cell of the line, in the shape of the book's faults."""
        place = {"file": self.file, "sheet": self.sheet, "row": self.row}
        column = column_letters(self.columns[heading]) if heading in self.columns else heading
        return place | {"column": column, "found": "" if found is None else str(found), "wanted": wanted}


def lines_of(sheet: Sheet) -> Iterator[Line]:
    """The rows below the headings that hold anything."""
    columns = {text: position for position, text in enumerate(heading_texts(sheet)) if text}
    for number, cells in enumerate(grid_of(sheet)[1:], 2):
        values = {text: _held(cells[position]) for text, position in columns.items()}
        if any(value is not None for value in values.values()):
            yield Line(sheet.file, sheet.name, number, values, columns)


def _held(value: Any) -> Any:
    return None if value == "" else value


def typed(column: schema.Column, value: Any) -> Any:
    """A cell's value as the kind that `column` holds; a number where text is wanted is its digits.

    Raises
    ------
    CannotEdit
        It is none of that kind.
    """
    if value is None:
        return None
    if column.dtype == "str":
        text = str(value)
        return text if not column.choices or text in column.choices else checked_value(column, text)
    is_flag = isinstance(value, bool)
    if column.dtype == "boolean" and not is_flag:
        raise CannotEdit(f"{column.label}: {value!r} is neither TRUE nor FALSE.")
    if column.dtype == "float64" and (is_flag or not isinstance(value, int | float)):
        raise CannotEdit(f"{column.label}: {value!r} is not a {column.kind}.")
    if column.dtype == "float64" and column.kind != "rate":
        return float(value)
    return _moment(column, value) if column.dtype.startswith("datetime") else checked_value(column, value)


def _moment(column: schema.Column, value: Any) -> Any:
    if not isinstance(value, date | str):
        raise CannotEdit(f"{column.label}: {value!r} is not a {column.kind}.")
    if isinstance(value, str):
        return checked_value(column, value)
    moment = pd.Timestamp(value).as_unit("us")
    return moment.normalize() if column.kind == "date" else moment
