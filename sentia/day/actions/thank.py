"""Thank for a deal that was won, or for an introduction.

Formula: of an account that buys, what one more contact adds to its spend (see `growing`). For somebody who does
not buy it is not known, and their turn comes by the clock.
"""

import pandas as pd

from sentia.book.stacking import stacked
from sentia.day.actions.columns import no_candidates
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.desk import Desk
from sentia.day.wording import paid

KIND = "thank"
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a customer or an introducer who has had no thanks yet."""
    owed = stacked([_won(desk), _introduced(desk)])
    if owed.empty:
        return no_candidates()
    owed = owed.sort_values("due_on", kind="stable")
    return priced(KIND, owed.assign(is_must=False, is_agreed=False), desk, sells=False)


def _won(desk: Desk) -> pd.DataFrame:
    won = desk.follow_ups["won and not thanked"]
    if won.empty:
        return won
    rows = zip(won["amount"], won["currency"].fillna(desk.currency).str.upper(), won["recurrence"], strict=True)
    orders = [
        f"our thanks for {'the order' if pd.isna(amount) else paid(amount, code, often)}, and how it goes"
        for amount, code, often in rows
    ]
    return won.assign(topic=pd.Series(orders, won.index, dtype="str"))


def _introduced(desk: Desk) -> pd.DataFrame:
    """The thanks are the giver's, not the deal's that came of it."""
    given = desk.follow_ups["introduction to thank"]
    if given.empty:
        return given
    topics = "our thanks for introducing " + given["introduced"].astype("str").fillna("somebody")
    return given.assign(topic=topics, opportunity_id=pd.Series(index=given.index, dtype="str"))
