"""A sheet measured by regular expressions, at the speed of C, where it has the plain shape nearly all have."""

import re
from dataclasses import dataclass
from functools import cache

from sentia.book.places import column_letters, column_number
from sentia.workbook.files.extent import Extent


@dataclass(frozen=True)
class _Shapes:
    """The plain shapes of one namespace prefix."""

    row: re.Pattern
    formula: re.Pattern
    formula_start: re.Pattern
    error: re.Pattern
    cell_tag: bytes
    formula_tag: bytes


@cache
def _shapes(prefix: bytes) -> _Shapes:
    start, end = b"<" + prefix, b"</" + prefix
    formula = start + rb"f\b[^>]*+>(?:[^<]*+" + end + rb"f>)?+"
    value = start + rb"v\b[^>]*+>(?:[^<]*+" + end + rb"v>)?+"
    inline = start + rb"is>(?:[^<]*+<(?!/" + prefix + rb"is>))*+[^<]*+" + end + rb"is>"
    content = rb"(?:" + formula + rb")?+(?:" + value + rb")?+(?:" + inline + rb")?+" + end + rb"c>"
    cell = start + rb'c r="(?P<last>[A-Z]{1,3})(?P=row)"[^>]*+>(?:(?<=/>)|' + content + rb")\s*+"
    row = start + rb'row\b[^>]*?\br="(?P<row>[0-9]{1,7})"[^>]*+>(?:(?<=/>)|\s*+(?:' + cell + rb")*+"
    name = start + rb'c r="([A-Z]{1,3})([0-9]{1,7})"'
    marked = start + rb"f\b([^>]*+)>(?:[^<]*+" + end + rb"f>)?+(" + start + rb"v>[^<])?+"
    return _Shapes(
        row=re.compile(row + end + rb"row>)\s*+"),
        formula=re.compile(name + rb"[^>]*+>" + marked),
        formula_start=re.compile(start + rb"f\b"),
        error=re.compile(name + rb'[^>]*?\bt="e"'),
        cell_tag=start + b"c",
        formula_tag=start + b"f",
    )


def measure_plain(xml: bytes) -> Extent | None:
    """The extent of a sheet in plain shape, formatted empty cells included; None for any other shape."""
    root = re.search(rb"<(\w+:)?worksheet\b", xml)
    if root is None:
        return None
    prefix = root[1] or b""
    opening = re.compile(rb"<" + prefix + rb"sheetData\b[^>]*?(/?)>").search(xml, root.end())
    if opening is None:
        return None
    end = opening.end() if opening[1] else xml.rfind(b"</" + prefix + b"sheetData>")
    return _measure_rows(xml, _shapes(prefix), opening.end(), max(end, opening.end()))


def _measure_rows(xml: bytes, shapes: _Shapes, start: int, end: int) -> Extent | None:
    at = re.compile(rb"\s*+").match(xml, start).end()
    last_row, columns = 0, set()
    for found in shapes.row.finditer(xml, at, end):
        if found.start() != at:
            return None
        at, column = found.end(), found["last"]
        if column:
            columns.add(column)
            last_row = max(last_row, int(found["row"]))
    last = max((column_number(column.decode()) for column in columns), default=-1)
    if at < end or _reaches_beyond(xml, shapes, last, start, end):
        return None
    extent = Extent(last_row, last)
    return extent if _add_marks(extent, xml, shapes, start, end) else None


def _reaches_beyond(xml: bytes, shapes: _Shapes, last: int, start: int, end: int) -> bool:
    """Whether a row has a cell right of column `last`: cells need not stand in order."""
    beyond = re.compile(shapes.cell_tag + rb' r="(?:' + _columns_after(last) + rb")[0-9]")
    return beyond.search(xml, start, end) is not None


def _columns_after(column: int) -> bytes:
    letters = column_letters(max(column, 0))
    patterns = [f"[A-Z]{{{len(letters) + 1},}}"]
    for place, letter in enumerate(letters):
        if letter != "Z":
            rest = len(letters) - place - 1
            patterns.append(f"{letters[:place]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{rest}}}")
    return "|".join(patterns).encode()


def _add_marks(extent: Extent, xml: bytes, shapes: _Shapes, start: int, end: int) -> bool:
    """Add formulas and errors; False where a formula has another shape than the plain one."""
    has_formulas = xml.find(shapes.formula_tag, start, end) >= 0
    found = shapes.formula.findall(xml, start, end) if has_formulas else []
    for letters, row, attributes, value in found:
        extent.formulas.setdefault(column_number(letters.decode()), []).append(int(row))
        extent.never_calculated += not value
        if b"ref=" in attributes and (b'"array"' in attributes or b'"dataTable"' in attributes):
            extent.ranges += [ref.decode() for ref in re.findall(rb'\bref="([A-Z0-9:]+)"', attributes)]
    has_errors = xml.find(b't="e"', start, end) >= 0
    for letters, row in shapes.error.findall(xml, start, end) if has_errors else ():
        extent.errors.setdefault(column_number(letters.decode()), []).append(int(row))
    return not has_formulas or len(found) == len(shapes.formula_start.findall(xml, start, end))
