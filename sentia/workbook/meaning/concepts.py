"""What the words of a header mean: concepts such as money, day, owner, in any language of the vocabulary.

A header is cut into words (also inside a compound such as "Vertragswert", and by humps and underscores), each
word looked up as it is, as words run together, by its stem, or as it was meant where a letter is wrong.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from os.path import commonprefix

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from sentia.vocabulary.headers import Lists, word_lists

IGNORED = "ignore"  # the concept of words that say nothing
_CUSTOM = re.compile(r"__c\b|__c:")
_CUT_SHORT = re.compile(r"([^\W\d_]{3,})\.(?!\w)")  # words with a full stop
_ACRONYM = re.compile(r"([A-Z]+)([A-Z][a-z])")
_SIGNS = {"$": " usd ", "€": " eur ", "£": " gbp ", "%": " percent ", "#": " number ", "№": " number "}
# Letters that have no accent to take away, and those of Arabic that end a word in two ways.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ة": "ه", "ى": "ي"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SHORTENED = re.compile(r"(?<=[\u0590-\u05ff])[\"'״׳](?=[\u0590-\u05ff])")  # within an abbreviation in Hebrew
# What is written before a word as one with it: "the", "and", "of" and the like in Arabic and in Hebrew.
_BEFORE = ("وال", "بال", "لل", "ال", "و", "ול", "וה", "של", "ה", "ו", "ב", "ל", "מ")
_LINKS = frozenset("s n en es e er on at de do da of the by in to".split())  # letters between words of a compound
_TAILS = frozenset({"id", "nr", "no"})  # short words that may end a compound
_WIDE = 0x2E80  # from here on scripts write no spaces
_LEAST, _LONGEST = 3, 16  # letters of a word inside a compound
_STEM, _LONG_STEM = 6, 8  # letters of words that have a stem, and of those whose stem lacks two letters
_MEANT = 0.5  # what a word counts as unknown that is only nearly a known one
_LONG_WORD = 9  # letters from which two may be wrong
_ENDING = 3  # letters that an inflected word may have more than its stem
_KNOWN, _LINK, _WIDE_LINK, _NOT = 1.2, 1.5, 0.9, 99.0  # what a piece of a compound says for a cut
_ENOUGH, _ENOUGH_WIDE = 0.5, 0.1  # points a letter that make a cut believable
_PHRASE = 3  # words of the longest phrase


@dataclass(frozen=True)
class Said:
    """What a header says.

    Attributes
    ----------
    concepts, first, last : frozenset of str
        Those of all its words, of its first word and of its last.
    unknown : float
        Words of which nothing is known; half where one is only meant to be a known word.
    parts : tuple of frozenset of str
        The concepts of each word that says something.
    """

    concepts: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    unknown: float = 0.0
    parts: tuple[frozenset[str], ...] = ()


def header_words(header: str) -> list[str]:
    """The words of a header, folded.

    Examples
    --------
    >>> header_words("CloseDate"), header_words("Loss_Reason__c"), header_words("Größe (€)")
    (['close', 'date'], ['loss', 'reason'], ['grosse', 'eur'])
    """
    text = _SHORTENED.sub("", _with_humps_apart(_CUSTOM.sub(" ", header)))
    text = _ACRONYM.sub(r"\1 \2", text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return [word for word in re.split(r"[\W_]+", _fold(text)) if word]


def _with_humps_apart(text: str) -> str:
    if text.islower():
        return text
    pairs = zip(text, [*text[1:], ""], strict=False)
    return "".join(a + " " if b.isupper() and (a.islower() or a.isdigit()) else a for a, b in pairs)


@lru_cache(maxsize=65_536)
def read_words(header: str) -> Said:
    """The concepts of a header.

    Examples
    --------
    >>> sorted(read_words("OwnerName").concepts)
    ['name', 'owner']
    """
    said, parts, unknown, at = header_words(header), [], 0.0, 0
    cut_short = {_fold(word) for word in _CUT_SHORT.findall(header)}
    while at < len(said):
        phrase, size = _phrase(said, at)
        found = (phrase,) if phrase else _meaning(said[at])
        found = found or (_begun(said[at]) if said[at] in cut_short else ())
        meant = () if found else _typed_wrong(said[at])
        unknown += 0.0 if found or said[at].isdigit() else _MEANT if meant else 1.0
        parts.extend(found or meant)
        at += size
    content = tuple(frozenset(part) for part in parts if set(part) != {IGNORED})
    return Said(
        frozenset(concept for part in content for concept in part if concept != IGNORED),
        content[0] if content else frozenset(),
        content[-1] if content else frozenset(),
        unknown,
        content,
    )


def is_understood(header: str) -> bool:
    """Whether every word of a header is known, and some say something.

    Examples
    --------
    >>> is_understood("planned_revenue"), is_understood("Acme Ltd")
    (True, False)
    """
    said = header_words(header)
    is_known = [bool(_phrase(said, at)[0]) or bool(_meaning(word)) for at, word in enumerate(said)]
    return bool(read_words(header).parts) and all(is_known)


def _phrase(said: list[str], at: int) -> tuple[frozenset[str], int]:
    """The concepts of the longest phrase that begins here, and its words; of none where there is no phrase."""
    for size in range(min(_PHRASE, len(said) - at), 1, -1):
        words = said[at : at + size]
        joined = "".join(words)
        found = _index().get("_".join(words)) or (len(joined) > _LEAST + 1 and _index().get(joined))
        if found:
            return found, size
    return frozenset(), 1


@lru_cache(maxsize=65_536)
def _meaning(word: str) -> tuple[frozenset[str], ...]:
    """The concepts of one word, piece by piece; () where nothing is known of it."""
    if word in _index():
        return (_index()[word],)
    bare = word.rstrip("0123456789")
    if bare != word:
        return _meaning(bare) if bare else ()
    found = _without_what_is_before(word) or _cut(word) or _stem(word, _stems())
    return found or (() if _typed_wrong(word) else _stem(word, _stems_of_languages()))


@lru_cache(maxsize=65_536)
def _begun(word: str) -> tuple[frozenset[str], ...]:
    """What all known words mean that begin with one cut short: "Bem." is a note, "Ansprechp." a person."""
    whole = [found for known, found in _index().items() if known.startswith(word) and "_" not in known]
    common = frozenset.intersection(*whole) if whole else frozenset()
    return (common,) if common else ()


def _without_what_is_before(word: str) -> tuple[frozenset[str], ...]:
    for start in _BEFORE:
        rest = word.removeprefix(start)
        if rest != word and rest in _index():
            return (_index()[rest],)
    return ()


def _cut(word: str) -> tuple[frozenset[str], ...]:
    """The known words that this one is made of, by the best of all cuts."""
    is_wide = any(ord(letter) > _WIDE for letter in word)
    best: list[tuple[float, tuple[frozenset[str], ...]]] = [(0.0, ())] + [(-1e9, ())] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            score, pieces = best[start]
            gain, found = _piece(word[start:end], is_wide, bool(start), end == len(word))
            if score + gain > best[end][0]:
                best[end] = (score + gain, (*pieces, found) if found else pieces)
    enough = _ENOUGH_WIDE if is_wide else _ENOUGH
    return best[-1][1] if best[-1][0] > enough * len(word) else ()


def _piece(piece: str, is_wide: bool, is_inside: bool, is_last: bool) -> tuple[float, frozenset[str]]:
    is_long = len(piece) >= (1 if is_wide else _LEAST) or (piece in _TAILS and is_last)
    if is_long and piece in _index():
        return len(piece) ** _KNOWN, _index()[piece]
    if is_wide:
        return -_WIDE_LINK * len(piece), frozenset()
    is_link = is_inside and piece in _LINKS
    return (-_LINK * len(piece) if is_link else -_NOT), frozenset()


def _stem(word: str, stems: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The concepts of the known word of which this one is another form."""
    for cut in range(len(word), _STEM - 2, -1):
        found = stems.get(word[:cut])
        if found and len(word) - cut <= _ENDING:
            return (found,)
    return ()


