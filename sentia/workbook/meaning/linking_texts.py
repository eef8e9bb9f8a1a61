"""Which text of a row says whose it is: an id where the other sheets know it, else an e-mail or a name."""

from dataclasses import dataclass, replace

import pandas as pd

from sentia.book import schema
from sentia.book.identifiers import id_key, id_keys
from sentia.book.raw import RawTable
from sentia.workbook.meaning.people import emails_of, names_of
from sentia.workbook.meaning.sheet_reader import SheetReader

Link = tuple[pd.Series | None, int | None]


@dataclass(frozen=True)
class Known:
    """What the sheets of accounts and of contacts have: their ids and, of contacts, the e-mails in lower case.

    None where no such sheet was opened, so that every id has to be taken at its word.
    """

    account_ids: frozenset[str] | None = None
    contact_ids: frozenset[str] | None = None
    emails: frozenset[str] | None = None


def also_known(known: Known, reader: SheetReader, own: RawTable) -> Known:
    """What is known when the table of one more sheet is."""
    if own.table not in ("accounts", "contacts"):
        return known
    identity = schema.IDS[own.table]
    ids = frozenset(own.frame[identity].dropna()) if identity in own.frame else frozenset()
    if own.table == "accounts":
        return replace(known, account_ids=(known.account_ids or frozenset()) | ids)
    emails = emails_of(reader)
    mails = frozenset() if emails is None else frozenset(emails.dropna().str.casefold())
    return replace(
        known,
        contact_ids=(known.contact_ids or frozenset()) | ids,
        emails=(known.emails or frozenset()) | mails,
    )


def account_text(reader: SheetReader, known: Known) -> Link:
    """Each record's company, by id or name, and the column it stands in where that is one column alone."""
    return _id_or_name(reader, ("accounts", "account_id"), ("accounts", "name"), known.account_ids)


def opportunity_text(reader: SheetReader, known: Known) -> Link:
    """Each record's deal, by id or name."""
    return _id_or_name(reader, ("opportunities", "opportunity_id"), ("opportunities", "name"), None)


def contact_text(reader: SheetReader, known: Known) -> Link:
    """Each record's person: by id, else by an e-mail that is known, else by name, else by e-mail."""
    names, emails = names_of(reader), emails_of(reader)
    ids = reader.values(("contacts", "contact_id"))
    if ids is not None and known.contact_ids is not None and (names is not None or emails is not None):
        ids = ids.where(_is_known(ids, known.contact_ids))
    if emails is not None and names is not None and known.emails is not None:
        emails = emails.where(emails.str.casefold().isin(known.emails)).fillna(names)
    stated = reader.values(("contacts", "contact_id"))
    found = [values for values in (ids, emails, names, stated) if values is not None]
    if not found:
        return None, None
    text = found[0]
    for other in found[1:]:
        text = text.fillna(other)
    use = reader.use(("contacts", "contact_id")) or reader.use(("contacts", "name"))
    is_sole = sum(values is not None for values in (ids, emails, names)) == 1
    return text, use.column if is_sole and use else None


def _id_or_name(
    reader: SheetReader, id_slot: tuple[str, str], name_slot: tuple[str, str], known: frozenset[str] | None
) -> Link:
    ids, names = reader.values(id_slot), reader.values(name_slot)
    if ids is None or names is None:
        use = reader.use(name_slot if ids is None else id_slot)
        return (names if ids is None else ids), use.column if use else None
    trusted = ids if known is None else ids.where(_is_known(ids, known))
    return trusted.fillna(names).fillna(ids), None


def _is_known(ids: pd.Series, known: frozenset[str]) -> pd.Series:
    """Whether each id is one of those known, to the letter or as programs spoil ids."""
    exact = ids.isin(known)
    if (exact | ids.isna()).all():
        return exact
    return exact | id_keys(ids).isin({id_key(one) for one in known})
