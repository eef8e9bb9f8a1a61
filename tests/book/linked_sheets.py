"""Small sheets to be linked, as the tests of links and of exports write them."""

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.raw import RawTable


def sheet(table, rows, name="", file="crm.xlsx", is_derived=False, **columns):
    """The rows of one sheet, called as its table, from row 2 on."""
    frame = pd.DataFrame(rows)
    known = [c for c in schema.TABLES.get(table, ()) if c.name in frame]
    typed = {c.name: schema.conform_values(frame[c.name], c) for c in known}
    frame = pd.DataFrame(typed) if known else frame.astype("str")
    return RawTable(
        table, frame, file, name or table, np.arange(2, len(frame) + 2), columns, is_derived=is_derived
    )


def ties(rows, name="ties", file="crm.xlsx"):
    """A sheet of nothing but ids."""
    return sheet("links", rows, name, file, is_derived=True)
