"""A sheet of Sentia's own as the XML of its part and of its table, as the workbook it goes into writes them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.sax.saxutils import quoteattr

from sentia.book.places import Area, cell_name
from sentia.errors import CannotWrite
from sentia.workbook.patch.cell_styles import CellStyles, Look, shows_time
from sentia.workbook.patch.cell_xml import MAX_EXACT, cell_xml, formula_xml, serial
from sentia.workbook.patch.changes import CellChange, Value
from sentia.workbook.patch.result_sheet import Formula, ResultSheet
from sentia.workbook.patch.sheet_layout import can_be_table, sheet_width, table_area, widths

TABLE_RELATION = "rId1"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAB, _BAR = "FF0F6B5C", "FF9FD5C9"
_DAY, _MOMENT = "mm-dd-yy", "m/d/yy h:mm"  # Excel shows them in the reader's own order
_FORMULA_STARTS = ("=", "+", "-", "@")
_MAX_CHOICES = 255  # characters of a list to choose from


@dataclass(frozen=True)
class Ground:
    """What a sheet has to know of the workbook it goes into; `is_1904` is its calendar."""

    namespace: str
    relations: str
    is_1904: bool
    styles: CellStyles
    n_styles_used: int = 0


def written(value: Value, is_1904: bool) -> Value:
    """The value as a cell can hold it.

    Half a character becomes a question mark; a day before the calendar, a number without end and one of more
    digits than a spreadsheet keeps become text; what is no number at all becomes nothing.
    """
    if isinstance(value, Formula | bool) or value is None:
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, date):
        return str(value) if serial(value, is_1904) < 0 else value
    if math.isfinite(value):
        return str(value) if isinstance(value, int) and abs(value) > MAX_EXACT else value
    return None if math.isnan(value) else str(value)


def sheet_part(sheet: ResultSheet, ground: Ground) -> bytes:
    """The worksheet's part; of its texts none is longer than a cell can hold (see `long_texts`)."""
    pieces = [
        f"{_HEAD}<worksheet xmlns={quoteattr(ground.namespace)} xmlns:r={quoteattr(ground.relations)}>",
        f'<sheetPr><tabColor rgb="{_TAB}"/></sheetPr>',
        _view(sheet),
        _columns(sheet),
        "<sheetData>",
        *_rows(sheet, ground),
        "</sheetData>",
        *_below(sheet),
        "</worksheet>",
    ]
    return "".join(pieces).encode()


def table_part(sheet: ResultSheet, namespace: str, number: int, name: str) -> bytes:
    """The part of the table over the sheet's rows, by the number and name that no other table has."""
    place = _range(table_area(sheet))
    headings = sheet.rows[sheet.heading - 1]
    columns = "".join(f'<tableColumn id="{i}" name={quoteattr(text)}/>' for i, text in enumerate(headings, 1))
    return (
        f'{_HEAD}<table xmlns={quoteattr(namespace)} id="{number}" name="{name}" displayName="{name}"'
        f' ref="{place}" totalsRowShown="0"><autoFilter ref="{place}"/>'
        f'<tableColumns count="{len(headings)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1"'
        ' showColumnStripes="0"/></table>'
    ).encode()


def _view(sheet: ResultSheet) -> str:
    if not 1 <= sheet.heading <= len(sheet.rows):
        return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    return (
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{sheet.heading}" topLeftCell="{cell_name(sheet.heading + 1, 0)}" activePane="bottomLeft"'
        ' state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
    )


def _columns(sheet: ResultSheet) -> str:
    hidden = {column + 1: ' hidden="1"' for column in sheet.hidden}
    listed = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"{hidden.get(i, "")}/>'
        for i, width in enumerate(widths(sheet), 1)
    )
    return f"<cols>{listed}</cols>" if listed else ""


def _rows(sheet: ResultSheet, ground: Ground) -> Iterator[str]:
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(_cell(sheet, number, column, ground) for column in range(len(row)))
        if cells:
            yield f'<row r="{number}">{cells}</row>'


def _cell(sheet: ResultSheet, row: int, column: int, ground: Ground) -> str:
    value = written(sheet.rows[row - 1][column], ground.is_1904)
    look = _look(sheet, row, column, value)
    if value is None or value == "":
        return ""
    style = ground.styles.look(look, ground.n_styles_used) if look != Look() else None
    change = CellChange(sheet.name, row, column, value)
    if isinstance(value, Formula):
        return formula_xml(b"", change, str(value), value.shown, style).decode()
    return cell_xml(b"", change, b"", style, ground.is_1904).decode()


