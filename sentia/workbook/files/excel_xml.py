"""Workbooks that Excel 2003 and many report programs save as one XML file, and call .xls or .xml.

Standard library only: expat, never handed a document type, so that nothing in it is expanded or fetched.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from sentia.book.places import MAX_COLUMN
from sentia.errors import UnreadableFile
from sentia.workbook.files.extent import Extent
from sentia.workbook.files.measured import MeasuredSheet, within_limits

Value = str | float | bool | datetime

_MOST_DIGITS = 9
_DEEPEST = 500  # elements in elements
_ALREADY_SHOWN = ("SheetVisible", "")


@dataclass
class _Reading:
    """One worksheet being read: its cells by row (from 1) and column (from 0)."""

    name: str
    visible: str = ""
    extent: Extent = field(default_factory=Extent)
    cells: dict[int, dict[int, Value]] = field(default_factory=dict)


def read_excel_xml(file: str, data: bytes) -> list[tuple[MeasuredSheet, list[list[Value]]]]:
    """The worksheets that hold anything, each with its rows, all of one length, "" where a cell is empty.

    Raises
    ------
    UnreadableFile
        The XML is broken, has a document type, or a cell too far away.
    """
    walk, parser = _Walk(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = walk.text, _refuse_document_type(file)
    try:
        parser.Parse(data.lstrip(), True)
    except (expat.ExpatError, LookupError, ValueError):
        raise UnreadableFile(
            f"{file} is damaged: its XML breaks off or is wrong; copy or export the file again."
        ) from None
    sheets = [MeasuredSheet(each.name, each.visible in _ALREADY_SHOWN, each.extent) for each in walk.sheets]
    within_limits(file, sheets)
    read = [(sheet, _rows(each)) for sheet, each in zip(sheets, walk.sheets, strict=True)]
    return [(sheet, rows) for sheet, rows in read if rows]


def _refuse_document_type(file: str) -> Callable:
    def refuse(*_: object) -> None:
        raise UnreadableFile(
            f"{file} holds a document type declaration, which no spreadsheet program writes;"
            " export it again from the program it came from."
        )

    return refuse


def _rows(sheet: _Reading) -> list[list[Value]]:
    if not sheet.cells:
        return []
    empty: dict[int, Value] = {}
    width = range(sheet.extent.last_column + 1)
    by_row = (sheet.cells.get(row, empty) for row in range(1, sheet.extent.last_row + 1))
    return [[cells.get(column, "") for column in width] for cells in by_row]


class _Walk:
    """One pass with expat, keeping the place it is at."""

    def __init__(self) -> None:
        self.sheets: list[_Reading] = []
        self._row = self._column = self._next_row = self._depth = 0
        self._kind = ""
        self._is_formula = self._is_comment = False
        self._texts: list[str] | None = None
        self._place = (0, 0)
        self._begin = {"Worksheet": self._sheet, "Row": self._a_row, "Cell": self._cell, "Data": self._data}
        self._begin |= {"Visible": self._data, "Comment": self._comment}
        self._finish = {"Data": self._put, "Visible": self._see}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("elements in elements without end")
        begin = self._begin.get(tag.rpartition(":")[2])
        if begin is not None:
            begin({name.rpartition(":")[2]: value for name, value in attributes.items()})

    def text(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        finish = self._finish.get(tag.rpartition(":")[2])
        if finish is not None and self._texts is not None:
            text, self._texts = "".join(self._texts), None
            if self.sheets:
                finish(text)

    def _sheet(self, attributes: dict[str, str]) -> None:
        self._is_comment = False
        self.sheets.append(_Reading(attributes.get("Name", "")))
        self._row = self._column = self._next_row = 0

    def _a_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes, "Index", self._next_row + 1)
        self._next_row = self._row + _number(attributes, "Span", 0)
        self._column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        self._column = _number(attributes, "Index", self._column + 2) - 1
        self._is_formula, self._is_comment = "Formula" in attributes, False
        self._place = (self._row, self._column)
        self._column += _number(attributes, "MergeAcross", 0)

    def _comment(self, _: dict[str, str]) -> None:
        self._is_comment = True

    def _data(self, attributes: dict[str, str]) -> None:
        if not self._is_comment:
            self._kind, self._texts = attributes.get("Type", ""), []

    def _see(self, text: str) -> None:
        self.sheets[-1].visible = text.strip()

    def _put(self, text: str) -> None:
        sheet, (row, column) = self.sheets[-1], self._place
        is_error = self._kind == "Error"
        if not (text or is_error):
            return
        sheet.extent.reach(row, column)
        if self._is_formula:
            sheet.extent.formulas.setdefault(column, []).append(row)
        if is_error:
            sheet.extent.errors.setdefault(column, []).append(row)
        if column <= MAX_COLUMN:
            sheet.cells.setdefault(row, {})[column] = _value(self._kind, text)


def _number(attributes: dict[str, str], name: str, otherwise: int) -> int:
    stated = attributes.get(name, "")
    return int(stated[:_MOST_DIGITS]) if stated.isascii() and stated.isdigit() else otherwise


def _value(kind: str, text: str) -> Value:
    """What a cell says it holds; the text itself where it does not hold that."""
    try:
        return _READ[kind](text) if kind in _READ else text
    except ValueError:
        return text


_READ = {
    "Number": float,
    "Boolean": lambda text: bool(float(text)),
    "DateTime": lambda text: datetime.fromisoformat(text.removesuffix("Z")),
}
