"""How each sheet was understood, in the shape of the `check` call."""

from collections.abc import Mapping, Sequence

import numpy as np

from sentia.book import schema
from sentia.book.places import Area, area, column_letters
from sentia.book.raw import RawTable
from sentia.book.ties import ABOUT, TIES
from sentia.workbook.files.cells import EMPTY, Sheet
from sentia.workbook.meaning.areas import filled_area, named
from sentia.workbook.meaning.associations import fields_tied
from sentia.workbook.meaning.column_corrections import likely_header, shape_of
from sentia.workbook.meaning.deals import splits_close_date
from sentia.workbook.meaning.every_column import every_column
from sentia.workbook.meaning.headers import NOWHERE, Header, display_names, filled_cells, texts_of_row
from sentia.workbook.meaning.lookups import Naming
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.stage_dates import ENTERED
from sentia.workbook.meaning.uses import Use

MOST_SKIPPED = 1000
_ABOVE, _SHOWN_ROWS, _SHOWN_COLUMNS, _LONGEST_SHOWN = 4, 10, 10, 40  # of the first rows on the Book page
HIDDEN = "The sheet is hidden in the file; it is read like the others."
_BESIDE = "beside the table"
_USED_AS = {"lines": "order lines", "products": "products", "staff": "owners"}
_LINK_OF = {"accounts": "account_id", "contacts": "contact_id", "opportunities": "opportunity_id"}
_LINK_FIELDS = ("account_id", "contact_id", "opportunity_id", "name", "first_name", "last_name", "email")
_RECURRING = ("opportunities", "recurring")
_WHERE_NONE = "taken where the deal has no amount of its own"
_ONLY_MARKS = (
    ("lines", "line"),
    ("products", "stock"),
    ("staff", "mark"),
)  # of what a sheet is
_FIELDS_OF_LINES = {"order_id": "order_id", "product": "product", "product_id": "product"}


def used_part(reader: SheetReader, area: Area, tables: Sequence[RawTable]) -> dict:
    """The account of a table that was used: which column fills what, how sure that is, and what was left."""
    used = [table.table for table in tables if table.table != TIES] or [
        _USED_AS.get(reader.subject, reader.subject)
    ]
    derived = {table.table for table in tables if table.is_derived}
    uses = reader.choice.columns
    columns = [_column(reader, uses[c], derived) for c in sorted(uses)]
    columns = [column for column in columns if column["fields"]]
    taken = {column["column"] for column in columns}
    headers = reader.body.headers
    told = {column["column"]: column for column in columns}
    every = every_column(reader.sheet, reader.body.header, headers, reader.choice, told)
    names = display_names(reader.sheet, reader.body.header, headers)
    left = [text for c, text in enumerate(names) if text and column_letters(c) not in taken]
    why = f"taken as {used[0]} for its columns" + (" and its name" if reader.choice.is_named else "")
    why = why if reader.body.header is not None else f"no header: taken as {used[0]} for what is in its columns"
    return _part(reader.as_found or reader.sheet, area, reader.body.header, reader.body.skipped) | {
        "used_as": list(dict.fromkeys(used)),
        "vendor": reader.vendor,
        "vendor_confidence": reader.choice.vendor.confidence,
        "vendor_why": reader.choice.vendor.why,
        "rows": len(reader.body.records),
        "columns": columns,
        "left_alone": left,
        "why": why,
        "every_column": every,
        "kind": reader.subject,
        "shape": shape_of(headers),
    }


def left_part(sheet: Sheet, area: Area, header: Header | None, why: str) -> dict:
    """The account of a sheet, or a part of one, that holds no records: every filled row is passed over."""
    filled = filled_cells(sheet)
    header = None if header is not None and header.position == NOWHERE else header
    position = None if header is None else header.position
    rows = [p for p in range(area.top - 1, min(area.bottom, sheet.n_rows)) if p != position]
    passed = {p: "its sheet is left alone" if filled[p] else "blank" for p in rows}
    names = [] if header is None else [text for text in texts_of_row(sheet, header.position) if text]
    found, seen = filled_area(sheet), header or likely_header(sheet)
    return _part(sheet, area, position, passed) | {
        "used_as": [],
        "vendor": "",
        "vendor_confidence": 0.0,
        "vendor_why": "",
        "rows": 0,
        "columns": [],
        "left_alone": names,
        "why": why,
        "every_column": [] if seen is None else every_column(sheet, seen.position, seen.texts, None, {}),
        "kind": "",
        "shape": "" if seen is None else shape_of(seen.texts),
        "holds": "" if found is None else named(found),
    }


def names_part(naming: Naming) -> dict:
    """The account of a table that only says what ids on other sheets are called."""
    piece, rows = naming.lookup.piece, naming.lookup.rows
    left = left_part(piece.sheet, piece.area, piece.header, f"names for the ids of {', '.join(naming.places)}")
    texts, told = piece.header.texts, naming.columns
    passed = {p: why for p, why in left["passed"].items() if p not in set(rows.tolist())}
    columns = [
        {"column": column_letters(c), "header": texts[c], "fields": [field], "confidence": 1.0, "why": why}
        for c, (field, why) in told.items()
    ]
    return left | {
        "used_as": ["names"],
        "rows": len(rows),
        "columns": columns,
        "left_alone": [text for c, text in enumerate(texts) if text and c not in told],
        "skipped": skipped_lines(passed),
        "passed": passed,
    }


