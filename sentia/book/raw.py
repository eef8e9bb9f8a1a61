"""Tables as one sheet gave them: typed columns, links still in the file's own words, nothing joined yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class RawTable:
    """The rows of one table that one sheet holds.

    `frame` has a RangeIndex and some of the schema's columns of `table`, in the schema's dtypes; a link such
    as `account_id` holds what the sheet has there, an id or a name. `rows` are the sheet rows (from 1).
    `columns` maps a field to the sheet column (0 is A) of its own cell; a field made from several cells is
    in `frame` only. `formulas` are the sheet rows where that cell is a formula. A derived table repeats
    something (the account named on each of its deals): its rows are merged when the book is linked. `side` is the
    first column's letters of a table that stands to the right of another, so that their rows keep apart. `facts`
    and `moves` are what a table of deals says of their stages beside the schema's columns (see `stage_facts`).
    """

    table: str
    frame: pd.DataFrame
    file: str
    sheet: str
    rows: np.ndarray
    columns: Mapping[str, int] = field(default_factory=dict)
    formulas: Mapping[str, frozenset[int]] = field(default_factory=dict)
    is_derived: bool = False
    side: str = ""
    facts: pd.DataFrame | None = None
    moves: tuple = ()


def some_rows(raw: RawTable, keep: np.ndarray) -> RawTable:
    """The table with only the rows that a mask keeps."""
    frame = raw.frame.loc[keep].reset_index(drop=True)
    facts = None if raw.facts is None else raw.facts.loc[keep].reset_index(drop=True)
    return replace(raw, frame=frame, rows=raw.rows[keep], facts=facts)
