"""What sheets of cells mean: their header rows, vendors, tables and columns; what was taken, left and asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from sentia.book.places import column_letters
from sentia.book.raw import RawTable
from sentia.book.schema import no_prices
from sentia.book.ties import TIES
from sentia.errors import NoRecords
from sentia.workbook.added.names import is_own
from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.account_of import left_part, names_part, sheet_account, used_part
from sentia.workbook.meaning.areas import whole
from sentia.workbook.meaning.bodies import EXAMPLE_ROW, body_of
from sentia.workbook.meaning.by_values import told_by_values
from sentia.workbook.meaning.column_corrections import as_said, check_columns, check_sheet, shape_notes
from sentia.workbook.meaning.continued import continued, continued_sentence, unmerged
from sentia.workbook.meaning.corrections import check_places, corrected, correction
from sentia.workbook.meaning.credits import without_credits
from sentia.workbook.meaning.date_order import read_alike, settle_dates, settle_short_days
from sentia.workbook.meaning.faults import faults_of
from sentia.workbook.meaning.gathering import gather, gather_lines
from sentia.workbook.meaning.group_titles import under_titles
from sentia.workbook.meaning.headers import NOWHERE
from sentia.workbook.meaning.last_touch import touch_sentence
from sentia.workbook.meaning.lead_threads import as_threads, threads_of
from sentia.workbook.meaning.linking_texts import Known, also_known
from sentia.workbook.meaning.lookups import Naming, lookups_of, name_codes
from sentia.workbook.meaning.lost_ids import lose_shared_ids
from sentia.workbook.meaning.order_lines import lines_of, prices_of, with_lines
from sentia.workbook.meaning.pieces import Piece, pieces_of
from sentia.workbook.meaning.sheet_reader import SheetReader, columns_of_own
from sentia.workbook.meaning.sister_sheets import with_vendors
from sentia.workbook.meaning.staff import owner_names, with_one_name_each, with_owners
from sentia.workbook.meaning.summaries import summary_in
from sentia.workbook.meaning.typed_links import with_typed_links

_NOT_GATHERED = ("staff", "products", "lines")
_MOST_HEADERS = 6  # named in the sentence about a file without records
_MOST_SHEETS = 6  # ... and sheets
_WANTED = "wanted is a sheet with a column of companies, people or deals, such as Company or Deal name"
_NO_HEADER = "no row that names columns of companies, people or deals"
_UNKNOWN = "its columns are not those of companies, people, deals or what happened with them"


@dataclass(frozen=True)
class Recognised:
    """What sheets were taken for.

    Attributes
    ----------
    tables : tuple of RawTable
        The typed tables, links still in the file's own words.
    sheets : tuple of dict
        One a sheet, in the shape of the `check` call; `why` says what spoke for it, or why it is left alone.
    faults : tuple of dict
        Every cell of a used column that could not be read, with its place; at most 1,000 and how many more.
    questions : tuple of dict
        What nothing in a file decides, with the likeliest answer chosen meanwhile.
    prices : DataFrame
        The price list, one row a product's name or id.
    """

    tables: tuple[RawTable, ...]
    sheets: tuple[dict, ...]
    faults: tuple[dict, ...]
    questions: tuple[dict, ...]
    prices: pd.DataFrame = field(default_factory=no_prices)


def recognise(sheets: Sequence[Sheet], answers: Mapping[str, str] | None = None) -> Recognised:
    """The tables that these sheets hold, opened together.

    Parameters
    ----------
    sheets : sequence of Sheet
        Of one file or several.
    answers : mapping of str to str, optional
        The rep's answers to earlier questions, by their ids; under "header:<file>|<sheet>" where the table of
        a sheet is: its header's row, a range, or "left alone"; under "column:<file>|<sheet>|<header or letter>"
        what a column is: a field such as "opportunities.amount", or "left alone".

    Raises
    ------
    NoRecords
        No sheet holds accounts, contacts or opportunities, nor names any.
    BadQuestion
        An answer about where a table is that names no place in these sheets, or what a column is that names
        none of theirs or no field that it can hold.

    Examples
    --------
    >>> from sentia.workbook.files.cells import Cells
    >>> columns = (Cells.from_values(["Company", "Acme"]), Cells.from_values(["Deal value", 5000]))
    >>> found = recognise([Sheet("crm.csv", "crm", columns)])
    >>> found.tables[0].table, found.tables[0].frame.to_dict("records")
    ('opportunities', [{'amount': 5000.0, 'account_id': 'Acme'}])
    """
    answers = answers or {}
    check_places(sheets, answers)
    check_columns(sheets, answers)
    sheets = with_vendors(sheets)
    read = _with_names([_understand(sheet, answers) for sheet in sheets])
    readers = [part.reader for parts in read for part in parts if part.reader is not None]
    lose_shared_ids(readers)
    questions = [
        settle(file, together, answers)
        for file, together in read_alike(readers, answers).items()
        for settle in (settle_dates, settle_short_days)
    ]
    threads = threads_of(readers)
    by_reader, became = as_threads(threads, readers, _tables(readers))
    every = [t for tables in by_reader.values() for t in tables]
    tables = with_one_name_each(with_owners(every, _orders(readers), owner_names(readers)))
    if not any(_names_somebody(table) for table in tables):
        raise NoRecords(_nothing_found(sheets, read))
    accounts = [
        sheet_account(sheet, [_account(p, by_reader) for p in parts], _notes(sheet, parts, answers, became))
        for sheet, parts in zip(sheets, read, strict=True)
    ]
    return Recognised(
        tuple(tables),
        tuple(accounts),
        faults_of(readers),
        tuple(q for q in questions if q is not None),
        prices_of(readers),
    )


@dataclass(frozen=True, eq=False)
class _Part:
    """A part of a sheet: the reader of its records, or why there are none, or whose ids it has names for."""

    piece: Piece
    reader: SheetReader | None = None
    why: str = ""
    names: Naming | None = None


def _understand(sheet: Sheet, answers: Mapping[str, str]) -> list[_Part]:
    """The tables of a sheet with their meaning, and the parts of it that are left alone."""
    blank = Piece(whole(sheet), sheet, None, None)
    if is_own(sheet):
        return [_Part(blank, why="a sheet that Sentia added")]
    said = correction(sheet, answers)
    if said:
        piece = corrected(sheet, said)
        if piece is None:
            return [_Part(blank, why="left alone, as you said")]
        check_sheet(sheet, [piece], answers)
        return [_used(as_said(piece, answers))]
    pieces = [_as_said(piece, answers) for piece in pieces_of(sheet)]
    check_sheet(sheet, pieces, answers)
    first = min(piece.area.left for piece in pieces)
    return [_part(piece, "" if piece.area.left == first else column_letters(piece.area.left)) for piece in pieces]


def _with_names(read: Sequence[Sequence[_Part]]) -> list[list[_Part]]:
    """The parts, in which ids have the names that small sheets give them; those sheets hold no records then."""
    parts = [part for found in read for part in found]
    lookups = lookups_of([part.piece for part in parts])
    used = name_codes([part.reader for part in parts if part.reader is not None], lookups)
    return [[_as_names(part, used) for part in found] for found in read]


def _as_names(part: _Part, used: Mapping[int, Naming]) -> _Part:
    is_products = part.reader is not None and part.reader.subject == "products"
    return part if id(part.piece) not in used or is_products else _Part(part.piece, names=used[id(part.piece)])


def _part(piece: Piece, side: str) -> _Part:
    is_headed = piece.header is not None and piece.header.position != NOWHERE
    choice = piece.choice if is_headed and piece.is_table else None
    summary = "" if piece.is_said else summary_in(piece.sheet, choice)
    if summary:
        return _Part(piece, why=summary)
    if piece.choice is not None:
        return _used(piece, side)
    return _Part(piece, why=_NO_HEADER if piece.header is None else _UNKNOWN)


def _as_said(piece: Piece, answers: Mapping[str, str]) -> Piece:
    """The piece with its columns as the rep says; told by what is in them where no row names any."""
    told = told_by_values(piece.sheet, piece.sheet.file) if piece.header is None else None
    return as_said(piece if told is None else replace(piece, header=told[0], choice=told[1]), answers)


def _used(piece: Piece, side: str = "") -> _Part:
    is_deals = piece.choice.kind.subject == "opportunities"
    sheet, merged = unmerged(piece.sheet, piece.header)
    body = body_of(sheet, piece.area, piece.header, columns_of_own(piece.choice, sheet), is_deals)
    sheet, grouped = continued(sheet, body, piece.choice)
    linked = with_typed_links(sheet, body, piece.choice)
    sheet, choice, titled = under_titles(linked.sheet, body, linked.choice)
    found = SheetReader(sheet, body, choice, side=side, merged=merged, grouped=grouped | titled)
    found.typed = linked.subjects
    found.as_found = None if sheet is piece.sheet else piece.sheet
    return _Part(piece, without_credits(found))


def _notes(
    sheet: Sheet, parts: Sequence[_Part], answers: Mapping[str, str], became: Mapping[int, str]
) -> list[str]:
    headers = [part.piece.header for part in parts if part.piece.header is not None]
    readers = [part.reader for part in parts if part.reader is not None]
    touches = [say(reader) for reader in readers for say in (touch_sentence, continued_sentence)]
    shapes = [note for header in headers for note in shape_notes(sheet, header.texts, answers)]
    leads = [became.get(id(reader), "") for reader in readers]
    return [*shapes, *(sentence for sentence in (*touches, *leads) if sentence)]


def _account(part: _Part, tables: Mapping[int, list[RawTable]]) -> dict:
    if part.names is not None:
        return names_part(part.names)
    if part.reader is None:
        return left_part(part.piece.sheet, part.piece.area, part.piece.header, part.why)
    return used_part(part.reader, part.piece.area, tables[id(part.reader)])


def _orders(readers: Sequence[SheetReader]) -> list[SheetReader]:
    return [reader for reader in readers if reader.subject == "orders"]


def _tables(readers: Sequence[SheetReader]) -> dict[int, list[RawTable]]:
    """The tables of each sheet; accounts and contacts first, so that links can look for their ids."""
    owners, lines = owner_names(readers), lines_of(readers)
    own_orders, has_people = bool(_orders(readers)), any(reader.subject == "contacts" for reader in readers)
    known, tables = Known(), {id(reader): [] for reader in readers}
    ranked = sorted(readers, key=lambda r: {"accounts": 0, "contacts": 1}.get(r.subject, 2))
    for reader in ranked:
        if reader.subject not in _NOT_GATHERED:
            found = gather(reader, known, owners)
            found = [with_lines(t, lines) if t.table == "orders" else t for t in found]
            tables[id(reader)] = [t for t in found if not (has_people and _is_switchboard(reader, t))]
            known = also_known(known, reader, found[0])
        elif reader.subject == "lines" and not own_orders:
            tables[id(reader)] = gather_lines(reader, known)
    return tables


def _is_switchboard(reader: SheetReader, table: RawTable) -> bool:
    """Nameless numbers of companies whose people are on a sheet of their own."""
    is_nameless = table.is_derived and not {"name", "email"} & set(table.frame)
    return reader.subject == "accounts" and table.table == "contacts" and is_nameless


def _names_somebody(table: RawTable) -> bool:
    if table.frame.empty or table.table == TIES:
        return False
    if table.table in ("accounts", "contacts", "opportunities"):
        return True
    return any(name in table.frame and table.frame[name].notna().any() for name in ("account_id", "contact_id"))


def _nothing_found(sheets: Sequence[Sheet], read: Sequence[Sequence[_Part]]) -> str:
    if not sheets:
        return "There is no sheet in it; open a file with a sheet of companies, people or deals."
    if any(_is_template(part) for parts in read for part in parts):
        return f"{sheets[0].file} is the template, still empty: write your first deal below the example row."
    told = [f"sheet '{sheet.name}' {_found(parts[0])}" for sheet, parts in zip(sheets, read, strict=True)]
    files = [sheet.file for sheet in sheets]
    starts = ["" if n and files[n - 1] == file else f"{file}: " for n, file in enumerate(files)]
    found = [start + one for start, one in zip(starts, told, strict=True)]
    more = [f"{len(found) - _MOST_SHEETS} more sheets hold none either"] if len(found) > _MOST_SHEETS else []
    return f"{'; '.join([*found[:_MOST_SHEETS], *more])}; {_WANTED}."


def _is_template(part: _Part) -> bool:
    return part.reader is not None and EXAMPLE_ROW in part.reader.body.skipped.values()


def _found(part: _Part) -> str:
    """What a sheet is instead of what was wanted."""
    if part.reader is None and part.why not in (_NO_HEADER, _UNKNOWN):
        return f"is {part.why}"
    texts = () if part.piece.header is None else part.piece.header.texts
    named = [text for text in texts if text]
    if not named:
        return "has no row that names its columns"
    more = " ..." if len(named) > _MOST_HEADERS else ""
    listed = ", ".join(f"'{name}'" for name in named[:_MOST_HEADERS])
    if part.reader is None:
        return f"has columns {listed}{more} but no such column"
    return f"has columns {listed}{more}{'' if len(part.reader.body.records) else ' and no row below them'}"
