"""People and accounts without a deal, priced as the leads they may become."""

import numpy as np
import pandas as pd

from sentia.day.amounts import add_priced_amount
from sentia.day.desk import Desk
from sentia.estimates.winning import add_win_rate


def as_leads(records: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The same rows with a lead's win chance and the usual amount, both assumed (`amount_is` is `usual`).

    In a book without amounts they have no price (NaN).
    """
    nothing = pd.Series(index=records.index, dtype="str")
    records = add_win_rate(records.assign(stage="Lead", stage_kind="lead"), desk.winning, nothing)
    return records.assign(opportunity_id=nothing, amount=np.nan, currency=nothing).pipe(
        add_priced_amount, desk.amounts
    )