def _part(sheet: Sheet, area: Area, header: int | None, skipped: Mapping[int, str]) -> dict:
    """What is said of any part; `passed` and `first_rows` are for the sheet's account and for the page."""
    return {
        "range": named(area),
        "header_row": None if header is None else header + 1,
        "skipped": skipped_lines(skipped),
        "passed": skipped,
        "first_rows": first_rows(sheet, area, header),
    }


def sheet_account(sheet: Sheet, parts: Sequence[dict], notes: Sequence[str] = ()) -> dict:
    """The account of a whole sheet out of those of its parts.

    Rows taken, rows passed over and the one header row add up to the rows of the sheet. With several tables
    `tables` has the account of each, in which they add up to the rows of its range.
    """
    tables = [part for part in parts if part["used_as"]]
    told = tables or list(parts)
    header = told[0]["header_row"]
    passed = parts[0]["passed"] if len(parts) == 1 else {}
    if len(parts) > 1 or len(passed) + told[0]["rows"] + (header is not None) < sheet.n_rows:
        passed = _passed(sheet, parts, header)
    return {
        "file": sheet.file,
        "sheet": sheet.name,
        "used_as": list(dict.fromkeys(name for part in told for name in part["used_as"])),
        **_vendor(told),
        "header_row": header,
        "rows": sheet.n_rows - len(passed) - (header is not None),
        "columns": [column for part in told for column in part["columns"]],
        "left_alone": [name for part in told for name in part["left_alone"]],
        "skipped": skipped_lines(passed),
        "why": "; ".join(dict.fromkeys(part["why"] for part in told)),
        "notes": [*sheet.notes, *([] if sheet.is_visible else [HIDDEN]), *notes, *_beside(parts, tables)],
        "first_rows": told[0]["first_rows"],
        "every_column": told[0]["every_column"],
        "kind": told[0]["kind"],
        "shapes": [part["shape"] for part in parts if part["shape"]],
    } | ({"tables": [_shown(part) for part in tables]} if len(tables) > 1 else {})


def _vendor(parts: Sequence[dict]) -> dict:
    """The vendor of the first part that has one: its name, how sure, and what speaks for it."""
    named = next((part for part in parts if part["vendor"]), parts[0])
    return {key: named[key] for key in ("vendor", "vendor_confidence", "vendor_why")}


def _passed(sheet: Sheet, parts: Sequence[dict], header: int | None) -> dict[int, str]:
    """Why each row is passed over that no part takes; what a table says of it counts before what lies beside."""
    said: dict[int, list[str]] = {p: [] for p in range(sheet.n_rows)}
    taken = {header - 1} if header is not None else set()
    for part in sorted(parts, key=lambda part: not part["used_as"]):
        area_of_part = area(part["range"])
        rows = range(area_of_part.top - 1, min(area_of_part.bottom, sheet.n_rows))
        own = part["header_row"] - 1 if part["header_row"] is not None else None
        taken |= {p for p in rows if p not in part["passed"] and p != own}
        for p, why in part["passed"].items():
            said[p].append(_BESIDE if not part["used_as"] and why != "blank" else why)
        if own is not None:
            said[own].append("the header of another table" if part["used_as"] else _BESIDE)
    filled = filled_cells(sheet)
    return {
        p: next((why for why in reasons if why != "blank"), "outside the chosen range" if filled[p] else "blank")
        for p, reasons in said.items()
        if p not in taken
    }


def _beside(parts: Sequence[dict], tables: Sequence[dict]) -> list[str]:
    left = [part["holds"] for part in parts if tables and not part["used_as"] and part["holds"]]
    return [f"What stands in {place} lies beside the table and is left alone." for place in left]


def _shown(part: dict) -> dict:
    return {name: value for name, value in part.items() if name != "passed"}


def first_rows(sheet: Sheet, area: Area, header: int | None) -> dict:
    """The first rows of an area as a person sees them, from a little above the header: for the Book page.

    Returns
    -------
    dict
        `from` (the first row's number), `columns` (their letters), `rows` (lists of texts).
    """
    top = area.top if header is None else max(area.top, header + 1 - _ABOVE)
    rows = range(top - 1, min(top - 1 + _SHOWN_ROWS, area.bottom, sheet.n_rows))
    used = [c for c in range(sheet.n_columns) if (sheet.columns[c].kind != EMPTY).any()]
    columns = range(used[0], min(used[0] + _SHOWN_COLUMNS, used[-1] + 1)) if used else range(0)
    shown = [sheet.columns[c].shown(list(rows)) for c in columns]
    cells = [[text[:_LONGEST_SHOWN] for text in row] for row in zip(*shown, strict=True)]
    return {"from": top, "columns": [column_letters(c) for c in columns], "rows": cells}


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
    named = reader.named.get(use.column)
    said = ([named.why] if named else []) + ([_WHERE_NONE] if use.slot == _RECURRING else [])
    notes = (*said, *reader.read(use).notes)
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
    if own == TIES or field == ABOUT:
        return fields_tied(reader, use)
    if use.slot in _ONLY_MARKS:
        return []
    if subject in ("lines", "products", "staff"):
        return [_of_others(subject, field)]
    if subject == "touches":
        name = field if field in ("kind", "due_on") else "done_at"
        return [f"activities.{name}"] if "activities" in derived else []
    if subject == "owners":
        return _of_owners(reader)
    if subject != own:
        return _of_linked(own, subject, field, derived)
    if use.slot == ENTERED:
        return [f"opportunities.{name}" for name in ("stage_since_on", "created_on", "closed_on")]
    if use.slot == _RECURRING:
        return ["opportunities.amount", "opportunities.recurrence"]
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
