"""What every kind of action says of each candidate, whoever it is for."""

import numpy as np
import pandas as pd

TEXT = ("kind", "account_id", "contact_id", "opportunity_id", "quote_id", "pot", "topic", "because", "basis")
MONEY = ("amount", "win_rate", "worth", "total", "total_low", "total_high", "pot_size", "tries")
DAYS = ("due_on", "last_touch_on", "last_try_on")
COLUMNS = (*TEXT, *MONEY, *DAYS, "is_must", "is_agreed")


def candidates_of(kind: str, records: pd.DataFrame, **columns: object) -> pd.DataFrame:
    """One row per record, with exactly the columns that every candidate has.

    `columns` are values or Series on the records' index; a column of that name in `records` serves where none
    is given, and nothing (NaN, NaT, False) where there is neither. Money is in the book's currency.

    `pot` names the dollars the action draws on and `pot_size` is how many there are; `topic` is what the call
    is about, `because` the reason in one sentence; `due_on` is the day the record's own clock asks for it;
    `is_must` says that it is due today; `is_agreed` that it was agreed with them, so no cool-off applies.
    """
    blank = {name: np.nan for name in MONEY} | {name: pd.NaT for name in DAYS}
    blank |= {name: None for name in TEXT} | {"is_must": False, "is_agreed": False, "tries": 0}
    values = {
        name: columns.get(name, records[name] if name in records else blank[name])
        for name in COLUMNS
        if name != "kind"
    }
    frame = pd.DataFrame({"kind": kind, **values}, index=records.index).reset_index(drop=True)
    types = dict.fromkeys(TEXT, "str") | dict.fromkeys(MONEY, "float64") | dict.fromkeys(DAYS, "datetime64[us]")
    return frame.astype(types | {"is_must": bool, "is_agreed": bool})[list(COLUMNS)]
