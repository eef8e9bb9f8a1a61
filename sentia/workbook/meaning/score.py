"""The score of each role of each column, the assignment with the highest sum, and what the rows of a table are.

A softmax over the roles that a kind of table has and over leaving the column alone; weights as `fit` found them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_

import numpy as np
from scipy.optimize import linear_sum_assignment

from sentia.vocabulary.headers import WEIGHTS, fields
from sentia.workbook.meaning.concepts import header_words
from sentia.workbook.meaning.evidence import SHARED, Evidence, own_names, vectors
from sentia.workbook.meaning.profiles import PROFILE, is_blank
from sentia.workbook.meaning.roles import NONE, allowed, bits, concepts, kinds, roles, row_concepts, subject_of

ALONE = 0.8  # how much likelier than leaving a column alone a role has to be, in log-odds
_MISSED = 0.4  # ... and one without which a row of this kind says little: it costs more to miss it
_AGAIN, _EMPTY = 0.4, 0.3  # ... and each further column of one role, and a column without values
_NEVER, _SAID = -1e6, 1e4
_MANY = 30  # columns
_MOST_BEHIND = -15.0  # log-odds
_MOSTLY = 0.6  # of a column's cells that look alike
SIGNS = (
    *("speaks", "speaking columns", "named last", "named", "named otherwise", "first is own id", "an id is own"),
    *("first is own", "behind", "behind a column", "best a column", "foreign", "supplier", "essential", "taken"),
    *("own name", "person by name", "nobody", "called so", "called otherwise", "called to leave", "spelled"),
    *("points behind", "no points", "called just so", "versions"),
)


@dataclass(frozen=True)
class Reading:
    """A table read as one kind: the role of each column, the log-odds of every role, and what it explains."""

    kind: str
    roles: tuple[int, ...]
    odds: np.ndarray
    total: float


@dataclass(frozen=True)
class Weights:
    """What each number counts: of a column itself by role, of what is shared, of a kind itself and shared."""

    own: np.ndarray
    shared: np.ndarray
    kind_own: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    kind_shared: np.ndarray = field(default_factory=lambda: np.zeros(0))


@cache
def weights() -> Weights:
    """The fitted weights; of what was not there when they were fitted, 0."""
    with np.load(WEIGHTS) as held:
        return named_weights(held)


def named_weights(held: Mapping[str, np.ndarray]) -> Weights:
    """Weights as they are stored, by name, in the order of what is known now."""
    names = weight_names()
    return Weights(
        _ordered(held["own"], held["column"], names["column"], held["role"], names["role"]),
        _ordered(held["shared"][:, None], held["sign"], names["sign"])[:, 0],
        _ordered(held["kind_own"], held["concept"], names["concept"], held["kind"], names["kind"]),
        _ordered(held["kind_shared"][:, None], held["kind_sign"], names["kind_sign"])[:, 0],
    )


def weight_names() -> dict[str, list[str]]:
    """What each row and column of the weights is called."""
    return {
        "column": list(own_names()),
        "role": [role.name for role in roles()],
        "sign": list(SHARED),
        "concept": [
            *concepts(),
            "one",
            "columns",
            *(f"any {look}" for look in PROFILE),
            *(f"of {look}" for look in PROFILE),
        ],
        "kind": list(kinds()),
        "kind_sign": list(SIGNS),
    }


def _ordered(
    held: np.ndarray,
    rows: np.ndarray,
    wanted_rows: list[str],
    columns: np.ndarray | None = None,
    wanted_columns: list[str] | None = None,
) -> np.ndarray:
    """The same numbers for the rows and columns that are wanted; 0 where there are none."""
    found = np.zeros((len(wanted_rows), held.shape[1]))
    at = {name: place for place, name in enumerate(rows.tolist())}
    known = [place for place, name in enumerate(wanted_rows) if name in at]
    found[known] = held[[at[wanted_rows[place]] for place in known]]
    return found if columns is None else _ordered(found.T, columns, wanted_columns).T


def odds(evidence: Evidence, kind: str, weighed: Weights) -> np.ndarray:
    """Columns x roles: the log-odds of each role of a table of this kind against leaving the column alone."""
    own, shared = vectors(evidence, kind, subject_of(kind))
    told = np.flatnonzero(own.any(axis=0))  # a few of the many things that a column may be
    return beside_none(kind, own[:, told] @ weighed.own[told] + shared @ weighed.shared)


def beside_none(kind: str, scores: np.ndarray) -> np.ndarray:
    """Scores of roles, columns x roles, as log-odds against leaving a column alone; never those of other kinds."""
    return np.where(allowed(kind), scores - scores[:, [0]], _NEVER)


def read_as(
    evidence: Evidence, kind: str, weighed: Weights, said: Mapping[int, Collection[int]] | None = None
) -> Reading:
    """The table as one kind, every column with the role that makes the whole the likeliest.

    `said` holds the roles that the rep's word leaves a column; none where it is to be left alone.
    """
    return assigned(evidence, kind, odds(evidence, kind, weighed), said)


def assigned(
    evidence: Evidence, kind: str, found: np.ndarray, said: Mapping[int, Collection[int]] | None = None
) -> Reading:
    """The same by the log-odds of each role of each column."""
    wide = [
        (place, again)
        for place, role in enumerate(roles())
        if place and kind in role.on
        for again in range(role.columns)
    ]
    places = np.array([place for place, _ in wide], dtype=int)
    again = np.array([count for _, count in wide], dtype=float)
    empty = np.array([is_blank(shape) for shape in evidence.shapes], dtype=float)
    count = len(evidence.headers)
    gain = np.full((count, len(wide) + count), float(_NEVER))
    least = np.where(_is_essential(kind)[places] & (again == 0), _MISSED, ALONE)
    gain[:, : len(wide)] = found[:, places] - least - _AGAIN * again - _EMPTY * empty[:, None]
    for column, left in (said or {}).items():
        gain[column, : len(wide)] = np.where(np.isin(places, list(left)), _SAID, _NEVER)
    gain[np.arange(count), len(wide) + np.arange(count)] = 0.0
    rows, taken = linear_sum_assignment(-np.maximum(gain, _NEVER))
    chosen = [0] * count
    for row, at in zip(rows, taken, strict=True):
        chosen[row] = int(places[at]) if at < len(wide) else 0
    total = float(np.minimum(np.maximum(gain[rows, taken], 0), 50).sum())
    return Reading(kind, tuple(chosen), found, total)


def kind_vectors(
    evidence: Evidence, readings: Mapping[str, Reading], called: str
) -> tuple[np.ndarray, np.ndarray]:
    """What speaks for each kind: of the table itself (one row), and shared (kinds x SIGNS).

    `called` is the subject that the table's or the file's name speaks of, "left" for no records, "" for none.
    """
    seen = _Seen(evidence, called)
    best = max((reading.total for reading in readings.values()), default=0.0)
    rows = [(*seen.named(kind), *seen.read(kind, readings.get(kind), best), *seen.told(kind)) for kind in kinds()]
    count = min(len(evidence.headers), _MANY) / _MANY
    itself = [float(bool(seen.all & bits((concept,)))) for concept in concepts()]
    return np.array([*itself, 1.0, count, *_looks(evidence)]), np.array(rows, dtype=float)


def _looks(evidence: Evidence) -> list[float]:
    """Of each look of values whether a column has it, and how many of the columns do."""
    has = np.array(
        [[shape.get(look, 0.0) >= _MOSTLY for look in PROFILE] for shape in evidence.shapes], dtype=float
    )
    return [*has.max(axis=0, initial=0.0), *(has.sum(axis=0) / max(len(has), 1))]


class _Seen:
    """What is seen of a table whatever it is read as: its words as concepts, its name, its known spellings."""

    def __init__(self, evidence: Evidence, called: str) -> None:
        stem = evidence.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        self.evidence, self.called = evidence, called
        self.words = header_words(f"{stem} {evidence.name}")
        self.telling = [word for word in self.words if any(word in _file_words(kind) for kind in kinds())]
        self.heads = [bits(said.concepts) for said in evidence.said]
        self.all = reduce(or_, self.heads, 0)
        self.count = max(len(self.heads), 1)
        self.is_person = _is_person(evidence.said, self.all)
        self.most = max(evidence.points.values(), default=0.0)
        names = [set(header_words(name)) for name in (evidence.name, stem)]
        self.just = called if any(words and words <= set(self.telling) for words in names) else ""
        self.is_versions = _is_versions(evidence.headers)

    def named(self, kind: str) -> tuple[float, ...]:
        """How the concepts and the table's name speak for a kind."""
        speaks, own = bits(fields()["kinds"][kind]["speaks"]), row_concepts(kind)
        identity = bits(("id",))
        first = self.heads[0] if self.heads else 0
        is_named = bool(_file_words(kind) & set(self.words))
        return (
            (speaks & self.all).bit_count() / 4,
            sum(bool(head & speaks) for head in self.heads) / self.count,
            bool(self.telling) and self.telling[-1] in _file_words(kind),
            is_named,
            bool(self.telling) and not is_named,
            bool(first & own and first & identity),
            any(head & own and head & identity for head in self.heads),
            bool(first & own),
        )

    def read(self, kind: str, reading: Reading | None, best: float) -> tuple[float, ...]:
        """How much the reading as a kind explains, beside the best of all kinds; of none, what is foreign."""
        if reading is None:
            supplier, named = bits(("supplier",)), bits(("id", "name"))
            foreign = sum(bool(head & bits(_FOREIGN)) for head in self.heads) / self.count
            return 0, 0, 0, min(2 * foreign, 1), any(h & supplier and h & named for h in self.heads), 0, 0
        taken = {roles()[place].name for place in reading.roles if place}
        used = sum(place > 0 for place in reading.roles) / self.count
        behind = reading.total - best
        few = (max(behind, _MOST_BEHIND) / 5, behind / self.count, best / self.count / 4)
        return *few, 0, 0, _essential(kind, taken), used

    def told(self, kind: str) -> tuple[float, ...]:
        """What a name of the row, the name of the table and the known spellings say for a kind."""
        own, is_none, subject = row_concepts(kind), kind == NONE, subject_of(kind)
        points, spelled = self.evidence.points, self.evidence.spelled.get(subject, {})
        return (
            any(head & own and head & bits(("name",)) for head in self.heads),
            self.is_person and kind in ("contacts", "leads"),
            is_none and not self.all & bits(_SOMEBODY),
            self.called == subject,
            bool(self.called) and self.called not in (subject, "left"),
            is_none and self.called == "left",
            sum(slot[0] == subject for _, slot in spelled) / self.count,
            0 if is_none else max(points.get(subject, 0.0) - self.most, _MOST_BEHIND) / 5,
            bool(points) and subject not in points and not is_none,
            self.just == subject,
            is_none and self.is_versions,
        )


