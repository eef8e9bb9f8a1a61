"""A draft of the message that a line asks for: the rep's own words where they kept some, the facts filled in.

A line of a message whose fact the book does not have is left out, or said without it. Nothing is sent by us.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from sentia.book.book import Book
from sentia.book.done import LATE
from sentia.follow_up.drafts.facts import facts_of
from sentia.follow_up.drafts.languages import LANGUAGES, about_of, language_of
from sentia.follow_up.drafts.templates import PLACE, key_of, our_words, own_words, signature_of

LONGEST_LINK = 1900  # characters; some mail programs on Windows take no more than 2,048
_SHORTEST_FACT = 3  # a shorter fact may be part of another word
_ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+\.\w+")


@dataclass(frozen=True)
class Draft:
    """A message to be looked over: whom to, its subject and body, its kind and language, and the facts in it."""

    to: str
    subject: str
    body: str
    about: str
    language: str
    facts: Mapping[str, str]
    is_own: bool = False


def draft_for(
    book: Book,
    line: Mapping[str, Any],
    on: pd.Timestamp,
    owner: str | None = None,
    language: str | None = None,
) -> Draft | None:
    """The draft for a follow-up or a line of the day; None for a kind with nobody to write to.

    Parameters
    ----------
    line : mapping
        `kind` and ids, `gap` (the id of the follow-up, where it is one) and `next_touch`.
    owner : str, optional
        Who signs.
    language : str, optional
        One of `LANGUAGES`; the contact's own where none is named.
    """
    about = about_of(_kind_of(line), is_theirs=str(line.get("next_touch", "")).startswith("Remind"))
    if about is None:
        return None
    spoken = LANGUAGES.get(language or "") or language_of(book, line.get("contact_id"), line.get("account_id"))
    facts = facts_of(book, line, about, on, spoken, signature_of(book, owner))
    own = own_words(book, about, spoken.code)
    subject, body = own or our_words(about, spoken, facts)
    address = book.contacts.loc[book.contacts["contact_id"] == line.get("contact_id"), "email"].dropna()
    to = address.iloc[0].strip() if len(address) else ""
    return Draft(to, filled(subject, facts), filled(body, facts), about, spoken.code, facts, own is not None)


def _kind_of(line: Mapping[str, Any]) -> str:
    """The kind of the line, or that it only says that a promise comes later."""
    is_late = any(str(one).startswith(LATE) for one in line.get("serves", ()))
    return LATE_PROMISE if is_late else line["kind"]


LATE_PROMISE = "late promise"


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with its facts in their places; a line with a fact that is not known is left out.

    Examples
    --------
    >>> filled("Hello {first},\\nabout {deal}\\nfor {amount}", {"first": "Ana", "deal": "Press line"})
    'Hello Ana,\\nabout Press line'
    """
    lines = [line for line in text.split("\n") if set(PLACE.findall(line)) <= set(facts)]
    return PLACE.sub(lambda place: facts[place[1]], "\n".join(lines))


def as_template(text: str, facts: Mapping[str, str]) -> str:
    """The rep's text with places where its facts stood, so that it serves for others of the kind.

    Examples
    --------
    >>> as_template("Hi Ana, the quote for Press line?", {"first": "Ana", "deal": "Press line"})
    'Hi {first}, the quote for {deal}?'
    """
    text = text.replace("{", "(").replace("}", ")")
    names = {fact: name for name, fact in facts.items() if len(fact) >= _SHORTEST_FACT}
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(re.escape(fact) for fact in longest_first) + r")(?!\w)"
    return re.sub(pattern, lambda found: f"{{{names[found[0]]}}}", text)


def kept_wording(draft: Draft, subject: str, body: str) -> tuple[str, str]:
    """The answer, by its id, in which the book keeps the rep's own wording of this kind in this language."""
    subject = " ".join(subject.split())
    return key_of(draft.about, draft.language), "\n".join(
        as_template(part, draft.facts) for part in (subject, body)
    )


def mail_link(to: str, subject: str, body: str) -> str:
    """The link that opens the message in the rep's own mail program, its body cut where it would be too long.

    Examples
    --------
    >>> mail_link("ana@acme.example", "A & B", "Hello,\\nyes?")
    'mailto:ana@acme.example?subject=A%20%26%20B&body=Hello%2C%0D%0Ayes%3F'
    """
    address = quote(to, safe="@") if _ADDRESS.fullmatch(to) else ""
    start = f"mailto:{address}?subject={quote(' '.join(subject.split()), safe='')}&body="
    kept = body.replace("\r\n", "\n").replace("\n", "\r\n")
    link = start + quote(kept, safe="")
    while len(link) > LONGEST_LINK and kept:
        kept = kept[: max(len(kept) - max((len(link) - LONGEST_LINK) // 9, 1), 0)]
        link = start + quote(kept, safe="")
    return link
