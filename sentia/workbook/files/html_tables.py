"""The tables of a web page: what many programs save as "Excel" and call .xls. Standard library only.

Read by one pass of a regular expression, in time that grows with the page and not with how it is broken; what
programs write into such files needs no more.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from sentia.book.places import MAX_COLUMN, MAX_ROW
from sentia.errors import UnreadableFile
from sentia.workbook.files.measured import MAX_AREA

MAX_TAGS = 8_000_000
MAX_TABLES = 200  # a page with more of them uses tables to lay itself out

_TAG = re.compile(r"<(/?)([a-zA-Z!?][^\s<>/]*)([^<>]*)>")
_LEFT_OUT = [("<!--", "-->"), ("<script", "</script"), ("<style", "</style")]
_SPAN = re.compile(r"""\b(col|row)span\s*=\s*["']?([0-9]{1,4})""", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_CELLS = {"td", "th"}
_MOST_SPANNED = 1_000


@dataclass
class _Table:
    """One table being read; `covered` says down to which of its rows a cell from above covers a column."""

    rows: list[list[str]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)


def read_html(file: str, text: str) -> list[list[list[str]]]:
    """The tables of a page that hold anything, each as rows of one length; a table within a cell is its own.

    Raises
    ------
    UnreadableFile
        The page has no table, or more in its tables than is read at once.

    Examples
    --------
    >>> read_html("deals.xls", "<table><tr><th>Deal<th>Amount<tr><td>A&amp;B<td>5</table>")
    [[['Deal', 'Amount'], ['A&B', '5']]]
    """
    if text.count("<") > MAX_TAGS or text.count("<tr") + text.count("<TR") > MAX_ROW:
        raise _too_large(file)
    for start, end in _LEFT_OUT:
        text = _without(text, start, end)
    tables = [rows for table in _Page(file, text).tables if (rows := _rectangular(file, table.rows))]
    if not tables:
        raise UnreadableFile(
            f"{file} is a web page (HTML) without a table in it, perhaps a sign-in or error page; export it again."
        )
    return tables[:MAX_TABLES]


def _without(text: str, start: str, end: str) -> str:
    """The text without what stands between these; without the rest where the end is missing."""
    low = text.lower() if text.isascii() else text  # other letters may change their length
    kept, at = [], 0
    while (found := low.find(start, at)) >= 0:
        kept.append(text[at:found])
        closed = low.find(end, found + len(start))
        if closed < 0:
            return "".join(kept)
        at = low.find(">", closed) + 1 or len(text)
    return "".join([*kept, text[at:]])


class _Page:
    """One pass over the tags, with the tables that are open from the outermost to the innermost."""

    def __init__(self, file: str, text: str) -> None:
        self.tables: list[_Table] = []
        self._file = file
        self._open: list[_Table] = []
        self._filled = 0
        at = 0
        for found in _TAG.finditer(text):
            self._add(text[at : found.start()].replace("\n", " "))
            at = found.end()
            self._tag(found[2].lower(), bool(found[1]), found[3])
        self._add(text[at:].replace("\n", " "))
        while self._open:
            self._end_table()

    def _tag(self, name: str, is_end: bool, attributes: str) -> None:
        if name == "table":
            if is_end:
                self._end_table()
            else:
                self._open.append(_Table())
        elif self._open and (name in _CELLS or name == "tr"):
            self._end_cell()
            if not is_end:
                self._begin(name, attributes)
        elif name in _BREAKS:
            self._add("\n")

    def _begin(self, name: str, attributes: str) -> None:
        table = self._open[-1]
        if name == "tr" or not table.rows:
            table.rows.append([])
        if name in _CELLS:
            spans = {side.lower(): min(int(size), _MOST_SPANNED) for side, size in _SPAN.findall(attributes)}
            table.span = max(spans.get("col", 1), 1), max(spans.get("row", 1), 1)
            table.text = []

    def _add(self, text: str) -> None:
        if text and self._open and self._open[-1].text is not None:
            self._open[-1].text.append(text)

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.text is None:
            return
        row, text, number = table.rows[-1], _tidy("".join(table.text)), len(table.rows)
        start = len(row)
        while table.covered.get(len(row), 0) >= number:
            row.append("")
        wide, tall = table.span
        if tall > 1:
            table.covered |= {len(row) + place: number + tall - 1 for place in range(wide)}
        row += [text] + [""] * (wide - 1)
        table.text = None
        self._filled += len(row) - start
        if self._filled > MAX_AREA or len(row) > MAX_COLUMN + 1:
            raise _too_large(self._file)

    def _end_table(self) -> None:
        if self._open:
            self._end_cell()
            self.tables.append(self._open.pop())


def _tidy(text: str) -> str:
    plain = unescape(text) if "&" in text else text
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


def _rectangular(file: str, rows: list[list[str]]) -> list[list[str]]:
    """The rows filled up to one length, without the empty ones at the end; none where nothing is in them."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROW or len(rows) * width > MAX_AREA:
        raise _too_large(file)
    return [row + [""] * (width - len(row)) for row in rows]


def _too_large(file: str) -> UnreadableFile:
    return UnreadableFile(
        f"{file} is a web page (HTML) with more in it than can be read;"
        " open it in Excel and save the rows you need as an Excel workbook (xlsx)."
    )
