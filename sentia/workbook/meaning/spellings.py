"""Every spelling that is known, from the data beside this file: vendors', people's, and eight other languages'.

`vocabulary.json` names *subjects* (the tables of the schema, and what else a sheet may be about: order lines,
products, one's own staff, touches, columns left alone on purpose) and their fields; `languages/` says the same
in other languages. A header is compared by its letters and digits only: "Close Date", "close_date" and
"CloseDate" are one spelling.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from sentia.book import schema

OWN_NAME, VENDOR, ITS_ID, NAMED_RECORD, SPELLED = 1.0, 0.97, 0.96, 0.95, 0.9
_RANK_STEP, _RANK_MOST = 0.004, 0.08  # a spelling further down its list counts a little less
_DATE_ENDINGS = ("date", "on", "at", "time", "dateandtime", "datetime")
_DATE_STARTS = ("date", "dateof")
_LINKS = set(schema.LINKS) - {"previous_account"}
# Own names that another column of the table is more usually called: they count where that one is taken.
_SHARED_NAMES = {("contacts", "role"): 0.8}
_MOMENTS = {"touches": ("done_at", "maybe_done_at"), "opportunities": ("closed_on",), "staff": ("mark",)}
_DATED_TO_LEAVE = ("modified", "shipping")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_CUSTOM = re.compile(r"__[csr]$|(?<=[a-z])_c$")
_CURRENCY = re.compile(r"\(\s*(?:[A-Z]{3}|[$€£¥])\s*\)|[$€£¥]")
_WORDS = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


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
    vendors, languages : frozenset of str
        Who spells it so: vendors by name, languages other than English; empty where anybody may.
    spelled : str
        The spelling as it is known.
    """

    subject: str
    field: str
    confidence: float
    why: str
    is_explicit: bool = False
    vendors: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    spelled: str = ""

    @property
    def slot(self) -> tuple[str, str]:
        """Subject and field: the place on a sheet that only one column fills."""
        return self.subject, self.field


@cache
def data() -> dict:
    """What `vocabulary.json` holds."""
    return json.loads(Path(__file__).with_name("vocabulary.json").read_text(encoding="utf-8"))


@cache
def languages() -> dict[str, dict]:
    """The words of each other language, by its name."""
    files = sorted((Path(__file__).parent / "languages").glob("*.json"))
    return {file.stem.capitalize(): json.loads(file.read_text(encoding="utf-8")) for file in files}


def words(header: str) -> list[str]:
    """The words of a header, without case, accents, punctuation, units and what exports put around them.

    Examples
    --------
    >>> words("CloseDate"), words(" Deal - Title*"), words("Amount (EUR)"), words("Loss_Reason__c")
    (['close', 'date'], ['deal', 'title'], ['amount'], ['loss', 'reason'])
    >>> words("Wartość (PLN)"), words("Nächster Schritt")
    (['wartosc'], ['nachster', 'schritt'])
    """
    text = _CUSTOM.sub("", _HUMP.sub(" ", header.strip()))
    text = _CURRENCY.sub(" ", text).replace("%", " percent ").replace("#", " number ")
    if text.isascii():
        return _WORDS.findall(text.lower())
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _WORDS.findall("".join(c for c in folded if not unicodedata.combining(c)))


def surer(one: Meaning, other: Meaning) -> Meaning:
    """The surer of two meanings of one field; what either names explicitly is named, whoever spells it so."""
    best = max((one, other), key=lambda m: (not m.languages, m.confidence))  # English words say so
    best = replace(best, confidence=max(one.confidence, other.confidence))
    several = one.confidence == other.confidence == VENDOR and one.why != other.why
    said_by = (one.vendors | other.vendors, one.languages | other.languages)
    if not (one.languages and other.languages):
        said_by = (said_by[0], frozenset())
    return replace(
        best,
        why="as several vendors spell it" if several else best.why,
        is_explicit=one.is_explicit or other.is_explicit,
        vendors=said_by[0],
        languages=said_by[1],
    )


@cache
def index() -> dict[str, list[Meaning]]:
    """Every spelling, as letters and digits only, with what it may mean."""
    found: dict[str, dict[tuple[str, str], Meaning]] = {}
    for spelling, meaning in _all():
        known = found.setdefault(spelling, {})
        known[meaning.slot] = surer(known[meaning.slot], meaning) if meaning.slot in known else meaning
    return {spelling: list(known.values()) for spelling, known in found.items()}


@cache
def entities() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """What records are called, by their first word: words and subject, the longest first."""
    named = [data()["entities"], *(language["entities"] for language in languages().values())]
    pairs = {
        (tuple(words(spelled)), subject): None
        for mapping in named
        for subject, names in mapping.items()
        for name in names
        for spelled in _written(name)
    }
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for pair in sorted(pairs, key=lambda pair: -len(pair[0])):
        found.setdefault(pair[0][0], []).append(pair)
    return {first: tuple(same) for first, same in found.items()}


@cache
def spoken_in() -> dict[tuple[str, ...], frozenset[str]]:
    """The languages in which a record is called so; none for what English calls so too."""
    own = {tuple(words(name)) for names in data()["entities"].values() for name in names}
    found: dict[tuple[str, ...], set[str]] = {}
    for language, said in languages().items():
        for name in (one for names in said["entities"].values() for one in names):
            for spelled in _written(name):
                found.setdefault(tuple(words(spelled)), set()).add(language)
    return {entity: frozenset(() if entity in own else named) for entity, named in found.items()}


