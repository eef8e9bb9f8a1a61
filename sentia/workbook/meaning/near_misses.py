"""Headers that are close to a known spelling: typed wrong, shortened, in the plural, or with a word too many."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from sentia.workbook.meaning.spellings import Meaning, data, entities, index

CLOSE_TO = "close to"
NEAR_MISS, SHORTENED = 0.65, 0.85  # what is left of the confidence
_LENGTH, _SHORT = 6, 5  # letters: of shorter words any other word is a near miss; English words only
_LONG = 9  # letters from which two may be wrong
_PLURAL = 3  # letters that a word has at least before its plural's s
_ONE, _TWO = 1, 2  # letters wrong

Find = Callable[[tuple[str, ...]], tuple[Meaning, ...]]


def near_misses(said: Sequence[str], find: Find) -> Iterator[Meaning]:
    """What words that mean nothing themselves may be meant to say.

    First with shortened words written out and plurals made singular ("Est. val" is the estimated value), then
    the known spelling that is one letter off, or two in a long one.

    Parameters
    ----------
    said : sequence of str
        The words of a header.
    find : callable
        What words mean by their own spelling.
    """
    for factor, tried in _in_full(tuple(said)):
        found = find(tried)
        if found:
            yield from (_close(meaning, factor) for meaning in found)
            return
    for tried in dict.fromkeys((tuple(said), *(tried for _, tried in _in_full(tuple(said))))):
        found = tuple(_typed_wrong("".join(tried), find))
        if found:
            yield from found
            return


def _close(meaning: Meaning, factor: float) -> Meaning:
    named = meaning.spelled or f"{meaning.subject} {meaning.field}"
    return replace(
        meaning, confidence=meaning.confidence * factor, why=f'{CLOSE_TO} "{named[:1].upper()}{named[1:]}"'
    )


def _in_full(said: tuple[str, ...]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The words with what is shortened written out, without a plural's s, without a number behind."""
    short = data()["shortened"]
    full = tuple(word for short_or_not in said for word in short.get(short_or_not, short_or_not).split())
    singular = tuple(_singular(word) for word in full)
    bare = tuple(word for word in singular if not word.isdigit())
    plural = (*full[:-1], f"{full[-1]}s") if full else ()
    for tried in dict.fromkeys((full, singular, plural, bare)):
        if tried and tried != said:
            yield SHORTENED, tried
    for left in (tuple(w for w in bare if w not in data()["fillers"]),):
        if left and left not in (said, bare):
            yield NEAR_MISS, left


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _PLURAL + len("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _PLURAL else word


def _typed_wrong(spelling: str, find: Find) -> Iterator[Meaning]:
    if len(spelling) < _SHORT:
        return
    wrong = _TWO if len(spelling) >= _LONG else _ONE
    known = _by_first_letter(len(spelling) < _LENGTH).get(spelling[0], ())
    near = [s for s in known if abs(len(s) - len(spelling)) <= wrong]
    close = extract(spelling, near, scorer=OSA.distance, score_cutoff=wrong, limit=1)
    for known, *_ in close:
        yield from (_close(meaning, NEAR_MISS) for meaning in index().get(known) or find(_records()[known]))


@cache
def _records() -> dict[str, tuple[str, ...]]:
    """What records are called, by their letters and digits: the words."""
    return {"".join(entity): entity for same in entities().values() for entity, _ in same}


@cache
def _by_first_letter(is_english: bool) -> dict[str, list[str]]:
    letters: dict[str, list[str]] = {}
    records = {} if is_english else dict.fromkeys(_records(), [])
    for spelling, meanings in (records | index()).items():
        if len(spelling) >= _SHORT and not (is_english and any(m.languages for m in meanings)):
            letters.setdefault(spelling[0], []).append(spelling)
    return letters
