"""What speaks for each role of each column of a table, as numbers: its words, its values, its known spellings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np

from sentia.workbook.meaning.columns import EMPTY_COLUMN
from sentia.workbook.meaning.concepts import Said, header_words, read_words
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.profiles import PROFILE, is_blank, profile
from sentia.workbook.meaning.roles import LEADS, allowed, bits, concepts, kinds, roles, said_on, value_mask

# Words that say little alone: what they mean hangs on the kind.
BARE = ("name", "date", "status", "kind", "jobtitle", "subject", "id", "phone", "created", "note", "owner")
BESIDE = ("email", "phone", "person", "first", "company", "money", "deal")  # tell whose a bare name is
SHARED = (
    *("needs", "needs all", "likes", "never", "stray", "unknown", "head", "never strong", "loose", "flag"),
    *("fits", "clash", "all fits", "not all fits", "spelled", "spelled elsewhere", "spelled to leave", "empty"),
    *("spelled sure", "spelled other, never", "said better elsewhere"),
)
_DEAL_NAME, _EXPECTED_CLOSE = ("opportunities", "name"), ("opportunities", "expected_close_on")
_CLOSE = frozenset({"close", "expected", "date"})  # what a header says that is the day a deal is expected to close
_REGION, _PERSON = ("accounts", "region"), ("contacts", "name")
_HALVES = {"first": "lastname", "lastname": "first"}  # the two halves of a name
_SUMMED = ("orders", "quotes")  # have parts, such as tax, beside what they come to
_PARTS = frozenset({"tax", "discount", "shipping", "unit", "count", "id"})
_STATE = frozenset({"status", "place_region"})  # what "State" or "Estado" may say: of a land, or how it stands
_PLACE = frozenset({"place_city", "place_country", "place_address", "place_post"})
_CROWDED = (
    "date",
    "number",
    "integer",
    "boolean",
    "code",
    "choice",
)  # looks that many columns of a wide sheet have
_MANY = 30  # columns
_HEADER_PART = 10  # of the shared features: those that the header's words alone decide
_VALUES = 0.8  # below 1: less trust in what the values of one field looked like in training
_STEM = 5  # letters of a word of the file's name that a header repeats
_OTHERS = 0.9  # of the confidence of a spelling that names the same of another record
_SURE = 0.94  # of a spelling that names its record, its vendor's, or the field's own name


@dataclass(frozen=True)
class Evidence:
    """A table as the score sees it.

    Attributes
    ----------
    headers : tuple of str
        What the columns are called.
    shapes : tuple of mapping
        The profile of each column's values.
    name, file : str
        What the table and its file are called.
    spelled : mapping of str to mapping
        For each subject the confidence, 0 to 1, of each (column, slot) that a known spelling names.
    left : mapping of int to float
        The confidence with which a known spelling says that a column is to be left alone.
    points : mapping of str to float
        How much the known spellings alone say for each subject that they make possible.
    """

    headers: tuple[str, ...]
    shapes: tuple[Mapping[str, float], ...]
    name: str = ""
    file: str = ""
    spelled: Mapping[str, Mapping[tuple[int, Slot], float]] = field(default_factory=dict)
    left: Mapping[int, float] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)

    @property
    def said(self) -> list[Said]:
        """What each header says."""
        return [read_words(header) for header in self.headers]


def with_half_names(headers: Iterable[str]) -> tuple[str, ...]:
    """The headers, in which a bare name beside the first names is the surname, and the other way round.

    Examples
    --------
    >>> with_half_names(["Vorname", "Name", "Firma"])
    ('Vorname', 'Name lastname', 'Firma')
    """
    said = list(headers)
    heads = [frozenset(read_words(text).concepts) for text in said]
    halves = {half for half in _HALVES if any(half in head for head in heads)}
    bare = [column for column, head in enumerate(heads) if head == {"name"}]
    if len(halves) == 1 and len(bare) == 1:
        said[bare[0]] = f"{said[bare[0]]} {_HALVES[halves.pop()]}"
    return tuple(said)


def shapes_of(values: Sequence[Sequence[str]]) -> tuple[Mapping[str, float], ...]:
    """The profiles of several columns, each given by some of its cells as a person sees them."""
    return tuple(profile(column, place) for place, column in enumerate(values))


@cache
def _places() -> Mapping[str, int]:
    names = [*concepts(), *(f"first {c}" for c in concepts()), *(f"last {c}" for c in concepts())]
    names += [f"only {c}" for c in concepts()] + [f"v {p}" for p in PROFILE] + [f"k {k}" for k in kinds()]
    names += [f"{k} {c}" for k in kinds() for c in BARE] + ["one", "unknown", "filed", "left"]
    names += [f"name beside {c}" for c in BESIDE] + [f"{LEADS} name beside {c}" for c in BESIDE]
    names += ["state beside place", "state alone", *(f"one of many {look}" for look in _CROWDED)]
    return {name: place for place, name in enumerate(names)}


def own_names() -> tuple[str, ...]:
    """What the numbers that describe a column itself are called."""
    return tuple(_places())


def vectors(evidence: Evidence, kind: str, subject: str) -> tuple[np.ndarray, np.ndarray]:
    """Of each column what is its own (columns x names) and what is shared (columns x roles x SHARED)."""
    stems = {word[:_STEM] for word in header_words(evidence.file.rsplit(".", 1)[0]) if len(word) >= _STEM - 1}
    own = np.zeros((len(evidence.headers), len(_places())))
    shared = np.zeros((len(evidence.headers), len(roles()), len(SHARED)))
    spelled = evidence.spelled.get(subject, {})
    heads = [frozenset(said.concepts) for said in evidence.said]
    crowds = [_places()[f"one of many {look}"] for look in _CROWDED]
    for column, header in enumerate(evidence.headers):
        own[column] = _own(header, kind)
        for name, share in evidence.shapes[column].items():
            own[column, _places()[f"v {name}"]] = _VALUES * share
        words = [word[:_STEM] for word in header_words(header) if len(word) >= _STEM - 1]
        own[column, _places()["filed"]] = any(word in stems for word in words)
        own[column, _places()["left"]] = evidence.left.get(column, 0.0)
        is_bare = _is_bare_name(heads[column])
        for concept in BESIDE if is_bare else ():
            is_beside = any(concept in head for at, head in enumerate(heads) if at != column)
            own[column, _places()[f"name beside {concept}"]] = is_beside
            own[column, _places()[f"{LEADS} name beside {concept}"]] = is_beside and kind == LEADS
        if heads[column] >= _STATE:
            own[column, _places()["state beside place" if _in_a_land(column, heads) else "state alone"]] = 1
        shared[column, :, :_HEADER_PART] = _of_words(header, kind)
        known = {slot: sure for (at, slot), sure in spelled.items() if at == column}
        for slot in _told_by_the_others(column, heads, kind):
            known.pop(slot, None)
        _add_values(shared[column], evidence.shapes[column])
        least = _SURE * (EMPTY_COLUMN if is_blank(evidence.shapes[column]) else 1.0)
        _add_spelled(shared[column], kind, known, evidence.left.get(column, 0.0), least)
    looks = own[:, [_places()[f"v {look}"] for look in _CROWDED]]
    own[:, crowds] = looks * np.minimum(looks.sum(axis=0) / _MANY, 1.0)
    shared[:, :, SHARED.index("said better elsewhere")] = _said_better_elsewhere(shared)
    shared[:, ~allowed(kind)] = 0
    shared[:, 0] = 0
    return own, shared


def _told_by_the_others(column: int, heads: Sequence[frozenset[str]], kind: str) -> Iterator[Slot]:
    """The fields that a column is not, whatever its spelling, by what stands beside it."""
    said = heads[column]
    halves = {_HALVES[half] for half in said & _HALVES.keys()} if "name" in said else set()
    if any(halves & head for at, head in enumerate(heads) if at != column):
        yield _PERSON  # another column has the other half of the name
    if said >= _STATE and not _in_a_land(column, heads):
        yield _REGION  # it is how things stand
    if kind == LEADS and _is_bare_name(said):
        yield _DEAL_NAME  # a lead's name is as often a person's
    if any(head >= _CLOSE for head in heads) and "close" in said and not said >= _CLOSE:
        yield _EXPECTED_CLOSE  # another column says when it is expected
    if kind in _SUMMED and "total" not in said and any("total" in head and not head & _PARTS for head in heads):
        yield kind, "amount"  # another column says what is paid in all


def _in_a_land(column: int, heads: Sequence[frozenset[str]]) -> bool:
    """Whether another header says a place."""
    return any(head & _PLACE for at, head in enumerate(heads) if at != column)


def _said_better_elsewhere(shared: np.ndarray) -> np.ndarray:
    """Where a header that says all a role needs stands beside one that says more of it: "amount" by "total".

    The other one says most of this role: "Project title" is no better company than "Buyer".
    """
    is_full, likes, never = (shared[:, :, SHARED.index(name)] for name in ("needs all", "likes", "never"))
    said = np.where((is_full > 0) & (never == 0), likes, -1.0)
    best = np.where(said == said.max(axis=1, keepdims=True), said, -1.0).max(axis=0)
    is_single = np.array([role.columns == 1 for role in roles()])
    return (is_full > 0) & (likes < best) & is_single


def _is_bare_name(said: frozenset[str]) -> bool:
    """Whether a header says just "name", of nothing in particular."""
    return "name" in said and bool(said_on(LEADS, bits(said)) & bits(("bare",)))


@lru_cache(maxsize=65_536)
def _own(header: str, kind: str) -> np.ndarray:
    """What is a column's own by its header: concepts, at which end, alone, and by the kind of table."""
    said, places, own = read_words(header), _places(), np.zeros(len(_places()))
    names = [c for c in concepts() if said_on(kind, bits(said.concepts)) & bits((c,))]
    own[[places[name] for name in names]] = 1
    own[[places[f"first {c}"] for c in said.first if f"first {c}" in places]] = 1
    own[[places[f"last {c}"] for c in said.last if f"last {c}" in places]] = 1
    if len(said.parts) == 1:
        own[[places[f"only {c}"] for c in said.parts[0] if f"only {c}" in places]] = 1
    if "bare" in names:
        own[[places[f"{kind} {c}"] for c in BARE if c in said.concepts]] = 1
    own[places[f"k {kind}"]] = own[places["one"]] = 1
    own[places["unknown"]] = min(said.unknown, 3) / 3
    own.setflags(write=False)
    return own


