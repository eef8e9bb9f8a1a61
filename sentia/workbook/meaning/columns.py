"""The columns under a header as evidence: what is in them, looked at through a small sample."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

import numpy as np

from sentia.book.stages import stage_kind
from sentia.workbook.files.cells import EMPTY, TEXT, Cells, Sheet
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.fields import Slot, kind_of, only_rows, read_field, sample, share_read
from sentia.workbook.meaning.headers import Header, filled_cells
from sentia.workbook.meaning.vendors import Vendor, vendor_of, vendor_of_sisters
from sentia.workbook.meaning.vocabulary import language_of

_SAMPLE = 200  # cells looked at to see what a column holds
_CHECKED = ("date", "moment", "number", "money", "minutes", "days", "rate", "flag", "choice")
_MOST = 0.5  # of the sampled cells must be readable, or the column is not what its header says
_UNREADABLE, _UNLISTED = 0.4, 0.2  # what is left of the confidence where they are not
_SOME_DOUBT = 0.1
EMPTY_COLUMN = 0.8  # what is left of the confidence of a column without any value
_NAMES = {("opportunities", "name"), ("contacts", "name"), ("accounts", "name")}
_NUMBERED, _NEARLY_ALL, _FEW = 0.4, 0.9, 2  # what is left where a name is a number; the share; cells at least
_LEAST_ALIKE = 3  # headers that show that all begin alike
_START = re.compile(r"([^\W_]+)(_| - |:+ ?|\.|/)(?=.)")
_NO_MAIL = 0.8  # ... of an e-mail column without "@" (hashed or hidden addresses)


class Columns:
    """The headers of one sheet, whose export it is, and a sample of what stands below each header.

    `said` has the columns (0 is A) of which the rep says what they are: a field, or None to leave one alone.
    """

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        said: Mapping[int, Slot | None] | None = None,
        vendor: Vendor | None = None,
    ) -> None:
        self.sheet = sheet
        own = vendor_of(header.texts, sheet.file) if vendor is None else vendor
        self.vendor = own or vendor_of_sisters(sheet.vendor)
        self.said = said or {}
        self.header = header.position
        self.headers = header.texts
        self._samples: dict[tuple[int, int], Cells] = {}
        self._shares: dict[tuple[int, str, bool], float] = {}
        self._texts: dict[int, list[str]] = {}

    @cached_property
    def rows(self) -> np.ndarray:
        """The positions below the header that hold anything."""
        filled = filled_cells(self.sheet) > 0
        filled[: self.header + 1] = False
        return np.flatnonzero(filled)

    @property
    def plain(self) -> "Columns":
        """The same with headers that lack what all of them begin with, such as "tbl_" or "Deal - ".

        Where that means something it says what the table is.
        """
        start, texts = _common_start(self.headers)
        if not start:
            return self
        is_telling = bool(read_words(start).concepts)
        found = copy(self)
        found.__dict__.pop("language", None)
        found.headers = texts
        others = vendor_of_sisters(self.sheet.vendor) if is_telling else self.vendor
        found.vendor = vendor_of(texts, self.sheet.file) or others
        found.sheet = replace(self.sheet, name=f"{self.sheet.name} {start}") if is_telling else self.sheet
        return found

    @property
    def is_one_vendors(self) -> bool:
        """Whether all headers begin alike, which may be how their vendor writes."""
        return bool(self.vendor) and bool(_common_start(self.headers)[0])

    @property
    def named(self) -> list[int]:
        """The columns that have a header."""
        return [column for column, text in enumerate(self.headers) if text]

    @cached_property
    def language(self) -> str:
        """The language, other than English, that most headers are in; "" where none is."""
        return language_of(text for text in self.headers if text)

    def sample(self, column: int, size: int = _SAMPLE) -> Cells:
        """Some filled cells of a column, at most `size`."""
        if (column, size) not in self._samples:
            self._samples[column, size] = sample(self.sheet.columns[column], self.rows, size)
        return self._samples[column, size]

    def is_empty(self, column: int) -> bool:
        """Whether no cell below the header is filled."""
        return not (self.sheet.columns[column].kind[self.header + 1 :] != EMPTY).any()

    def texts(self, column: int) -> list[str]:
        """The distinct texts of a sampled column."""
        if column not in self._texts:
            read = read_field(("contacts", "name"), self.sample(column)).values
            self._texts[column] = read.dropna().unique().tolist()
        return self._texts[column]

    def agreement(self, column: int, slot: Slot) -> float:
        """How far the values agree with a field, as a factor from 0 to 1 for the header's confidence."""
        factor = EMPTY_COLUMN if self.is_empty(column) else 1.0
        kind = kind_of(slot)
        if slot == ("contacts", "email") and not self.is_empty(column):
            return factor if any("@" in text for text in self.texts(column)) else _NO_MAIL
        if slot in _NAMES:
            return factor * (_NUMBERED if self._is_numbers(column) else 1.0)
        if kind not in _CHECKED:
            return factor
        share = self._share(column, slot, kind)
        if share < _MOST:
            return factor * (_UNLISTED if kind == "choice" else _UNREADABLE)
        return factor * (1 - _SOME_DOUBT * (1 - share))

    def _is_numbers(self, column: int) -> bool:
        """Whether nearly all cells hold numbers or days, as no column of names does."""
        cells = self.sample(column)
        return len(cells) >= _FEW and (cells.kind != TEXT).sum() > _NEARLY_ALL * len(cells)

    def _share(self, column: int, slot: Slot, kind: str) -> float:
        key = (column, slot[1] if kind == "choice" else kind, slot[0] == "accounts")
        if key not in self._shares:
            self._shares[key] = share_read(slot, self.sample(column))
        return self._shares[key]

    def repeats(self, column: int) -> bool:
        """Whether a column holds some value twice."""
        cells = only_rows(self.sheet.columns[column], self.rows)
        values = read_field(("orders", "order_id"), cells).values.dropna()
        return bool(values.duplicated().any())

    def stage_kinds(self, column: int) -> Sequence[str]:
        """How far each distinct text would be as a stage."""
        return [stage_kind(text) for text in self.texts(column)]


def _common_start(headers: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """What all headers begin with, and the headers without it; "" where they do not, or it is a part of each name.

    Examples
    --------
    >>> _common_start(["tbl_name", "tbl_stage", "", "tbl_sum"])
    ('tbl', ('name', 'stage', '', 'sum'))
    >>> _common_start(["customer_name", "customer_city", "customer_phone"])[0]
    ''
    """
    found, texts = [], tuple(headers)
    while True:
        heads = [_START.match(text) for text in texts if text]
        starts = {head and head[0].casefold() for head in heads}
        if len(heads) < _LEAST_ALIKE or len(starts) > 1 or heads[0] is None:
            return " ".join(found), texts
        if heads[0][2] == "_" and read_words(heads[0][1]).concepts:
            return " ".join(found), texts
        found.append(heads[0][1])
        texts = tuple(text and text[len(heads[0][0]) :] for text in texts)
