"""How the tests of handing back look at a workbook: by openpyxl, which had no part in writing it."""

import io

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from sentia.workbook.patch.repacking import entries_of, unpacked


def cells_of(data):
    """Every cell that holds something, by (sheet, row, column from 0), text as Excel would show it."""
    workbook = load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.row, cell.column - 1): unescape(cell.value)
        if isinstance(cell.value, str)
        else cell.value
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def types_of(data):
    """The type of every cell as it is stored: "f" is a formula, "s" and "inlineStr" are text."""
    workbook = load_workbook(io.BytesIO(data))
    return {
        (sheet.title, c.row, c.column - 1): c.data_type
        for sheet in workbook
        for row in sheet.iter_rows()
        for c in row
    }


def part_of(data, name):
    return unpacked(entries_of(data)[name]).decode()


def changed_parts(before, after):
    old, new = entries_of(before), entries_of(after)
    assert list(old) == list(new)
    return {name for name in old if old[name].same != new[name].same}
