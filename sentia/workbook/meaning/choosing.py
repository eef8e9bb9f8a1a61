"""What a sheet is taken as: the kind of its rows and the field of each column, by one score.

Each kind of table is read with the assignment of columns to fields that is the likeliest as a whole; what the
rows are is the reading that explains most, together with what the table is called and what occurs in it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.doubts import doubts
from sentia.workbook.meaning.evidence import Evidence, shapes_of, with_half_names
from sentia.workbook.meaning.known_spellings import spelled_points, spelled_uses
from sentia.workbook.meaning.left_alone import why_left
from sentia.workbook.meaning.profiles import are_profiles
from sentia.workbook.meaning.roles import NONE, kinds, roles, subject_of
from sentia.workbook.meaning.score import Reading, chances, kind_named, kind_odds, kind_vectors, read_as, weights
from sentia.workbook.meaning.settled_uses import BY_WORDS, SAID, settled_uses
from sentia.workbook.meaning.sheet_kinds import KINDS, SheetKind, Slot
from sentia.workbook.meaning.unnamed_columns import told_by_what_is_in_them
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vendors import UNKNOWN, Vendor
from sentia.workbook.meaning.vocabulary import subject_named

_LOOKED_AT = 40  # cells of a column whose values are looked at
_MOST_SURE = 0.85  # of a column whose spelling is not known
_OWN_SAID = 3.0  # what each column says for its own kind of which the rep says the field, in log-odds
_LIKELY = -1.0  # log-odds against leaving it alone from which on a column is said to be called like a field
_NEAR = 3.0  # log-odds within which a kind that explains less may be another one by what repeats
_LEAST_TOLD = 2  # such fields
_WHOSE = ("contacts", "accounts")
_OF_A_SALE, _LEAST_OWN = {"name", "amount"}, 3  # what a row says of a deal, and how many of a deal's own fields
# Where the fields that name a record repeat, rows are what it has several of, if they fill some of its fields.
_SEVERAL_ROWS = (
    (
        "orders",
        "lines",
        {("orders", "order_id")},
        {"order_id", "quantity", "unit_price", "line", "product_id"},
    ),
    (
        "opportunities",
        "activities",
        {("opportunities", "opportunity_id"), ("opportunities", "name")},
        {"done_at", "kind", "outcome", "minutes", "direction"},
    ),
)
_SITE = ("accounts", "website")
_LOG = "log"  # our own log is known by its own columns alone


@dataclass(frozen=True)
class Choice:
    """What a sheet is taken as: its kind, the columns that fill its fields, how well they do (points), whose
    export it is, why each other column is left alone, and what else a doubtful one may be (see `doubts`).
    """

    kind: SheetKind
    uses: dict[Slot, list[Use]]
    points: float
    is_named: bool
    vendor: Vendor = UNKNOWN
    left: Mapping[int, str] = field(default_factory=dict)
    doubts: Mapping[int, tuple[Slot, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> dict[int, Use]:
        """The use of each column that has one."""
        return {use.column: use for uses in self.uses.values() for use in uses}


def choose(columns: Columns, file: str) -> Choice | None:
    """The kind of a sheet and the use of its columns; None where it holds no records that are known.

    Parameters
    ----------
    columns : Columns
        The sheet below its header.
    file : str
        The file's name, which counts where the sheet's own says nothing.
    """
    ways = [columns.plain, columns] if columns.is_one_vendors else [columns.plain]
    choices = [choice for choice in (_choose(way, file) for way in ways) if choice is not None]
    choice = max(choices, key=lambda choice: choice.points, default=None)
    return None if choice is None else replace(choice, uses=_as_written(choice.uses, columns))


def _as_written(uses: Mapping[Slot, list[Use]], columns: Columns) -> dict[Slot, list[Use]]:
    """The same uses with the headers as they stand in the file."""
    return {slot: [replace(u, header=columns.headers[u.column]) for u in found] for slot, found in uses.items()}


def _choose(columns: Columns, file: str) -> Choice | None:
    spelled = {kind.subject: spelled_uses(kind, columns) for kind in KINDS}
    if _is_log(columns, spelled[_LOG]):
        return _of_log(columns, spelled[_LOG])
    evidence = evidence_of(columns, file, spelled)
    called = named_after(columns.sheet.name, file)
    readings = {kind: read_as(evidence, kind, weights(), said) for kind, said in _as_said(columns).items()}
    if not readings:
        return None
    scores = kind_odds(*kind_vectors(evidence, readings, called), weights())
    open_kinds = [kind for kind in kinds() if kind in readings or (kind == NONE and not columns.said)]
    own = Counter(slot[0] for slot in columns.said.values() if slot is not None)
    told = {kind: scores[kinds().index(kind)] + _OWN_SAID * own[subject_of(kind)] for kind in open_kinds}
    best = _likeliest(told)
    near = {kind: read for kind, read in readings.items() if told[kind] >= told[best] - _NEAR}
    more = {} if best == NONE else {k: r for k, r in readings.items() if r.total > readings[best].total}
    best = _by_repeats(columns, _with_its_deal(best, readings, told), near | more)
    if best == NONE or not any(readings[best].roles):
        return None
    return _choice(columns, readings[best], spelled[subject_of(best)], called, evidence)


def _likeliest(told: Mapping[str, float]) -> str:
    """The kind that speaks loudest; none only where it outweighs all the others together.

    Examples
    --------
    >>> _likeliest({NONE: 8.2, "orders": 7.9, "lines": 7.5}), _likeliest({NONE: 8.2, "orders": 7.9})
    ('orders', 'none')
    """
    others = {kind: score for kind, score in told.items() if kind != NONE}
    if others and np.logaddexp.reduce(list(others.values())) > told.get(NONE, -np.inf):
        return max(others, key=others.get)
    return max(told, key=told.get)


def _with_its_deal(best: str, readings: Mapping[str, Reading], told: Mapping[str, float]) -> str:
    """Rows of people or companies that name a deal of theirs, with its size and more, are deals."""
    if subject_of(best) not in _WHOSE or best not in readings:
        return best
    used = {column for column, place in enumerate(readings[best].roles) if place}
    deals = [
        kind
        for kind, reading in readings.items()
        if subject_of(kind) == "opportunities"
        and used <= {column for column, place in enumerate(reading.roles) if place}
        and (own := _filled(reading)) >= _OF_A_SALE
        and len(own) > _LEAST_OWN
    ]
    return max(deals, key=told.get, default=best)


def _by_repeats(columns: Columns, best: str, readings: Mapping[str, Reading]) -> str:
    """What rows are whose order or deal stands on several of them: its lines, or what happened with it."""
    for one, other, identity, own in _SEVERAL_ROWS:
        if subject_of(best) == one and {one, other} <= set(readings):
            at = [c for c, p in enumerate(readings[one].roles) if p and roles()[p].on[one] in identity]
            if len(own & _filled(readings[other])) >= _LEAST_TOLD and any(map(columns.repeats, at)):
                return other
    return best


def _filled(reading: Reading) -> set[str]:
    """The fields of its own rows that a reading fills."""
    slots = [roles()[place].on[reading.kind] for place in reading.roles if place]
    return {name for subject, name in slots if subject in (subject_of(reading.kind), "touches")}


def evidence_of(columns: Columns, file: str, spelled: Mapping[str, list[Use]]) -> Evidence:
    """The table as the score sees it; see `Evidence`."""
    shown = [columns.sample(c, _LOOKED_AT).shown() if text else [] for c, text in enumerate(columns.headers)]
    of_people = [
        are_profiles(values) and "url" in _concepts(text)
        for text, values in zip(columns.headers, shown, strict=True)
    ]
    headers = with_half_names(
        f"{text} profile" if of_people[c] else text for c, text in enumerate(columns.headers)
    )
    left: dict[int, float] = {}
    for use in spelled["opportunities"]:
        if use.slot[0] == "left":
            left[use.column] = max(left.get(use.column, 0.0), use.confidence)
    found: dict[str, dict[tuple[int, Slot], float]] = {}
    for subject, uses in spelled.items():
        for use in sorted(uses, key=lambda use: use.confidence):
            if use.slot[0] != "left" and not (use.slot == _SITE and of_people[use.column]):
                found.setdefault(subject, {})[use.column, use.slot] = use.confidence
    called = named_after(columns.sheet.name, file)
    points = {kind.subject: spelled_points(kind, spelled[kind.subject], kind.subject == called) for kind in KINDS}
    said = {subject: worth for subject, worth in points.items() if worth is not None}
    return Evidence(headers, shapes_of(shown), columns.sheet.name, file, found, left, said)


def _concepts(header: str) -> frozenset[str]:
    return read_words(header).concepts


def named_after(sheet: str, file: str) -> str:
    """The subject that the sheet's name, else the file's, speaks of; "" for neither."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    kind = kind_named(sheet) or kind_named(stem)
    return subject_named(sheet) or subject_named(stem) or ("left" if kind == NONE else subject_of(kind))


