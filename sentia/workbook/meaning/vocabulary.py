"""What a header means by its own known spelling, or by the record it names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sentia.workbook.meaning.spellings import (
    NAMED_RECORD,
    SPELLED,
    VENDOR,
    Meaning,
    connecting,
    data,
    entities,
    index,
    joined_without_a_word,
    label_of,
    languages,
    spoken_in,
    surer,
    words,
)

__all__ = [
    "VENDOR",
    "Meaning",
    "exact_meanings",
    "label_of",
    "language_of",
    "subject_named",
    "words",
]
# What the entity alone means: "Account" is the account's name, "Invoice" its number.
_ALONE = {
    "accounts": "name",
    "contacts": "name",
    "opportunities": "name",
    "quotes": "quote_id",
    "orders": "order_id",
    "products": "name",
}
_OF_MONEY = re.compile(r"[$€£¥]|\((?:USD|EUR|GBP|CHF|CAD|AUD|PLN|CZK|BRL|INR|JPY|SEK|NOK|DKK)\)")


@lru_cache(maxsize=8192)
def exact_meanings(header: str) -> tuple[Meaning, ...]:
    """Everything a header means by its own spelling, the surest first; empty where it is no known one.

    Examples
    --------
    >>> [(m.slot, m.is_explicit) for m in exact_meanings("Deal - Value")]
    [(('opportunities', 'amount'), True)]
    >>> exact_meanings("Acount Name")
    ()
    """
    patterned = tuple(_patterned(header))
    if patterned:
        return patterned
    said = _bare_words(header)
    if _OF_MONEY.search(header) and (not said or _is_entity(said)):
        said = [*said, "amount"]  # "Deal $"
    meanings = exact_words(tuple(said))
    if not meanings and said[-1:] and said[-1] in data()["units"]:
        meanings = exact_words(tuple(said[:-1]))
    return meanings


def exact_words(said: tuple[str, ...]) -> tuple[Meaning, ...]:
    """What these words of a header mean."""
    return _unique((*index().get("".join(said), ()), *_prefixed(said), *_suffixed(said)))


def _unique(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    found: dict[tuple[str, str], Meaning] = {}
    for meaning in meanings:
        found[meaning.slot] = surer(found[meaning.slot], meaning) if meaning.slot in found else meaning
    return tuple(sorted(found.values(), key=lambda m: -m.confidence))


def _bare_words(header: str) -> list[str]:
    said = words(header)
    for prefix in (p.split() for p in data()["prefixes"]):
        if said[: len(prefix)] == prefix and len(said) > len(prefix):
            return said[len(prefix) :] if "".join(said) not in index() else said
    return said


def _patterned(header: str) -> Iterator[Meaning]:
    """The meaning of headers that name a stage: 'Date entered "Closed Won (Sales Pipeline)"'."""
    for slot, pattern in data()["patterns"].items():
        if re.fullmatch(pattern, header.strip(), re.IGNORECASE):
            yield Meaning(*slot.split("."), VENDOR, "as HubSpot spells it", True, frozenset({"HubSpot"}))


def _is_entity(said: list[str]) -> bool:
    return any(tuple(said) == entity for entity, _ in entities().get(said[0], ()))


def _prefixed(said: tuple[str, ...]) -> Iterator[Meaning]:
    """The meanings of "Deal - Value": the entity in front, its field behind."""
    for entity, subject in entities().get(said[0], ()) if said else ():
        if said[: len(entity)] == entity:
            yield from _of_record(entity, subject, said[len(entity) :])


def _suffixed(said: tuple[str, ...]) -> Iterator[Meaning]:
    """The meanings of "Name of the company", "nom du client", "název firmy": the entity behind its field."""
    for start in range(1, len(said)):
        behind = said[start:]
        subjects = [subject for entity, subject in entities().get(said[start], ()) if entity == behind]
        joined = next((n for n in (2, 1) if start > n and said[start - n : start] in connecting()), 0)
        for subject in subjects if joined or behind in joined_without_a_word() else ():
            yield from _of_record(behind, subject, said[: start - joined])


def _of_record(entity: tuple[str, ...], subject: str, field: tuple[str, ...]) -> Iterator[Meaning]:
    """What a field means that stands beside what the record is called."""
    rest, called = "".join(field), f"names the {' '.join(entity)}"
    if not rest and subject in _ALONE:
        spoken = spoken_in().get(entity, frozenset())
        yield Meaning(
            subject, _ALONE[subject], NAMED_RECORD, called, True, languages=spoken, spelled=" ".join(entity)
        )
    for other, linked in entities().get(field[0], ()) if field else ():  # "Deal - Organization"
        if other == field and linked != subject and linked in _ALONE:
            why, spoken = f"names the {' '.join(other)}", spoken_in().get(other, frozenset())
            yield Meaning(
                linked, _ALONE[linked], NAMED_RECORD, why, True, languages=spoken, spelled=" ".join(other)
            )
    for meaning in index().get(rest, ()):
        if meaning.subject in (subject, "left"):
            sure = max(NAMED_RECORD - (SPELLED - min(meaning.confidence, SPELLED)), meaning.confidence)
            yield replace(meaning, confidence=sure, is_explicit=True)


def language_of(headers: Iterable[str]) -> str:
    """The language, other than English, that most of these headers are in; "" where none is.

    Examples
    --------
    >>> language_of(["Firma", "Ansprechpartner", "Status"]), language_of(["Company", "Status"])
    ('German', '')
    """
    said: Counter = Counter()
    for header in headers:
        meanings = exact_meanings(header)
        spoken = frozenset().union(*(m.languages for m in meanings))
        if spoken and all(m.languages for m in meanings if m.subject != "left"):
            said.update({language: 1 / len(spoken) for language in spoken})
    return max(said, key=said.get) if said else ""


@lru_cache(maxsize=1)
def _sheet_words() -> tuple[tuple[str, str], ...]:
    own = data()["sheet_words"]
    named = [own, *(language["sheet_words"] for language in languages().values())]
    return tuple(
        (subject, " ".join(words(name)))
        for mapping in named
        for subject, names in mapping.items()
        for name in names
        if subject != "left_whole"
    )


def subject_named(name: str) -> str:
    """What a sheet's or file's name says it is about: a subject, `left` for no records at all, or "".

    The longest words count, and of equals the last: "order_details" is lines, "customer orders" orders.

    Examples
    --------
    >>> [subject_named(n) for n in ("Deals 2026", "order_details", "sf_opportunity_history_data", "Sheet1")]
    ['opportunities', 'lines', 'left', '']
    """
    said = " ".join(words(name))
    if said in data()["sheet_words"]["left_whole"]:
        return "left"
    text = f" {said} "
    found = [
        (subject == "left", len(word.split()), text.rfind(f" {word} "), subject)
        for subject, word in _sheet_words()
        if f" {word} " in text
    ]
    return max(found)[-1] if found else ""
