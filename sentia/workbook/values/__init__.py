"""Cells to typed values, each column decided as a whole: one place to find every reader."""

from sentia.workbook.values.currency_names import currency_codes, read_currency
from sentia.workbook.values.dates import DAY_FIRST, MONTH_FIRST, read_dates, read_moments
from sentia.workbook.values.durations import read_minutes
from sentia.workbook.values.header_units import currency_of, scale_of
from sentia.workbook.values.looks import looks_like
from sentia.workbook.values.money import read_money, read_number, read_rate
from sentia.workbook.values.spans import read_days
from sentia.workbook.values.typed import Read
from sentia.workbook.values.words import read_choice, read_flag, read_ids, read_text

__all__ = [
    "DAY_FIRST",
    "MONTH_FIRST",
    "Read",
    "currency_codes",
    "currency_of",
    "looks_like",
    "read_choice",
    "read_currency",
    "read_dates",
    "read_days",
    "read_flag",
    "read_ids",
    "read_minutes",
    "read_moments",
    "read_money",
    "read_number",
    "read_rate",
    "read_text",
    "scale_of",
]
