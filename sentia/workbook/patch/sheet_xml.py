"""One sheet's XML as bytes: where its rows and cells lie, and how to put new ones between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sentia.book.places import Area, area, cell_name, cell_place, column_number
from sentia.errors import CannotWrite
from sentia.workbook.patch import markup
from sentia.workbook.patch.markup import Splice, attribute, closing, number, tag

_SHEET_DATA = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<" + markup.PREFIX + rb"sheetData(?=[\s/>])" + markup.ATTRIBUTES + rb">",
    re.S,
)

_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]+)[\"']")


class Row(NamedTuple):
    """One row element: its number (from 1), where it starts, where its content starts and ends, its end."""

    number: int
    start: int
    inner: int
    inner_end: int
    end: int
    attributes: bytes


class XmlCell(NamedTuple):
    """One cell element: its row, its column, where it starts and ends, its attributes and its content."""

    row: int
    column: int
    start: int
    end: int
    attributes: bytes
    inner: bytes


@dataclass(frozen=True)
class SheetXml:
    """A sheet's XML in UTF-8; rows lie between `start` and `end`, tags carry `prefix`."""

    text: bytes = field(repr=False)
    codec: str | None
    mark: bytes
    prefix: bytes
    opening: tuple[int, int]
    start: int
    end: int

    @property
    def is_closed(self) -> bool:
        """Whether the sheet has no rows and says so with a tag that closes itself."""
        return self.text[: self.opening[1]].endswith(b"/>")

    @cached_property
    def head(self) -> bytes:
        """Everything before the rows."""
        return self.text[: self.opening[0]]

    @cached_property
    def tail(self) -> bytes:
        """Everything after the rows and the tag that ends them."""
        shut = closing(self.prefix, b"sheetData").match(self.text, self.end)
        return self.text[shut.end() if shut else self.end :]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows in the order of the file; a row without a number follows the one before it."""
        opened, closed = tag(self.prefix, b"row"), closing(self.prefix, b"row")
        rows, last, position = [], 0, self.start
        while match := opened.search(self.text, position, self.end):
            inner, shut = match.end(), None
            if not match[1].endswith(b"/"):
                shut = closed.search(self.text, inner, self.end)
            inner_end, position = shut.span() if shut else (inner, inner)
            last = self._row_number(match[1], inner, inner_end, last + 1)
            rows.append(Row(last, match.start(), inner, inner_end, position, match[1]))
        return rows

    def _row_number(self, attributes: bytes, inner: int, inner_end: int, following: int) -> int:
        said = _ROW_NUMBER.search(attributes)
        if said:
            return int(said[1])
        first = tag(self.prefix, b"c").search(self.text, inner, inner_end)
        place = cell_place(attribute(first[1], "r") or "") if first else None
        return place[0] if place else following

    @cached_property
    def by_number(self) -> dict[int, list[Row]]:
        """The rows by their number: more than one only in a file that Excel would call damaged."""
        found: dict[int, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.number, []).append(row)
        return found

    def cells(self, row: Row) -> Iterator[XmlCell]:
        """The cells of a row in the order of the file; one without a name follows the one before it."""
        opened, closed = tag(self.prefix, b"c"), closing(self.prefix, b"c")
        column, position = -1, row.inner
        while match := opened.search(self.text, position, row.inner_end):
            place = cell_place(attribute(match[1], "r") or "")
            column = place[1] if place else column + 1
            inner, shut = match.end(), None
            if not match[1].endswith(b"/"):
                shut = closed.search(self.text, inner, row.inner_end)
            inner_end, position = shut.span() if shut else (inner, inner)
            yield XmlCell(
                place[0] if place else row.number,
                column,
                match.start(),
                position,
                match[1],
                self.text[inner:inner_end],
            )

    def cells_in(self, number: int) -> list[XmlCell]:
        """The cells of the row with this number, looked up once; none where there is no such row, or two."""
        if number not in self._looked_up:
            rows = self.by_number.get(number, [])
            self._looked_up[number] = list(self.cells(rows[0])) if len(rows) == 1 else []
        return self._looked_up[number]

    @cached_property
    def _looked_up(self) -> dict[int, list[XmlCell]]:
        return {}

    @cached_property
    def shared_formulas(self) -> dict[str, tuple[int, int, str]]:
        """The row, column and text of the first cell of each group of cells that share a formula."""
        marked = tag(self.prefix, b"f")
        found = {}
        for row in self.rows:
            if self.text.find(b"shared", row.inner, row.inner_end) < 0:
                continue
            for cell in self.cells(row):
                match = marked.search(cell.inner)
                text = cell.inner[match.end() :].partition(b"<")[0] if match else b""
                group = attribute(match[1], "si") if match else None
                if group and text and not match[1].endswith(b"/"):
                    found.setdefault(group, (cell.row, cell.column, markup.text_of(text)))
        return found

    @cached_property
    def merged(self) -> list[Area]:
        """The merged ranges."""
        return self._areas(self.tail, b"mergeCell")

    @cached_property
    def height(self) -> int:
        """The last row that has a cell."""
        return max((row.number for row in self.rows if row.inner_end > row.inner), default=0)

    @cached_property
    def width(self) -> int:
        """The number of columns, as the cells' own names say."""
        named = re.compile(rb"<" + re.escape(self.prefix) + rb"c\s[^<>]*?\br=[\"']([A-Za-z]{1,3})[0-9]")
        letters = {match[1] for match in named.finditer(self.text, self.start, self.end)}
        return max((column_number(found.decode()) + 1 for found in letters), default=0)

    @property
    def highest_style(self) -> int:
        """The highest style that any cell or row points at."""
        said = re.compile(rb"\ss=[\"']([0-9]+)[\"']")
        return max((int(match[1]) for match in said.finditer(self.text, self.start, self.end)), default=0)

    @cached_property
    def arrays(self) -> list[Area]:
        """The ranges that array formulas and data tables fill."""
        found = tag(self.prefix, b"f").finditer(self.text, self.start, self.end)
        filled = (m[1] for m in found if attribute(m[1], "t") in ("array", "dataTable"))
        return [place for place in (area(attribute(a, "ref") or "") for a in filled) if place]

    @cached_property
    def is_protected(self) -> bool:
        """Whether the sheet is locked against changes."""
        match = tag(self.prefix, b"sheetProtection").search(self.tail)
        return match is not None and markup.is_on(attribute(match[1], "sheet"))

    def _areas(self, text: bytes, name: bytes) -> list[Area]:
        found = (attribute(match[1], "ref") for match in tag(self.prefix, name).finditer(text))
        return [place for place in (area(ref or "") for ref in found) if place]

    def column_style(self, column: int) -> int:
        """The style that a column gives to its empty cells; 0 where it gives none."""
        for match in tag(self.prefix, b"col").finditer(self.head):
            first, last = (number(match[1], side) or 0 for side in ("min", "max"))
            if first <= column + 1 <= last:
                return number(match[1], "style") or 0
        return 0

    def styles_in_column(self, letters: str) -> Iterator[int]:
        """The styles of the cells in a column, from the top; cells without a name are passed over."""
        named = re.compile(
            rb"<" + re.escape(self.prefix) + rb"c\s(?=[^<>]*\br=[\"']" + letters.encode() + rb"\d)[^<>]*>"
        )
        for match in named.finditer(self.text, self.start, self.end):
            yield number(match[0], "s") or 0

    def widened(self, cells: list[tuple[int, int]]) -> list[Splice]:
        """The change of the sheet's stated dimension that these cells, (row, column), ask for; often none."""
        match = tag(self.prefix, b"dimension").search(self.head)
        stated = area(attribute(match[1], "ref") or "") if match else None
        if not stated or all(stated.holds(*cell) for cell in cells):
            return []
        rows, columns = [c[0] for c in cells], [c[1] for c in cells]
        first = cell_name(min(stated.top, *rows), min(stated.left, *columns))
        last = cell_name(max(stated.bottom, *rows), max(stated.right, *columns))
        return [(match.start(1), match.end(1), markup.with_attribute(match[1], "ref", f"{first}:{last}"))]

    def encoded(self, splices: list[Splice]) -> bytes:
        """The whole part with the splices in it, in the encoding it came in."""
        return markup.from_utf8(markup.spliced(self.text, splices), self.codec, self.mark)


def parse_sheet(part: bytes, name: str) -> SheetXml:
    """Find the rows of a worksheet part.

    Raises
    ------
    CannotWrite
        There are none to find, or comments or raw text stand between them.
    """
    text, codec, mark = markup.as_utf8(part)
    opening = next((match for match in _SHEET_DATA.finditer(text) if match[1] is not None), None)
    if opening is None:
        raise CannotWrite(f"Sheet {name!r} has no cells that can be changed; open it in Excel and save it again.")
    start = end = opening.end()
    if not opening[2].endswith(b"/"):
        shut = closing(opening[1], b"sheetData").search(text, start)
        end = shut.start() if shut else len(text)
    if text.find(b"<!", start, end) >= 0 or text.find(b"<?", start, end) >= 0:
        raise CannotWrite(
            f"Sheet {name!r} has comments between its rows, which no spreadsheet program writes;"
            " open it in Excel and save it again."
        )
    return SheetXml(text, codec, mark, opening[1], opening.span(), start, end)
