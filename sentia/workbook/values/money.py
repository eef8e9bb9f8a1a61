"""Columns of amounts, numbers and rates."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.book.checked import MOST
from sentia.workbook.files.cells import NUMBER, Cells
from sentia.workbook.values.amounts import Amounts, amounts_of
from sentia.workbook.values.beside_amounts import may_be_ranges, range_ends
from sentia.workbook.values.header_units import says_scale
from sentia.workbook.values.nothing import nothing_in
from sentia.workbook.values.typed import Read, Texts, finish, fold

WANTED_MONEY, WANTED_NUMBER = "an amount such as 12000", "a number such as 1200"
WANTED_RATE = "a chance such as 65%"
LIKELY = {
    0.9: "very high,sehr hoch,tres elevee,tres eleve,muy alta,muito alta,molto alta,zeer hoog,velmi vysoka,"
    "bardzo wysokie,very likely",
    0.8: "high,hot,likely,strong,good,hoch,heiss,wahrscheinlich,eleve,elevee,haute,forte,alta,alto,hoog,vysoka,"
    "vysoky,vysoke,wysokie,wysoka,wysoki",
    0.5: "medium,mid,middle,average,moderate,warm,mittel,moyen,moyenne,media,medio,mediano,gemiddeld,stredni,"
    "srednie,srednia,sredni",
    0.2: "low,cold,unlikely,weak,poor,niedrig,gering,kalt,faible,basse,baja,bajo,baixa,baixo,bassa,basso,laag,"
    "nizka,nizky,nizke,niskie,niska,niski",
    0.1: "very low,sehr niedrig,sehr gering,tres faible,muy baja,muito baixa,molto bassa,zeer laag,velmi nizka,"
    "bardzo niskie,very unlikely",
}
_RATES = {word: rate for rate, words in LIKELY.items() for word in words.split(",")}
_WHOLE = 100  # percent
_NOT_KNOWN = (999, 9999, 99999, -1, -99, -999)  # written for a chance that nobody knows
_ENDS = 3  # spellings of a range's ends: the lower one twice
_MOSTLY = 0.5  # of the plain numbers between 0 and 1: then one above is a percentage that lost its sign


def read_money(cells: Cells, scale: float = 1.0) -> tuple[Read, pd.Series | None]:
    """The column as amounts, and the currency of each cell that states one.

    Numbers count as they are. Texts may have a currency, thousands in any style, a decimal point or comma
    (decided by the column; 1.234 alone is a thousand and more), k, M or bn, a minus or brackets, a word such as
    "about", and how often it is paid ("/month", "p.a."). Of a range the lower end counts, and it is noted. A
    percentage, words and what is too large for any amount are unread. `scale` is what one of the header's units is
    worth, such as 1,000; it counts where a cell does not say such a unit itself.

    Returns
    -------
    tuple of Read and Series or None
        The amounts, and currency codes (str; "kr" as it stands) in the same positions; None where no cell
        states one.

    Examples
    --------
    >>> amounts, currencies = read_money(Cells.from_values(["$12k", "€ 1.234,50", "12-15k", "5%"]))
    >>> amounts.values.tolist(), currencies.tolist(), amounts.unread.tolist()
    ([12000.0, 1234.5, 12000.0, nan], ['USD', 'EUR', nan, nan], [3])
    """
    texts, folded, amounts = _amounts(cells)
    amounts = _with_ranges(folded, texts, amounts)
    if scale != 1:
        cells, amounts = _scaled(cells, texts, amounts, scale)
    read = _finish(cells, "money", texts, folded, amounts, WANTED_MONEY)
    is_read = ~np.isnan(amounts.value) & ~amounts.is_percent
    often, currencies = (
        _of_cells(cells, texts, np.where(is_read, said, None)) for said in (amounts.often, amounts.currency)
    )
    return replace(read, often=often), currencies


def _scaled(cells: Cells, texts: Texts, amounts: Amounts, scale: float) -> tuple[Cells, Amounts]:
    """Numbers, and texts that say no unit of their own, in whole currency."""
    own = np.array([says_scale(text) for text in texts.words.to_pylist()], dtype=bool)
    unit = f"{scale:,.0f}" if scale > 1 else f"1/{1 / scale:,.0f}"
    note = (f"in units of {unit}, as the header says",)
    value = np.where(own, amounts.value, amounts.value * scale)
    return replace(cells, number=cells.number * scale), replace(
        amounts, value=value, notes=(*amounts.notes, *note)
    )


def _of_cells(cells: Cells, texts: Texts, stated: np.ndarray) -> pd.Series | None:
    """What the distinct texts state, one a cell; None where none states anything."""
    if not any(stated):
        return None
    found = np.full(len(cells), None, dtype=object)
    found[texts.at] = stated[texts.which]
    return pd.Series(found, dtype="str")


def _with_ranges(folded: pa.Array, texts: Texts, amounts: Amounts) -> Amounts:
    """The amounts, in which a text that says two, the lower one first, has the lower."""
    places = may_be_ranges(folded, np.isnan(amounts.value) | amounts.is_percent)
    ends = range_ends(folded, places)
    if not ends:
        return amounts
    said = pa.array([text for three in ends.values() for text in three], type=folded.type)
    found = amounts_of(said, Texts(np.arange(len(said)), np.arange(len(said)), said))
    amount = np.where(found.is_percent, np.nan, found.value)
    scaled, plain, high = (amount[n::_ENDS] for n in range(_ENDS))
    low = np.where(scaled < high, scaled, np.where(plain < high, plain, np.nan))
    value, currency, often = amounts.value.copy(), amounts.currency.copy(), amounts.often.copy()
    is_percent = amounts.is_percent.copy()
    at = np.array(list(ends))[~np.isnan(low)]
    value[at], is_percent[at] = low[~np.isnan(low)], False
    currency[at], often[at] = (said[_ENDS - 1 :: _ENDS][~np.isnan(low)] for said in (found.currency, found.often))
    return replace(
        amounts, value=value, currency=currency, often=often, is_percent=is_percent,
        notes=(*amounts.notes, *_range_notes(texts, np.isin(np.arange(len(folded)), at))),
    )  # fmt: skip


def _range_notes(texts: Texts, is_range: np.ndarray) -> tuple[str, ...]:
    if not is_range.any():
        return ()
    text, row = texts.first_row(is_range)
    count = int(texts.counts[is_range].sum())
    return (f"{count} {'range' if count == 1 else 'ranges'}, such as {text} in row {row}: the lower end is taken",)


def read_number(cells: Cells) -> Read:
    """The column as numbers, written as amounts may be.

    Examples
    --------
    >>> read_number(Cells.from_values(["1,200", 5, "11-50"])).values.tolist()
    [1200.0, 5.0, nan]
    """
    texts, folded, amounts = _amounts(cells)
    return _finish(cells, "number", texts, folded, amounts, WANTED_NUMBER)


def _amounts(cells: Cells) -> tuple[Texts, pa.Array, Amounts]:
    texts = Texts.of(cells)
    folded = fold(texts.words)
    return texts, folded, amounts_of(folded, texts)


def _finish(cells: Cells, kind: str, texts: Texts, folded: pa.Array, amounts: Amounts, wanted: str) -> Read:
    value = np.where(amounts.is_percent, np.nan, amounts.value)
    values = np.where(cells.kind == NUMBER, cells.number, np.nan)
    values[texts.at] = value[texts.which]
    values[~(np.abs(values) < MOST)] = np.nan
    blank, notes = nothing_in(cells, texts, folded, ~np.isnan(values))
    return finish(cells, kind, values, blank, wanted, (*amounts.notes, *notes))


def read_rate(cells: Cells) -> Read:
    """The column as rates from 0 to 1, whether written 0.65, 65 or 65%.

    The largest plain number decides: over 1, all are percentages (unless most lie between 0 and 1, as where
    a percent sign was forgotten). High, medium and low, also hot, warm and cold, are 0.8, 0.5 and 0.2; very
    high and very low 0.9 and 0.1. Numbers such as 999 or -1 among chances say that it is not known.

    Examples
    --------
    >>> read_rate(Cells.from_values([65, 10, "75%", "High"])).values.tolist()
    [0.65, 0.1, 0.75, 0.8]
    """
    texts, folded, amounts = _amounts(cells)
    words = np.array([_RATES.get(word, np.nan) for word in folded.to_pylist()], dtype=np.float64)
    signed = np.where(amounts.is_percent, amounts.value / _WHOLE, words)
    plain = np.where(cells.kind == NUMBER, cells.number, np.nan)
    plain[texts.at] = np.where(amounts.is_percent, np.nan, amounts.value)[texts.which]
    rates, notes = _as_rates(plain)
    values = pd.Series(rates)
    values[texts.at] = values[texts.at].fillna(pd.Series(signed[texts.which], index=texts.at))
    values = values.where((values >= 0) & (values <= 1)).to_numpy()
    if not np.isnan(words).all():
        notes += ("high, medium and low are read as 80%, 50% and 20%",)
    is_unknown, unknown_notes = _not_known(plain, values)
    blank, blank_notes = nothing_in(cells, texts, folded, ~np.isnan(values))
    return finish(cells, "rate", values, blank | is_unknown, WANTED_RATE, (*notes, *unknown_notes, *blank_notes))


def _not_known(plain: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Which plain numbers stand for a chance that nobody knows, where the column has others; and a note."""
    is_unknown = np.isin(plain, _NOT_KNOWN) & np.isnan(values)
    if not is_unknown.any() or np.isnan(values).all():
        return np.zeros(len(plain), dtype=bool), ()
    said = " and ".join(f"{number:g}" for number in np.unique(plain[is_unknown]))
    return is_unknown, (f"{said}: {int(is_unknown.sum())} cells that are no chance, read as nothing",)


def _as_rates(plain: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Plain numbers as rates; what cannot be a rate on the column's scale is left as a number over 1."""
    fair = plain[(plain >= 0) & (plain <= _WHOLE)]
    if not (fair > 1).any():
        return plain, ()
    if ((fair > 0) & (fair < 1)).mean() > _MOSTLY:
        return np.where(plain > 1, plain / _WHOLE, plain), ("numbers over 1 are read as percent",)
    return plain / _WHOLE, ("0 to 100, read as percent",)
