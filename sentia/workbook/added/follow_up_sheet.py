"""The sheet "Sentia follow-ups": every follow-up that is missing, one a row."""

import pandas as pd

from sentia.workbook.added.names import FOLLOW_UPS
from sentia.workbook.cell_values import DAY, MONEY, is_missing, python_value
from sentia.workbook.patch.result_sheet import ResultSheet

_COLUMNS = {
    **{"Gap": "kind", "Account": "account", "Contact": "contact", "Due": "due_on", "Days late": "days_late"},
    **{"Amount": "amount", "Because": "because", "Next touch": "next_touch"},
}
_IDS = ("account_id", "contact_id", "opportunity_id", "quote_id")
_FORMATS = {"Due": DAY, "Days late": "0", "Amount": MONEY}
_WIDTHS = {
    "Gap": 24,
    "Account": 26,
    "Contact": 24,
    "Due": 12,
    "Days late": 11,
    "Amount": 12,
    "Because": 90,
    "Next touch": 34,
}


def follow_up_sheet(gaps: pd.DataFrame) -> ResultSheet:
    """The gaps as they stand in the frame, in its order; ids are there for who wants them, hidden."""
    shown = {heading: name for heading, name in _COLUMNS.items() if name in gaps}
    kept = {name.replace("_", " ").capitalize(): name for name in _IDS if name in gaps}
    columns = {heading: _cells(gaps[name]) for heading, name in (shown | kept).items()}
    headings = list(columns)
    place = headings.index
    return ResultSheet(
        FOLLOW_UPS,
        [headings, *(list(row) for row in zip(*columns.values(), strict=True))],
        formats={place(h): shown for h, shown in _FORMATS.items() if h in headings},
        widths={place(h): width for h, width in _WIDTHS.items() if h in headings},
        wrapped=tuple(place(h) for h in ("Because", "Next touch") if h in headings),
        bars=tuple(place(h) for h in ("Days late",) if h in headings),
        hidden=tuple(range(len(shown), len(headings))),
    )


def _cells(values: pd.Series) -> list:
    return [None if is_missing(value) else python_value(value) for value in values.astype(object)]
