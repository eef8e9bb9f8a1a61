"""Every clock of every kind of work, read once: what is due, what rests, what has lapsed, and what was left."""

from collections.abc import Collection
from dataclasses import dataclass
from types import ModuleType

import numpy as np
import pandas as pd

from sentia.facts.facts import Facts
from sentia.work import registry
from sentia.work.clocks import SHARED, lapses_on
from sentia.work.resting import is_silent

CODES = ("deal", "who", "at")
FLAGS = {"YIELDS": False, "IS_TOUCH": True, "HOLDS": False, "IS_HELD": False}
LEFT = [*CODES, "since_on", "story"]


@dataclass(frozen=True)
class Running:
    """Every clock that runs, due or still to come, by kind; which of them are silent for now; and what was left.

    `left` has one row a clock that lapsed: `deal`, `who`, `at`, `since_on` and `story`, what it was in words.
    """

    facts: Facts
    found: dict[ModuleType, pd.DataFrame]
    silent: dict[ModuleType, np.ndarray]
    left: pd.DataFrame

    @property
    def due(self) -> dict[ModuleType, pd.DataFrame]:
        """What is due and not silent, by kind."""
        on = self.facts.on
        return {kind: gaps.loc[(gaps["due_on"] <= on) & ~self.silent[kind]] for kind, gaps in self.found.items()}


def running_on(facts: Facts, kinds: Collection[str] | None = None) -> Running:
    """The clocks of a day, read once for its gaps and for the state of its records; all kinds, or these."""
    asked = [kind for kind in registry.KINDS if kinds is None or kind.KIND in kinds]
    every = {kind: facts.once(kind.clocks) for kind in asked if any(map(facts.has, kind.NEEDS))}
    every = {kind: gaps for kind, gaps in every.items() if len(gaps)}
    over = {kind: (lapses_on(kind.KIND, gaps, facts) < facts.on).to_numpy() for kind, gaps in every.items()}
    left = [_told(kind, gaps.loc[over[kind]], facts) for kind, gaps in every.items() if over[kind].any()]
    found = {kind: gaps.loc[~over[kind]] for kind, gaps in every.items() if not over[kind].all()}
    return Running(facts, found, _silence(found, facts), pd.concat(left) if left else pd.DataFrame(columns=LEFT))


def clocks_of(running: Running) -> pd.DataFrame:
    """Every clock that runs, due or still to come, one row each; `is_resting` where it is silent for now.

    Columns: those of `clocks.SHARED` and `is_resting`.
    """
    if not running.found:
        return pd.DataFrame(columns=[*SHARED, "is_resting"])
    rows = pd.concat([gaps[SHARED] for gaps in running.found.values()]).rename_axis("gap_id")
    return rows.assign(is_resting=np.concatenate(list(running.silent.values())))


def sentences(kind: ModuleType, gaps: pd.DataFrame, running: Running) -> list[str]:
    """The sentence of each gap of a kind; of what is due because nothing else is, with what was left there."""
    said = kind.say(gaps, running.facts)
    if not _yields(kind) or running.left.empty:
        return said
    rows = zip(said, _left_at(gaps, running.left), strict=True)
    return [words if story.lower() in words.lower() else f"{words}; {story}" for words, story in rows]


def _yields(kind: ModuleType) -> bool:
    return getattr(kind, "YIELDS", False)


def _told(kind: ModuleType, gaps: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    said = kind.left(gaps, facts) if hasattr(kind, "left") else [""] * len(gaps)
    return gaps[[*CODES, "since_on"]].assign(story=said)


def _left_at(gaps: pd.DataFrame, left: pd.DataFrame) -> list[str]:
    """The last thing left about each gap's deal, else with its person, else (without either) at its account."""
    left = left.loc[left["story"] != ""].sort_values("since_on", kind="stable")
    story = pd.Series(index=gaps.index, dtype="str")
    for code in CODES:
        last = left.loc[left[code] >= 0].drop_duplicates(code, keep="last").set_index(code)["story"].astype("str")
        asks = gaps[code].mask((gaps["deal"] >= 0) | (gaps["who"] >= 0), -1) if code == "at" else gaps[code]
        story = story.fillna(last.reindex(asks).set_axis(gaps.index))
    return story.fillna("").tolist()


def _silence(found: dict[ModuleType, pd.DataFrame], facts: Facts) -> dict[ModuleType, np.ndarray]:
    """Which gaps of each kind are silent for now: at rest, or because something more specific is due there."""
    if not found:
        return {}
    every = pd.concat([gaps[SHARED] for gaps in found.values()])
    silent = is_silent(every, facts, registry.BY_NAME)
    silent = silent | _is_told_elsewhere(every, silent, facts)
    ends = np.cumsum([len(gaps) for gaps in found.values()])[:-1]
    return dict(zip(found, np.split(silent, ends), strict=True))


def _is_told_elsewhere(every: pd.DataFrame, silent: np.ndarray, facts: Facts) -> np.ndarray:
    """Whether each gap of a kind that yields stands where something more specific is due: a record asks once.

    About its deal or with its person about none; of a person or an account without a deal, anything there.
    """
    kinds, names = pd.factorize(every["kind"])
    flags = {flag: _flagged(names, flag, usual)[kinds] for flag, usual in FLAGS.items()}
    rank = np.array([registry.BY_NAME[name].RANK for name in names])[kinds]
    codes = {code: every[code].to_numpy(int) for code in CODES}
    is_due = (every["due_on"] <= facts.on).to_numpy()
    due = _most_urgent(codes, rank, is_due & ~silent & flags["IS_TOUCH"])
    running = _most_urgent(codes, rank, ~silent & flags["HOLDS"])
    return flags["YIELDS"] & ((due < rank) | ((running < rank) & flags["IS_HELD"]))


def _flagged(names: pd.Index, flag: str, usual: bool) -> np.ndarray:
    return np.array([getattr(registry.BY_NAME[name], flag, usual) for name in names], bool)


def _most_urgent(codes: dict[str, np.ndarray], rank: np.ndarray, speaks: np.ndarray) -> np.ndarray:
    """The rank of the most urgent gap that speaks for the record of each."""
    deal, who, at = (codes[code] for code in CODES)
    of_deal = np.minimum(_first_rank(deal, rank, speaks)[deal], _first_rank(who, rank, speaks & (deal < 0))[who])
    of_person = np.where(who >= 0, _first_rank(who, rank, speaks)[who], _first_rank(at, rank, speaks)[at])
    return np.where(deal < 0, of_person, of_deal)


def _first_rank(codes: np.ndarray, rank: np.ndarray, speaks: np.ndarray) -> np.ndarray:
    """The rank of the most specific gap that speaks, by code; of none (-1, the last element) without bound."""
    first = np.full(codes.max(initial=-1) + 2, np.iinfo(int).max)
    kept = speaks & (codes >= 0)
    np.minimum.at(first, codes[kept], rank[kept])
    return first
