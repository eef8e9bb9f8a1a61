"""Frames below one another."""

from collections.abc import Iterable

import pandas as pd


def stacked(frames: Iterable[pd.DataFrame], ignore_index: bool = False) -> pd.DataFrame:
    """The rows of all the frames that have any, in their order; the first frame where none has.

    Examples
    --------
    >>> stacked([pd.DataFrame({"a": []}), pd.DataFrame({"b": [1]})]).to_dict("list")
    {'b': [1]}
    """
    every = list(frames)
    some = [frame for frame in every if len(frame)] or every[:1]
    return pd.concat(some, ignore_index=ignore_index) if len(some) > 1 else some[0]
