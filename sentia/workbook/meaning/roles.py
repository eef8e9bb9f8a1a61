"""What a column may be, by what a row of its table is: fields told by words, and those only spelled exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from sentia.book import schema
from sentia.vocabulary import headers
from sentia.vocabulary.headers import fields
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.profiles import PROFILE
from sentia.workbook.meaning.sheet_kinds import SEVERAL
from sentia.workbook.meaning.spellings import data

LEADS, NONE = "leads", "none"
_OWN, _BARE = "own", "bare"  # said of the row itself; said of nothing in particular
_NAMED = ("deal", "lead", "company", "person", "activity", "quote", "order")
_NOT_SPELLED = ("left", "touches", "owners")
_MANY = 9  # columns that may fill a field that takes several


@dataclass(frozen=True)
class Role:
    """One thing a column may be: the slot it fills by kind of table, and which concepts and values speak for it.

    Concepts are bits of one number; each of `needs` must share a bit with the header's.
    """

    name: str
    on: Mapping[str, Slot]
    needs: tuple[int, ...] = ()
    likes: int = 0
    never: int = 0
    wanted: int = 0
    values: tuple[str, ...] = ()
    columns: int = 1


@cache
def concepts() -> tuple[str, ...]:
    """The concepts in alphabetical order, and at the end what depends on the kind of table."""
    return (*sorted(headers.concepts() - {"ignore"}), _OWN, _BARE)


def bits(names: Iterable[str]) -> int:
    """Concepts as bits of one number."""
    return _bits(frozenset(names))


@lru_cache(maxsize=65_536)
def _bits(names: frozenset[str]) -> int:
    return sum(_bit()[name] for name in names if name in _bit())


@cache
def _bit() -> Mapping[str, int]:
    return {name: 1 << place for place, name in enumerate(concepts())}


@cache
def kinds() -> tuple[str, ...]:
    """What the rows of a table may be; `leads` are deals with a person on each row, `none` something else."""
    return tuple(fields()["kinds"])


def subject_of(kind: str) -> str:
    """The subject of a kind: leads are opportunities."""
    return "opportunities" if kind == LEADS else kind


@cache
def row_concepts(kind: str) -> int:
    """The concepts that name a row of this kind itself."""
    return bits(fields()["kinds"][kind]["row"])


def said_on(kind: str, said: int) -> int:
    """The concepts of a header on a table of this kind: with "own" and "bare" where they hold."""
    own = _bit()[_OWN] if said & row_concepts(kind) else 0
    return said | own | (0 if said & bits(_NAMED) else _bit()[_BARE])


@cache
def roles() -> tuple[Role, ...]:
    """Every role; the first is that of a column that is left alone."""
    listed = [_role(name, said) for name, said in fields()["fields"].items()]
    covered = {(kind, slot) for role in listed for kind, slot in role.on.items()}
    return (Role("", {}), *listed, *_only_spelled(covered))


def _role(name: str, said: Mapping) -> Role:
    groups = [group.split("|") for group in said["needs"]]
    on = {kind: tuple(slot.split(".")) for kind, slot in said["on"].items()}
    wanted = bits(concept for group in groups for concept in group) | bits(said["likes"])
    return Role(
        name,
        on,
        tuple(map(bits, groups)),
        bits(said["likes"]),
        bits(said["never"]),
        wanted,
        tuple(said["values"]),
        said.get("columns", 1),
    )


def _only_spelled(covered: set[tuple[str, Slot]]) -> list[Role]:
    """A role for each field that is known by its exact spelling alone."""
    found = []
    slots = [(table, column.name) for table in schema.IN_FILES for column in schema.TABLES[table]]
    slots += [(s, f) for s, listed in data()["fields"].items() for f in listed]
    slots += [("opportunities", "entered"), ("activities", "about")]
    for slot in dict.fromkeys(slots):
        homes = [kind for kind in (*kinds(), "log") if subject_of(kind) == slot[0]]
        homes = ["opportunities", LEADS, "accounts", "contacts"] if slot[0] == "touches" else homes
        on = {kind: slot for kind in homes if (kind, slot) not in covered and kind in kinds()}
        on |= _carried(slot, covered)
        if on and slot[0] not in ("left", "owners"):
            found.append(Role(".".join(slot), on, columns=_MANY if slot in SEVERAL else 1))
    return found


def _carried(slot: Slot, covered: set[tuple[str, Slot]]) -> dict[str, Slot]:
    """Where rows of another kind may carry a field that is named with its record."""
    if slot not in _CARRIED:
        return {}
    return {kind: slot for kind in _CARRIED[slot] if (kind, slot) not in covered}


_DEALS = ("opportunities", LEADS)
_CARRIED: dict[Slot, tuple[str, ...]] = {
    ("activities", "kind"): (*_DEALS, "contacts", "accounts"),
    ("activities", "done_at"): (*_DEALS, "contacts", "accounts"),
    ("activities", "outcome"): (*_DEALS, "contacts", "accounts"),
    ("activities", "minutes"): (*_DEALS, "contacts", "accounts"),
    ("activities", "direction"): (*_DEALS, "contacts", "accounts"),
    ("activities", "notes"): (*_DEALS, "contacts", "accounts"),
    ("activities", "subject"): (*_DEALS,),
    ("accounts", "status"): (*_DEALS, "contacts", "activities", "orders", "quotes"),
    ("accounts", "owner"): (*_DEALS, "contacts", "activities", "orders", "quotes"),
    ("accounts", "parent"): (*_DEALS, "contacts", "activities", "orders", "quotes"),
    ("contacts", "relationship"): (*_DEALS, "accounts", "activities"),
    ("orders", "ordered_on"): ("lines",),
}


@cache
def place_of() -> Mapping[tuple[str, Slot], int]:
    """The role that fills each slot of each kind, by its place; the first of several."""
    found: dict[tuple[str, Slot], int] = {}
    for place, role in enumerate(roles()):
        for kind, slot in role.on.items():
            found.setdefault((kind, slot), place)
    return found


@cache
def allowed(kind: str) -> np.ndarray:
    """Which roles a table of this kind has; leaving a column alone is always one."""
    return np.array([place == 0 or kind in role.on for place, role in enumerate(roles())])


@cache
def value_mask() -> np.ndarray:
    """Roles x profile: 1 where values that look so speak for the role."""
    return np.array([[float(name in role.values) for name in PROFILE] for role in roles()])
