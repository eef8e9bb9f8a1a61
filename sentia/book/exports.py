"""Two exports of the same thing at different dates, told apart: the later is the book, the earlier its history.

Only tables whose records have ids that tell them apart are taken so before the rep says it. Where there are none,
all rows are kept until the rep says which export is the later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import pandas as pd

from sentia.book import schema
from sentia.book.export_dates import Dated, dated, in_time
from sentia.book.history import RECORDS, split
from sentia.book.identifiers import id_keys
from sentia.book.names import plain
from sentia.book.raw import RawTable

LATER = "later:"
KEEP = "they are different lists, keep all rows"
_LEAST_SHARED = 0.5  # of the records of the smaller list
_SAME_SHAPE = 0.7  # of the fields that either has


@dataclass(frozen=True)
class Export:
    """One export: a file, or a sheet among others of its kind in one file."""

    file: str
    sheet: str = ""

    @property
    def name(self) -> str:
        """What the rep calls it."""
        return f"{self.file}: {self.sheet}" if self.sheet else self.file

    def holds(self, raw: RawTable) -> bool:
        """Whether a table came from it."""
        return raw.file == self.file and (not self.sheet or raw.sheet == self.sheet)


@dataclass(frozen=True)
class Apart:
    """The tables of the book as it is now, and of its earlier exports.

    Attributes
    ----------
    now : list of RawTable
        The latest export of each list, and what happened that only an earlier one tells.
    histories : list of History
        Of each list that stands in several exports, those that the rep or the files say are of different dates.
    questions : list of dict
        Which is the later, one for each list that stands in several exports; lists whose files have the same dates
        in their names are asked about together.
    """

    now: list[RawTable]
    histories: list["History"] = field(default_factory=list)
    questions: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class History:
    """The exports of one list from the earliest to the latest: what dates each, and the tables it held."""

    exports: list[tuple[Dated, list[RawTable]]]


def told_apart(raws: Sequence[RawTable], answers: Mapping[str, str]) -> Apart:
    """The tables of several sheets with earlier exports of the same thing set aside."""
    told = Apart(list(raws))
    for exports, has_ids in _groups(raws):
        told = _set_aside(told, exports, has_ids, answers)
    return told


def _groups(raws: Sequence[RawTable]) -> Iterator[tuple[list[Export], bool]]:
    """Exports that hold the same thing, and whether ids say so."""
    pairs = list(_pairs(raws))
    together: dict[Export, set[Export]] = {}
    for one, other, _ in pairs:
        joined = together.get(one, {one}) | together.get(other, {other})
        together.update(dict.fromkeys(joined, joined))
    for exports in dict.fromkeys(tuple(sorted(group, key=lambda e: e.name)) for group in together.values()):
        yield list(exports), all(has_ids for one, _, has_ids in pairs if one in exports)


def _pairs(raws: Sequence[RawTable]) -> Iterator[tuple[Export, Export, bool]]:
    own = [raw for raw in raws if raw.table in RECORDS and not raw.is_derived and raw.file and len(raw.frame)]
    for one, other in combinations(own, 2):
        if (
            one.table != other.table
            or not _same_shape(one, other)
            or (one.file, one.sheet) == (other.file, other.sheet)
        ):
            continue
        by_id = _share(_id_key(one), _id_key(other))
        is_same = by_id >= _LEAST_SHARED and _agree(one, other)
        has_none = _id_key(one) is None and _id_key(other) is None
        if is_same or (has_none and _share(_name_key(one), _name_key(other)) >= _LEAST_SHARED):
            apart = one.file != other.file
            ends = [Export(raw.file, "" if apart else raw.sheet) for raw in (one, other)]
            yield ends[0], ends[1], is_same


def _same_shape(one: RawTable, other: RawTable) -> bool:
    ours, theirs = set(one.frame), set(other.frame)
    return len(ours & theirs) >= _SAME_SHAPE * len(ours | theirs)


def _share(ours: pd.Series | None, theirs: pd.Series | None) -> float:
    """The share of the smaller list that both have; 0 where a key does not tell the records apart."""
    if ours is None or theirs is None:
        return 0.0
    return len(set(ours) & set(theirs)) / min(len(ours), len(theirs))


def _id_key(raw: RawTable) -> pd.Series | None:
    """The ids of a table's rows; None where they are missing or repeated."""
    ids = raw.frame.get(schema.IDS[raw.table])
    if ids is None or ids.isna().any() or ids.duplicated().any():
        return None
    return id_keys(ids)


