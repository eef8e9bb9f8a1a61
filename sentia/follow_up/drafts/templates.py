"""The words of every message, with named places for the facts: ours, or the rep's own, kept with the book."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sentia.book.book import Book
from sentia.errors import BadQuestion
from sentia.follow_up.drafts.languages import LANGUAGES, Language

KEPT, SIGNATURE = "draft:", "draft:signature"
PLACE = re.compile(r"\{([^{}]*)\}")
PLACES = {
    "first": "their first name",
    "name": "their whole name",
    "account": "their company",
    "deal": "the deal",
    "amount": "the amount of the quote",
    "day": "the day it is about",
    "until": "the last day of the quote",
    "promise": "what was promised",
    "other": "the other person or company",
    "owner": "your name",
}
MESSAGES = {  # each message by the words a rep has for it
    "answer": "Answer what they asked",
    "promise": "Keep a promise of yours",
    "late promise": "Say that a promise comes later",
    "their promise": "Remind them of theirs",
    "next step": "Agree the next step",
    "first": "First word to a new lead",
    "try again": "Try again after no answer",
    "information": "After information sent",
    "quote": "About a quote",
    "summary": "Summary of a meeting",
    "in touch": "Keep in touch",
    "order": "About the next order",
    "fresh look": "Fresh look after a no",
    "greet": "Greet in the new job",
    "thank": "Thank for the order",
    "ask introduction": "Ask for an introduction",
    "thank introduction": "Thank for an introduction",
    "return introduction": "Return an introduction",
    "timetable": "Ask for the timetable",
    "who follows": "Ask who follows",
}


def usual_words(about: str, language: str) -> tuple[str, str]:
    """Our subject and body with all their places; where a fact is not known, ours are said without it.

    Examples
    --------
    >>> usual_words("order", "en")[1].split("\\n\\n")[:2]
    ['Hello {first},', 'Your last order with us was on {day}.']
    """
    words = LANGUAGES[language].words
    subject, *lines = (_fullest(ways) for ways in words.messages[about])
    return subject, "\n\n".join([_fullest(words.hello), *lines, _fullest(words.bye)])


def _fullest(ways: str | Sequence[str]) -> str:
    return ways if isinstance(ways, str) else ways[0]


def own_words(book: Book, about: str, language: str) -> tuple[str, str] | None:
    """The rep's own subject and body; None where they kept none, or wrote a place that no fact fills."""
    kept = book.answers.get(key_of(about, language))
    if not kept or unknown_places(kept):
        return None
    subject, _, body = kept.partition("\n")
    return subject, body


def key_of(about: str, language: str) -> str:
    """The answer, by its id, in which a book keeps the rep's own words of a message in a language."""
    return f"{KEPT}{about}:{language}"


def unknown_places(text: str) -> list[str]:
    """The places of a text that no fact fills, in the order they stand; a lone bracket is none.

    Examples
    --------
    >>> unknown_places("Hello {frist} of {account}")
    ['frist']
    """
    return [place for place in dict.fromkeys(PLACE.findall(text)) if place not in PLACES]


def with_words(book: Book, about: str, language: str, subject: str, body: str) -> Book:
    """The book with these words of the rep's own; with ours where they are ours.

    Raises
    ------
    BadQuestion
        No subject or no body, or a place that no fact fills.
    """
    subject = " ".join(subject.split())
    if not subject or not body.strip():
        raise BadQuestion(f"{MESSAGES[about]}: it needs a subject and a message; empty, nothing would be sent.")
    unknown = unknown_places(f"{subject}\n{body}")
    if unknown:
        known = ", ".join(f"{{{place}}}" for place in PLACES)
        raise BadQuestion(
            f"{MESSAGES[about]}: {{{unknown[0]}}} is no fact that can be filled in; there are {known}."
        )
    if (subject, body.strip()) == usual_words(about, language):
        return without_words(book, about, language)
    return replace(book, answers={**book.answers, key_of(about, language): f"{subject}\n{body.strip()}"})


def without_words(book: Book, about: str, language: str) -> Book:
    """The book with our words of this message again."""
    key = key_of(about, language)
    return replace(book, answers={name: said for name, said in book.answers.items() if name != key})


def signature_of(book: Book, owner: str | None) -> str | None:
    """How the rep signs: as they wrote it, else by the name of whose desk it is."""
    return book.answers.get(SIGNATURE) or owner


def with_signature(book: Book, signature: str) -> Book:
    """The book whose messages are signed like this; by the owner's name where it is empty."""
    rest = {name: said for name, said in book.answers.items() if name != SIGNATURE}
    return replace(book, answers=rest | ({SIGNATURE: signature.strip()} if signature.strip() else {}))


def our_words(about: str, language: Language, facts: Mapping[str, str]) -> tuple[str, str]:
    """Our subject and body: of each line the first way to say it whose facts are all known."""
    words = language.words
    subject, *lines = words.messages[about]
    said = [_sayable(ways, facts) for ways in (words.hello, *lines, words.bye)]
    return _sayable(subject, facts) or "", "\n\n".join(line for line in said if line)


def _sayable(ways: str | Sequence[str], facts: Mapping[str, str]) -> str | None:
    every = (ways,) if isinstance(ways, str) else ways
    return next((way for way in every if set(PLACE.findall(way)) <= set(facts)), None)
