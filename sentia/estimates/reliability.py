"""Whether chances came true: of the deals that were once given such a chance, how many were won."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv

BANDS = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
FEW = 10  # deals, below which a band says nothing
LOW, HIGH, PRIOR = 0.1, 0.9, 0.5  # of Jeffreys' beta distribution


def reliability_by_band(foretold: pd.DataFrame) -> pd.DataFrame:
    """One row a band of chances in which deals were: `low` to `high`, `deals`, `foretold`, `won`, and its range.

    Parameters
    ----------
    foretold : DataFrame
        One row a deal: `win_rate`, the chance it was given before it was decided, and `won` (1 or 0).

    Returns
    -------
    DataFrame
        `foretold` and `won` are the mean chance and the share that was won; `won_low` and `won_high` the central
        80% of what that share may be; `says` is false where too few deals were in the band to say.

    Examples
    --------
    >>> then = pd.DataFrame({"win_rate": [0.5] * 20, "won": [1.0] * 9 + [0.0] * 11})
    >>> reliability_by_band(then)[["low", "high", "deals", "won", "says"]].to_numpy().tolist()
    [[0.4, 0.6, 20, 0.45, True]]
    """
    edges = np.array(BANDS)
    band = np.clip(np.searchsorted(edges, foretold["win_rate"], side="right") - 1, 0, len(BANDS) - 2)
    found = foretold.groupby(band).agg(
        deals=("won", "size"), foretold=("win_rate", "mean"), won=("won", "mean"), wins=("won", "sum")
    )
    lost = found["deals"] - found["wins"]
    ends = {name: betaincinv(found["wins"] + PRIOR, lost + PRIOR, side) for name, side in _SIDES.items()}
    place = found.index.to_numpy(int)
    bands = {"low": edges[place], "high": edges[place + 1]}
    return found.assign(**bands, **ends, says=found["deals"] >= FEW).reset_index(drop=True)[COLUMNS]


_SIDES = {"won_low": LOW, "won_high": HIGH}
COLUMNS = ["low", "high", "deals", "foretold", "won", "won_low", "won_high", "says"]
