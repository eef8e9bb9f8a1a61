"""Whether each activity of a sheet has happened, of what kind it was and who began it, from whatever says so."""

from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.vocabulary import meant
from sentia.workbook.meaning.directions import directions_by_kind
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import words

KIND_OF_SHEET = {"calls": "call", "emails": "email", "meetings": "meeting", "visits": "visit", "demos": "demo"}
_IS_DONE, _OUTCOME = ("activities", "is_done"), ("activities", "outcome")
_STATES = ("planned", "done", "cancelled")
_UNDONE = ("undone", "no", "false", "0", "backlog")


def add_states(reader: SheetReader, frame: dict, columns: dict) -> None:
    """Planned activities have only a due date: those marked as not done, or dated only as due.

    A kind that the sheet's name says, or a direction that the kind says, counts where no column has it.
    """
    use = _state_column(reader)
    if use is not None:
        stated = reader.values_of(replace(use, slot=_IS_DONE))
        for found in (frame, columns) if use.slot == _OUTCOME else ():
            found.pop("outcome", None)
        undone = _add_state(stated, frame)
        told = pd.Series(np.where(undone, "planned", "done"), undone.index)
        frame["done_or_planned"] = told.where(stated.notna())
        columns |= {"done_or_planned": use.column}
        columns |= {"due_on": columns["done_at"]} if "due_on" not in columns and "done_at" in columns else {}
    said = set(words(reader.sheet.name)) & set(KIND_OF_SHEET)
    if "kind" not in frame and len(said) == 1:
        kind = KIND_OF_SHEET[said.pop()]
        frame["kind"] = pd.Series(kind, range(len(reader.rows)), dtype="str")
    said_of_kind = None if "direction" in frame else directions_by_kind(reader)
    if said_of_kind is not None:
        frame["direction"] = said_of_kind


def _state_column(reader: SheetReader) -> Use | None:
    """The column that says whether each activity has happened: also one of outcomes that says nothing else."""
    use, outcome = reader.use(_IS_DONE), reader.use(_OUTCOME)
    if use is not None or outcome is None:
        return use
    texts = reader.values_of(replace(outcome, slot=_IS_DONE)).dropna()
    said = meant(texts, "outcomes").where(~texts.str.strip().str.casefold().isin(_UNDONE), "planned").dropna()
    return outcome if len(said) and said.isin(_STATES).all() else None


def _add_state(stated: pd.Series, frame: dict) -> pd.Series:
    """What the status of each activity says: done, still to come, cancelled; what is done has its due day.

    Gives back which is still to come.
    """
    said = meant(stated, "outcomes")
    undone = said.eq("planned") | stated.str.strip().str.casefold().isin(_UNDONE)
    cancelled = said.isin(("cancelled", "no show"))
    never = pd.Series(pd.NaT, range(len(stated)), dtype="datetime64[ns]")
    done_at = frame.get("done_at", frame.get("due_on", never))
    due_on = frame.get("due_on", done_at.dt.normalize())
    frame["done_at"] = done_at.where(~undone & (stated.notna() | ("done_at" in frame)))
    frame["due_on"] = due_on.where(undone | frame["done_at"].isna() | due_on.notna())
    told = said.mask(undone)
    frame["outcome"] = frame["outcome"].mask(cancelled, said).fillna(told) if "outcome" in frame else told
    return undone
