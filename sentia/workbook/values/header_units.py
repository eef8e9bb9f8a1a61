"""In what a column of amounts counts, as its header says: thousands, cents, micros; and in which currency."""

import re
from functools import cache, lru_cache

from sentia.vocabulary import every_spelling, folded, words
from sentia.workbook.values.amounts import CURRENCIES, SCALES

_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]+\b)")
_TOKEN = re.compile(r"[^\W\d_]+|\d+s?|[^\w\s]")
_SIGNS = frozenset("$€£¥₹₩₽₺₴₪")
_ZEROS = {"000": 1e3, "000s": 1e3, "1000": 1e3, "1000s": 1e3, "000000": 1e6}
_SHORT = {"k": 1e3, "t": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "cr": 1e7}
_LONG = 3  # letters of a unit that needs nothing beside it
_SPELLED_IN = re.compile(r"\(([A-Z]{3})\)")
_LAST = re.compile(r"\b([A-Z]{3})$")  # a code as it is written, where not all is in capitals
_BEFORE = frozenset("( [ / , ' ’ in en em w v".split())


@lru_cache(maxsize=8192)
def scale_of(header: str) -> float:
    """What one unit of a column of amounts is worth in whole currency, 1 where its header names no unit.

    A letter such as k counts only beside a currency, in brackets or after "in".

    Examples
    --------
    >>> [scale_of(text) for text in ("Value (k€)", "amount.amountMicros", "Wert TEUR", "total_cents", "K Value")]
    [1000.0, 1e-06, 1000.0, 0.01, 1.0]
    """
    said = _tokens(header)
    for at, word in enumerate(said):
        around = {said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""}
        found = _of_word(word, bool(around & (CURRENCIES.keys() | _SIGNS | _BEFORE)))
        found = found or _parts().get(f"{word} {said[at + 1]}" if at + 1 < len(said) else word)
        if found:
            return found
    return 1.0


@lru_cache(maxsize=8192)
def currency_of(header: str) -> str | None:
    """The currency that the header of amounts names by a sign, or by its code in brackets or at the end.

    Examples
    --------
    >>> [currency_of(text) for text in ("Amount (SEK)", "Wert in T€", "Size in k EUR", "Try value", "ALL DEALS")]
    ['SEK', 'EUR', 'EUR', None, None]
    """
    written = _SPELLED_IN.search(header)
    signs = [CURRENCIES[word] for word in _tokens(header) if word in _SIGNS and word in CURRENCIES]
    joined = [code for word in _tokens(header) if (code := _joined(word)[1])]
    last = None if header.isupper() else _LAST.search(header.rstrip())
    codes = [CURRENCIES[last[1].casefold()]] if last and last[1].casefold() in CURRENCIES else []
    return written[1] if written else next(iter([*signs, *joined, *codes]), None)


def says_scale(text: str) -> bool:
    """Whether an amount as it is written has a unit of its own, as "12k" and "1.5 Mio." have."""
    return any(word in SCALES for word in _tokens(text))


def _of_word(word: str, is_beside: bool) -> float | None:
    if word in _ZEROS and is_beside:
        return _ZEROS[word]
    if word in _parts():
        return _parts()[word]
    if word in SCALES and len(word) >= _LONG:
        return SCALES[word]
    return _joined(word)[0] or (_SHORT.get(word) if is_beside else None)


def _joined(word: str) -> tuple[float | None, str | None]:
    """The unit and the currency of "teur", "kusd", "meur"."""
    unit, code = _SHORT.get(word[:1]), word[1:]
    is_joined = unit is not None and len(code) == _LONG and code in CURRENCIES
    return (unit, CURRENCIES[code]) if is_joined else (None, None)


@cache
def _parts() -> dict[str, float]:
    worth = {"hundredth": 1e-2, "millionth": 1e-6}
    return {folded(text): worth[word] for word, by in words("money units").items() for text in every_spelling(by)}


@lru_cache(maxsize=8192)
def _tokens(header: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(folded(_HUMPS.sub(" ", header).replace("_", " "))))
