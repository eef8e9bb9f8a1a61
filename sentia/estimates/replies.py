"""The chance that a try reaches the person."""

import pandas as pd

from sentia.playbook import Playbook


def reply_chance(tries: pd.Series, playbook: Playbook) -> pd.Series:
    """The chance that the next try reaches the person, after so many in a row that did not (NaN: none is known).

    `first_reply` times `reply_decay` to the power of the tries (bank and insurance call logs; Velocify).

    Examples
    --------
    >>> reply_chance(pd.Series([0, 1]), Playbook()).round(2).tolist()
    [0.48, 0.37]
    """
    return playbook.first_reply * playbook.reply_decay ** tries.astype(float).fillna(0.0)
