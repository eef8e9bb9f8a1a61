"""What a sheet is when it is no list of records: a cross-tab, a pivot table, a calculation."""

import re
from collections import Counter

import numpy as np

from sentia.book.stages import stage_kind
from sentia.workbook.files.cells import EMPTY, MOMENT, NUMBER, TEXT, Sheet
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.headers import filled_cells, texts_of_row, tidied
from sentia.workbook.meaning.periods import period_of
from sentia.workbook.meaning.vocabulary import exact_meanings

_ROWS_LOOKED_AT = 30  # filled rows
_LEAST_PERIODS = 3
_HALF, _QUARTER = 0.5, 0.25
_LEAST_USED = 2  # columns that mean something on a list of records, whatever months stand beside them
_LEAST_FORMULAS = 3
_FIRST_ROWS, _LEAST_STAGES = 3, 3  # rows in which a board has its stages, and how many
_LEAST_LABELS, _MOST_KNOWN = 3, 0.6  # labels of a form, and the share of them that name something known
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
    rows = np.flatnonzero(filled_cells(sheet))[:_ROWS_LOOKED_AT].tolist()
    board = _board(sheet, rows)
    if choice is not None and _used(sheet, choice) >= _LEAST_USED and not board:
        return ""
    said = (
        board
        or _form(sheet, rows)
        or _pivot(sheet, rows)
        or _cross_tab(sheet, rows)
        or (_calculation(sheet) if choice is None else "")
    )
    return f"{said}, not a list of records" if said else ""


def _board(sheet: Sheet, rows: list[int]) -> str:
    """A column for each stage, with names below, as on a wall."""
    for position in rows[:_FIRST_ROWS]:
        texts = [text for text in texts_of_row(sheet, position) if text]
        kinds = {stage_kind(text) for text in texts}
        if len(texts) >= _LEAST_STAGES and len(kinds) >= _LEAST_STAGES and "unknown" not in kinds:
            return "a board with a column for each stage"
    return ""


def _form(sheet: Sheet, rows: list[int]) -> str:
    """Labels down the first column, and what they label beside them."""
    used = [cells for cells in sheet.columns if (cells.kind != EMPTY).any()]
    labels = [tidied(text) for text in used[0].text.iloc[rows] if text] if len(used) > 1 else []
    known = sum(bool(exact_meanings(text)) for text in labels)
    is_told = len(labels) >= _LEAST_LABELS and known >= _MOST_KNOWN * len(labels)
    is_mixed = any({TEXT, NUMBER} <= set(cells.kind[rows].tolist()) for cells in used[1:])
    is_marked = sum(text.endswith(":") for text in labels) > _HALF * len(labels)
    return "a form with its labels in the first column" if is_told and (is_mixed or is_marked) else ""


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
    shown_columns = [[tidied(text) for text in cells.shown(rows)] for cells in sheet.columns]
    for position, *shown in zip(rows, *shown_columns, strict=True):
        kinds = [cells.kind[position] for cells in sheet.columns]
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
