"""The order of a book's stages: by the best evidence that the book has of it, which is named.

In this order: a sheet that lists the stages, numbers or letters in front of the names, the vendor's own order,
how deals moved, the words where all of them say something different, the win chances that the file states, and the
words again.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sentia.book.stage_defaults import vendor_of_stages, vendor_place, whose
from sentia.book.stages import KINDS, plain

_PREFIX = re.compile(r"^\W*?(?:(\d{1,3})(?:\s*[.):/–_-]|\s)|([A-Za-z])(?:\s*[.):]|\s+[–-]\s))\s*\S")
_PARKED = re.compile(
    r"\b(on hold|hold|halted|delayed?|postponed|later|timing|parked|paused|stalled|dormant|sleeping|other|"
    r"zuruckgestellt|pausiert|en pause|en espera|em espera|in sospeso|pozastaveno|wstrzyman\w*)\b"
)
_MOST = 0.6  # of the open stages that an order must place
_LEAST = 2
_BY = {
    "listed": "the sheet of stages",
    "prefix": "the number or letter in front of it",
    "moves": "how deals moved in this file",
    "words": "its words",
    "probability": "the win chances in this file",
}
_END = len(KINDS)


def add_order(stages: pd.DataFrame, moves: Mapping[str, float]) -> pd.DataFrame:
    """Add `place` (from 1), `placed_by` (words for the rep, "" where nothing places a stage) and `kind` by place.

    Parameters
    ----------
    stages : DataFrame
        One row a stage of one pipeline: `stage`, `kind` (unknown where its words say nothing), `probability` (the
        mean win chance that the file states, NaN without), `first_seen` (its first deal, to break ties); `listed`
        too where a sheet of stages orders them (NaN for those it does not).
    moves : mapping of str to float
        The place of each stage by how deals moved, where the file tells.

    Returns
    -------
    DataFrame
        In order: open stages, then won, then lost. An open stage of unknown kind that the file itself places takes
        the kind of the known one before it (of the first known one, where it is the first), with its name as
        `beside`; one that says that a deal rests ("On hold") does not.
    """
    closed = stages["kind"].isin(["won", "lost"])
    open_stages = stages.loc[~closed]
    by, depth = _best(open_stages, moves)
    depth = _filled(open_stages, depth) if by != "words" else _by_words(open_stages)
    ordered = open_stages.assign(depth=depth, placed_by=by).sort_values(["depth", "first_seen"], kind="stable")
    is_nowhere = ordered["depth"].isna()
    ordered["placed_by"] = ordered["placed_by"].mask(is_nowhere, "")
    ordered = _with_kinds(ordered)
    beside = pd.Series(index=stages.index[closed], dtype="str")
    ended = stages.loc[closed].assign(depth=np.inf, placed_by="", beside=beside)
    ended = ended.sort_values(["kind", "first_seen"], ascending=[False, True], kind="stable")
    both = pd.concat([ordered, ended]) if len(ordered) and len(ended) else (ordered if len(ordered) else ended)
    return both.assign(place=range(1, len(both) + 1)).drop(columns="depth")


def prefix_of(stage: str) -> float | None:
    """The number or letter in front of a stage's name, as a number; None without.

    Examples
    --------
    >>> prefix_of("3 - Proposal"), prefix_of("B) Demo"), prefix_of("10%"), prefix_of("Won")
    (3.0, 2.0, None, None)
    """
    found = _PREFIX.match(stage)
    if found is None:
        return None
    number, letter = found.groups()
    return float(number) if number else float(ord(letter.upper()) - ord("A") + 1)


def _best(stages: pd.DataFrame, moves: Mapping[str, float]) -> tuple[str, pd.Series]:
    """The best evidence of the order, in words, and what it says of each stage."""
    vendor = vendor_of_stages(stages["stage"].tolist())
    known = stages["kind"] != "unknown"
    words = _by_words(stages)
    all_differ = bool(known.all()) and words.is_unique
    of_vendor = [vendor_place(stage, vendor) for stage in stages["stage"]]
    listed = stages["listed"] if "listed" in stages else pd.Series(index=stages.index, dtype=float)
    offered = [
        (_BY["listed"], listed),
        (_BY["prefix"], stages["stage"].map(prefix_of)),
        (f"the order that {whose(vendor)} starts with", pd.Series(of_vendor, stages.index, dtype=float)),
        (_BY["moves"], stages["stage"].map(moves)),
        ("words", words if all_differ else words * np.nan),
        (_BY["probability"], stages["probability"]),
    ]
    for by, depth in offered:
        depth = depth.astype(float)
        if depth.notna().sum() >= max(_LEAST, _MOST * len(stages)) and depth.nunique() >= _LEAST:
            return by, depth
    return "words", words


def _by_words(stages: pd.DataFrame) -> pd.Series:
    """How far each kind is; missing where it is unknown."""
    return stages["kind"].map({kind: float(n) for n, kind in enumerate(KINDS) if kind != "unknown"}).astype(float)


def _filled(stages: pd.DataFrame, depth: pd.Series) -> pd.Series:
    """A stage that the evidence leaves out goes behind the last one that is no further by its words."""
    words = _by_words(stages)
    filled = depth.copy()
    for key in depth.index[depth.isna() & words.notna()]:
        before = depth[depth.notna() & (words <= words[key])]
        filled[key] = (before.max() if len(before) else depth.min() - 1) + words[key] / (2 * _END)
    return filled


def _with_kinds(ordered: pd.DataFrame) -> pd.DataFrame:
    """Unknown kinds taken from the neighbours where something besides words places them."""
    known = ordered["kind"].where(ordered["kind"] != "unknown")
    beside = known.ffill().bfill()
    is_placed = ordered["placed_by"].isin([_BY[by] for by in ("listed", "prefix", "moves", "probability")])
    is_parked = ordered["stage"].map(lambda stage: bool(_PARKED.search(plain(stage)))).astype(bool)
    is_taken = known.isna() & is_placed & ~is_parked & beside.notna()
    return ordered.assign(
        kind=ordered["kind"].mask(is_taken, beside), beside=_names(ordered, known.notna()).where(is_taken)
    )


def _names(ordered: pd.DataFrame, is_known: pd.Series) -> pd.Series:
    """The name of the known stage that each unknown one stands next to."""
    return ordered["stage"].where(is_known).ffill().bfill()


def with_places(stages: pd.DataFrame, said: Mapping[str, int]) -> pd.DataFrame:
    """The ordered stages with those that the rep placed put there; `said` is by the index."""
    keys = [key for key in stages.index if key not in said]
    for key, place in sorted(said.items(), key=lambda pair: pair[1]):
        keys.insert(min(place - 1, len(keys)), key)
    return stages.loc[keys].assign(place=range(1, len(keys) + 1))


def in_words(placed_by: Sequence[str]) -> list[str]:
    """What placed each stage, for the rep."""
    return [_BY.get(by, by) for by in placed_by]
