"""What a sheet is when it is no list of records: a cross-tab, a pivot table, a calculation."""

import re
from collections import Counter

import numpy as np

from sentia.workbook.files.cells import EMPTY, MOMENT, NUMBER, TEXT, Sheet
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.headers import filled_cells, shown_row, texts_of_row
from sentia.workbook.meaning.periods import period_of

_ROWS_LOOKED_AT = 30  # filled rows
_LEAST_PERIODS = 3
_HALF, _QUARTER = 0.5, 0.25
_LEAST_USED = 2  # columns that mean something on a list of records, whatever months stand beside them
_LEAST_FORMULAS = 3
_PAIR = 2  # columns of labels and numbers
_MOST_LONG = 40  # letters that the name of what a cross-tab is by has at most
_ROW_LABELS = re.compile(
    r"(row|column) labels|zeilenbeschriftungen|spaltenbeschriftungen|[ée]tiquettes de (lignes|colonnes)|"
    r"etiquetas de (fila|columna)|etichette di (riga|colonna)|total result|gesamt ?ergebnis",
    re.IGNORECASE,
)
_AGGREGATE = re.compile(
    r"(sum|count|average|max|min)( of | - ).+|(summe|anzahl|mittelwert) von .+|(somme|nombre|moyenne) de .+|"
    r"(suma|cuenta|promedio) de .+|(somma|conteggio|media) di .+",
    re.IGNORECASE,
)


def summary_in(sheet: Sheet, choice: Choice | None) -> str:
    """What a sheet is instead of a list of records: half a sentence, "" where it may be one.

    Parameters
    ----------
    sheet : Sheet
        Or the part of it that is looked at.
    choice : Choice or None
        What it would be taken as; a list whose columns say enough is one, whatever stands beside them.

    Examples
    --------
    >>> from sentia.workbook.files.cells import Cells
    >>> rows = zip(*[["Region", "Jan", "Feb", "Mar"], ["North", 5, 6, 7]], strict=True)
    >>> summary_in(Sheet("crm.xlsx", "Plan", tuple(Cells.from_values(list(column)) for column in rows)), None)
    'a cross-tab of months by region, not a list of records'
    """
    if choice is not None and _used(sheet, choice) >= _LEAST_USED:
        return ""
    rows = np.flatnonzero(filled_cells(sheet))[:_ROWS_LOOKED_AT].tolist()
    said = _pivot(sheet, rows) or _cross_tab(sheet, rows) or (_calculation(sheet) if choice is None else "")
    return f"{said}, not a list of records" if said else ""


def _used(sheet: Sheet, choice: Choice) -> int:
    """The columns that mean something, those of totals and amounts under a period apart."""
    return sum(
        not period_of(use.header) and not _AGGREGATE.fullmatch(use.header) for use in choice.columns.values()
    )


def _pivot(sheet: Sheet, rows: list[int]) -> str:
    texts = [text for position in rows for text in texts_of_row(sheet, position) if text]
    is_pivot = any(_ROW_LABELS.fullmatch(text) for text in texts)
    aggregates = sum(bool(_AGGREGATE.fullmatch(text)) for text in texts)
    return "a pivot table" if is_pivot or aggregates else ""


def _cross_tab(sheet: Sheet, rows: list[int]) -> str:
    for position in rows:
        shown, kinds = shown_row(sheet, position), [cells.kind[position] for cells in sheet.columns]
        periods = [_period(text, kind) for text, kind in zip(shown, kinds, strict=True)]
        across = [column for column, period in enumerate(periods) if period]
        filled = sum(kind != EMPTY for kind in kinds)
        distinct = len({shown[column].casefold() for column in across})
        if (
            distinct >= _LEAST_PERIODS
            and len(across) >= _HALF * filled
            and _numbers_below(sheet, position, across)
        ):
            kind = Counter(periods[column] for column in across).most_common(1)[0][0]
            return f"a cross-tab of {kind}{_by(shown, across[0])}"
    return ""


def _period(text: str, kind: int) -> str:
    if kind == MOMENT:
        return "months" if text[-3:] == "-01" else ""
    return period_of(text) if kind in (TEXT, NUMBER) else ""


def _numbers_below(sheet: Sheet, position: int, across: list[int]) -> bool:
    """Whether most filled cells below the periods are numbers, or texts that are written as numbers."""
    filled = numbers = 0
    for column in across:
        cells = sheet.columns[column]
        at = np.flatnonzero(cells.kind[position + 1 :] != EMPTY)[:_ROWS_LOOKED_AT] + position + 1
        filled += len(at)
        numbers += sum(not any(letter.isalpha() for letter in text) for text in cells.shown(at))
    return bool(filled) and numbers > _HALF * filled


def _by(shown: list[str], first: int) -> str:
    """What the rows of a cross-tab are, where the cell to the left of the periods says so."""
    names = [text for text in shown[:first] if text and len(text) <= _MOST_LONG]
    return f" by {names[0].lower()}" if names else ""


def _calculation(sheet: Sheet) -> str:
    """Labels with formulas or numbers beside them."""
    numbers = sum(int((cells.kind == NUMBER).sum()) for cells in sheet.columns)
    formulas = sum(len(rows) for column, rows in sheet.formulas.items() if _has_any(sheet, column))
    if formulas >= _LEAST_FORMULAS and formulas >= _QUARTER * numbers:
        return "a calculation of labels and formulas"
    filled = [cells for cells in sheet.columns if (cells.kind != EMPTY).any()]
    is_pairs = len(filled) == _PAIR and numbers and _is_mostly(filled[0].kind, TEXT)
    return "a list of labels with a number beside each" if is_pairs and _is_mostly(filled[1].kind, NUMBER) else ""


def _has_any(sheet: Sheet, column: int) -> bool:
    return column < sheet.n_columns and bool((sheet.columns[column].kind != EMPTY).any())


def _is_mostly(kinds: np.ndarray, wanted: int) -> bool:
    return (kinds == wanted).sum() > _HALF * (kinds != EMPTY).sum()
