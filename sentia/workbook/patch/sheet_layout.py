"""How a sheet of Sentia's own is laid out: its widths, where its table stands, whether Excel takes it as one."""

from sentia.book.places import Area
from sentia.workbook.patch.cell_xml import safe_text
from sentia.workbook.patch.changes import Value
from sentia.workbook.patch.result_sheet import Formula, ResultSheet

_WIDTHS = (8, 60)  # characters, narrowest and widest
_ROOM = 3  # characters beside the text, for the filter's arrow
_MEASURED = 500  # rows that decide about a column's width


def sheet_width(sheet: ResultSheet) -> int:
    """How many columns the sheet has."""
    return max((len(row) for row in sheet.rows), default=0)


def widths(sheet: ResultSheet) -> list[float]:
    """The width of each column in characters: as stated, else as wide as its texts."""
    shown = sheet.rows[max(sheet.heading - 1, 0) : sheet.heading - 1 + _MEASURED]
    return [sheet.widths.get(column, _measured(shown, column)) for column in range(sheet_width(sheet))]


def _measured(rows: list[list[Value]], column: int) -> int:
    narrowest, widest = _WIDTHS
    longest = max((_length(row[column]) for row in rows if column < len(row)), default=0)
    return min(max(longest + _ROOM, narrowest), widest)


def _length(value: Value) -> int:
    if isinstance(value, Formula):
        return _length(value.shown)
    if value is None:
        return 0
    return len(f"{value:,.2f}") if isinstance(value, float) else max(map(len, str(value).split("\n")))


def table_area(sheet: ResultSheet) -> Area | None:
    """The headings and the rows below them, at least one; None for a sheet without headings."""
    if not 1 <= sheet.heading <= len(sheet.rows) or not sheet.rows[sheet.heading - 1]:
        return None
    bottom = max(len(sheet.rows), sheet.heading + 1)
    return Area(sheet.heading, 0, bottom, len(sheet.rows[sheet.heading - 1]) - 1)


def can_be_table(sheet: ResultSheet) -> bool:
    """Whether Excel takes the rows as a table: a heading over each column, each text and another one."""
    if table_area(sheet) is None:
        return False
    headings = sheet.rows[sheet.heading - 1]
    texts = {
        text.lower()
        for text in headings
        if isinstance(text, str) and text.strip() and text.isprintable() and text == safe_text(text)
    }
    return len(texts) == len(headings)
