"""What sheets of cells mean: their header rows, vendors, tables and columns; what was taken, left and asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sentia.book.raw import RawTable
from sentia.errors import NoRecords
from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.account_of import left_sheet, sheet_account
from sentia.workbook.meaning.choosing import choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.date_order import settle_dates
from sentia.workbook.meaning.faults import faults_of
from sentia.workbook.meaning.gathering import gather, gather_lines
from sentia.workbook.meaning.headers import body_of, find_header
from sentia.workbook.meaning.linking_texts import Known
from sentia.workbook.meaning.order_lines import lines_of, with_lines
from sentia.workbook.meaning.people import emails_of
from sentia.workbook.meaning.sheet_reader import SheetReader, identity_columns
from sentia.workbook.meaning.staff import owner_names, with_owners

_NOT_GATHERED = ("staff", "products", "lines")
_OWN_SHEETS = "Sentia"  # sheets that Sentia added to the workbook, but for its log
_LOG_SHEET = "Sentia log"
_MOST_HEADERS = 6  # named in the sentence about a file without records


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
    """

    tables: tuple[RawTable, ...]
    sheets: tuple[dict, ...]
    faults: tuple[dict, ...]
    questions: tuple[dict, ...]


def recognise(sheets: Sequence[Sheet], answers: Mapping[str, str] | None = None) -> Recognised:
    """The tables that these sheets hold, opened together.

    Parameters
    ----------
    sheets : sequence of Sheet
        Of one file or several.
    answers : mapping of str to str, optional
        The rep's answers to earlier questions, by their ids.

    Raises
    ------
    NoRecords
        No sheet holds accounts, contacts or opportunities, nor names any.

    Examples
    --------
    >>> from sentia.workbook.files.cells import Cells
    >>> columns = (Cells.from_values(["Company", "Acme"]), Cells.from_values(["Deal value", 5000]))
    >>> found = recognise([Sheet("crm.csv", "crm", columns)])
    >>> found.tables[0].table, found.tables[0].frame.to_dict("records")
    ('opportunities', [{'amount': 5000.0, 'account_id': 'Acme'}])
    """
    read = [_understand(sheet) for sheet in sheets]
    readers = [reader for reader in read if isinstance(reader, SheetReader)]
    questions = [
        settle_dates(file, [r for r in readers if r.sheet.file == file], answers or {})
        for file in dict.fromkeys(reader.sheet.file for reader in readers)
    ]
    by_sheet = _tables(readers)
    tables = with_owners(
        [t for tables in by_sheet.values() for t in tables], _orders(readers), owner_names(readers)
    )
    if not any(_names_somebody(table) for table in tables):
        raise NoRecords(_nothing_found(sheets, read))
    accounts = [r if isinstance(r, dict) else sheet_account(r, by_sheet[id(r)]) for r in read]
    return Recognised(
        tuple(tables), tuple(accounts), faults_of(readers), tuple(q for q in questions if q is not None)
    )


def _understand(sheet: Sheet) -> SheetReader | dict:
    """The sheet with its meaning, or the account of why it is left alone."""
    if sheet.name.startswith(_OWN_SHEETS) and sheet.name != _LOG_SHEET:
        return left_sheet(sheet, None, "a sheet that Sentia added")
    header = find_header(sheet)
    if header is None:
        return left_sheet(sheet, None, "no row that names columns of companies, people or deals")
    columns = Columns(sheet, header)
    choice = choose(columns, sheet.file)
    if choice is None:
        return left_sheet(
            sheet, header, "its columns are not those of companies, people, deals or what happened with them"
        )
    return SheetReader(sheet, body_of(sheet, header, identity_columns(choice)), choice)


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
            known = _also_known(known, reader, found[0])
        elif reader.subject == "lines" and not own_orders:
            tables[id(reader)] = gather_lines(reader, known)
    return tables


def _is_switchboard(reader: SheetReader, table: RawTable) -> bool:
    """Nameless numbers of companies whose people are on a sheet of their own."""
    is_nameless = table.is_derived and not {"name", "email"} & set(table.frame)
    return reader.subject == "accounts" and table.table == "contacts" and is_nameless


def _also_known(known: Known, reader: SheetReader, own: RawTable) -> Known:
    if own.table == "accounts" and "account_id" in own.frame:
        ids = frozenset(own.frame["account_id"].dropna())
        return Known((known.account_ids or frozenset()) | ids, known.contact_ids, known.emails)
    if own.table == "accounts":
        return Known(known.account_ids or frozenset(), known.contact_ids, known.emails)
    if own.table == "contacts":
        ids = frozenset(own.frame["contact_id"].dropna()) if "contact_id" in own.frame else frozenset()
        emails = emails_of(reader)
        mails = frozenset() if emails is None else frozenset(emails.dropna().str.casefold())
        return Known(
            known.account_ids, (known.contact_ids or frozenset()) | ids, (known.emails or frozenset()) | mails
        )
    return known


def _names_somebody(table: RawTable) -> bool:
    if table.frame.empty:
        return False
    if table.table in ("accounts", "contacts", "opportunities"):
        return True
    return any(name in table.frame and table.frame[name].notna().any() for name in ("account_id", "contact_id"))


def _nothing_found(sheets: Sequence[Sheet], read: Sequence[SheetReader | dict]) -> str:
    if not sheets:
        return "There is no sheet in it; open a file with a sheet of companies, people or deals."
    found = "; ".join(_found(sheet, one) for sheet, one in zip(sheets[:_MOST_HEADERS], read, strict=False))
    return f"{found}; wanted is a sheet with a column of companies, people or deals, such as Company or Deal name."


def _found(sheet: Sheet, one: SheetReader | dict) -> str:
    named = one["left_alone"] if isinstance(one, dict) else [text for text in one.body.headers if text]
    place = f"{sheet.file}: sheet '{sheet.name}'"
    if not named:
        return f"{place} has no row that names its columns"
    more = " ..." if len(named) > _MOST_HEADERS else ""
    listed = ", ".join(f"'{name}'" for name in named[:_MOST_HEADERS])
    records = "" if isinstance(one, dict) or len(one.body.records) else " and no row below them"
    return f"{place} has columns {listed}{more}{records}" + (
        " but no such column" if isinstance(one, dict) else ""
    )
