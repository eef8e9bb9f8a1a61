"""Who may be contacted, as columns of any vendor say it: opt-outs, consents, and words of a status.

A header says that its column is about contact by what it speaks of (mail, calls, contact) and by its sign ("opt
out", "do not", "consent"); a column of how things stand ("Lead Status") says it by its words. Words are the
vocabulary's (`contact permission`, `declines`).
"""

import pandas as pd

from sentia.book import schema
from sentia.book.loss_reasons import silencing
from sentia.vocabulary import folded
from sentia.workbook.meaning.contact_words import has, pattern_of, sign_of
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.values import read_flag, read_text

ALL, MAIL = "do_not_contact", "no_email"
_LONGEST = 40  # letters of a status; longer text is a note


def add_permission(reader: SheetReader, table: str, frame: dict[str, pd.Series]) -> None:
    """Set `do_not_contact` and `no_email` of people and companies where another column says so."""
    for column, header in enumerate(reader.body.headers):
        if not header or _is_own(reader, column):
            continue
        if sign_of(header):
            name = MAIL if has(header, "mail") else ALL
            _set(frame, table, name, _refused(reader, column, sign_of(header)))
        elif has(header, "status"):
            _set(frame, table, ALL, silencing(_short(_texts(reader, column))).notna())


def refuses(reader: SheetReader) -> pd.Series:
    """Whether each row of a sheet of deals says that its people are not to be contacted in any way."""
    frame: dict[str, pd.Series] = {}
    for column, header in enumerate(reader.body.headers):
        if header and sign_of(header) and not has(header, "mail"):
            _set(frame, "contacts", ALL, _refused(reader, column, sign_of(header)))
    nobody = pd.Series(False, range(len(reader.rows)))
    return frame[ALL].fillna(False).astype(bool) if ALL in frame else nobody


def _is_own(reader: SheetReader, column: int) -> bool:
    """Whether the column fills one of these fields itself."""
    uses = [use for slot, uses in reader.uses.items() if slot[1] in (ALL, MAIL) for use in uses]
    return any(use.column == column for use in uses)


def _refused(reader: SheetReader, column: int, sign: str) -> pd.Series:
    cells = reader.sheet.columns[column]
    flags = read_flag(cells).values.iloc[reader.body.records].reset_index(drop=True)
    told = flags if sign == "opted out" else ~flags
    denied = _texts(reader, column).map(
        lambda text: bool(pattern_of("not allowed").search(folded(text))), "ignore"
    )
    return told.fillna(False).astype(bool) | denied.eq(True)


def _texts(reader: SheetReader, column: int) -> pd.Series:
    return read_text(reader.sheet.columns[column]).values.iloc[reader.body.records].reset_index(drop=True)


def _short(texts: pd.Series) -> pd.Series:
    return texts.where(texts.str.len() <= _LONGEST)


def _set(frame: dict[str, pd.Series], table: str, name: str, is_so: pd.Series) -> None:
    if name not in schema.fields(table) or not is_so.any():
        return
    known = frame.get(name, pd.Series(pd.NA, is_so.index, dtype="boolean"))
    frame[name] = known.mask(is_so, True)
