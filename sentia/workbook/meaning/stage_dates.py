"""HubSpot's days of entering each stage, one column a stage, as the days a deal's row itself should have.

A deal began on the first of them, has been in its stage since that stage's own, and closed on that of the stage
that closed it.
"""

import re

import numpy as np
import pandas as pd

from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.vocabulary import words

ENTERED = ("opportunities", "entered")
_STAGE = re.compile(r".*date[ _]entered[ _]+\"?(.+?)\"?$", re.IGNORECASE)
_PIPELINE = re.compile(r"\s*\([^()]*\)\"?$")
_CLOSED = ("won", "lost")


def add_stage_dates(reader: SheetReader, frame: dict[str, pd.Series]) -> None:
    """Add `stage_since_on`, `created_on` and `closed_on` where no column of their own says them."""
    entered = entered_by_stage(reader)
    if entered is None:
        return
    since = _in_stage(entered, frame.get("stage")).fillna(entered.max(axis=1))
    _fill(frame, "stage_since_on", since)
    _fill(frame, "created_on", entered.min(axis=1))
    if "status" in frame:
        _fill(frame, "closed_on", since.where(frame["status"].isin(_CLOSED)))


def entered_by_stage(reader: SheetReader) -> pd.DataFrame | None:
    """One row a record and one column a stage, by its letters and digits: the day it was entered."""
    uses = reader.uses.get(ENTERED, ())
    if not uses:
        return None
    days = {
        stage_of(use.header): reader.read(use).values.iloc[reader.body.records].reset_index(drop=True)
        for use in uses
    }
    return pd.DataFrame(days)


def stage_of(header: str) -> str:
    """The stage that a column is about, by its letters and digits.

    Examples
    --------
    >>> stage_of('Date entered "Closed Won (Sales Pipeline)"'), stage_of("hs_date_entered_closedwon")
    ('closedwon', 'closedwon')
    """
    found = _STAGE.match(header.strip())
    return _key(_PIPELINE.sub("", found.group(1))) if found else ""


def _key(stage: str) -> str:
    return "".join(words(stage))


def _in_stage(entered: pd.DataFrame, stage: pd.Series | None) -> pd.Series:
    """The day each record entered the stage it is in; missing where no column is about that stage."""
    if stage is None:
        return pd.Series(pd.NaT, entered.index, dtype="datetime64[us]")
    keys = stage.map({text: _key(text) for text in stage.dropna().unique()})
    days = entered.astype("datetime64[us]")
    places = days.columns.get_indexer(keys)
    found = days.to_numpy()[np.arange(len(days)), places]
    return pd.Series(np.where(places >= 0, found, np.datetime64("NaT")), entered.index).astype("datetime64[us]")


def _fill(frame: dict[str, pd.Series], name: str, days: pd.Series) -> None:
    days = days.astype("datetime64[us]")
    frame[name] = frame[name].fillna(days) if name in frame else days
