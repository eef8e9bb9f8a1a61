"""One's own staff: their ids and names, and which of them serves an account that names no owner."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sentia.book.owner_names import one_name_each
from sentia.book.raw import RawTable
from sentia.workbook.meaning.sheet_reader import SheetReader

_WHO, _OWNER = ("staff", "owner_id"), ("owners", "owner_id")


def owner_names(readers: Sequence[SheetReader]) -> dict[str, str]:
    """Id, and address, to name: of everyone on the sheets of staff, and of owners with both on one row."""
    names: dict[str, str] = {}
    for reader in readers:
        if reader.subject == "staff":
            first, last = reader.texts(("staff", "first_name")), reader.texts(("staff", "last_name"))
            joined = (first.fillna("") + " " + last.fillna("")).str.strip()
            name = reader.texts(("staff", "name")).fillna(joined.where(joined != ""))
            names |= _pairs(reader.texts(_WHO), name) | _pairs(reader.texts(("staff", "email")), name)
        elif reader.has((reader.subject, "owner")) and reader.has(_OWNER):
            told = _pairs(reader.texts(_OWNER), reader.texts((reader.subject, "owner")))
            names = {text: name for text, name in told.items() if not name.isdigit()} | names
    return names


def _pairs(ids: pd.Series, names: pd.Series) -> dict[str, str]:
    pairs = pd.DataFrame({"id": ids, "name": names}).dropna()
    return dict(pairs.drop_duplicates("id").itertuples(index=False))


def with_owners(
    tables: Sequence[RawTable], orders: Sequence[SheetReader], owners: Mapping[str, str]
) -> list[RawTable]:
    """The tables, in which an account without an owner column has the one who took most of its orders.

    Ties go to the one who took the first of them. Such an owner has no cell in the file.
    """
    pairs = [_sellers(reader, owners) for reader in orders if reader.has(("owners", "owner_id"))]
    if not pairs or not owners:
        return list(tables)
    served = pd.concat(pairs).dropna()
    counts = served.groupby(["account_id", "owner"], sort=False).size().reset_index(name="orders")
    most = counts.sort_values("orders", ascending=False, kind="stable").drop_duplicates("account_id")
    by_account = most.set_index("account_id")["owner"]
    return [_with_owner(table, by_account) for table in tables]


def with_one_name_each(tables: Sequence[RawTable]) -> list[RawTable]:
    """The tables, in which a rep who is written in several ways, or by an address, has one name in all of them."""
    written = [table.frame["owner"].dropna().unique() for table in tables if "owner" in table.frame]
    names = one_name_each(text for texts in written for text in texts)
    return [_renamed(table, names) for table in tables] if names else list(tables)


def _renamed(table: RawTable, names: Mapping[str, str]) -> RawTable:
    owner = table.frame.get("owner")
    if owner is None or not owner.isin(names).any():
        return table
    columns = {name: column for name, column in table.columns.items() if name != "owner"}
    called = owner.map(names).astype("str").fillna(owner)
    return replace(table, frame=table.frame.assign(owner=called), columns=columns)


def _sellers(reader: SheetReader, owners: Mapping[str, str]) -> pd.DataFrame:
    account = reader.texts(("accounts", "account_id")).fillna(reader.texts(("accounts", "name")))
    owner = reader.values(("owners", "owner_id")).map(owners)
    return pd.DataFrame({"account_id": account, "owner": owner})


def _with_owner(table: RawTable, by_account: pd.Series) -> RawTable:
    frame = table.frame
    if table.table != "accounts" or table.is_derived or "owner" in frame:
        return table
    keys = [frame[name].map(by_account) for name in ("account_id", "name") if name in frame]
    owner = keys[0].fillna(keys[-1])
    return replace(table, frame=frame.assign(owner=owner.astype("str")))
