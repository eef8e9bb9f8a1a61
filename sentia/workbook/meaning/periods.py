"""Months, quarters and years as headers: what stands across the top of a cross-tab."""

import re

_MONTHS = (
    "jan(uary|uar|vier|eiro)?|feb(ruary|ruar)?|fevr(ier)?|f[eé]v(rier|ereiro)?|m[aä]r(z|ch|s|co|ço)?|mar(zo)?|"
    "apr(il|ile)?|avr(il)?|abr(il)?|ma[yi]|mai(o)?|mayo|jun[ei]?|juin|junio|junho|jul[yi]?|juillet|julio|julho|"
    "aug(ust)?|ao[uû]t|ago(sto)?|sept?(ember|embre|iembre)?|set(embro)?|o[ck]t(ober|obre|ubre)?|out(ubro)?|"
    "nov(ember|embre|iembre|embro)?|de[cz](ember|embre|iembre|embro)?|d[eé]c(embre)?|dic(iembre)?|ene(ro)?"
)
_YEAR = r"(19|20)\d\d"
_SHORT_YEAR = rf"({_YEAR}|'?\d\d)"
_KINDS = {
    "months": re.compile(
        rf"({_MONTHS})\.?([\s\-/_']*{_SHORT_YEAR})?|{_YEAR}[\-/.](0?[1-9]|1[0-2])", re.IGNORECASE
    ),
    "quarters": re.compile(
        rf"(fy)?({_SHORT_YEAR})?[\s\-/_]*[qt][1-4][\s\-/_']*(fy)?({_SHORT_YEAR})?", re.IGNORECASE
    ),
    "weeks": re.compile(rf"(week|wk|kw|cw|w)[\s\-.]*\d\d?([\s\-/]+{_SHORT_YEAR})?", re.IGNORECASE),
    "years": re.compile(rf"(fy|year|jahr)?\s*{_YEAR}", re.IGNORECASE),
}


def period_of(text: str) -> str:
    """Which kind of period a header names: months, quarters, weeks, years, or "" for none.

    Examples
    --------
    >>> [period_of(text) for text in ("Jan", "März 2026", "2026-03", "Q1", "2025", "KW 12", "Amount")]
    ['months', 'months', 'months', 'quarters', 'years', 'weeks', '']
    """
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(text.strip())), "")
