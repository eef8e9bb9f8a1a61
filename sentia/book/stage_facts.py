"""What files say of their deals' stages beside the columns of the schema: outcomes stated, pipelines, moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from sentia.book.drafting import row_keys
from sentia.book.raw import RawTable

FACTS = {"stated": "str", "pipeline": "str", "is_dated": "bool"}


def no_facts() -> pd.DataFrame:
    """The facts of no deal."""
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in FACTS.items()})
    return empty.set_axis(pd.Index([], dtype="str"))


@dataclass(frozen=True)
class Move:
    """How deals of a file passed through one stage: its place among the others, and how long they stay.

    `place` counts from 0; `usual_days` is the median from entering it to entering the next one, None where too
    few deals did. `is_listed` where a sheet of stages says it instead: then `place` is as it orders them, NaN
    where it does not, and `status` (open, won, lost, "" where it does not say) what it makes of deals there.
    """

    pipeline: str
    stage: str
    place: float
    deals: int
    usual_days: float | None = None
    is_listed: bool = False
    status: str = ""


@dataclass(frozen=True)
class StageFacts:
    """What the files say of stages.

    Attributes
    ----------
    deals : DataFrame
        One row a deal of the files, by `row_key`: `stated`, the outcome that its own columns state (status, won
        and closed, the times of winning and losing), missing where none does; `pipeline`; `is_dated`, whether a
        column of its own says on which day it was decided.
    moves : tuple of Move
        From columns that say when a deal entered each stage, or from a sheet that lists the stages.
    stated_accounts : frozenset of str
        The accounts (row keys) whose status a file states; that of the others follows from what they bought.
    """

    deals: pd.DataFrame = field(default_factory=no_facts)
    moves: tuple[Move, ...] = ()
    stated_accounts: frozenset[str] = frozenset()


def facts_of(raws: Sequence[RawTable]) -> StageFacts:
    """The facts that come with these tables, by the row keys that their rows will have."""
    deals = [raw for raw in raws if raw.table == "opportunities" and not raw.is_derived and len(raw.frame)]
    keyed = [_facts(raw).set_axis(row_keys(raw)) for raw in deals]
    accounts = [raw for raw in raws if raw.table == "accounts" and "status" in raw.frame]
    stated = [row_keys(raw)[raw.frame["status"].notna()] for raw in accounts]
    return StageFacts(
        deals=pd.concat(keyed) if keyed else no_facts(),
        moves=tuple(move for raw in deals for move in raw.moves),
        stated_accounts=frozenset(key for keys in stated for key in keys),
    )


def _facts(raw: RawTable) -> pd.DataFrame:
    """The facts of one table's deals; without any given, its status is stated and its days are real."""
    given = raw.facts if raw.facts is not None else {}
    missing = pd.Series(index=raw.frame.index, dtype="str")
    return pd.DataFrame(
        {
            "stated": given.get("stated", raw.frame.get("status", missing)),
            "pipeline": given.get("pipeline", missing),
            "is_dated": given.get("is_dated", raw.frame.get("closed_on", missing).notna()),
        }
    ).astype(FACTS)


def pipelines_of(facts: StageFacts, keys: pd.Index) -> pd.Series:
    """The pipeline of each of these deals where the files have several, else missing for all."""
    named = facts.deals["pipeline"]
    named = named if named.isna().all() else named.reindex(keys)
    is_one = len(named.dropna().unique()) <= 1
    return pd.Series(index=keys, dtype="str") if is_one else named


def moves_by_label(moves: Sequence[Move], labels: Sequence[str]) -> Mapping[str, Move]:
    """The moves of the stages with these labels, "Stage" or "Stage (Pipeline)"."""
    found = {_letters(move.stage): move for move in moves}
    found |= {_letters(label(move.stage, move.pipeline)): move for move in moves}
    return {name: found[_letters(name)] for name in labels if _letters(name) in found}


def _letters(name: str) -> str:
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def label(stage: str, pipeline: str) -> str:
    """What a stage is called among those of several pipelines.

    Examples
    --------
    >>> label("Won", "New business"), label("Won", "")
    ('Won (New business)', 'Won')
    """
    return f"{stage} ({pipeline})" if pipeline else stage


def labels_of(stages: pd.Series, pipelines: pd.Series) -> pd.Series:
    """What each deal's stage is called; missing where it has none."""
    if pipelines.isna().all():
        return stages.astype("str").rename(None)
    return (stages + " (" + pipelines + ")").fillna(stages).astype("str")
