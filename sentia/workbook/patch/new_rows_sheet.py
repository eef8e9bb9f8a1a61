"""The sheet of their own for rows that found no place on the rep's sheets, laid out to be copied there."""

from collections.abc import Sequence

from sentia.book.places import column_letters
from sentia.workbook.patch.changes import NewRow, Value
from sentia.workbook.patch.result_sheet import ResultSheet

NEW_ROWS = "Sentia new rows"
_HEADINGS: list[Value] = ["Sheet", "Key", "Why it is here"]


def new_rows_sheet(refused: Sequence[tuple[NewRow, str]]) -> ResultSheet:
    """The rows, one a row, each value below the heading it has on the rep's sheet, with the reason in front."""
    headings = list(dict.fromkeys(_heading(row, c) for row, _ in refused for c in sorted(row.values)))
    rows = [[row.sheet, row.key, why, *_values(row, headings)] for row, why in refused]
    return ResultSheet(NEW_ROWS, [[*_HEADINGS, *headings], *rows], wrapped=(2,), widths={2: 40})


def _heading(row: NewRow, column: int) -> str:
    letters, heading = column_letters(column), row.headings.get(column)
    is_repeated = list(row.headings.values()).count(heading) > 1
    return f"{heading or 'Column'} {letters}" if is_repeated or not heading else heading


def _values(row: NewRow, headings: list[str]) -> list[Value]:
    by_heading = {_heading(row, column): value for column, value in row.values.items()}
    return [by_heading.get(heading) for heading in headings]
