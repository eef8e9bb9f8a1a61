"""One rep, one name: the same owner by name in one place, by e-mail or the other way round in another."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sentia.book.names import plain_name
from sentia.errors import BadQuestion

_WITH_MAIL = re.compile(r"\s*(?P<name>[^<(@]*[^<(@\s])\s*[<(]\s*(?P<mail>[^\s<>()]+@[^\s<>()]+)\s*[>)]\s*")
_MAIL = re.compile(r"\s*(?P<local>[^\s@<>()]+)@[^\s@<>()]+\s*")
_LEAST = 2  # parts of a name: a first name alone is anybody's
_INITIAL = 1


def one_name_each(owners: Iterable[str]) -> Mapping[str, str]:
    """For each spelling of an owner that is another's too, the name that stands for all of them.

    "Reed, Ann", "ann.reed@acme.com" and "Ann Reed (a.reed@acme.com)" are Ann Reed where she is the only one of
    that name and address; an address that fits nobody, or two, stays what it is.

    Examples
    --------
    >>> dict(one_name_each(["Ann Reed", "ann.reed@acme.com", "REED, ANN", "bob@acme.com"]))
    {'ann.reed@acme.com': 'Ann Reed', 'REED, ANN': 'Ann Reed'}
    """
    spelled = list(dict.fromkeys(owners))
    names: dict[frozenset[str], str] = {}
    for text in sorted(spelled, key=lambda text: "," in text):
        if not _MAIL.fullmatch(text):
            names.setdefault(_parts(_bare(text)), _bare(text))
    mails = {found["mail"].casefold(): _bare(text) for text in spelled if (found := _WITH_MAIL.fullmatch(text))}
    told = {text: mails.get(text.casefold()) or _named(text, names) for text in spelled}
    return {text: name for text, name in told.items() if name and name != text}


def owner_named(owners: Sequence[str], text: str) -> str:
    """The one of these owners who has this name or address.

    Raises
    ------
    BadQuestion
        Nobody of that name is among them, or there are none.
    """
    if not owners:
        raise BadQuestion(
            f"Nobody called {text!r} owns anything in this book, of which no column was read as its owners: "
            "leave the owner out, or say which column names them."
        )
    name = one_name_each([*owners, text]).get(text, text)
    if name not in owners:
        raise BadQuestion(f"Nobody called {text!r} owns anything in this book; it has {', '.join(owners)}.")
    return name


def _bare(text: str) -> str:
    """The name as people say it, without the address behind it."""
    found = _WITH_MAIL.fullmatch(text)
    return (found["name"] if found else text).strip()


def _parts(name: str) -> frozenset[str]:
    return frozenset(plain_name(name.replace(",", " ")).split())


def _named(text: str, names: Mapping[frozenset[str], str]) -> str | None:
    """The one name that a text stands for; None where none does, or two may."""
    mail = _MAIL.fullmatch(text)
    if mail is None:
        return names.get(_parts(_bare(text)))
    said = plain_name(mail["local"].replace("_", " ").replace(".", " ").replace("-", " ")).split()
    fits = [name for parts, name in names.items() if len(parts) >= _LEAST and _fits(said, parts, name)]
    return fits[0] if len(fits) == 1 else None


def _fits(said: list[str], parts: frozenset[str], name: str) -> bool:
    """Whether the words of an address are a name's: all of them, or its first letter and the family name."""
    words = plain_name(name).split()
    turned = "," in name
    first, family = (words[-1], words[0]) if turned else (words[0], words[-1])
    joined = "".join(said).rstrip("0123456789")
    short = {
        first[:_INITIAL] + family,
        family + first[:_INITIAL],
        first + family,
        family + first,
        first + family[:1],
    }
    return frozenset(said) == parts or joined in short
