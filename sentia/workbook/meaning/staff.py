"""One's own staff: their ids and names, and which of them serves an account that names no owner."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sentia.book.raw import RawTable
from sentia.workbook.meaning.sheet_reader import SheetReader

_WHO = ("staff", "owner_id")


def owner_names(readers: Sequence[SheetReader]) -> dict[str, str]:
    """Id to name of everyone on the sheets of staff; those without an id or a name are left out."""
    names: dict[str, str] = {}
    for reader in readers:
        if reader.subject == "staff":
            first, last = reader.texts(("staff", "first_name")), reader.texts(("staff", "last_name"))
            joined = (first.fillna("") + " " + last.fillna("")).str.strip()
            name = reader.texts(("staff", "name")).fillna(joined.where(joined != ""))
            pairs = pd.DataFrame({"id": reader.texts(_WHO), "name": name}).dropna()
            names |= dict(pairs.drop_duplicates("id").itertuples(index=False))
    return names


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
