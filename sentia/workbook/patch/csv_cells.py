"""A csv's rows as typed cells: what the book understood as a date or a number is one, the rest stays text."""

import re

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.origin import Origin, Source
from sentia.workbook.files.delimited import read_delimited
from sentia.workbook.patch.changes import Value
from sentia.workbook.results import CENTS, MONEY, PERCENT, PERMILLE, python_value

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")  # text that a number says exactly
_DECIMALS = 6  # beyond which a fraction is an accident of counting in twos
_MAX_DIGITS = 15  # that a spreadsheet keeps
_TYPED = ("date", "moment", "number", "money", "minutes", "rate")
_FORMATS = {"money": (MONEY, CENTS, 1), "rate": (PERCENT, PERMILLE, 100)}  # for whole values, for others, of what


def csv_rows(book: Book, source: Source) -> tuple[list[list[Value]], dict[int, str]]:
    """The rows of a csv of the book, every one and every column, and number formats by column.

    Cells that the book read as days, numbers or rates are that; a column nobody recognised becomes numbers
    only if each of its cells is a number that loses nothing. Everything else is the text it was.
    """
    rows: list[list[Value]] = [list(row) for row in read_delimited(source.name, source.data)[0]]
    parts = [part for origin in book.origins.values() for part in origin.parts if part.file == source.name]
    recognised = {column for part in parts for column in part.columns.values()}
    for column in set(range(len(rows[0]) if rows else 0)) - recognised:
        _to_numbers(rows[heading_row(book, source) :], column)
    formats: dict[int, str] = {}
    for table, origin in book.origins.items():
        _understood(rows, formats, source, (table, origin, book.base[table]))
    return rows, formats


def heading_row(book: Book, source: Source) -> int:
    """The row (from 1) of a csv's headings; 1 where nobody said."""
    stated = (s.get("header_row") for s in book.understanding.sheets if s.get("file") == source.name)
    return next((int(row) for row in stated if row), 1)


def _to_numbers(rows: list[list[Value]], column: int) -> None:
    texts = [row[column] for row in rows if row[column] != ""]
    if texts and all(_NUMBER.fullmatch(t) and sum(map(str.isdigit, t)) <= _MAX_DIGITS for t in texts):
        for row in rows:
            row[column] = _number(row[column]) if row[column] != "" else None


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


def _understood(
    rows: list[list[Value]], formats: dict[int, str], source: Source, placed: tuple[str, Origin, pd.DataFrame]
) -> None:
    table, origin, frame = placed
    for number, part in enumerate(origin.parts):
        chosen = origin.part == number
        for name, column in part.columns.items() if part.file == source.name else ():
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
