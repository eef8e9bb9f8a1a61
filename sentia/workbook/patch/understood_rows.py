"""Rows of a file that is not changed in place: what the book understood as a date or a number is one there."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.origin import Origin, Source
from sentia.workbook.cell_values import CENTS, MONEY, PERCENT, PERMILLE, python_value
from sentia.workbook.files.cells import FLAG, MOMENT, NUMBER, SPAN, TEXT, Cells, Sheet
from sentia.workbook.patch.changes import Value
from sentia.workbook.reading import read_sheets

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")  # text that a number says exactly
_DECIMALS = 6  # beyond which a fraction is an accident of counting in twos
_MAX_DIGITS = 15  # that a spreadsheet keeps
_TYPED = ("date", "moment", "number", "money", "minutes", "days", "rate")
_FORMATS = {"money": (MONEY, CENTS, 1), "rate": (PERCENT, PERMILLE, 100)}  # for whole values, for others, of what


def understood_rows(
    book: Book, source: Source, sheet: str, grid: Sequence[Sequence[Value]]
) -> tuple[list[list[Value]], dict[int, str]]:
    """The rows of one sheet of the book, every one and every column, and number formats by column.

    Cells that the book read as days, numbers or rates are that; a column of texts that nobody recognised becomes
    numbers only if each of its cells is a number that loses nothing. Everything else is what it was.
    """
    rows: list[list[Value]] = [list(row) for row in grid]
    parts = [part for origin in book.origins.values() for part in origin.parts]
    recognised = {
        c for part in parts if (part.file, part.sheet) == (source.name, sheet) for c in part.columns.values()
    }
    for column in set(range(len(rows[0]) if rows else 0)) - recognised:
        _to_numbers(rows[heading_row(book, source, sheet) :], column)
    formats: dict[int, str] = {}
    for table, origin in book.origins.items():
        _understood(rows, formats, (source.name, sheet), (table, origin, book.base[table]))
    return rows, formats


def heading_row(book: Book, source: Source, sheet: str) -> int:
    """The row (from 1) of a sheet's headings; 1 where nobody said."""
    place = {"file": source.name, "sheet": sheet}
    stated = (s.get("header_row") for s in book.understanding.sheets if place.items() <= s.items())
    return next((int(row) for row in stated if row), 1)


def grids_of(source: Source) -> dict[str, list[list[Value]]]:
    """The cells of each sheet of any file that is read, "" where one is empty or an error."""
    return {sheet.name: grid_of(sheet) for sheet in read_sheets(source.name, source.data)}


def grid_of(sheet: Sheet) -> list[list[Value]]:
    """The cells of one sheet row by row, "" where one is empty or an error."""
    return [list(row) for row in zip(*map(_values, sheet.columns), strict=True)]


def _values(cells: Cells) -> list[Value]:
    triples = zip(cells.kind.tolist(), cells.text.tolist(), cells.number.tolist(), strict=True)
    return [text if kind == TEXT else _HELD.get(kind, _nothing)(number) for kind, text, number in triples]


def _nothing(_: float) -> str:
    return ""


def _moment(microseconds: float) -> date:
    moment = _EPOCH + timedelta(microseconds=microseconds)
    return moment if moment.time() != time() else moment.date()


_EPOCH = datetime(1970, 1, 1)
_HELD = {
    NUMBER: lambda number: int(number) if number.is_integer() else number,
    FLAG: bool,
    MOMENT: _moment,
    SPAN: lambda seconds: Cells.from_values([timedelta(seconds=seconds)]).shown()[0],
}


def _to_numbers(rows: list[list[Value]], column: int) -> None:
    texts = [row[column] for row in rows if row[column] != ""]
    if (
        texts
        and all(isinstance(t, str) for t in texts)
        and all(_NUMBER.fullmatch(t) and sum(map(str.isdigit, t)) <= _MAX_DIGITS for t in texts)
    ):
        for row in rows:
            row[column] = _number(row[column]) if row[column] != "" else None


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


def _understood(
    rows: list[list[Value]],
    formats: dict[int, str],
    place: tuple[str, str],
    placed: tuple[str, Origin, pd.DataFrame],
) -> None:
    table, origin, frame = placed
    for number, part in enumerate(origin.parts):
        chosen = origin.part == number
        for name, column in part.columns.items() if (part.file, part.sheet) == place else ():
            kind = schema.column(table, name).kind
            if kind in _TYPED:
                values = frame.loc[chosen, name]
                _put(rows, column, origin.row[chosen].tolist(), values)
                formats |= _format(column, kind, values)


def _format(column: int, kind: str, values: pd.Series) -> dict[int, str]:
    if kind not in _FORMATS:
        return {}
    whole, parted, times = _FORMATS[kind]
    parts = (values.dropna() * times).round(_DECIMALS) % 1
    return {column: parted if parts.any() else whole}


def _put(rows: list[list[Value]], column: int, numbers: list[int], values: pd.Series) -> None:
    for number, value in zip(numbers, values.astype(object).where(values.notna(), None), strict=True):
        if value is not None:
            rows[number - 1][column] = python_value(value)
