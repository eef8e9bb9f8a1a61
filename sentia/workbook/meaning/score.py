"""The score of each role of each column, the assignment with the highest sum, and what the rows of a table are.

A softmax over the roles that a kind of table has and over leaving the column alone; weights as `fit` found them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from scipy.optimize import linear_sum_assignment

from sentia.vocabulary.headers import WEIGHTS, fields
from sentia.workbook.meaning.concepts import header_words
from sentia.workbook.meaning.evidence import SHARED, Evidence, own_names, vectors
from sentia.workbook.meaning.profiles import is_blank
from sentia.workbook.meaning.roles import NONE, allowed, bits, concepts, kinds, roles, row_concepts, subject_of

ALONE = 0.5  # how much likelier than leaving a column alone a role has to be, in log-odds
_AGAIN, _EMPTY = 0.4, 0.3  # ... and each further column of one role, and a column without values
_NEVER, _SAID = -1e6, 1e4
_MOST_BEHIND = -15.0  # log-odds
SIGNS = (
    *("speaks", "speaking columns", "named last", "named", "named otherwise", "first is own id", "an id is own"),
    *("first is own", "behind", "behind a column", "best a column", "foreign", "supplier", "essential", "taken"),
    *("own name", "person by name", "nobody", "called so", "called otherwise", "called to leave", "spelled"),
    *("points behind", "no points"),
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
        "concept": [*concepts(), "one", "columns"],
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
    scores = own @ weighed.own + shared @ weighed.shared
    return np.where(allowed(kind), scores - scores[:, [0]], _NEVER)


def read_as(
    evidence: Evidence, kind: str, weighed: Weights, said: Mapping[int, Collection[int]] | None = None
) -> Reading:
    """The table as one kind, every column with the role that makes the whole the likeliest.

    `said` holds the roles that the rep's word leaves a column; none where it is to be left alone.
    """
    found = odds(evidence, kind, weighed)
    wide = [
        (place, again) for place, role in enumerate(roles()) if place and kind in role.on for again in range(role.columns)
    ]
    places = np.array([place for place, _ in wide], dtype=int)
    again = np.array([count for _, count in wide], dtype=float)
    empty = np.array([is_blank(shape) for shape in evidence.shapes], dtype=float)
    count = len(evidence.headers)
    gain = np.full((count, len(wide) + count), float(_NEVER))
    gain[:, : len(wide)] = found[:, places] - ALONE - _AGAIN * again - _EMPTY * empty[:, None]
    for column, chosen in (said or {}).items():
        gain[column, : len(wide)] = np.where(np.isin(places, list(chosen)), _SAID, _NEVER)
    gain[np.arange(count), len(wide) + np.arange(count)] = 0.0
    rows, taken = linear_sum_assignment(-np.maximum(gain, _NEVER))
    assigned = [0] * count
    for row, at in zip(rows, taken, strict=True):
        assigned[row] = int(places[at]) if at < len(wide) else 0
    total = float(np.minimum(np.maximum(gain[rows, taken], 0), 50).sum())
    return Reading(kind, tuple(assigned), found, total)


def kind_vectors(
    evidence: Evidence, readings: Mapping[str, Reading], called: str
) -> tuple[np.ndarray, np.ndarray]:
    """What speaks for each kind: of the table itself (one row), and shared (kinds x SIGNS).

    `called` is the subject that the table's or the file's name speaks of, "left" for no records, "" for none.
    """
    stem = evidence.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = header_words(f"{stem} {evidence.name}")
    of_kinds = {kind: _file_words(kind) for kind in kinds()}
    named = {kind for kind in kinds() if of_kinds[kind] & set(words)}
    known = [word for word in words if any(word in of for of in of_kinds.values())]
    said = evidence.said
    heads = [bits(one.concepts) for one in said]
    seen = np.bitwise_or.reduce(np.array(heads, dtype=object)) if heads else 0
    count = max(len(heads), 1)
    totals = {kind: reading.total for kind, reading in readings.items()}
    best = max(totals.values(), default=0.0)
    most = max(evidence.points.values(), default=0.0)
    who, nobody = _is_person(said, seen), not seen & bits(_SOMEBODY)
    rows = []
    for kind in kinds():
        own, speaks = row_concepts(kind), bits(fields()["kinds"][kind]["speaks"])
        is_none, total = kind == NONE, totals.get(kind, 0.0)
        taken = {roles()[place].name for place in readings[kind].roles if place} if kind in readings else set()
        spelled = evidence.spelled.get(subject_of(kind), {})
        rows.append(
            (
                (speaks & seen).bit_count() / 4,
                sum(bool(head & speaks) for head in heads) / count,
                bool(known) and known[-1] in of_kinds[kind],
                kind in named,
                bool(named) and kind not in named,
                bool(heads) and bool(heads[0] & own and heads[0] & bits(("id",))),
                any(head & own and head & bits(("id",)) for head in heads),
                bool(heads) and bool(heads[0] & own),
                max(total - best, _MOST_BEHIND) / 5 * (not is_none),
                (total - best) / count * (not is_none),
                best / count / 4 * (not is_none),
                is_none * min(2 * sum(bool(head & bits(_FOREIGN)) for head in heads) / count, 1),
                is_none * any(head & bits(("supplier",)) and head & bits(("id", "name")) for head in heads),
                _essential(kind, taken),
                len([place for place in readings[kind].roles if place]) / count if kind in readings else 0.0,
                any(head & own and head & bits(("name",)) for head in heads),
                who * (kind in ("contacts", "leads")),
                is_none * nobody,
                called == subject_of(kind),
                bool(called) and called not in (subject_of(kind), "left"),
                is_none * (called == "left"),
                sum(slot[0] == subject_of(kind) for _, slot in spelled) / count,
                max(evidence.points.get(subject_of(kind), 0.0) - most, _MOST_BEHIND) / 5 * (not is_none),
                bool(evidence.points) and subject_of(kind) not in evidence.points and not is_none,
            )
        )
    itself = np.array([bool(seen & bits((c,))) for c in concepts()] + [1.0, min(count, 30) / 30], dtype=float)
    return itself, np.array(rows, dtype=float)


_SOMEBODY = ("company", "person", "name", "money", "email", "phone", "deal", "first", "status")
_FOREIGN = ("supplier", "marketing", "history", "machine", "period")


def _is_person(said: list, seen: int) -> bool:
    """Whether a bare "Name" stands beside a company or a way to reach somebody: it is a person's then."""
    is_bare = any(len(one.parts) == 1 and "name" in one.concepts for one in said)
    return is_bare and bool(seen & bits(("company", "email", "phone")))


def _essential(kind: str, taken: set[str]) -> float:
    wanted = fields()["kinds"][kind]["essential"]
    return float(np.mean([bool(set(group.split("|")) & taken) for group in wanted])) if wanted else 0.0


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
