"""What a text plainly says was promised: by whom, what, and by which day.

In a mail of theirs "I will get back to you by the 25th" is their promise, in ours it is ours; in a note, which we
write, "they will get back to us" is theirs. Words are the vocabulary's (`note phrases`). What only sounds like a
promise is none: without a day "I will think about it" promises nothing.
"""

import re
from functools import lru_cache

import pandas as pd

from sentia.touches.note_dates import day_said
from sentia.vocabulary import folded, matches, pattern

US, THEM = "us", "them"
_NOTES = "note phrases"
_SENTENCE = re.compile(r"(?<=[!?;])\s|\n|(?<=\D\.)\s+")
_NEVER = re.compile(r"\b(?:not|cannot|can't|won't|n't|unable|nicht|niet|nao|never|nie)\b[^,;]{0,12}$")
_TO = r"[ :,-]+(?:them |him |her |us |me )?(?:to |that )?"


def _said(word: str, head: str = "") -> re.Pattern:
    return re.compile(rf"{head}{pattern(_NOTES, word)}")


_WE_PROMISED, _THEY_PROMISED, _YOU_PROMISED = map(_said, ("we promised", "they promised", "you promised"))
_HEADED = _said("promised them", r"(?:^|[.,;:!-]|\band)\s*")
_BARE = _said("promised")
_HEADING = re.compile(rf"(?:^|[.;,!-] ?)(?:{pattern(_NOTES, 'a promise')}|{pattern(_NOTES, 'promised')}) ?:")
_I_WILL, _I_ANSWER, _THEY_WILL, _THEY_ANSWER = map(
    _said, ("i will", "i will answer", "they will", "they will answer")
)
_PLAIN = ("we promised", "they promised", "you promised", "promised", "a promise", "promised them")
_WILLS = ("i will", "i will answer", "they will", "they will answer")
HINT = "|".join(pattern(_NOTES, word) for word in (*_PLAIN, *_WILLS))


@lru_cache(maxsize=65_536)
def promise_said(
    text: str, made_on: pd.Timestamp, is_theirs: bool = False
) -> tuple[str | None, str | None, pd.Timestamp | None]:
    """What was promised, by whom (us, them) and by which day, by the first sentence that says so; else all None.

    `is_theirs`: they wrote it. A promise in so many words may have no day; one that somebody "will" has to have.

    Examples
    --------
    >>> promise_said("Call with Ann: we promised the price by Friday", pd.Timestamp("2026-11-23"))
    ('the price by Friday', 'us', Timestamp('2026-11-27 00:00:00'))
    >>> promise_said("Ich melde mich bis zum 25. bei Ihnen", pd.Timestamp("2026-11-23"), True)[1:]
    ('them', Timestamp('2026-11-25 00:00:00'))
    """
    sentences = [part for line in text.splitlines() for part in _SENTENCE.split(line)]
    read = (_of_sentence(sentence, made_on, is_theirs) for sentence in sentences)
    return next((found for found in read if found[1]), (None, None, None))


def _of_sentence(sentence: str, made_on: pd.Timestamp, is_theirs: bool) -> tuple:
    said, author = folded(sentence), THEM if is_theirs else US
    plain = [(_WE_PROMISED, author), (_YOU_PROMISED, US) if is_theirs else (_THEY_PROMISED, THEM)]
    for words, by in [*plain, *([] if is_theirs else [(_HEADED, US)])]:
        if found := words.search(said):
            return _what(sentence, said, found), by, day_said(said, made_on)
    day = day_said(said, made_on, False)
    found = _HEADING.search(said) or (day and _BARE.search(said))
    if found and not is_theirs:
        return _what(sentence, said, found), US, day
    wills = [(_I_ANSWER, author, True), (_I_WILL, author, False)]
    wills += [] if is_theirs else [(_THEY_ANSWER, THEM, True), (_THEY_WILL, THEM, False)]
    for words, by, or_on in wills:
        found = words.search(said)
        if found and not _NEVER.search(said[: found.start()]) and (day := day_said(said, made_on, or_on)):
            return sentence.strip(" ."), by, day
    return None, None, None


def _what(sentence: str, said: str, found: re.Match) -> str:
    """What follows the promise, as it is written; else the whole sentence ("wir haben den Preis versprochen")."""
    rest = re.sub(rf"^{_TO}", "", said[found.end() :]).strip(" .:")
    written = sentence.split()
    return " ".join(written[len(written) - len(rest.split()) :] if rest else written).strip(" .:")


def may_promise(texts: pd.Series) -> pd.Series:
    """Whether each text has words of a promise at all; all others need not be read.

    Examples
    --------
    >>> may_promise(pd.Series(["We promised samples", "Nice talk", None], dtype="str")).tolist()
    [True, False, False]
    """
    return matches(texts, HINT)
