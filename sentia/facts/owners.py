"""Whose each account is."""

import pandas as pd

from sentia.book.matching import looked_up


def account_owners(accounts: pd.DataFrame, deals: pd.DataFrame) -> pd.Series:
    """The owner of each account by its id: its own, else that of its newest deal; missing where nobody's.

    Examples
    --------
    >>> accounts = pd.DataFrame({"account_id": ["A", "B"], "owner": [None, "Pat"]}, dtype="str")
    >>> deals = pd.DataFrame({"account_id": ["A"], "owner": ["Lee"], "opportunity_id": ["1"],
    ...                       "created_on": pd.to_datetime(["2026-01-05"])})
    >>> account_owners(accounts, deals).to_dict()
    {'A': 'Lee', 'B': 'Pat'}
    """
    own = accounts[["account_id", "owner"]].drop_duplicates("account_id")
    own = own.set_index("account_id", drop=False).rename_axis(None)
    newest = deals[["account_id", "owner", "created_on", "opportunity_id"]].dropna(subset=["account_id", "owner"])
    if newest.empty:
        return own["owner"]
    newest = newest.sort_values(["created_on", "opportunity_id"], na_position="first", kind="stable")
    newest = newest.drop_duplicates("account_id", keep="last").set_index("account_id")
    return own["owner"].fillna(looked_up(own["account_id"], newest["owner"]))