_SOMEBODY = ("company", "person", "name", "money", "email", "phone", "deal", "first", "status")
_FOREIGN = ("supplier", "marketing", "history", "machine", "period")


def _is_person(said: list, seen: int) -> bool:
    """Whether a bare "Name" stands beside a company or a way to reach somebody: it is a person's then."""
    is_bare = any(len(one.parts) == 1 and "name" in one.concepts for one in said)
    return is_bare and bool(seen & bits(("company", "email", "phone")))


def _is_versions(headers: Collection[str]) -> bool:
    """Whether rows are what records once were, each with the time in which it stood so."""
    written = {header.casefold() for header in headers}
    return any(written.issuperset(pair) for pair in fields()["kinds"][NONE]["held"])


def _essential(kind: str, taken: set[str]) -> float:
    wanted = fields()["kinds"][kind]["essential"]
    return float(np.mean([bool(set(group.split("|")) & taken) for group in wanted])) if wanted else 0.0


@cache
def _is_essential(kind: str) -> np.ndarray:
    """Whether each role is one of those without which a row of this kind says little."""
    wanted = {name for group in fields()["kinds"][kind]["essential"] for name in group.split("|")}
    return np.array([role.name in wanted for role in roles()])


def kind_named(name: str) -> str:
    """The one kind of table that the last telling word of a name speaks of; "" for none or several.

    Examples
    --------
    >>> kind_named("Phonecall"), kind_named("my sheet")
    ('activities', '')
    """
    for word in reversed(header_words(name)):
        found = [kind for kind in kinds() if word in _file_words(kind)]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


@cache
def _file_words(kind: str) -> frozenset[str]:
    return frozenset(word for text in fields()["kinds"][kind]["files"] for word in header_words(text))


def kind_odds(itself: np.ndarray, shared: np.ndarray, weighed: Weights) -> np.ndarray:
    """The score of each kind of table."""
    return itself @ weighed.kind_own + shared @ weighed.kind_shared


def chances(scores: np.ndarray) -> np.ndarray:
    """Scores as chances that add up to 1, row by row."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
