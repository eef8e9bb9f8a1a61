"""Written amounts: digits with either decimal mark, thousands in any style, k and M, and what stands around.

Which mark is the decimal one is decided by the whole column.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.workbook.values.beside_amounts import often_of
from sentia.workbook.values.typed import Texts, matches

_SCALES = {
    1e3: "k tsd thousand thousands tausend teur t€ mille tis tys duizend",
    1e5: "lakh lakhs lac lacs",
    1e6: "m mm mn mio mill million millions millionen millones milhoes milioni miljoen mln milion miliony "
    "milionow",
    1e7: "crore crores",
    1e9: "b bn mrd billion billions milliarden miliardi miljard md mds mld miliard miliardy",
}
_MIL = {"CZK": 1e6, "PLN": 1e6, "USD": 1e6, "BRL": 1e3, "MXN": 1e3, "ARS": 1e3, "CLP": 1e3, "COP": 1e3}  # "mil"
SCALES = {word: scale for scale, words in _SCALES.items() for word in words.split()}
_ROUGHLY = (
    "~ ≈ about approx approximately around ca circa etwa env environ aprox rund roughly est cca zhruba okolo"
)
_AT_LEAST = (
    "> ≥ + ? from over min minimum least at ab mindestens uber des desde da od vanaf"  # and more, or perhaps
)
_APPROXIMATELY = frozenset(f"{_ROUGHLY} {_AT_LEAST}".split())
# Codes as they are; "$" alone is the US dollar and "kr" stays "kr", since four countries write it so.
_CODES = (
    "usd eur gbp chf jpy cny rmb inr aud cad nzd sek nok dkk isk pln czk huf ron bgn rsd try rub uah ils aed sar "
    "qar kwd bhd omr jod egp zar ngn kes ghs mad tnd brl mxn ars clp cop pen uyu sgd hkd twd krw thb myr idr php "
    "vnd pkr bdt lkr gel kzt"
)
_SYMBOLS = {
    "USD": "$ us$ dollar dollars",
    "EUR": "€ euro euros teur t€",
    "GBP": "£ pound pounds",
    "JPY": "¥ yen 円",
    "INR": "₹ rs",
    "CHF": "fr sfr franken",
    "CAD": "c$ ca$ can$",
    "AUD": "a$ au$",
    "NZD": "nz$",
    "HKD": "hk$",
    "SGD": "s$",
    "BRL": "r$",
    "MXN": "mx$ mex$",
    "KRW": "₩",
    "PLN": "zł zl",
    "CZK": "kc",
    "HUF": "ft",
    "RUB": "₽",
    "TRY": "₺ tl",
    "UAH": "₴",
    "ILS": "₪",
    "NGN": "₦",
    "VND": "₫",
    "PHP": "₱",
    "THB": "฿",
    "CNY": "rmb yuan 元 cn¥",
    "TWD": "nt$",
    "RON": "lei",
    "KZT": "₸",
    "BGN": "лв",
    "kr": "kr",
}
CURRENCIES = {code: code.upper() for code in _CODES.split()} | {
    word: code for code, words in _SYMBOLS.items() for word in words.split()
}
_DOLLARS = frozenset({"CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP"})  # written "$" too
_PERCENTS = "%,percent,pct,prozent,procent,pour cent,por ciento,por cento,per cento"
_PERCENT = tuple(words.split() for words in _PERCENTS.split(","))
_TOKEN = re.compile(r"t€|[^\W\d_]*\$|[^\W\d_]+|[^\s\w.]")
_WORDS = r"(?:[^\d.,()+\-\x{2212}]*[a-z]\.)?[^\d.,()+\-\x{2212}]*"
_MINUS = "[-\\x{2212}]"
_AMOUNT = (
    rf"^(?P<before>{_WORDS})(?P<sign>[+]|{_MINUS})?(?P<between>{_WORDS})"
    r"(?P<digits>\d(?:[\d.,'’ ]{0,30}\d)?|[.,]\d{1,30})(?P<even>[,.][-\x{2013}\x{2014}]+)?"
    rf"(?P<after>[^\d()+\-\x{{2212}}]*)(?P<behind>{_MINUS}|[+])?$"
)
_BRACKETED = r"^[^\d()]*\([^()]*\d[^()]*\)[^\d()]*$"
_CODE_IN_BRACKETS = r"\(\s*([a-z]{2,4}|[$€£¥₹])\s*\)"  # 500 (EUR)
_SCIENTIFIC = r"^[+\-]?\d{1,17}(?:\.\d{1,17})?e[+\-]?\d{1,2}$"
# How the digits are marked: the groups before a decimal point, and the same with the marks swapped.
_SPACED = r"^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$"
_UNSPACED = r"^[\d.,]+$"
_POINT = r"^(?:\d*|\d{1,3}(?:,\d{2,3})*,\d{3})\.\d+$"
_COMMA = r"^(?:\d*|\d{1,3}(?:\.\d{3})*\.\d{3}),\d+$"
_COMMA_GROUPS = r"^\d{1,3}(?:,\d{2,3})+,\d{3}$"
_POINT_GROUPS = r"^\d{1,3}(?:\.\d{3})+\.\d{3}$"
_EITHER = r"^[1-9]\d{0,2}[.,]\d{3}$"  # 1.234: a thousand and more, or one and a bit
_WHOLE = r"^\d+$"
_NAMES = {1e3: "thousands (k)", 1e6: "millions (M)", 1e9: "billions", 1e5: "lakh", 1e7: "crore"}


@dataclass(frozen=True, eq=False)
class Amounts:
    """The distinct texts of a column as amounts: arrays of one entry a text, and how the column was read.

    `value` is NaN where the text is no amount; `currency` is None where none is written; `is_percent` is
    True where a percent sign follows the digits, whose value is then as written: 65% is 65;
    `is_plain` where no word stands beside them; `often` is monthly or yearly where a text says so, else None.
    """

    value: np.ndarray
    currency: np.ndarray
    is_percent: np.ndarray
    is_plain: np.ndarray
    often: np.ndarray
    notes: tuple[str, ...]


def amounts_of(folded: pa.Array, texts: Texts) -> Amounts:
    """Read folded distinct texts as amounts, with the decimal mark that the column's texts show."""
    in_brackets = matches(folded, _BRACKETED)
    bare = pc.if_else(pa.array(in_brackets), pc.replace_substring_regex(folded, r"[()]", ""), folded)
    if pc.any(pc.match_substring(bare, "(")).as_py():
        bare = pc.replace_substring_regex(bare, _CODE_IN_BRACKETS, r"\1")
    found = pc.extract_regex(bare, _AMOUNT)
    groups = {field.name: pc.fill_null(pc.struct_field(found, field.name), "") for field in found.type}
    around = _around(groups)
    around["is_approximate"] |= matches(groups["behind"], r"[+]")
    value, notes = _marked_numbers(groups["digits"], _is_filled(groups["even"]), texts)
    minus = in_brackets | matches(groups["behind"], _MINUS) | matches(groups["sign"], _MINUS)
    value = np.where(around["is_known"], value * around["scale"] * np.where(minus, -1, 1), np.nan)
    value = np.where(np.isnan(value), _scientific(folded), value)
    notes = (*notes, *_notes_around(around[~np.isnan(value)], texts.counts[~np.isnan(value)]))
    percent, plain = (around[name].to_numpy(bool) for name in ("is_percent", "is_plain"))
    currency, often = (around[name].to_numpy(object) for name in ("currency", "often"))
    return Amounts(value, currency, percent, plain & ~np.isnan(value), often, notes)