@lru_cache(maxsize=65_536)
def _typed_wrong(word: str) -> tuple[frozenset[str], ...]:
    """The concepts of the known word that is one letter off, or two in a long one, with the same beginning.

    In a short word two letters may only have changed places.
    """
    wrong = 0 if len(word) < _STEM - 1 else 1 if len(word) < _LONG_WORD else 2
    near = [known for known in _by_first_letter().get(word[0], ()) if abs(len(known) - len(word)) <= wrong]
    near = near if len(word) >= _STEM else [known for known in near if sorted(known) == sorted(word)]
    if not wrong or not word.isalpha():
        return ()
    close = extract(word, near, scorer=OSA.distance, score_cutoff=wrong, limit=None)
    best = min(close, key=lambda one: (one[1], -len(commonprefix([word, one[0]]))), default=None)
    return (_index()[best[0]],) if best else ()


@cache
def _by_first_letter() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in _common():
        if len(word) >= _STEM - 1:
            found.setdefault(word[0], []).append(word)
    return found


@cache
def _index() -> Mapping[str, frozenset[str]]:
    """The concepts of each known word, folded; the words of a phrase are joined by an underscore.

    What a word means in any sheet stands; else it means what it means in any of the languages that have it.
    """
    return {**_of_languages(), **_common()}


@cache
def _common() -> Mapping[str, frozenset[str]]:
    return _by_word([word_lists()[0]])


@cache
def _of_languages() -> Mapping[str, frozenset[str]]:
    return _by_word(word_lists()[1])


def _by_word(lists: Iterable[Lists]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, words in (pair for one in lists for pair in one.items()):
        for spelled in set().union(*map(_spelled, words)):
            found.setdefault(spelled, set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


def _spelled(word: str) -> set[str]:
    """A word as it is looked up, also with its letters of other alphabets spelled out: "waehrung"."""
    both = {word, word.casefold().translate(_SPELLED_OUT)}
    return {"_".join(header_words(text)) for text in both}


@cache
def _stems() -> Mapping[str, frozenset[str]]:
    return _stems_of(_common())


@cache
def _stems_of_languages() -> Mapping[str, frozenset[str]]:
    return _stems_of(_of_languages())


def _stems_of(words: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, concepts in words.items():
        if len(word) >= _STEM:
            found.setdefault(word[: -1 if len(word) < _LONG_STEM else -2], set()).update(concepts)
    return {stem: frozenset(concepts) for stem, concepts in found.items()}


@lru_cache(maxsize=65_536)
def _fold(text: str) -> str:
    if text.isascii():
        return text.casefold()
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept).casefold()
