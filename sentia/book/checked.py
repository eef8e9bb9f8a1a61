"""A value that somebody typed, checked against the column it is for."""

from typing import Any

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.errors import CannotEdit

MOST = 1e15  # no amount and no number of a book is as large, in any currency; floats still tell its units apart


def checked_value(column: schema.Column, value: Any) -> Any:
    """`value` as the kind that `column` holds, None where it is missing.

    Raises
    ------
    CannotEdit
        The value is not of that kind, or not one of the column's words.

    Examples
    --------
    >>> checked_value(schema.column("orders", "amount"), "1200")
    1200.0
    """
    if value is None or value is pd.NA or (not isinstance(value, str) and pd.isna(value)) or value == "":
        return None
    try:
        typed = schema.conform_values(pd.Series([value], dtype=object), column).iloc[0]
    except (ValueError, TypeError):
        raise CannotEdit(f"{column.label}: {value!r} is not a {column.kind}.") from None
    if column.choices and typed not in column.choices:
        raise CannotEdit(f"{column.label}: {value!r} is not one of {', '.join(column.choices)}.")
    if column.kind == "rate" and not 0 <= typed <= 1:
        raise CannotEdit(f"{column.label}: {value!r} is not between 0 and 1.")
    if schema.DTYPES[column.kind] == "float64" and not abs(typed) < MOST:
        raise CannotEdit(f"{column.label}: {value!r} is no number below {MOST:,.0f}.")
    return typed.item() if isinstance(typed, np.generic) else typed
