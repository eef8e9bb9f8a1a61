"""What people write beside an amount: how often it is paid, and the two ends of a range."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MONTHLY, YEARLY = "monthly", "yearly"
_MONTH = "months?|mo|mth|mnth|monate?|mon|mois|mes|mese|mensual|maand|mnd|mesic|mes\\.|miesiac|m"
_YEAR = "years?|yr|y|annum|anno|jahr|jahre?|an|annee|ano|jaar|rok|a"
_PER = r"(?:/|\bper\b|\bpro\b|\bpar\b|\bpor\b|\bal\b|\ba\b|\bje\b|\bza\b|\bna\b)\s*"
_MONTHLY = (
    r"p\.?\s?m\.|pcm|mtl\.?|mrr|monthly|monatlich|mensuel(?:le)?|mensual|mensal|mensile|al mese|maandelijks|"
    r"mesicne|miesiecznie"
)
_YEARLY = (
    r"p\.?\s?a\.?|arr|yearly|annual(?:ly)?|jahrlich|annuel(?:le)?|anual|annuale|annuo|jaarlijks|rocne|rocznie"
)
_OFTEN = {
    MONTHLY: rf"{_PER}(?:{_MONTH})\.?(?![a-z])|(?<![a-z])(?:{_MONTHLY})(?![a-z])",
    YEARLY: rf"{_PER}(?:{_YEAR})\.?(?![a-z])|(?<![a-z])(?:{_YEARLY})(?![a-z])",
}
_PATTERNS = {often: re.compile(pattern) for often, pattern in _OFTEN.items()}
_LETTERED = r"[/a-z]"
_DIGITS = r"\d(?:[\d.,'’ ]{0,20}\d)?"
_SCALE = r"[a-z€]{0,9}"
_RANGE = re.compile(
    rf"(?P<before>[^\d()]*?)(?P<low>{_DIGITS})\s?(?P<scale>{_SCALE})\s*(?:-|–|—|\bto\b|\bbis\b|\bund\b|\band\b|"
    rf"\.\.\.?|…|\bdo\b|\ba\b|\btot\b)\s*(?P<sign>[^\d()\s]{{0,3}})\s?(?P<high>{_DIGITS})(?P<after>[^\d()]*)"
)
_MAY_BE_RANGE = r"\d.*(?:[-–—…]|\.\.|\b(?:to|bis|und|and|do|a|tot)\b).*\d"


def often_of(text: str) -> tuple[str | None, str]:
    """How often folded words beside an amount say that it is paid, and the words without that.

    Examples
    --------
    >>> often_of("€/month"), often_of("k p.a."), often_of("k€"), often_of(" usd per year")
    (('monthly', '€'), ('yearly', 'k'), (None, 'k€'), ('yearly', 'usd'))
    """
    if not re.search(_LETTERED, text):
        return None, text
    for often, pattern in _PATTERNS.items():
        found = pattern.search(text)
        if found:
            return often, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return None, text


def range_ends(folded: pa.Array, places: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The lower end of each range among these texts, twice, and its upper end: as texts that are amounts.

    The first spelling of the lower end has the upper one's scale, as in 5-10k; the second has none, as in 500-1k.

    Examples
    --------
    >>> range_ends(pa.array(["5-10k", "$5,000 to $10,000"]), [0, 1])
    {0: ('5k', '5', '10k'), 1: ('$5,000', '$5,000', '$10,000')}
    """
    found = {place: _RANGE.fullmatch(folded[place].as_py()) for place in places}
    return {place: _ends(match) for place, match in found.items() if match}


def _ends(match: re.Match) -> tuple[str, str, str]:
    before, low, scale, sign, high, after = (
        match[name].strip() for name in ("before", "low", "scale", "sign", "high", "after")
    )
    upper = f"{sign or before}{high}{after}"
    alone = f"{before}{low}{scale}"
    return (alone if scale or sign else f"{before}{low}{after}"), alone, upper


def may_be_ranges(folded: pa.Array, is_left: np.ndarray) -> np.ndarray:
    """The places of the texts left over that may say two amounts."""
    if not is_left.any():
        return np.array([], dtype=np.intp)
    return np.flatnonzero(is_left & pc.match_substring_regex(folded, _MAY_BE_RANGE).to_numpy(zero_copy_only=False))
