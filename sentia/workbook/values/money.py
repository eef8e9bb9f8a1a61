"""Columns of amounts, numbers and rates."""

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import NUMBER, Cells
from sentia.workbook.values.amounts import Amounts, amounts_of
from sentia.workbook.values.typed import Read, Texts, blank_cells, blanks, finish, fold

WANTED_MONEY, WANTED_NUMBER = "an amount such as 12000", "a number such as 1200"
WANTED_RATE = "a chance such as 65%"
LIKELY = {
    0.8: "high hot likely strong good hoch heiss wahrscheinlich eleve forte alta alto hoog",
    0.5: "medium mid middle average moderate warm mittel moyenne moyen media medio gemiddeld",
    0.2: "low cold unlikely weak poor niedrig gering kalt faible baja bajo baixa baixo bassa basso laag",
}
_RATES = {word: rate for rate, words in LIKELY.items() for word in words.split()}
_WHOLE = 100  # percent
_MOSTLY = 0.5  # of the plain numbers between 0 and 1: then one above is a percentage that lost its sign


def read_money(cells: Cells) -> tuple[Read, pd.Series | None]:
    """The column as amounts, and the currency of each cell that states one.

    Numbers count as they are. Texts may have a currency, thousands in any style, a decimal point or comma
    (decided by the column; 1.234 alone is a thousand and more), k, M or bn, a minus or brackets, and a word
    such as "about". A range, a percentage and words are unread.

    Returns
    -------
    tuple of Read and Series or None
        The amounts, and currency codes (str; "kr" as it stands) in the same positions; None where no cell
        states one.

    Examples
    --------
    >>> amounts, currencies = read_money(Cells.from_values(["$12k", "€ 1.234,50", "12-15k"]))
    >>> amounts.values.tolist(), currencies.tolist(), amounts.unread.tolist()
    ([12000.0, 1234.5, nan], ['USD', 'EUR', nan], [2])
    """
    texts, folded, amounts = _amounts(cells)
    read = _finish(cells, "money", texts, folded, amounts, WANTED_MONEY)
    stated = np.where(np.isnan(amounts.value) | amounts.is_percent, None, amounts.currency)
    if not any(stated):
        return read, None
    currencies = np.full(len(cells), None, dtype=object)
    currencies[texts.at] = stated[texts.which]
    return read, pd.Series(currencies, dtype="str")


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
    values[~np.isfinite(values)] = np.nan
    return finish(cells, kind, values, blank_cells(cells, texts, blanks(folded)), wanted, amounts.notes)


def read_rate(cells: Cells) -> Read:
    """The column as rates from 0 to 1, whether written 0.65, 65 or 65%.

    The largest plain number decides: over 1, all are percentages (unless most lie between 0 and 1, as where
    a percent sign was forgotten). High, medium and low, also hot, warm and cold, are 0.8, 0.5 and 0.2.

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
    return finish(cells, "rate", values, blank_cells(cells, texts, blanks(folded)), WANTED_RATE, notes)


def _as_rates(plain: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Plain numbers as rates; what cannot be a rate on the column's scale is left as a number over 1."""
    fair = plain[(plain >= 0) & (plain <= _WHOLE)]
    if not (fair > 1).any():
        return plain, ()
    if ((fair > 0) & (fair < 1)).mean() > _MOSTLY:
        return np.where(plain > 1, plain / _WHOLE, plain), ("numbers over 1 are read as percent",)
    return plain / _WHOLE, ("0 to 100, read as percent",)
