"""How a record is known again in a file that was saved, renamed or sorted meanwhile."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import pandas as pd

from sentia.book import schema

_CALLED_BY = {
    "accounts": ("name",),
    "contacts": ("name", "account_id", "email"),
    "opportunities": ("name", "account_id", "contact_id"),
    "quotes": ("opportunity_id", "account_id", "sent_on"),
    "activities": ("done_at", "due_on", "kind", "account_id", "contact_id", "subject"),
    "orders": ("ordered_on", "account_id", "product"),
    "cases": ("opened_on", "account_id", "subject"),
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


class Records:
    """The records of one table, looked up by what tells them apart; each index is made once and when needed."""

    def __init__(self, frame: pd.DataFrame, table: str, file: str) -> None:
        self._frame, self._table, self.file = frame, table, file

    @cached_property
    def names(self) -> pd.Series:
        """What each record is called."""
        return called(self._frame, self._table, self.file)

    @cached_property
    def _ids(self) -> pd.Series:
        identity = schema.IDS.get(self._table)
        return self._frame[identity] if identity else pd.Series(index=self._frame.index, dtype="str")

    @cached_property
    def _by_id(self) -> dict[str, str]:
        """The row key of each id that only one record has."""
        ids = self._ids.dropna()
        ids = ids.loc[~ids.duplicated(keep=False)]
        return dict(zip(ids, ids.index, strict=True))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names = self.names.loc[~self.names.duplicated(keep=False)]
        return dict(zip(names, names.index, strict=True))

    def key_of(self, row_key: str) -> str:
        """The record's own id where only it has that one, else its sheet and row; "new:n" stays."""
        held = self._ids.get(row_key)
        is_own = isinstance(held, str) and not row_key.startswith(NEW) and not _is_made(held, row_key)
        return held if is_own and held in self._by_id else row_key.removeprefix(f"{self.file}|")

    def row_of(self, key: str, record: str) -> str | None:
        """The row key of the record that `key_of` and `names` told of, None where it is not surely there.

        A row that is known by its place alone must still be called what it was in at least one respect; else the
        only record that is called so is taken.
        """
        if key in self._by_id:
            return self._by_id[key]
        at = next((place for place in (f"{self.file}|{key}", key) if place in self._frame.index), None)
        if at is not None and (not record or _is_alike(self.names[at], record)):
            return at
        return self._by_name.get(record) if record else None


def _is_made(identity: str, row_key: str) -> bool:
    return identity == row_key or identity.startswith(NEW)


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
