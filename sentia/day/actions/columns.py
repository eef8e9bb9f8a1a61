"""What every kind of action says of each candidate, whoever it is for."""

from functools import cache

import numpy as np
import pandas as pd

TEXT = (
    "kind",
    "account_id",
    "contact_id",
    "opportunity_id",
    "quote_id",
    "pot",
    "topic",
    "says",
    "because",
    "amount_is",
    "amount_as",
)
MONEY = ("amount", "priced", "win_rate", "worth", "total", "total_low", "total_high", "pot_size")
RATES = ("tries", "today", "today_low", "today_high", "fades", "learned")
OWN = (
    "own_chance",
    "our_chance",
    "own_size",
    "our_size",
    "own_minutes",
    "opens",
    "closes",
)  # what the rep says, and ours beside it
DAYS = ("due_on", "last_touch_on", "last_try_on")
FLAGS = ("is_must", "is_agreed")
NUMBERS = (*MONEY, *RATES, *OWN)
COLUMNS = (*TEXT, *NUMBERS, *DAYS, *FLAGS)


@cache
def no_candidates() -> pd.DataFrame:
    """What a kind of action gives where there is nobody to ask: the columns without a row."""
    return candidates_of("", pd.DataFrame(index=pd.RangeIndex(0)))


def candidates_of(
    kind: str, records: pd.DataFrame, factors: dict[str, pd.Series] | None = None, **columns: object
) -> pd.DataFrame:
    """One row per record, with the columns that every candidate has, and the kind's own factors.

    `columns` are values or Series on the records' index; a column of that name in `records` serves where none
    is given, and nothing (NaN, NaT, False) where there is neither. Money is in the book's currency.

    `pot` names the dollars the action draws on and `pot_size` is how many there are; `topic` is what the call
    is about, `says` the whole line where it is no call, `because` the reason in one sentence; `due_on` is the
    day the record's own clock asks for it; `is_must` says that it is due today; `is_agreed` that it was
    agreed with them or that they wait for our answer, so no cool-off applies. `today` is the share of the total
    that is lost by leaving it to its next turn; without one, what is done once fades with the kind's half-life,
    or with `fades`; at the ends of the range it is `today_low` and `today_high`, where they differ. `learned` is
    how much of the total's range the book's own history answers for (see `ranges`). `factors` are the numbers
    that the kind's working shows, as floats.
    """
    blank = dict.fromkeys(TEXT) | dict.fromkeys(NUMBERS, np.nan) | dict.fromkeys(DAYS, pd.NaT)
    blank |= dict.fromkeys(FLAGS, False) | {"tries": 0.0, "learned": 0.0}
    known = {name: records[name] for name in COLUMNS if name in records and name not in columns}
    given = {name: blank[name] for name in COLUMNS} | known | columns | {"kind": kind}
    frame = pd.DataFrame(given | (factors or {}), index=records.index).reset_index(drop=True)
    types = dict.fromkeys(TEXT, "str") | dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(DAYS, "datetime64[us]")
    return frame.astype(types | dict.fromkeys(FLAGS, "bool") | dict.fromkeys(factors or {}, "float64"))
