"""How often an account or an acquaintance should hear from us, by class."""

import numpy as np
import pandas as pd

from sentia.playbook import Playbook


def add_cadence(records: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `cadence_class`, `ideal_days` and `longest_days` to one row per account or acquaintance.

    Needs `status` (an account's; anything else counts as small). Customers hear from us most often, former
    customers about once a year, everyone else (prospects without a deal, acquaintances) is small.

    Examples
    --------
    >>> add_cadence(pd.DataFrame({"status": ["customer", "prospect"]}), Playbook())["ideal_days"].tolist()
    [30.0, 90.0]
    """
    is_kind = [records["status"] == "customer", records["status"] == "former"]
    classes = pd.Series(np.select(is_kind, ["customer", "former"], default="small"), records.index, dtype="str")
    return records.assign(
        cadence_class=classes,
        ideal_days=classes.map(dict(playbook.cadence_ideal)).astype(float),
        longest_days=classes.map(dict(playbook.cadence_longest)).astype(float),
    )


def add_due(records: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Add `due_on` (the day the next touch is due) and `waiting` (days past it; NaN before it).

    Needs `heard_on`, the last day anything is known of, and `ideal_days`. Someone of whom nothing is known is
    due at once and has waited no days.
    """
    due_on = (records["heard_on"] + pd.to_timedelta(records["ideal_days"], unit="D")).fillna(on).dt.normalize()
    late = (on - due_on).dt.days.astype(float)
    return records.assign(due_on=due_on.astype("datetime64[us]"), waiting=late.where(late >= 0))
