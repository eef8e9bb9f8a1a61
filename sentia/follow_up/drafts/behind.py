"""Which follow-up a line of the day does, so that its message can say what was promised, asked or agreed."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sentia.work.registry import KINDS


def gap_behind(line: Mapping[str, Any], gaps: pd.DataFrame) -> str | None:
    """The id of the gap that a line of the day does: about its deal, else its person, else its account.

    Parameters
    ----------
    line : mapping
        A row of a day's `actions`: `kind` and ids.
    gaps : DataFrame
        The gaps of the day, as `missing.follow_up_gaps` gives them; the longest due comes first.
    """
    does = {kind.KIND for kind in KINDS if line["kind"] in kind.ACTIONS}
    mine = gaps.loc[gaps["kind"].isin(does)]
    for name in ("opportunity_id", "contact_id", "account_id"):
        found = mine.index[mine[name].eq(line.get(name)).fillna(False)] if isinstance(line.get(name), str) else ()
        if len(found):
            return str(found[0])
    return None


def with_gap(line: Mapping[str, Any], gaps: pd.DataFrame) -> dict[str, Any]:
    """The line with the `gap` that it does, and that gap's own next touch where there is one."""
    gap = gap_behind(line, gaps)
    return dict(line) | ({} if gap is None else {"gap": gap, "next_touch": gaps.at[gap, "next_touch"]})