@cache
def connecting() -> frozenset[tuple[str, ...]]:
    """The small words between a field and what it is of: "of the", "de la", "des"."""
    own = ["of", "of the", "for"]
    others = [word for language in languages().values() for word in language["connecting"]]
    return frozenset(tuple(words(word)) for word in [*own, *others])


@cache
def joined_without_a_word() -> frozenset[tuple[str, ...]]:
    """What records are called in languages that need no word between: "název firmy", "data ordine"."""
    return frozenset(entity for entity, named in spoken_in().items() if named)


def label_of(subject: str, field: str) -> str:
    """A field in the rep's words.

    Examples
    --------
    >>> label_of("opportunities", "expected_close_on"), label_of("touches", "done_at")
    ('expected close', 'last contact')
    """
    if subject == "touches":
        return {"done_at": "last contact", "due_on": "next contact"}.get(field, "last activity")
    known = {column.name: column.label for column in schema.TABLES.get(subject, ())}
    return known.get(field, field.replace("_", " ")).lower()


def is_dated(subject: str, field: str) -> bool:
    """Whether this field is a day or a moment, so that "Created", "Created on" and "Date created" are one."""
    if subject == "left":
        return field in _DATED_TO_LEAVE
    if field in _MOMENTS.get(subject, ()):
        return True
    columns = {c.name: c.kind for c in schema.TABLES.get(subject, ())}
    return columns.get(field) in ("date", "moment")


def _all() -> Iterator[tuple[str, Meaning]]:
    for table, columns in schema.TABLES.items():
        own = [c.name for c in columns if c.name == schema.IDS.get(table) or c.name not in _LINKS]
        for name in own:
            explicit = name == schema.IDS.get(table)
            spelled = name.replace("_", " ")
            sure = _SHARED_NAMES.get((table, name), OWN_NAME)
            meaning = Meaning(table, name, sure, "the column's own name", explicit, spelled=spelled)
            yield from ((spelling, meaning) for spelling in _own_spellings(name))
    for subject, fields in data()["fields"].items():
        for field, vendors in fields.items():
            yield from _of_field(subject, field, vendors)
    for language, said in languages().items():
        for subject, fields in said["fields"].items():
            for field, names in fields.items():
                yield from _translated(language, said, subject, field, names)


def _own_spellings(name: str) -> Iterable[str]:
    whole, bare = name.replace("_", ""), re.sub(r"_(on|at)$", "", name).replace("_", "")
    return {whole} | {bare + ending for ending in _DATE_ENDINGS} if bare != whole else {whole}


def _of_field(subject: str, field: str, vendors: dict[str, list[str]]) -> Iterator[tuple[str, Meaning]]:
    dated = is_dated(subject, field)
    for vendor, names in vendors.items():
        for rank, name in enumerate(names):
            sure = VENDOR if vendor else SPELLED - min(rank * _RANK_STEP, _RANK_MOST)
            sure = ITS_ID if field == schema.IDS.get(subject) and name == "id" else sure
            why = f"as {vendor} spells it" if vendor else "a usual spelling"
            said, by = words(name), frozenset({vendor} if vendor else ())
            meaning = Meaning(
                subject, field, sure, why, bool(by) and _names_entity(said, subject), by, spelled=name
            )
            yield "".join(said), meaning
            if dated:
                yield from ((spelling, meaning) for spelling in _dated("".join(said), _DATE_STARTS, _DATE_ENDINGS))


def _translated(
    language: str, said: dict, subject: str, field: str, names: list[str]
) -> Iterator[tuple[str, Meaning]]:
    """One field's words in one language: as they are, with the language's words for a day, and in compounds."""
    starts, endings = (tuple(map(_letters, said[which])) for which in ("starts", "endings"))
    stems = [_letters(one) for stem in said.get("stems", {}).get(subject, ()) for one in _written(stem)]
    dated, why = is_dated(subject, field), f"{language} for {label_of(subject, field)}"
    for rank, name in enumerate(names):
        sure = SPELLED - min(rank * _RANK_STEP, _RANK_MOST)
        plain = Meaning(subject, field, sure, why, languages=frozenset({language}), spelled=name)
        explicit = replace(plain, is_explicit=True)
        for spelling in map(_letters, _written(name)):
            yield spelling, plain
            yield from ((f"{stem}{spelling}", explicit) for stem in stems)
            if dated:
                yield from ((one, plain) for one in _dated(spelling, starts, endings))


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return "".join(words(name))


def _written(name: str) -> Iterable[str]:
    """A word as it is, and with its umlauts written out."""
    return dict.fromkeys((name, name.translate(_UMLAUTS)))


def _dated(spelling: str, starts: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    yield from (spelling + ending for ending in endings)
    yield from (start + spelling for start in starts)


def _names_entity(said: list[str], subject: str) -> bool:
    text = f" {' '.join(said)} "
    return any(f" {' '.join(words(entity))} " in text for entity in data()["entities"].get(subject, ()))