def _as_said(columns: Columns) -> dict[str, dict[int, frozenset[int]]]:
    """For each kind that can hold what the rep says, the roles that are left for each column said of."""
    found = {}
    for kind in (kind for kind in kinds() if kind != NONE):
        said = {
            column: frozenset() if slot is None else frozenset(_places(kind, slot))
            for column, slot in columns.said.items()
        }
        said |= {
            column: frozenset() for column, text in enumerate(columns.headers) if not text and column not in said
        }
        if all(said[column] or slot is None for column, slot in columns.said.items()):
            found[kind] = said
    return found


def _places(kind: str, slot: Slot) -> list[int]:
    return [place for place, role in enumerate(roles()) if role.on.get(kind) == slot]


def _choice(columns: Columns, reading: Reading, spelled: list[Use], called: str, evidence: Evidence) -> Choice:
    kind = _sheet_kinds()[subject_of(reading.kind)]
    known = {(use.column, use.slot): use for use in sorted(spelled, key=lambda use: use.confidence)}
    sure = chances(np.concatenate([np.zeros((len(reading.odds), 1)), reading.odds[:, 1:]], axis=1))
    uses: dict[Slot, list[Use]] = {}
    for column, place in enumerate(reading.roles):
        if place:
            slot = roles()[place].on[reading.kind]
            uses.setdefault(slot, []).append(_use(columns, column, slot, known, float(sure[column, place])))
    uses = settled_uses(kind, uses)
    for use in told_by_what_is_in_them(columns, kind.subject, uses):
        uses.setdefault(use.slot, []).append(use)
    left = why_left(columns, kind.subject, [*spelled, *_wanted(columns, reading, spelled)], uses)
    unsure = doubts(columns, reading, evidence.shapes, uses, {use.column for use in spelled})
    return Choice(kind, uses, reading.total, called == kind.subject, columns.vendor, left, unsure)


