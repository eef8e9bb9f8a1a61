"""People and accounts without a deal, priced as the leads they may become."""

import numpy as np
import pandas as pd

from sentia.day.desk import Desk
from sentia.estimates.winning import add_win_rate

LOW, HIGH = 0.2, 0.8


def as_leads(records: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The same rows with a lead's win chance and the usual amount, both assumed (`amount_is` is `usual`).

    In a book without amounts they have no price (NaN).
    """
    deals = desk.book.opportunities
    won = deals.loc[deals["status"] == "won", "amount"].dropna()
    known = won if len(won) else deals["amount"].dropna()
    low, high = (known.quantile(q) if len(known) else np.nan for q in (LOW, HIGH))
    records = add_win_rate(records.assign(stage="Lead"), desk.playbook)
    return records.assign(
        opportunity_id=pd.Series(index=records.index, dtype="str"),
        amount=np.nan,
        amount_is="usual",
        priced=desk.typical_amount,
        priced_low=low,
        priced_high=high,
    )
