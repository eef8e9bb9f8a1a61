"""What a sheet of deals says of their stages beside the columns of the schema: see `sentia.book.stage_facts`."""

import re

import numpy as np
import pandas as pd

from sentia.book.stage_facts import Move
from sentia.workbook.meaning.deals import stated_status
from sentia.workbook.meaning.fields import read_field
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.stage_dates import ENTERED
from sentia.workbook.meaning.vocabulary import exact_meanings, words

_PIPELINE = ("left", "pipeline")
_RECORD_TYPE = {"record", "type"}
_ENTERED = re.compile(
    r"date[ _]entered[ _]+[\"'“]?(?P<stage>.+?)(?:\s*\((?P<pipeline>[^()]*)\))?[\"'”]?\s*$", re.I
)
_MOST_PIPELINES = 20
_DAY = np.timedelta64(1, "D") / np.timedelta64(1, "us")
_FEW = 5  # deals that make a usual time, or an order of two stages


def deal_facts(reader: SheetReader) -> pd.DataFrame:
    """One row a deal: the outcome that its own columns state, its pipeline, whether its closing day is its own."""
    status = stated_status(reader)
    closed_on = reader.values(("opportunities", "closed_on"))
    nothing = pd.Series(index=range(len(reader.rows)), dtype="str")
    return pd.DataFrame(
        {
            "stated": nothing if status is None else status,
            "pipeline": _pipelines(reader),
            "is_dated": nothing.notna() if closed_on is None else closed_on.notna(),
        }
    )


def _pipelines(reader: SheetReader) -> pd.Series:
    """The pipeline of each deal, by the column called so that fills nothing else; missing without one."""
    missing = pd.Series(index=range(len(reader.rows)), dtype="str")
    for column, header in enumerate(reader.body.headers):
        if column in reader.choice.columns or not is_pipeline(header, column in reader.named):
            continue
        read = read_field(("opportunities", "name"), reader.sheet.columns[column]).values
        named = read.iloc[reader.body.records].reset_index(drop=True)
        if 1 < len(named.dropna().unique()) <= _MOST_PIPELINES:
            return named.astype("str")
    return missing


def is_pipeline(header: str, is_named: bool = True) -> bool:
    """Whether a column says a deal's pipeline; Salesforce's record type does where its ids have names."""
    said = set(words(header)) if header else set()
    is_type = is_named and said >= _RECORD_TYPE
    return ("pipeline" in said or is_type) and any(meaning.slot == _PIPELINE for meaning in exact_meanings(header))


def moves_of(reader: SheetReader) -> tuple[Move, ...]:
    """How deals moved, from the columns of the days they entered each stage; else how a sheet lists the stages."""
    return _entered(reader) or _listed(reader)


def _listed(reader: SheetReader) -> tuple[Move, ...]:
    """The stages as the sheet lists them that named them, by pipeline where deals have several."""
    use = reader.use(("opportunities", "stage"))
    named = None if use is None else reader.named.get(use.column)
    if named is None:
        return ()
    stages = pd.DataFrame({"pipeline": _pipelines(reader).fillna(""), "stage": reader.values(use.slot)})
    places = {stage: (place, status) for stage, place, status in named.listed}
    pairs = stages.dropna().drop_duplicates().itertuples(index=False)
    found = [(pipeline, stage, *places[stage]) for pipeline, stage in pairs if stage in places]
    return tuple(
        Move(pipeline, stage, place, 0, is_listed=True, status=status) for pipeline, stage, place, status in found
    )


def _entered(reader: SheetReader) -> tuple[Move, ...]:
    found = [(_ENTERED.search(use.header), use) for use in reader.uses.get(ENTERED, ())]
    named = [(match.group("stage"), match.group("pipeline") or "", use) for match, use in found if match]
    return tuple(
        move
        for pipeline in dict.fromkeys(pipeline for _, pipeline, _ in named)
        for move in _moves(reader, pipeline, {stage: use for stage, where, use in named if where == pipeline})
    )


def _moves(reader: SheetReader, pipeline: str, uses: dict) -> list[Move]:
    """The stages of one pipeline in the order in which most deals that entered two of them did."""
    days = {stage: reader.read(use).values.iloc[reader.body.records] for stage, use in uses.items()}
    entered = pd.DataFrame(days).to_numpy("datetime64[us]")
    is_known = ~np.isnat(entered)
    before = _before(entered, is_known)
    order = np.argsort(-(before > before.T).sum(axis=1), kind="stable")
    usual = _usual_days(entered, is_known)
    names = list(days)
    told = is_known.sum(axis=0)
    return [
        Move(pipeline, names[at], place, int(told[at]), usual[at]) for place, at in enumerate(order) if told[at]
    ]


def _before(entered: np.ndarray, is_known: np.ndarray) -> np.ndarray:
    """How many deals entered each stage before each other one."""
    count = entered.shape[1]
    before = np.zeros((count, count))
    for one in range(count):
        both = is_known & is_known[:, [one]]
        before[one] = (both & (entered[:, [one]] < entered)).sum(axis=0)
    return before


def _usual_days(entered: np.ndarray, is_known: np.ndarray) -> list[float | None]:
    """The median days from entering each stage to entering the next; None where too few deals went on."""
    usual: list[float | None] = []
    far = np.where(is_known, entered.astype("datetime64[us]").astype(np.int64), np.iinfo(np.int64).max)
    for one in range(entered.shape[1]):
        later = np.where(far > far[:, [one]], far, np.iinfo(np.int64).max).min(axis=1)
        went_on = is_known[:, one] & (later < np.iinfo(np.int64).max)
        days = (later[went_on] - far[went_on, one]) / _DAY
        usual.append(float(np.median(days)) if len(days) >= _FEW else None)
    return usual