def _is_filled(texts: pa.Array) -> np.ndarray:
    return pc.not_equal(texts, "").to_numpy(zero_copy_only=False)


def _around(groups: dict[str, pa.Array]) -> pd.DataFrame:
    """One row a text: what the words around its digits say, each distinct combination looked at once."""
    mark = pa.scalar("\n", groups["before"].type)  # never in a folded text
    words = pc.binary_join_element_wise(groups["before"], groups["between"], groups["after"], mark)
    encoded = pc.dictionary_encode(words)
    said = pd.DataFrame(
        [_said(*one.split("\n")) for one in encoded.dictionary.to_pylist()],
        columns=["is_known", "scale", "currency", "is_percent", "is_approximate", "is_plain", "often"],
    )
    said = said.astype({name: bool for name in said if name.startswith("is_")} | {"scale": float})
    return said.take(encoded.indices.to_numpy()).reset_index(drop=True)


def _said(before: str, between: str, after: str) -> tuple[bool, float, str | None, bool, bool, bool, str | None]:
    """Whether every word around the digits is known; scale, currency, percent, about, nothing, and how often."""
    often, after = often_of(after)
    ahead, behind = (
        [token for word in _TOKEN.findall(part) for token in _apart(word)]
        for part in (f"{before} {between}", after)
    )
    currencies = _currencies_of(ahead + behind)
    mil = next((_MIL[code] for code in currencies if code in _MIL), None)
    scale_of = SCALES if mil is None else SCALES | {"mil": mil}
    known = CURRENCIES.keys() | _APPROXIMATELY
    is_percent = behind in _PERCENT
    is_known = all(t in known for t in ahead) and (is_percent or all(t in known | scale_of.keys() for t in behind))
    scales = [scale_of[token] for token in behind if token in scale_of]
    is_known &= len(scales) <= 1 and len(currencies) <= 1 and not (is_percent and currencies)
    currency = next(iter(currencies), None)
    is_rough = bool(_APPROXIMATELY & {*ahead, *behind})
    is_bare = not (ahead or behind or often)
    return is_known, scales[0] if scales else 1.0, currency, is_percent, is_rough, is_bare, often


