"""Thank for a deal that was won, or for an introduction.

Formula: of an account that buys, what one more contact adds to its spend (see `growing`). For somebody who does
not buy it is not known, and their turn comes by the clock.
"""

import pandas as pd

from sentia.day.actions.columns import no_candidates
from sentia.day.actions.relations import priced, relation_steps
from sentia.day.desk import Desk
from sentia.day.wording import money

KIND = "thank"
steps = relation_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate a customer or an introducer who has had no thanks yet."""
    found = [some for some in (_won(desk), _introduced(desk)) if len(some)]
    if not found:
        return no_candidates()
    owed = pd.concat(found).sort_values("due_on", kind="stable")
    return priced(KIND, owed.assign(is_must=False, is_agreed=False), desk, sells=False)


def _won(desk: Desk) -> pd.DataFrame:
    won = desk.follow_ups["won and not thanked"]
    amounts = desk.in_main_currency(won) if len(won) else won["amount"]
    orders = [
        f"our thanks for {'the order' if pd.isna(amount) else money(amount, desk.currency)}, and how it goes"
        for amount in amounts
    ]
    return won.assign(topic=pd.Series(orders, won.index, dtype="str"))


def _introduced(desk: Desk) -> pd.DataFrame:
    """The thanks are the giver's, not the deal's that came of it."""
    given = desk.follow_ups["introduction to thank"]
    topics = "our thanks for introducing " + given["introduced"].astype("str").fillna("somebody")
    return given.assign(topic=topics, opportunity_id=pd.Series(index=given.index, dtype="str"))
