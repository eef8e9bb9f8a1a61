"""Ids of which a spreadsheet kept only the first digits, so that several records share one."""

from dataclasses import replace

import pandas as pd

from sentia.workbook.values.typed import Read

_ROUNDED = r"(?i)\d(?:[.,]\d+)?e\+?\d+|\d{15}0+"


def is_rounded(ids: pd.Series) -> pd.Series:
    """Whether each id is a large number as a spreadsheet rounds it.

    Examples
    --------
    >>> is_rounded(pd.Series(["4.12E+10", "4876880000012340000", "48768812345678"], dtype="str")).tolist()
    [True, True, False]
    """
    return ids.str.fullmatch(_ROUNDED, na=False).astype(bool)


def without_ids(read: Read, ids: frozenset[str]) -> Read:
    """A column of ids in which these stand for nobody."""
    is_lost = read.values.isin(ids)
    if not is_lost.any():
        return read
    shown = read.values[is_lost].iloc[0]
    note = f"ids such as {shown}, which several records share since a spreadsheet rounded them, are left out"
    return replace(read, values=read.values.mask(is_lost), notes=(*read.notes, note))
