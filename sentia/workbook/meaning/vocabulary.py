"""What a header may mean: the spellings of vendors and of people, kept as data in `vocabulary.json`.

The data name *subjects* (the tables of the schema, and what else a sheet may be about: order lines, products,
one's own staff, touches, columns left alone on purpose) and their fields. A header is compared by its letters
and digits only: "Close Date", "close_date" and "CloseDate" are one spelling.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

from sentia.book import schema

OWN_NAME, VENDOR, ITS_ID, PREFIXED, SPELLED, NEAR_MISS = 1.0, 0.97, 0.96, 0.95, 0.9, 0.65
_RANK_STEP, _RANK_MOST = 0.004, 0.08  # a spelling further down its list counts a little less
_NEAR, _NEAR_LENGTH, _NEAR_GAP = 0.88, 6, 2  # how alike a near miss is; no shorter; letters more or fewer
_DATE_ENDINGS = ("date", "on", "at", "time", "dateandtime", "datetime")
_DATE_STARTS = ("date", "dateof")
_LINKS = set(schema.LINKS) - {"previous_account"}
# What the entity alone means: "Account" is the account's name, "Invoice" its number.
_ALONE = {
    "accounts": "name",
    "contacts": "name",
    "opportunities": "name",
    "quotes": "quote_id",
    "orders": "order_id",
    "products": "name",
}
_MOMENTS = {"touches": ("done_at", "maybe_done_at"), "opportunities": ("closed_on",), "staff": ("mark",)}
_DATED_TO_LEAVE = ("modified", "shipping")


@dataclass(frozen=True)
class Meaning:
    """One thing a header may mean.

    Attributes
    ----------
    subject, field : str
        A table and its column, or one of the subjects and fields that only `vocabulary.json` knows.
    confidence : float
        0 to 1, before anybody looked at the values.
    why : str
        Half a sentence for the rep.
    is_explicit : bool
        Whether the header itself names its subject: "Deal value" does, "Value" does not.
    """

    subject: str
    field: str
    confidence: float
    why: str
    is_explicit: bool = False

    @property
    def slot(self) -> tuple[str, str]:
        """Subject and field: the place on a sheet that only one column fills."""
        return self.subject, self.field


@cache
def _data() -> dict:
    return json.loads(Path(__file__).with_name("vocabulary.json").read_text(encoding="utf-8"))


def words(header: str) -> list[str]:
    """The words of a header, without case, accents, punctuation, units and what exports put around them.

    Examples
    --------
    >>> words("CloseDate"), words(" Deal - Title*"), words("Amount (EUR)"), words("Loss_Reason__c")
    (['close', 'date'], ['deal', 'title'], ['amount'], ['loss', 'reason'])
    """
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", header.strip())
    text = re.sub(r"__c$|(?<=[a-z])_c$", "", text)
    text = (
        re.sub(r"\(\s*(?:[A-Z]{3}|[$€£¥])\s*\)|[$€£¥]", " ", text)
        .replace("%", " percent ")
        .replace("#", " number ")
    )
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


@lru_cache(maxsize=4096)
def meanings_of(header: str) -> tuple[Meaning, ...]:
    """Everything a header may mean, the surest first; empty where nothing known is near.

    Examples
    --------
    >>> [(m.slot, m.is_explicit) for m in meanings_of("Deal - Value")]
    [(('opportunities', 'amount'), True)]
    """
    found = exact_meanings(header)
    return found or tuple(_near_meanings("".join(_bare_words(header))))


@lru_cache(maxsize=4096)
def exact_meanings(header: str) -> tuple[Meaning, ...]:
    """What a header means by its own spelling, near misses left out."""
    said = _bare_words(header)
    meanings = (*_index().get("".join(said), ()), *_prefixed(said))
    if not meanings and said[-1:] and said[-1] in _data()["units"]:
        meanings = (*_index().get("".join(said[:-1]), ()), *_prefixed(said[:-1]))
    found: dict[tuple[str, str], Meaning] = {}
    for meaning in meanings:
        found[meaning.slot] = _surer(found.get(meaning.slot, meaning), meaning)
    return tuple(sorted(found.values(), key=lambda m: -m.confidence))


def _surer(one: Meaning, other: Meaning) -> Meaning:
    """The surer of two meanings of one field; what either names explicitly is named."""
    best = other if other.confidence > one.confidence else one
    several = one.confidence == other.confidence == VENDOR and one.why != other.why
    why = "as several vendors spell it" if several else best.why
    return replace(best, why=why, is_explicit=one.is_explicit or other.is_explicit)


def _bare_words(header: str) -> list[str]:
    said = words(header)
    for prefix in (p.split() for p in _data()["prefixes"]):
        if said[: len(prefix)] == prefix and len(said) > len(prefix):
            return said[len(prefix) :] if "".join(said) not in _index() else said
    return said


def _prefixed(said: list[str]) -> Iterator[Meaning]:
    """The meanings of "Deal - Value": the entity in front, its field behind."""
    for entity, subject in _entities():
        if said[: len(entity)] != list(entity):
            continue
        rest = "".join(said[len(entity) :])
        if not rest and subject in _ALONE:
            yield Meaning(subject, _ALONE[subject], PREFIXED, f"names the {' '.join(entity)}", True)
        for meaning in _linked(said[len(entity) :], subject) if rest else ():
            yield meaning
        for meaning in _index().get(rest, ()):
            if meaning.subject == subject:
                sure = max(PREFIXED - (SPELLED - min(meaning.confidence, SPELLED)), meaning.confidence)
                yield Meaning(subject, meaning.field, sure, meaning.why, True)


def _linked(rest: list[str], but: str) -> Iterator[Meaning]:
    """The other record that "Deal - Organization" names behind its own."""
    for entity, subject in _entities():
        if list(entity) == rest and subject != but and subject in _ALONE:
            yield Meaning(subject, _ALONE[subject], PREFIXED, f"names the {' '.join(entity)}", True)


@cache
def _entities() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Entity words and their subject, the longest first: "contact person" before "contact"."""
    pairs = [(tuple(words(entity)), subject) for subject, names in _data()["entities"].items() for entity in names]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _index() -> dict[str, list[Meaning]]:
    """Every spelling, as letters and digits only, with what it may mean."""
    index: dict[str, dict[tuple[str, str], Meaning]] = {}
    for spelling, meaning in _spellings():
        known = index.setdefault(spelling, {})
        known[meaning.slot] = _surer(known.get(meaning.slot, meaning), meaning)
    return {spelling: list(known.values()) for spelling, known in index.items()}