def _look(sheet: ResultSheet, row: int, column: int, value: Value) -> Look:
    is_text = isinstance(value, str) and not isinstance(value, Formula) and value.startswith(_FORMULA_STARTS)
    if row == sheet.heading:
        return Look(code=_day_code(value), is_heading=True, is_text=is_text)
    if row < sheet.heading:
        return Look(code=_day_code(value), is_title=row == 1, is_text=is_text)
    return Look(
        code=_code(sheet, column, value),
        is_link=(row, column) in sheet.links,
        wraps=column in sheet.wrapped or (isinstance(value, str) and "\n" in value),
        is_on_top=bool(sheet.wrapped),
        is_text=is_text,
    )


def _code(sheet: ResultSheet, column: int, value: Value) -> str:
    if isinstance(value, str) and not isinstance(value, Formula):
        return "General"
    stated = sheet.formats.get(column, "General")
    return _day_code(value) if isinstance(value, date) and not shows_time(stated) else stated


def _day_code(value: Value) -> str:
    if not isinstance(value, date):
        return "General"
    return _MOMENT if isinstance(value, datetime) and value.time() != time() else _DAY


def _below(sheet: ResultSheet) -> Iterator[str]:
    """What follows the rows, in the order that Excel wants."""
    place = table_area(sheet)
    is_table = can_be_table(sheet)
    if place and not is_table:
        yield f'<autoFilter ref="{_range(place)}"/>'
    if place:
        yield from (_bar(place._replace(top=place.top + 1), c, i) for i, c in enumerate(sheet.bars, 1))
        yield _choices(sheet, place._replace(top=place.top + 1))
    yield _links(sheet)
    yield '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    yield '<pageSetup orientation="landscape"/>'
    if is_table:
        yield f'<tableParts count="1"><tablePart r:id="{TABLE_RELATION}"/></tableParts>'


def _bar(place: Area, column: int, priority: int) -> str:
    return (
        f'<conditionalFormatting sqref="{_range(_column_of(place, column))}"><cfRule type="dataBar"'
        f' priority="{priority}"><dataBar><cfvo type="num" val="0"/><cfvo type="max"/><color rgb="{_BAR}"/>'
        "</dataBar></cfRule></conditionalFormatting>"
    )


def _choices(sheet: ResultSheet, place: Area) -> str:
    if not sheet.choices:
        return ""
    listed = "".join(_choice(place, column, texts) for column, texts in sheet.choices.items())
    return f'<dataValidations count="{len(sheet.choices)}">{listed}</dataValidations>'


def _choice(place: Area, column: int, texts: list[str]) -> str:
    joined = ",".join(texts)
    if len(joined) > _MAX_CHOICES or any("," in text for text in texts):
        raise CannotWrite("A list to choose from has 255 characters at most and no comma in a choice; shorten it.")
    quoted = joined.replace('"', '""').replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<dataValidation type="list" allowBlank="1" sqref="{_range(_column_of(place, column))}">'
        f'<formula1>"{quoted}"</formula1></dataValidation>'
    )


def _links(sheet: ResultSheet) -> str:
    links = "".join(
        f'<hyperlink ref="{cell_name(*cell)}" location={quoteattr(_location(*target))}/>'
        for cell, target in sorted(sheet.links.items())
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _location(sheet: str, row: int, column: int) -> str:
    return f"{quoted_sheet(sheet)}!{cell_name(row, column)}"


def quoted_sheet(name: str) -> str:
    """A sheet's name as formulas write it.

    Examples
    --------
    >>> quoted_sheet("Ann's deals")
    "'Ann''s deals'"
    """
    return "'" + name.replace("'", "''") + "'"


def _range(place: Area) -> str:
    return f"{cell_name(place.top, place.left)}:{cell_name(place.bottom, place.right)}"


def _column_of(place: Area, column: int) -> Area:
    return place._replace(left=column, right=column)


def block(sheet: ResultSheet) -> Area:
    """All cells that the sheet fills."""
    return Area(1, 0, max(len(sheet.rows), 1), max(sheet_width(sheet) - 1, 0))
