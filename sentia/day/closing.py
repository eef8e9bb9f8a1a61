"""Deals that are as good as lost: one a day is a line, the others stand in one list, to be settled together."""

import pandas as pd

from sentia.day.desk import Desk

LIMIT = "to be closed"  # what limits such lines to one a day
WHY = "stands in the list of deals to close"
COLUMNS = ["account", "contact", "account_id", "contact_id", "opportunity_id", "deal", "stage", "amount"]
COLUMNS += ["win_rate", "days_quiet", "minutes", "deals"]


def is_to_close(possible: pd.DataFrame, desk: Desk) -> pd.Series:
    """Whether each candidate is about a deal won less often than `close_below`, and nobody waits for it.

    Not where something was agreed or is owed, where the rep wants it done, or where the rep knows a better chance.
    """
    deals = desk.deals
    low = set(deals.index[deals["win_rate"] < desk.playbook.close_below])
    if not low:
        return pd.Series(False, possible.index)
    asked = possible["is_must"] | possible["is_agreed"] | possible["is_pinned"]
    return possible["opportunity_id"].isin(low) & ~asked


def without_calls_to_close(possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The candidates less the calls of which one subject is to be closed: that takes no minutes there."""
    alone = possible["serves"].map(len) == 1
    low = set(possible.index[is_to_close(possible, desk) & alone])
    return possible.loc[alone | possible["serves"].map(low.isdisjoint)]


def to_close(left_out: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """One row a deal among these candidates that is to be closed, the largest first: see `COLUMNS`.

    `minutes` are what one more try would take; closing them frees those, and their `amount` from the pipeline.
    `deals` holds the deal's id, as what settles several at once takes it.
    """
    rows = left_out.loc[left_out["opportunity_id"].notna()].drop_duplicates("opportunity_id")
    deals = desk.deals.reindex(rows["opportunity_id"]).set_axis(rows.index)
    names = deals["name"].fillna(deals["product"])
    found = rows.assign(
        deal=names, **{name: deals[name] for name in ("stage", "amount", "win_rate", "days_quiet")}
    )
    found = found.assign(deals=[(deal,) for deal in found["opportunity_id"]])
    found = found.sort_values(["amount", "opportunity_id"], ascending=[False, True], kind="stable")
    return found.reindex(columns=COLUMNS)


def no_deals_to_close() -> pd.DataFrame:
    """The list without a deal in it."""
    return pd.DataFrame(columns=COLUMNS)
