"""How each sheet was understood, in the shape of the `check` call."""

from collections.abc import Mapping, Sequence

import numpy as np

from sentia.book import schema
from sentia.book.places import column_letters
from sentia.book.raw import RawTable
from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.deals import splits_close_date
from sentia.workbook.meaning.headers import filled_cells, texts_of_row
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import vendor_of

MOST_SKIPPED = 1000
_USED_AS = {"lines": "order lines", "products": "products", "staff": "owners"}
_LINK_OF = {"accounts": "account_id", "contacts": "contact_id", "opportunities": "opportunity_id"}
_LINK_FIELDS = ("account_id", "contact_id", "opportunity_id", "name", "first_name", "last_name", "email")
_ONLY_MARKS = (
    ("lines", "line"),
    ("products", "stock"),
    ("products", "price"),
    ("staff", "mark"),
)  # of what a sheet is
_FIELDS_OF_LINES = {"order_id": "order_id", "product": "product", "product_id": "product"}


def left_sheet(sheet: Sheet, header: int | None, why: str) -> dict:
    """The account of a sheet that holds no records: nothing is taken, every filled row is passed over."""
    headers = [] if header is None else [text for text in texts_of_row(sheet, header) if text]
    filled = filled_cells(sheet)
    passed = {
        int(p): "its sheet is left alone" if filled[p] else "blank" for p in range(sheet.n_rows) if p != header
    }
    return _entry(sheet, [], "", header, 0, [], headers, passed, why)


def sheet_account(reader: SheetReader, tables: Sequence[RawTable]) -> dict:
    """The account of a sheet that was used: which column fills what, how sure that is, and what was left."""
    used = [table.table for table in tables] or [_USED_AS.get(reader.subject, reader.subject)]
    derived = {table.table for table in tables if table.is_derived}
    uses = reader.choice.columns
    columns = [_column(reader, uses[c], derived) for c in sorted(uses)]
    columns = [column for column in columns if column["fields"]]
    taken = {column["column"] for column in columns}
    named = enumerate(reader.body.headers)
    left = [text for c, text in named if text and column_letters(c) not in taken]
    why = f"taken as {used[0]} for its columns" + (" and its name" if reader.choice.is_named else "")
    records = len(reader.body.records)
    vendor = vendor_of(reader.body.headers)
    header, skipped = reader.body.header, reader.body.skipped
    return _entry(reader.sheet, used, vendor, header, records, columns, left, skipped, why)


def _entry(
    sheet: Sheet,
    used_as: Sequence[str],
    vendor: str,
    header: int | None,
    rows: int,
    columns: list[dict],
    left_alone: list[str],
    skipped: Mapping[int, str],
    why: str,
) -> dict:
    return {
        "file": sheet.file,
        "sheet": sheet.name,
        "used_as": list(dict.fromkeys(used_as)),
        "vendor": vendor,
        "header_row": None if header is None else header + 1,
        "rows": rows,
        "columns": columns,
        "left_alone": left_alone,
        "skipped": skipped_lines(skipped),
        "why": why,
        "notes": list(sheet.notes),
    }


def skipped_lines(skipped: Mapping[int, str]) -> list[dict]:
    """One line a row passed over, and after 1,000 of them one line for all others, with their number as `rows`.

    Examples
    --------
    >>> skipped_lines({0: "above the header", 4: "blank"})
    [{'row': 1, 'why': 'above the header'}, {'row': 5, 'why': 'blank'}]
    """
    lines = [{"row": position + 1, "why": why} for position, why in list(skipped.items())[:MOST_SKIPPED]]
    others = list(skipped.items())[MOST_SKIPPED:]
    if others:
        reasons = ", ".join(dict.fromkeys(why for _, why in others))
        lines.append(
            {"row": others[0][0] + 1, "why": f"{len(others):,} more rows: {reasons}", "rows": len(others)}
        )
    return lines


def _column(reader: SheetReader, use: Use, derived: set[str]) -> dict:
    notes = reader.read(use).notes
    return {
        "column": column_letters(use.column),
        "header": use.header,
        "fields": _fields(reader, use, derived),
        "confidence": round(float(np.clip(use.confidence, 0, 1)), 2),
        "why": "; ".join((use.why, *notes)),
    }


def _fields(reader: SheetReader, use: Use, derived: set[str]) -> list[str]:
    """The fields that a column fills, as "table.field"."""
    (subject, field), own = use.slot, reader.subject
    if use.slot in _ONLY_MARKS:
        return []
    if subject in ("lines", "products", "staff"):
        return [_of_others(subject, field)]
    if subject == "touches":
        return ["activities.done_at"] if "activities" in derived else []
    if subject == "owners":
        return _of_owners(reader)
    if subject != own:
        return _of_linked(own, subject, field, derived)
    if own == "opportunities" and field.startswith("is_"):
        return ["opportunities.status"]
    if use.slot == ("opportunities", "expected_close_on") and splits_close_date(reader):
        return ["opportunities.expected_close_on", "opportunities.closed_on"]
    if use.slot == ("activities", "is_done"):
        return ["activities.done_at"]
    return [f"{own}.{'name' if field in ('first_name', 'last_name') else field}"]


def _of_others(subject: str, field: str) -> str:
    if subject == "lines":
        return f"orders.{_FIELDS_OF_LINES.get(field, 'amount')}"
    return f"products.{field}" if subject == "products" else f"owners.{field}"


def _of_owners(reader: SheetReader) -> list[str]:
    if reader.has((reader.subject, "owner")):
        return []
    return [f"{reader.subject if 'owner' in schema.fields(reader.subject) else 'accounts'}.owner"]


def _of_linked(own: str, subject: str, field: str, derived: set[str]) -> list[str]:
    own = "orders" if own == "lines" else own
    found = []
    link = _LINK_OF.get(subject)
    if link in schema.fields(own) and field in _LINK_FIELDS:
        found.append(f"{own}.{link}")
    if subject in derived:
        found.append(f"{subject}.{'name' if field in ('first_name', 'last_name') else field}")
    if subject == own:
        found.append(f"{own}.{field}")
    return found
