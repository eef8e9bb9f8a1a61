"""A workbook as a rep keeps it, with headings of their own, for what a tap changes in it."""

from io import BytesIO

import pandas as pd
from openpyxl import Workbook, load_workbook

from sentia.book.book import Book
from sentia.book.origin import Source
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

NAME = "my people.xlsx"
PROSPECTS = """
Customer | Who | Looking for | Worth | Where it stands | Last spoke | Next move | By when
Alder Yard | Ana Prim | boat covers | 4000 | quoted | 2026-11-02 | ring Ana | 2026-11-20
Alder Yard | Ana Prim | sail bags | 2500 | talking | 2026-11-03 | |
Bram Mills | Ben Oto | filters | 900 | gone - price | 2026-06-02 | |
Crow Inn | Cy Fox | awnings | 1200 | lost - price | 2026-03-02 | |
Elm Inn | Ed Ash | flags | 300 | lost - timing | 2026-03-02 | |
Dale Farm | Di Roe | tarps | 800 | talking | 2026-10-12 | ring Di | 2026-12-15
Gil Co | Gus Ray | tents | 700 | talking | | |
"""
CALLS = """
Day | Due | Status | Customer | Who | What
2026-11-02 | | did it | Alder Yard | Ana Prim | sent the quote
2026-11-03 | | done | Bram Mills | Ben Oto | asked about filters
2026-10-12 | | done | Dale Farm | Di Roe | met at the fair
| 2026-12-15 | to do | Dale Farm | Di Roe | ring Di
"""
DONE_CALLS = """
Day | Customer | Who | What
2026-11-02 | Alder Yard | Ana Prim | sent the quote
2026-11-03 | Bram Mills | Ben Oto | asked about filters
"""


def workbook(bar: str = "|", **sheets: str) -> bytes:
    """A workbook with these sheets, each written with bars between its cells; days are dates."""
    made = Workbook()
    made.remove(made.active)
    for name, text in sheets.items():
        sheet = made.create_sheet(name)
        for line in text.strip().splitlines():
            sheet.append([_cell(cell.strip()) for cell in line.split(bar)])
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _cell(text: str) -> object:
    if text.startswith("20") and text.count("-") == 2:
        return pd.Timestamp(text).to_pydatetime()
    return int(text) if text.isdigit() else text or None


def own_book(**sheets: str) -> Book:
    """The book of such a workbook."""
    return read_book([Source(NAME, workbook(**sheets))])


def handed_back(book: Book) -> dict[str, list[list[object]]]:
    """The rows of each sheet of the workbook as it is taken back, days as text."""
    _, data, _ = workbook_bytes(book)
    return {sheet.title: [_shown(row) for row in sheet.iter_rows(values_only=True)] for sheet in load(data)}


def load(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def _shown(row: tuple) -> list[object]:
    return [f"{cell:%Y-%m-%d}" if hasattr(cell, "year") else cell for cell in row]
