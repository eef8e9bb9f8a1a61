"""What a column looks like when its header says nothing: dates, money, mail addresses, names, codes."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import EMPTY, FLAG, MOMENT, NUMBER, Cells
from sentia.workbook.values.amounts import amounts_of
from sentia.workbook.values.typed import Texts, fold, matches, tidy
from sentia.workbook.values.words import FLAGS
from sentia.workbook.values.written_dates import NOTHING, date_parts

_SAMPLE = 500  # cells
_MOST_CHOICES = 30  # different words that still are a choice ...
_CHOICE_SHARE = 0.5  # ... and their share of the cells at most
_LONG = 60  # characters
_EMAIL = r"^[^\s@<>;,]+@[^\s@<>;,]+\.[a-z]{2,}(?:\s*[;,]\s*[^\s@]+@[^\s@]+\.[a-z]{2,})*$"
_URL = r"^(?:https?://\S+|(?:www\.)?[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:[a-z]{2}|com|org|net|info|biz|test|example)(?:/\S*)?)$"
_PHONE = r"^(?:\+|00|\()?\d[\d\s()\-./+]{5,20}\d(?:\s*(?:x|ext\.?|app)\s*\d{1,6})?$"
_PHONE_MARKS = r"[\s()\-/+]|^0|\..*\."
_LEAST_DIGITS, _MOST_DIGITS = 7, 20  # with an extension
_LEAST_PHONE, _MOST_PHONE = 1e9, 1e15  # of numbers without marks
_PERSON = (
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Mme|M|Sr|Sra)\.?\s)?"
    r"\p{Lu}[\p{L}'’.\-]*(?:,?\s(?:van|von|de|der|den|da|dos|di|la|le|el|bin|al|\p{Lu}[\p{L}'’.\-]*)){0,3}"
    r",?\s\p{Lu}[\p{L}'’.\-]*$"
)
_NOT_A_NAME = (  # words of stages, jobs and products, which are written with capitals too
    r"\b(?:closed|open|won|lost|lead|deal|sales|account|marketing|manager|director|officer|head|agent|owner|"
    r"representative|assistant|engineer|president|customer|existing|proposal|meeting|phone|call|needs|price|"
    r"qualified|scheduled|negotiation|decision|prospect|suite|enterprise|core|system|service|street|road)s?\b"
)
_COMPANY = (
    r"\b(?:inc|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|kg|ohg|ug|plc|llp|lp|sa|sas|sarl|srl|spa|bv|nv|"
    r"ab|as|oy|aps|pty|group|holdings?|partners|and sons|associates|technologies|systems|solutions|industries|"
    r"bank|university|hospital|hotel|s\.?a\.?|s\.?l\.?|s\.?r\.?l\.?|b\.v\.|n\.v\.)\.?$"
)
_LETTERS = r"^[A-Z]{3,10}$"
_CODE = r"^[a-z]{0,6}[\-_ #/.]?[a-z0-9\-_/]*\d[a-z0-9\-_/]*$"


def looks_like(cells: Cells) -> Mapping[str, float]:
    """How much of a column looks like each kind: shares, 0 to 1, of its cells that are not empty.

    At most 500 cells, evenly spaced, are looked at. A cell may look like several kinds.

    Returns
    -------
    mapping of str to float
        `date`; `number`; `money` (a number with a currency); `email`; `phone`; `url`; `flag`; `choice` (cells
        whose word stands in others too, where words are few); `id` (cells that look like a code and stand
        nowhere else); `person`; `company`; `text` (long or of several lines). All 0 for an empty column.

    Examples
    --------
    >>> looks = looks_like(Cells.from_values(["ann@acme.com", "bo@zeta.org", None]))
    >>> looks["email"], looks["date"]
    (1.0, 0.0)
    """
    sample = _sample(cells)
    texts = Texts.of(sample)
    folded = fold(texts.words)
    looks = _looks_of_texts(texts, folded)
    shares = {name: _share(sample, texts, is_so) for name, is_so in looks.items()}
    shares["date"] += _share_of_kind(sample, MOMENT)
    shares["number"] += _share_of_kind(sample, NUMBER)
    shares["flag"] += _share_of_kind(sample, FLAG)
    shares["phone"] += _share_of(sample, (sample.kind == NUMBER) & _is_long_whole(sample.number))
    return shares | _repetition(sample, texts, folded, looks["date"] | looks["phone"])


def _sample(cells: Cells) -> Cells:
    filled = np.flatnonzero(cells.kind != EMPTY)
    places = filled[np.unique(np.linspace(0, len(filled) - 1, min(len(filled), _SAMPLE)).astype(int))]
    return Cells(cells.kind[places], cells.text.iloc[places].reset_index(drop=True), cells.number[places])


def _looks_of_texts(texts: Texts, folded: pa.Array) -> dict[str, np.ndarray]:
    """One truth a distinct text for each kind."""
    tidied = tidy(texts.words)
    shown = pd.Series(folded.to_pylist(), dtype=object).astype("str")
    is_date = date_parts(folded)["style"].to_numpy() != NOTHING
    amounts = amounts_of(folded, texts)
    is_money = ~np.isnan(amounts.value) & np.array([code is not None for code in amounts.currency], dtype=bool)
    n_digits = shown.str.count(r"\d").to_numpy(dtype=int)
    is_phone = matches(folded, _PHONE) & matches(folded, _PHONE_MARKS) & ~is_date
    is_email = matches(folded, _EMAIL)
    is_company = matches(folded, _COMPANY)
    return {
        "date": is_date,
        "number": ~np.isnan(amounts.value) & ~is_money & ~amounts.is_percent & ~matches(folded, r"^0\d"),
        "money": is_money,
        "email": is_email,
        "phone": is_phone & (n_digits >= _LEAST_DIGITS) & (n_digits <= _MOST_DIGITS),
        "url": matches(folded, _URL) & ~is_email & ~is_date & ~is_company,
        "flag": shown.isin(FLAGS).to_numpy(),
        "person": matches(tidied, _PERSON) & ~is_company & ~matches(folded, _NOT_A_NAME),
        "company": is_company,
        "text": (shown.str.len() > _LONG).to_numpy(dtype=bool) | matches(tidied, r"\n"),
    }


def _share(sample: Cells, texts: Texts, is_so: np.ndarray) -> float:
    return float(is_so[texts.which].sum() / len(sample)) if len(sample) else 0.0


def _share_of(sample: Cells, is_so: np.ndarray) -> float:
    return float(is_so.sum() / len(sample)) if len(sample) else 0.0


def _share_of_kind(sample: Cells, kind: int) -> float:
    return _share_of(sample, sample.kind == kind)


def _is_long_whole(numbers: np.ndarray) -> np.ndarray:
    """Ten digits and more without decimals: telephone numbers that a spreadsheet took for numbers."""
    return (np.floor(numbers) == numbers) & (numbers >= _LEAST_PHONE) & (numbers < _MOST_PHONE)


def _is_code(texts: Texts, folded: pa.Array) -> np.ndarray:
    return matches(folded, _CODE) | matches(texts.words, _LETTERS)


def _repetition(sample: Cells, texts: Texts, folded: pa.Array, others: np.ndarray) -> dict[str, float]:
    """How much of the sample repeats itself, and how much is a code that stands once; `others` are none."""
    shown = np.array(sample.shown(), dtype=object)
    shown[texts.at] = np.array([*folded.to_pylist(), None], dtype=object)[texts.which]
    counts = pd.Series(shown, dtype=object).map(pd.Series(shown, dtype=object).value_counts())
    is_code = (sample.kind == NUMBER) & (np.floor(sample.number) == sample.number)
    is_code[texts.at] = (_is_code(texts, folded) & ~others)[texts.which]
    n_distinct = len(set(shown))
    is_few = n_distinct <= min(_MOST_CHOICES, _CHOICE_SHARE * len(sample))
    return {
        "choice": _share_of(sample, (counts > 1).to_numpy()) if is_few else 0.0,
        "id": _share_of(sample, (counts == 1).to_numpy() & is_code),
    }
