"""Sheets of cells as they were found, before anybody decides what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd

from sentia.workbook.files.kinds import EMPTY, ERROR, FLAG, MOMENT, NUMBER, SPAN, TEXT

__all__ = ["EMPTY", "ERROR", "FLAG", "MOMENT", "NUMBER", "SPAN", "TEXT", "Cells", "Sheet", "stretch"]

_MINUTE, _HOUR = 60, 3600  # seconds
_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_DIGITS = 15  # significant digits that a spreadsheet keeps


@dataclass(frozen=True, eq=False)
class Cells:
    """One column of a sheet as it was found; position i is the sheet's row i + 1 (Excel's number).

    Attributes
    ----------
    kind : ndarray of int8
        EMPTY, TEXT, NUMBER, FLAG, MOMENT, SPAN or ERROR.
    text : Series of str
        The text of TEXT cells, "" elsewhere; never missing, numbered from 0.
    number : ndarray of float64
        NUMBER as it is, FLAG 0 or 1, MOMENT microseconds since 1970-01-01 (no zone), SPAN seconds; NaN
        elsewhere. Columns without any such cell may share one array: never write into it.
    """

    kind: np.ndarray
    text: pd.Series
    number: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)

    @classmethod
    def from_values(cls, values: Sequence[object]) -> "Cells":
        """A column made from Python values: str, int, float, bool, date, datetime, time, timedelta or None.

        "" and NaN are EMPTY, as None is.

        Examples
        --------
        >>> Cells.from_values(["Acme", 5, True, None]).kind.tolist()
        [1, 2, 3, 0]
        """
        pairs = [_kind_and_number(value) for value in values]
        texts = [v if kind == TEXT else "" for v, (kind, _) in zip(values, pairs, strict=True)]
        return cls(
            kind=np.array([kind for kind, _ in pairs], dtype=np.int8),
            text=pd.Series(texts, dtype="str"),
            number=np.array([number for _, number in pairs], dtype=np.float64),
        )

    def shown(self, positions: Sequence[int] | np.ndarray | None = None) -> list[str]:
        """How the cells at these positions (from 0; all where None) look to a person; "" where empty.

        Examples
        --------
        >>> Cells.from_values(["Acme", 12000.0, 0.5, date(2026, 3, 4), True, timedelta(minutes=90)]).shown()
        ['Acme', '12000', '0.5', '2026-03-04', 'Yes', '1:30']
        """
        chosen = np.arange(len(self)) if positions is None else np.asarray(positions, dtype=np.intp)
        texts = self.text.iloc[chosen].tolist()
        kinds, numbers = self.kind[chosen].tolist(), self.number[chosen].tolist()
        return [
            text if kind == TEXT else _SHOWN[kind](number)
            for kind, text, number in zip(kinds, texts, numbers, strict=True)
        ]


def stretch(positions: np.ndarray) -> slice | np.ndarray:
    """Ascending positions, each once, as a slice, which copies nothing, where none is left out between them.

    Examples
    --------
    >>> stretch(np.array([3, 4, 5])), stretch(np.array([3, 5]))
    (slice(3, 6, None), array([3, 5]))
    """
    if len(positions) and positions[-1] - positions[0] == len(positions) - 1:
        return slice(int(positions[0]), int(positions[-1]) + 1)
    return positions


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a file: its columns, all of the same length, counted from A1 whatever is empty before.

    Attributes
    ----------
    file, name : str
        The file's name and the sheet's; a csv's sheet is called as the file, without its ending.
    columns : tuple of Cells
        Column 0 is A.
    is_visible : bool
        False where the sheet was hidden.
    tables : tuple of (first_row, first_column, last_row, last_column)
        Excel's own tables and filter ranges where known; rows from 1, columns from 0, all inclusive.
    formulas : mapping of int to ndarray
        By column, the sheet rows (from 1, ascending) whose cell is a formula.
    notes : tuple of str
        Sentences for the rep about how the sheet was read.
    vendor : str
        Whose export its file is, where another sheet of it says so; "" for nobody's that is known.
    is_1904 : bool
        Whether plain numbers of days count from 1904, as old Excel for the Mac did.
    merged : tuple of (first_row, column, last_row)
        The merged ranges of several rows, whose value the first cell has; rows from 1, columns from 0.
    """

    file: str
    name: str
    columns: tuple[Cells, ...] = field(repr=False)
    is_visible: bool = True
    tables: tuple[tuple[int, int, int, int], ...] = ()
    formulas: Mapping[int, np.ndarray] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    vendor: str = ""
    is_1904: bool = False
    merged: tuple[tuple[int, int, int], ...] = ()

    @property
    def n_rows(self) -> int:
        """How many rows the sheet has, leading empty ones included."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def n_columns(self) -> int:
        """How many columns the sheet has, leading empty ones included."""
        return len(self.columns)


def _kind_and_number(value: object) -> tuple[int, float]:
    if isinstance(value, str):
        return (TEXT if value else EMPTY), np.nan
    if value is None or pd.isna(value):
        return EMPTY, np.nan
    if isinstance(value, bool | np.bool_):
        return FLAG, float(value)
    if isinstance(value, date):
        return MOMENT, _microseconds(value)
    if isinstance(value, timedelta):
        return SPAN, value.total_seconds()
    if isinstance(value, time):
        return SPAN, value.hour * _HOUR + value.minute * _MINUTE + value.second + value.microsecond * 1e-6
    return NUMBER, float(value)


def _microseconds(value: date) -> float:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return float((moment - _EPOCH) // _MICROSECOND)


def _shown_number(number: float) -> str:
    return np.format_float_positional(number, precision=_DIGITS, fractional=False, trim="-")


def _shown_moment(microseconds: float) -> str:
    moment = _EPOCH + timedelta(microseconds=microseconds)
    if moment.time() == time():
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m-%d %H:%M}" if not moment.second else f"{moment:%Y-%m-%d %H:%M:%S}"


def _shown_span(seconds: float) -> str:
    sign, whole = "-" if seconds < 0 else "", round(abs(seconds))
    shown = f"{sign}{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}"
    return f"{shown}:{whole % _MINUTE:02}" if whole % _MINUTE else shown


_SHOWN = {
    EMPTY: lambda _: "",
    NUMBER: _shown_number,
    FLAG: lambda flag: "Yes" if flag else "No",
    MOMENT: _shown_moment,
    SPAN: _shown_span,
    ERROR: lambda _: "#error",
}
