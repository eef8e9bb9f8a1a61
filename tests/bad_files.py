"""Files that cannot be used, and what each sentence must name."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

MEGABYTE = 1_000_000


def workbook(rows: list[list[object]]) -> bytes:
    """An xlsx with one sheet of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def far_cell() -> bytes:
    """One deal, and one cell at the sheet's last corner: 17 billion cells to whoever reads them all."""
    book = Workbook()
    book.active.append(["Company", "Deal", "Stage", "Amount"])
    book.active.append(["Acme", "Press line", "Proposal", 24000])
    book.active["XFD1048576"] = "x"
    return saved(book)


def bomb() -> bytes:
    """A small zip whose one sheet unpacks to far more than any workbook."""
    good = BytesIO(workbook([["Company"], ["Acme"]]))
    out = BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry.startswith("xl/worksheets/"):
                data = data.replace(b"</sheetData>", b"<row/>" * (60 * MEGABYTE) + b"</sheetData>")
            new.writestr(entry, data)
    return out.getvalue()


BAD_FILES = {
    "no-names.xlsx": lambda: workbook([["Q1", "Q2"], [1, 2], [3, 4]]),
    "empty.xlsx": lambda: workbook([]),
    "photo.csv": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "half.xlsx": lambda: workbook([["Company", "Amount"], ["Acme", 5]] * 500)[:4000],
    "far.xlsx": far_cell,
    "bomb.xlsx": bomb,
    "nothing.csv": lambda: b"",
}