@lru_cache(maxsize=65_536)
def _of_words(header: str, kind: str) -> np.ndarray:
    """What the words of a header say for each role: roles x the first of the shared features."""
    said = read_words(header)
    whole = said_on(kind, bits(said.concepts))
    parts = [bits(part) for part in said.parts if part != frozenset({"ignore"})]
    ends, flags = bits(said.first | said.last), bits(("flagword",))
    starts_with_flag = bool(bits(said.first) & flags)
    count = bits(said.concepts)
    found = np.zeros((len(roles()), _HEADER_PART))
    for place, role in enumerate(roles()):
        if place == 0 or kind not in role.on or not role.wanted:
            continue
        met = [bool(group & whole) for group in role.needs]
        is_own = bool(role.wanted & bits(("own",)))
        idle = [p for p in parts if not p & role.wanted and not (is_own and said_on(kind, p) & bits(("own",)))]
        never = sum(bool(part & role.never) for part in idle)
        is_full = all(met)
        found[place] = (
            sum(met) / max(len(met), 1),
            is_full,
            min((role.likes & whole).bit_count(), 3) / 3,
            min(never, 2) / 2,
            min(len(idle) - never, 3) / 3,
            min(said.unknown, 2) / 2,
            is_full and any(group & ends for group in role.needs),
            never > 0 and not is_full,
            min((count & ~role.wanted).bit_count(), 4) / 4,
            starts_with_flag and not role.wanted & flags,
        )
    found.setflags(write=False)
    return found


