"""Values as cells hold them, and the formats they are shown in; without the library that writes workbooks."""

from datetime import time
from typing import Any

import pandas as pd

from sentia.workbook.patch.changes import Value

DAY, MOMENT, CLOCK = "mm-dd-yy", "m/d/yy h:mm", "h:mm"  # Excel shows them in the reader's own order
MONEY, CENTS, PERCENT, PERMILLE = "#,##0", "#,##0.00", "0%", "0.0%"


def is_missing(value: Any) -> bool:
    """Whether a value of a frame is none at all."""
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))


def python_value(value: Any) -> Value:
    """A value of a frame as plain Python: a day without its midnight, whole numbers whole."""
    if isinstance(value, pd.Timestamp):
        moment = value.to_pydatetime()
        return moment if moment.time() != time() else moment.date()
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value