def _currencies_of(tokens: list[str]) -> set[str]:
    """The currencies that words and signs name: "$500 CAD" is Canadian, "¥500 CNY" Chinese."""
    currencies = {CURRENCIES[token] for token in tokens if token in CURRENCIES}
    if currencies & _DOLLARS:
        currencies -= {"USD"}
    return currencies - {"JPY"} if "CNY" in currencies else currencies


def _apart(word: str) -> list[str]:
    """One word, or two where a scale stands before a dollar sign: 12 k$."""
    return [word[:-1], "$"] if len(word) > 1 and word.endswith("$") and word not in CURRENCIES else [word]


def _marked_numbers(digits: pa.Array, is_even: np.ndarray, texts: Texts) -> tuple[np.ndarray, tuple[str, ...]]:
    """The numbers that digits with marks mean, NaN where the marks make no sense, and how it was decided.

    `is_even`: the text ends as 1.234,- does, so that its digits have no decimals.
    """
    is_spaced = matches(digits, _SPACED)
    is_fair = is_spaced | matches(digits, _UNSPACED)
    bare = pc.replace_substring_regex(digits, r"[ '’]", "")
    is_open = matches(bare, _EITHER) & ~is_spaced & ~is_even
    by_point = is_fair & ~is_open & (matches(bare, _POINT) | matches(bare, _COMMA_GROUPS))
    by_comma = is_fair & ~is_open & (matches(bare, _COMMA) | matches(bare, _POINT_GROUPS))
    has_point, has_comma = by_point.any(), by_comma.any()
    notes = ("decimal comma",) if has_comma else ()
    is_thousand = is_open & (has_point == has_comma)
    if is_thousand.any():
        text, row = texts.first_row(is_thousand)
        notes += (f"{text} in row {row}, and others like it, read as thousands: nothing says it has decimals",)
    by_point |= is_open & has_point & ~is_thousand
    by_comma |= is_open & has_comma & ~is_thousand
    whole = is_thousand | (is_fair & (matches(bare, _WHOLE) | (is_even & matches(bare, _EITHER))))
    return _cast(bare, whole, by_point, by_comma), notes


def _cast(bare: pa.Array, whole: np.ndarray, by_point: np.ndarray, by_comma: np.ndarray) -> np.ndarray:
    pointed = pc.replace_substring(bare, ",", "")
    commaed = pc.replace_substring(pc.replace_substring(bare, ".", ""), ",", ".")
    plain = pc.replace_substring_regex(bare, "[.,]", "")
    nothing = pa.scalar(None, bare.type)
    either = pc.if_else(pa.array(by_comma), commaed, nothing)
    either = pc.if_else(pa.array(by_point), pointed, either)
    return _floats(pc.if_else(pa.array(whole), plain, either))


def _floats(digits: pa.Array) -> np.ndarray:
    return pc.cast(digits, pa.float64()).to_numpy(zero_copy_only=False).astype(np.float64)


def _scientific(folded: pa.Array) -> np.ndarray:
    """1.2e+06, as programs write large numbers; NaN elsewhere."""
    return _floats(pc.if_else(pa.array(matches(folded, _SCIENTIFIC)), folded, pa.scalar(None, folded.type)))


def _notes_around(around: pd.DataFrame, counts: np.ndarray) -> tuple[str, ...]:
    cells = pd.Series(counts, index=around.index).groupby(around["scale"]).sum()
    notes = tuple(f"{cells[scale]} in {name}" for scale, name in _NAMES.items() if scale in cells.index)
    n_rough = int(counts[around["is_approximate"].to_numpy(bool)].sum())
    return (*notes, f"{n_rough} written as approximate") if n_rough else notes