def _wanted(columns: Columns, reading: Reading, spelled: list[Use]) -> list[Use]:
    """The likeliest field of each column of no known spelling, whether or not another column took it."""
    known = {use.column for use in spelled}
    best = 1 + reading.odds[:, 1:].argmax(axis=1)
    likely = [c for c in columns.named if c not in known and reading.odds[c, best[c]] > _LIKELY]
    return [Use(c, columns.headers[c], roles()[best[c]].on[reading.kind], _MOST_SURE, BY_WORDS) for c in likely]


def _use(columns: Columns, column: int, slot: Slot, known: Mapping[tuple[int, Slot], Use], sure: float) -> Use:
    header = columns.headers[column]
    if column in columns.said:
        return Use(column, header, slot, SAID, "as you said", True)
    if (column, slot) in known:
        return known[column, slot]
    return Use(column, header, slot, min(sure, _MOST_SURE), BY_WORDS, True)


@cache
def _sheet_kinds() -> Mapping[str, SheetKind]:
    return {kind.subject: kind for kind in KINDS}


def _is_log(columns: Columns, spelled: list[Use]) -> bool:
    own = {use.slot for use in spelled if use.slot[0] == _LOG}
    return _sheet_kinds()[_LOG].fits(own, False) and named_after(columns.sheet.name, "") == _LOG


def _of_log(columns: Columns, spelled: list[Use]) -> Choice:
    uses: dict[Slot, list[Use]] = {}
    for use in sorted(spelled, key=lambda use: -use.confidence):
        if use.slot[0] == _LOG and use.slot not in uses:
            uses[use.slot] = [use]
    left = why_left(columns, _LOG, spelled, uses)
    return Choice(_sheet_kinds()[_LOG], uses, float(len(uses)), True, columns.vendor, left)
