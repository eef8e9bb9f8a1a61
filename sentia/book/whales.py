"""Amounts too large to believe at once: they count as usual until the rep confirms them."""

import numpy as np
import pandas as pd

MOST = 0.9  # the share of all amounts below that one by which a book without such a win is measured
ENOUGH = 10  # amounts of which a share says anything where nothing was won yet


def most_believable(amounts: pd.Series, is_won: pd.Series, factor: float) -> float:
    """The amount above which one is to be confirmed: so many times the largest won, or the largest but a tenth.

    Whichever is more, so that one small win caps nothing by itself; where nothing was won the tenth counts from
    `ENOUGH` amounts on. With neither any amount is believed (infinite).

    Examples
    --------
    >>> most_believable(pd.Series([500.0, 700.0, 99_000.0]), pd.Series([True, False, False]), 3)
    2100.0
    >>> amounts = pd.Series([1_200.0, 3_500.0, 9_000.0, 18_000.0, 42_000.0])
    >>> most_believable(amounts, amounts == 1_200, 3)
    54000.0
    >>> most_believable(pd.Series([500.0] * 40 + [400_000.0]), pd.Series([False] * 41), 3)
    1500.0
    """
    known = amounts.loc[amounts > 0]
    won = known.loc[is_won.loc[known.index]]
    sizes = [won.max()] if len(won) else []
    sizes += [known.quantile(MOST, interpolation="lower")] if len(won) or len(known) >= ENOUGH else []
    return float(factor * max(sizes)) if sizes else np.inf
