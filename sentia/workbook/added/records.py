"""How a record is known again in a file that was saved, renamed or sorted meanwhile."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sentia.book import schema

_CALLED_BY = {
    "accounts": ("name",),
    "contacts": ("name", "account_id", "email"),
    "opportunities": ("name", "account_id", "contact_id"),
    "quotes": ("opportunity_id", "account_id", "sent_on"),
    "activities": ("done_at", "due_on", "kind", "account_id", "contact_id", "subject"),
    "orders": ("ordered_on", "account_id", "product"),
    "calendar": ("starts_at", "title"),
    "log": ("log_id",),
    "own_actions": ("what",),
    "judgements": ("opportunity_id", "contact_id", "account_id", "kind"),
}
_BETWEEN = " · "
NEW = "new:"


def file_of(row_key: str, files: Sequence[str]) -> str:
    """The file whose row this is, of these; "" for a row made in Sentia.

    Examples
    --------
    >>> file_of("crm.xlsx|Deals|2", ["crm.xlsx"]), file_of("new:1", ["crm.xlsx"])
    ('crm.xlsx', '')
    """
    return max((file for file in files if row_key.startswith(f"{file}|")), key=len, default="")


def called(frame: pd.DataFrame, table: str, file: str) -> pd.Series:
    """What each record is called: its name, its company and whatever else tells it from others, in one text."""
    parts = [_shown(frame[name], file) for name in _CALLED_BY[table]]
    rows = zip(*parts, strict=True)
    return pd.Series([_BETWEEN.join(filter(None, row)) for row in rows], frame.index, dtype="str")


def _shown(values: pd.Series, file: str) -> list[str]:
    if str(values.dtype).startswith("datetime"):
        return values.dt.strftime("%Y-%m-%d").fillna("").tolist()
    return values.astype("str").fillna("").str.removeprefix(f"{file}|").tolist()


def key_of(frame: pd.DataFrame, table: str, row_key: str, file: str) -> str:
    """The record's own id where only it has that one, else its sheet and row; rows made in Sentia keep theirs."""
    identity = schema.IDS.get(table)
    held = frame.at[row_key, identity] if identity and not row_key.startswith(NEW) else None
    if isinstance(held, str) and not _is_made(held, row_key) and (frame[identity] == held).sum() == 1:
        return held
    return row_key.removeprefix(f"{file}|")


def _is_made(identity: str, row_key: str) -> bool:
    return identity == row_key or identity.startswith(NEW)


def row_of(frame: pd.DataFrame, table: str, key: str, record: str, file: str) -> str | None:
    """The row key of the record that `key_of` and `called` told of, None where it is not surely there.

    A row that is known by its place alone must still be called what it was in at least one respect; else the only
    record that is called so is taken.
    """
    identity = schema.IDS.get(table)
    by_id = frame.index[frame[identity] == key] if identity else frame.index[:0]
    if len(by_id) == 1:
        return by_id[0]
    at = next((place for place in (f"{file}|{key}", key) if place in frame.index), None)
    names = called(frame, table, file)
    if at is not None and (not record or _is_alike(names[at], record)):
        return at
    same = names.index[names == record] if record else names.index[:0]
    return same[0] if len(same) == 1 else None


def _is_alike(found: str, record: str) -> bool:
    return bool(set(found.split(_BETWEEN)) & set(record.split(_BETWEEN)))


def renamed(text: str, files: Mapping[str, str]) -> str:
    """A key, id or question that names a file by an earlier name, with the name it has now.

    Examples
    --------
    >>> renamed("header:crm.xlsx|Deals", {"crm.xlsx": "crm (1).xlsx"})
    'header:crm (1).xlsx|Deals'
    """
    for before, now in files.items():
        text = text.replace(f"{before}|", f"{now}|") if before != now else text
    return text
