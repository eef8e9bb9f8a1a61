"""What was sold from one day to another: deals won or orders, whichever is more: they may be the same."""

from collections.abc import Iterable

import pandas as pd


def sold_between(sales: Iterable[pd.DataFrame], first: pd.Timestamp, last: pd.Timestamp) -> float:
    """The money sold on these days, both among them; of several ledgers the one that has most.

    Parameters
    ----------
    sales : frames
        Ledgers that may tell of the same sales: one row a sale, `on` and `amount`.

    Examples
    --------
    >>> won = pd.DataFrame({"on": pd.to_datetime(["2026-03-02", None]), "amount": [900.0, 70.0]})
    >>> float(sold_between([won, won.iloc[:0]], pd.Timestamp("2026-01-01"), pd.Timestamp("2026-03-02")))
    900.0
    """
    return max(float(sales_between(one, first, last)["amount"].sum()) for one in sales)


def sales_between(sales: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The sales of these days, both among them, that have an amount."""
    return sales.loc[sales["on"].between(first, last) & sales["amount"].gt(0)]
