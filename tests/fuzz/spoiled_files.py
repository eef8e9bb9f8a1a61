"""Files of every format that is read, and the same ones spoiled: the same damage for the same seed."""

import io
import random
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "workbook")]

from made_binaries import label, number, ods, ods_cell, ods_row, xls, xlsb  # noqa: E402
from made_files import book_of  # noqa: E402

HEADINGS = ["Opportunity ID", "Deal", "Company", "Stage", "Amount", "Expected close", "Next step"]
STAGES = ["Proposal", "Closed Won", "Closed Lost", "Qualification"]
DEALS = [
    [f"OPP-{i}", f"Deal {i}", f"Company {i % 7}", STAGES[i % 4], 1000 + i, f"2026-11-{1 + i % 28:02}", "Call"]
    for i in range(30)
]
TABLE = [HEADINGS, *DEALS]
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
TOKENS = [
    b"<",
    b">",
    b'"',
    b"\0",
    b"\xff\xff\xff\xff",
    b"999999999",
    b"-1",
    b"&",
    b";",
    b"\n",
    b"\x80",
    b"]]>",
    b"",
]
MOST_CHANGES = 6


def _lines(delimiter):
    return "\n".join(delimiter.join(f'"{value}"' for value in row) for row in TABLE)


def _html():
    rows = "".join("<tr>" + "".join(f"<td class='x'>{value}</td>" for value in row) + "</tr>" for row in TABLE)
    return f"<html><head><style>td {{}}</style></head><body><table>{rows}</table></body></html>".encode()


def _xml():
    cells = ("".join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in row) for row in TABLE)
    rows = "".join(f"<Row>{row}</Row>" for row in cells)
    sheet = f'<Worksheet ss:Name="Deals"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">{sheet}</Workbook>'.encode()


def _records():
    for row, values in enumerate(TABLE):
        for column, value in enumerate(values):
            yield label(row, column, value) if isinstance(value, str) else number(row, column, value)


def good_files():
    """One good file of each format, by what it is."""
    rows = "".join(ods_row(*(ods_cell(str(value)) for value in row)) for row in TABLE)
    return {
        "xlsx": book_of(Deals=TABLE),
        "xls": xls(list(_records())),
        "xlsb": xlsb({i: dict(enumerate(row)) for i, row in enumerate(TABLE)}),
        "ods": ods(rows),
        "csv": _lines(",").encode(),
        "tsv": _lines("\t").encode("utf-16"),
        "html": _html(),
        "xml": _xml(),
    }


def spoiled(good, seed):
    """The file with a little damage; a zip's is done to one of its parts every other time."""
    chance = random.Random(seed)
    if good.startswith(b"PK") and seed % 2:
        return _spoiled_inside(good, chance)
    return _damaged(good, chance)


def _spoiled_inside(good, chance):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        unlucky = chance.choice(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _damaged(data, chance) if name == unlucky else data)
    return out.getvalue()


def _damaged(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice([1, 1, 1, 2, 4, 30, len(data) // 3])
        piece = bytes(data[at : at + length])
        kind = chance.randrange(5)
        if kind == 0:
            data[at : at + length] = b""
        elif kind == 1:
            data[at:at] = piece * chance.choice([1, 2, 50])
        elif kind == 2:
            data[at : at + length] = bytes(chance.randrange(256) for _ in piece)
        elif kind == 3:
            data[at : at + chance.randint(0, 4)] = chance.choice(TOKENS)
        else:
            data[at : at + 1] = bytes([data[at] ^ 1 << chance.randrange(8)]) if at < len(data) else b""
    return bytes(data)
