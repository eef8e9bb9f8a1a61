"""Amounts too large to believe at once: they count as usual until the rep confirms them."""

import numpy as np
import pandas as pd

MOST = 0.9  # the share of all amounts below that one by which a book without such a win is measured
ENOUGH = 10  # amounts of which a share says anything


def most_believable(amounts: pd.Series, is_won: pd.Series, factor: float) -> float:
    """The amount above which one is to be confirmed: so many times the largest won, or the largest but a tenth.

    Whichever is more; the tenth counts from `ENOUGH` amounts on. With neither any amount is believed (infinite).

    Examples
    --------
    >>> most_believable(pd.Series([500.0, 700.0, 99_000.0]), pd.Series([True, False, False]), 3)
    1500.0
    >>> most_believable(pd.Series([500.0] * 40 + [400_000.0]), pd.Series([False] * 41), 3)
    1500.0
    """
    known = amounts.loc[amounts > 0]
    won = known.loc[is_won.loc[known.index]]
    sizes = [won.max()] if len(won) else []
    sizes += [known.quantile(MOST, interpolation="lower")] if len(known) >= ENOUGH else []
    return float(factor * max(sizes)) if sizes else np.inf
