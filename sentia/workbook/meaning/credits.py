"""Rows of a list of orders that take a sale back: credit notes, returns, what was cancelled."""

from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.vocabulary import meant
from sentia.workbook.files.cells import TEXT
from sentia.workbook.meaning.bodies import Body
from sentia.workbook.meaning.sheet_reader import SheetReader

CREDIT, CANCELLED = "a credit, not an order", "an order that was cancelled"
_AMOUNT = ("orders", "amount")
_NAMES = frozenset({"name", "first_name", "last_name", "product", "order_id", "account_id", "contact_id", "notes"})
_MOST_WORDS = 30  # distinct texts of a column that says of what kind each row is


def without_credits(reader: SheetReader) -> SheetReader:
    """The reader of a list of orders without its credits; any other as it is.

    A credit has an amount below zero, or a column that names nobody and nothing says that it is one.
    """
    if reader.subject != "orders" or not len(reader.body.records):
        return reader
    amount = reader.values(_AMOUNT)
    is_credit = np.zeros(len(reader.rows), bool) if amount is None else (amount < 0).to_numpy(dtype=bool)
    is_cancelled = np.zeros(len(reader.rows), bool)
    for column in range(reader.sheet.n_columns):
        use = reader.choice.columns.get(column)
        if use is None or use.slot[1] not in _NAMES:
            said = _said(reader, column)
            is_credit = is_credit | meant(said, "credit notes").notna().to_numpy(dtype=bool)
            is_cancelled = is_cancelled | meant(said, "outcomes").eq("cancelled").to_numpy(dtype=bool)
    is_out = is_credit | is_cancelled
    if not is_out.any():
        return reader
    body = _without(reader.body, is_out, np.where(is_credit, CREDIT, CANCELLED))
    typed = {column: kinds[~is_out].reset_index(drop=True) for column, kinds in reader.typed.items()}
    return replace(reader, body=body, typed=typed, _reads={}, _parts={})


def _said(reader: SheetReader, column: int) -> pd.Series:
    """The texts of a column, all missing where they are too many to be kinds of rows."""
    cells, rows = reader.sheet.columns[column], reader.body.records
    texts = cells.text.iloc[rows].reset_index(drop=True).where(cells.kind[rows] == TEXT)
    return texts if texts.nunique() <= _MOST_WORDS else pd.Series(index=texts.index, dtype="str")


def _without(body: Body, is_out: np.ndarray, reasons: np.ndarray) -> Body:
    out = dict(zip(body.records[is_out].tolist(), reasons[is_out].tolist(), strict=True))
    return replace(body, records=body.records[~is_out], skipped=dict(sorted((body.skipped | out).items())))
