"""Old and binary workbooks written record by record, and OpenDocument ones: as small as a reader will take."""

import struct

from made_files import relations, zipped

SECTOR, MINI = 512, 64
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
CUTOFF = 4096


def compound(streams):
    """A compound file (OLE) with these streams; each is filled up so that none is a small one."""
    contents = {name: data.ljust(CUTOFF, b"\0") for name, data in streams.items()}
    sectors, table, entries = [], [], [_entry("Root Entry", 5, END, 0)]
    for name, data in contents.items():
        entries.append(_entry(name, 2, len(sectors), len(data)))
        _add(sectors, table, data)
    directory = len(sectors)
    _add(sectors, table, b"".join(entries))
    first = len(sectors)
    count = 1
    while count * SECTOR // 4 < len(table) + count:
        count += 1
    table += [TABLE] * count
    table += [FREE] * (count * SECTOR // 4 - len(table))
    packed = struct.pack(f"<{len(table)}I", *table)
    sectors += [packed[at : at + SECTOR] for at in range(0, len(packed), SECTOR)]
    listed = [first + number for number in range(count)] + [FREE] * (109 - count)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<9I", 0, count, directory, 0, CUTOFF, END, 0, END, 0) + struct.pack("<109I", *listed)
    return header + b"".join(sectors)


def _add(sectors, table, data):
    pieces = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
    table += [*range(len(sectors) + 1, len(sectors) + len(pieces)), END]
    sectors += pieces


def _entry(name, kind, start, size):
    named = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", FREE, 1 if kind == 5 else FREE, FREE)
    head = named.ljust(64, b"\0") + struct.pack("<HBB", len(named), kind, 1) + links
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


BEGIN_BOOK, BEGIN_SHEET = (struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0) for kind in (0x0005, 0x0010))


def label(row, column, text):
    encoded = text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + encoded)


def number(row, column, value):
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def error(row, column):
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, 0x2A, 1))


def formula(row, column, value):
    return record(0x0006, struct.pack("<HHHdHIH", row, column, 0, value, 0, 0, 0))


def xls(cells, locked=False, hidden=0, is_1904=False):
    """An xls whose one sheet "Deals" has these cell records."""
    lock = record(0x002F, bytes(4)) if locked else b""
    calendar = record(0x0022, struct.pack("<H", 1)) if is_1904 else b""
    start = record(0x0809, BEGIN_BOOK) + lock + calendar + record(0x0042, struct.pack("<H", 1200))
    named = b"Deals"
    bound = 4 + 8 + len(named)
    offset = len(start) + bound + len(record(0x000A))
    sheet = record(0x0085, struct.pack("<IBBBB", offset, hidden, 0, len(named), 0) + named)
    body = record(0x0809, BEGIN_SHEET) + b"".join(cells) + record(0x000A)
    return compound({"Workbook": start + sheet + record(0x000A) + body})


def part(kind, data=b""):
    """One record of an xlsb; `kind` and length as the format writes them."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows, hidden=0):
    """An xlsb whose one sheet "Deals" has these rows: by number from 0, by column, text, number or None (#N/A)."""
    cells = b"".join(_xlsb_row(number, row) for number, row in rows.items())
    sheet = part(129) + part(148, bytes(16)) + part(145) + cells + part(146) + part(130)
    bundle = part(156, struct.pack("<II", hidden, 1) + wide("rId1") + wide("Deals"))
    book = part(131) + part(143) + bundle + part(144) + part(132)
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations(("worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _xlsb_row(number, row):
    cells = b"".join(_xlsb_cell(column, value) for column, value in row.items())
    return part(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)) + cells


def _xlsb_cell(column, value):
    place = struct.pack("<II", column, 0)
    if value is None:
        return part(3, place + b"\x2a")
    if isinstance(value, str):
        return part(6, place + wide(value))
    return part(5, place + struct.pack("<d", value))


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style", "manifest"))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(*tables, body="spreadsheet", encrypted=False):
    """An ods of these tables, each the XML of its rows."""
    named = (f'<table:table table:name="Deals{i or ""}">{rows}</table:table>' for i, rows in enumerate(tables))
    locked = "<manifest:encryption-data/>" if encrypted else ""
    content = f"<office:body><office:{body}>{''.join(named)}</office:{body}></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest:manifest {NAMES}>{locked}</manifest:manifest>",
            "content.xml": f"<office:document-content {NAMES} {CALC}>{content}</office:document-content>",
        }
    )


def ods_row(*cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(text="", times=1, attributes=""):
    repeated = f'table:number-columns-repeated="{times}" {attributes}'
    if not text:
        return f"<table:table-cell {repeated}/>"
    return f'<table:table-cell office:value-type="string" {repeated}><text:p>{text}</text:p></table:table-cell>'
