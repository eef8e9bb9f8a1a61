"""Whose turn it is, in words."""

import numpy as np
import pandas as pd

from sentia.day.wording import span
from sentia.touches import days_between

_WHOM = {"them": "them", "legal": "their lawyers", "procurement": "their buyers"}


def turn_words(deals: pd.DataFrame, on: pd.Timestamp) -> list[str]:
    """ "their turn for 9 days" where it is theirs, "" where it is ours.

    Examples
    --------
    >>> since = pd.to_datetime(["2026-11-14", "2026-11-14"])
    >>> turn_words(pd.DataFrame({"turn": ["legal", "us"], "turn_since": since}), pd.Timestamp("2026-11-23"))
    ['with their lawyers for 9 days: one polite check', '']
    """
    days = np.maximum(days_between(deals["turn_since"], on), 0)
    rows = zip(deals["turn"], days, strict=True)
    return [
        f"with {_WHOM[turn]}{'' if pd.isna(since) else f' for {span(since)}'}: one polite check"
        if turn in _WHOM
        else ""
        for turn, since in rows
    ]
