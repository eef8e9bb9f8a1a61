"""Who may be contacted, as columns of any vendor say it: opt-outs, consents, and words of a status.

A header says that its column is about contact by what it speaks of (mail, calls, contact) and by its sign ("opt
out", "do not", "consent"); a column of how things stand ("Lead Status") says it by its words. Words are the
vocabulary's (`contact permission`, `declines`).
"""

import re
from functools import cache

import pandas as pd

from sentia.book import schema
from sentia.book.loss_reasons import silencing
from sentia.vocabulary import folded, pattern
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.values import read_flag, read_text

ALL, MAIL = "do_not_contact", "no_email"
_PERMISSION = "contact permission"
_LONGEST = 40  # letters of a status; longer text is a note
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def _words(name: str) -> re.Pattern:
    return re.compile(pattern(_PERMISSION, name))


def _has(header: str, name: str) -> bool:
    spread = folded(re.sub(r"[_\W]+", " ", _HUMPS.sub(" ", header)))
    return bool(_words(name).search(spread))


def _sign(header: str) -> str | None:
    """ "opted out" or "opted in", where the header is about contact; None elsewhere."""
    is_about = _has(header, "mail") or _has(header, "contact")
    return next((sign for sign in ("opted out", "opted in") if is_about and _has(header, sign)), None)


def add_permission(reader: SheetReader, table: str, frame: dict[str, pd.Series]) -> None:
    """Set `do_not_contact` and `no_email` of people and companies where another column says so."""
    for column, header in enumerate(reader.body.headers):
        if not header or _is_own(reader, column):
            continue
        if _sign(header):
            name = MAIL if _has(header, "mail") else ALL
            _set(frame, table, name, _refused(reader, column, _sign(header)))
        elif _has(header, "status"):
            _set(frame, table, ALL, silencing(_short(_texts(reader, column))).notna())


def refuses(reader: SheetReader) -> pd.Series:
    """Whether each row of a sheet of deals says that its people are not to be contacted in any way."""
    frame: dict[str, pd.Series] = {}
    for column, header in enumerate(reader.body.headers):
        if header and _sign(header) and not _has(header, "mail"):
            _set(frame, "contacts", ALL, _refused(reader, column, _sign(header)))
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
    denied = _texts(reader, column).map(lambda text: bool(_words("not allowed").search(folded(text))), "ignore")
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