def _add_values(shared: np.ndarray, shape: Mapping[str, float]) -> None:
    """How far the values fit what each role holds."""
    if is_blank(shape):
        shared[:, SHARED.index("empty")] = 1
        return
    shares = np.array([shape.get(name, 0.0) for name in PROFILE])
    mask = value_mask()
    fits = (mask * shares).max(axis=1)
    has_values, is_full = mask.any(axis=1), shared[:, 1]
    first = SHARED.index("fits")
    shared[:, first : first + 4] = np.stack(
        [fits, (1 - fits) * has_values, is_full * fits, (1 - is_full) * fits * has_values], axis=1
    )


def _add_spelled(shared: np.ndarray, kind: str, known: Mapping[Slot, float], left: float, least: float) -> None:
    """What the known spellings say for each role: its own, that of another, that the column is left alone."""
    at, elsewhere, leave = (SHARED.index(n) for n in ("spelled", "spelled elsewhere", "spelled to leave"))
    if not known:
        shared[:, leave] = left
        return
    best = max(known.values())
    sure, never = SHARED.index("spelled sure"), SHARED.index("spelled other, never")
    own = np.zeros(len(roles()))
    for slot, worth in known.items():
        for place, share in _held_by(kind).get(slot, ()):
            own[place] = max(own[place], share * worth)
    shared[:, at], shared[:, elsewhere], shared[:, leave] = own, np.maximum(best - own, 0), left * (own < left)
    shared[:, sure] = own >= least
    shared[:, never] = (best - own) * (own == 0) * shared[:, 1]


@cache
def _held_by(kind: str) -> Mapping[Slot, tuple[tuple[int, float], ...]]:
    """The roles that each field speaks for on rows of this kind, and how much: its own, or that of other rows.

    The owner of an account, on a row that is a deal, is the deal's.
    """
    found: dict[Slot, list[tuple[int, float]]] = {}
    for place, role in enumerate(roles()):
        for slot in set(role.on.values()) if kind in role.on else ():
            found.setdefault(slot, []).append((place, 1.0 if slot == role.on[kind] else _OTHERS))
    return {slot: tuple(places) for slot, places in found.items()}