def _name_key(raw: RawTable) -> pd.Series | None:
    """What names a table's rows where they have no ids; None where some have no name, or several one."""
    names = raw.frame.get("name")
    if names is None:
        return None
    at = plain(raw.frame["account_id"]).fillna("") if "account_id" in raw.frame else ""
    key = (plain(names) + "@" + at).dropna()
    return key if len(key) and not key.duplicated().any() else None


def _agree(one: RawTable, other: RawTable) -> bool:
    """Whether the records with one id are mostly called the same: running numbers are no ids."""
    name = next((n for n in ("name", "email", "account_id") if n in one.frame and n in other.frame), None)
    if name is None:
        return True
    ours = pd.Series(plain(one.frame[name]).to_numpy(), _id_key(one).to_numpy())
    theirs = pd.Series(plain(other.frame[name]).to_numpy(), _id_key(other).to_numpy())
    both = pd.DataFrame({"ours": ours, "theirs": theirs}).dropna()
    return both.empty or bool((both["ours"] == both["theirs"]).mean() >= _LEAST_SHARED)


def _set_aside(told: Apart, exports: Sequence[Export], has_ids: bool, answers: Mapping[str, str]) -> Apart:
    by_name = {export.name: export for export in exports}
    held = {name: [raw for raw in told.now if export.holds(raw)] for name, export in by_name.items()}
    ordered, why = in_time([dated(name, raws) for name, raws in held.items()])
    question = _question(ordered, why, has_ids, answers)
    asked = _asked_before(told.questions, question)
    question = question if asked is None or question["id"] in answers else _answered_alike(question, asked)
    questions = [*told.questions, *([question] if asked is None else [])]
    if question["chosen"] == KEEP:
        return replace(told, questions=questions)
    latest = next(one for one in ordered if one.name == question["chosen"])
    earlier = [one for one in ordered if one is not latest]
    now = split(told.now, held[latest.name], [held[one.name] for one in earlier])
    history = History([(one, held[one.name]) for one in (*earlier, latest)])
    return Apart(now, [*told.histories, history], questions)


def _question(ordered: Sequence[Dated], why: str, has_ids: bool, answers: Mapping[str, str]) -> dict:
    names = [one.name for one in ordered]
    key = LATER + "|".join(sorted(names))
    options = [*reversed(names), KEEP]
    chosen = answers.get(key) if answers.get(key) in options else (names[-1] if has_ids else KEEP)
    return {"id": key, "question": _asked(names, why, has_ids), "options": options, "chosen": chosen}


def _asked_before(asked: Sequence[dict], question: dict) -> dict | None:
    """The question about another list in files of the same dates, whose answer is this one's too."""
    dates = _dates_in(question)
    return next((one for one in asked if dates and _dates_in(one) == dates), None)


def _dates_in(question: dict) -> tuple[str, ...]:
    """What is in digits in the exports' names, in their order; nothing where that does not tell them apart."""
    digits = tuple(_digits(option) for option in question["options"] if option != KEEP)
    return tuple(sorted(digits)) if all(digits) and len(set(digits)) == len(digits) else ()


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _answered_alike(question: dict, asked: dict) -> dict:
    """The question with the answer of the other one: the export of the same date, or that all rows are kept."""
    dates = {_digits(option): option for option in question["options"] if option != KEEP}
    chosen = KEEP if asked["chosen"] == KEEP else dates[_digits(asked["chosen"])]
    return question | {"chosen": chosen}


def _asked(names: Sequence[str], why: str, has_ids: bool) -> str:
    others = ", ".join(names[:-1])
    ask = "Which is the later?" if len(names) == 2 else "Which is the latest?"  # noqa: PLR2004
    if not has_ids:
        return (
            f"{others} and {names[-1]} look like the same list at different dates, but their rows have no ids to "
            f"tell them by, so all rows of each count until you say. {ask}"
        )
    if not why:
        return f"{others} and {names[-1]} hold the same records, and nothing in them says when. {ask}"
    return f"{names[-1]} looks later than {others}, {why}. {ask}"