def _spellings() -> Iterator[tuple[str, Meaning]]:
    for table, columns in schema.IN_FILES.items():
        own = [c.name for c in columns if c.name == schema.IDS.get(table) or c.name not in _LINKS]
        for name in own:
            explicit = name == schema.IDS.get(table)
            meaning = Meaning(table, name, OWN_NAME, "the column's own name", explicit)
            yield from ((spelling, meaning) for spelling in _own_spellings(name))
    for subject, fields in _data()["fields"].items():
        for field, vendors in fields.items():
            yield from _field_spellings(subject, field, vendors)


def _own_spellings(name: str) -> Iterable[str]:
    whole, bare = name.replace("_", ""), re.sub(r"_(on|at)$", "", name).replace("_", "")
    return {whole} | {bare + ending for ending in _DATE_ENDINGS} if bare != whole else {whole}


def _field_spellings(subject: str, field: str, vendors: dict[str, list[str]]) -> Iterator[tuple[str, Meaning]]:
    dated = is_dated(subject, field)
    for vendor, names in vendors.items():
        for rank, name in enumerate(names):
            sure = VENDOR if vendor else SPELLED - min(rank * _RANK_STEP, _RANK_MOST)
            sure = ITS_ID if field == schema.IDS.get(subject) and name == "id" else sure
            why = f"as {vendor} spells it" if vendor else "a usual spelling"
            said = words(name)
            meaning = Meaning(subject, field, sure, why, bool(vendor) and _names_entity(said, subject))
            spelling = "".join(said)
            yield spelling, meaning
            if dated:
                yield from ((spelling + ending, meaning) for ending in _DATE_ENDINGS)
                yield from ((start + spelling, meaning) for start in _DATE_STARTS)


def _names_entity(said: list[str], subject: str) -> bool:
    text = f" {' '.join(said)} "
    return any(s == subject and f" {' '.join(e)} " in text for e, s in _entities())


def is_dated(subject: str, field: str) -> bool:
    """Whether this field is a day or a moment, so that "Created", "Created on" and "Date created" are one."""
    if subject == "left":
        return field in _DATED_TO_LEAVE
    if field in _MOMENTS.get(subject, ()):
        return True
    columns = {c.name: c.kind for c in schema.TABLES.get(subject, ())}
    return columns.get(field) in ("date", "moment")


def _near_meanings(spelling: str) -> Iterator[Meaning]:
    if len(spelling) < _NEAR_LENGTH:
        return
    near = [s for s in _by_first_letter().get(spelling[0], ()) if abs(len(s) - len(spelling)) <= _NEAR_GAP]
    for close in get_close_matches(spelling, near, n=1, cutoff=_NEAR):
        for m in _index()[close]:
            yield Meaning(m.subject, m.field, m.confidence * NEAR_MISS, "nearly a usual spelling", m.is_explicit)


@cache
def _by_first_letter() -> dict[str, list[str]]:
    letters: dict[str, list[str]] = {}
    for spelling in _index():
        if len(spelling) >= _NEAR_LENGTH - _NEAR_GAP:
            letters.setdefault(spelling[0], []).append(spelling)
    return letters


def vendor_of(headers: Iterable[str]) -> str:
    """The vendor whose export these headers come from, "" where they do not say.

    Examples
    --------
    >>> vendor_of(["Deal - Title", "Deal - Value", "Person - Name"]), vendor_of(["Name", "Phone"])
    ('Pipedrive', '')
    """
    seen = {" ".join(words(header)) for header in headers}
    points = {v: len(seen & _marks(v)) for v in _data()["markers"]}
    best = max(points, key=points.get)
    return best if points[best] >= _ENOUGH_MARKS else ""


_ENOUGH_MARKS = 2


@cache
def _marks(vendor: str) -> frozenset[str]:
    return frozenset(" ".join(words(mark)) for mark in _data()["markers"][vendor])


def subject_named(name: str) -> str:
    """What a sheet's or file's name says it is about: a subject, `left` for no records at all, or "".

    The longest words count, and of equals the last: "order_details" is lines, "customer orders" orders.

    Examples
    --------
    >>> [subject_named(n) for n in ("Deals 2026", "order_details", "sf_opportunity_history_data", "Sheet1")]
    ['opportunities', 'lines', 'left', '']
    """
    said = " ".join(words(name))
    if said in _data()["sheet_words"]["left_whole"]:
        return "left"
    text = f" {said} "
    found = [
        (subject == "left", len(word.split()), text.rfind(f" {word} "), subject)
        for subject, names in _data()["sheet_words"].items()
        for word in names
        if subject != "left_whole" and f" {word} " in text
    ]
    return max(found)[-1] if found else ""
