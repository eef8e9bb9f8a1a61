"""Small sheets that say what the ids on other sheets are called: stages, pipelines, sources, kinds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from sentia.workbook.files.cells import EMPTY, NUMBER, TEXT, Cells, Sheet
from sentia.workbook.meaning.fields import kind_of, only_rows
from sentia.workbook.meaning.headers import NOWHERE, Header, filled_cells
from sentia.workbook.meaning.pieces import Piece
from sentia.workbook.meaning.sheet_reader import Named, SheetReader
from sentia.workbook.meaning.stage_facts import is_pipeline
from sentia.workbook.meaning.vocabulary import exact_meanings, words
from sentia.workbook.values import read_flag, read_number

_MOST_ROWS = 1000  # of a sheet that names ids; longer ones hold records
_LABELS = (
    *("label", "name", "title", "stage", "description", "value", "bezeichnung", "nom", "libelle", "nombre"),
    *("nome", "naam", "nazev", "nazwa", "denominazione", "etiqueta", "etichetta"),
)
_SEQUENCES = frozenset({"order", "sequence", "position", "sort", "rank", "sortorder"})
_ORDERS = _SEQUENCES | {"probability", "chance"}
_SAY_NOTHING = frozenset({"id", "code", "key", "name", "label", "property", "hs", "deal", "opportunity", "value"})
_TEXT_FIELDS = frozenset(
    {
        *("name", "first_name", "last_name", "title", "email", "phone", "subject", "notes", "promise"),
        *("address", "postal_code", "website", "profile_url", "best_hours", "referred_by", "next_step"),
        "previous_account",
    }
)
_OUTCOMES = tuple(("opportunities", name) for name in ("is_won", "is_lost", "is_closed"))
_LONG = 5  # letters and digits of an id that stands in no other list by chance
_SEVERAL = 2
_OF_RECORDS = frozenset({"amount", "expected_close_on", "closed_on", "next_step", "next_step_on", "lost_reason"})
_WEAK = {
    "opportunities": _OF_RECORDS,
    "accounts": frozenset({"industry", "website", "address", "city", "country", "employees", "potential_spend"}),
    "contacts": frozenset({"email", "phone", "first_name", "last_name", "title", "profile_url"}),
}


@dataclass(frozen=True)
class Naming:
    """What a table of names is used for: which columns of ids it names, and which of its own are their ids."""

    lookup: "Lookup"
    keys: tuple[int, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[int, tuple[str, str]]:
        """Its columns that are used, by number: the field and what it says."""
        fields = {key: ("names.id", "the ids that stand elsewhere") for key in self.keys}
        fields[self.lookup.label] = ("names.name", "what they are called")
        others = [c for c in range(len(self.lookup.piece.header.texts)) if c not in fields]
        told = {c: ("names.meaning", said) for c in others if (said := _told(self.lookup, c))}
        return dict(sorted((fields | told).items()))


@dataclass(frozen=True, eq=False)
class Lookup:
    """A small table with a column of ids, none twice, and one of names for them."""

    piece: Piece
    label: int
    keys: tuple[int, ...]
    _codes: dict[int, dict[str, int]] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        """The sheet, with nothing outside the table."""
        return self.piece.sheet

    @cached_property
    def rows(self) -> np.ndarray:
        """The positions of its rows."""
        return _rows(self.sheet, self.piece.header)

    @cached_property
    def names(self) -> list[str]:
        """What each row is called."""
        return [text.strip() for text in self.sheet.columns[self.label].shown(self.rows)]

    def codes(self, key: int) -> dict[str, int]:
        """The ids by one of the columns of ids, each with its row's number among the others."""
        if key not in self._codes:
            texts = self.sheet.columns[key].shown(self.rows)
            self._codes[key] = {text.strip(): row for row, text in enumerate(texts)}
        return self._codes[key]

    @cached_property
    def words(self) -> frozenset[str]:
        """What the sheet and its columns are called."""
        said = [self.sheet.name, *(self.piece.header.texts[c] for c in (self.label, *self.keys))]
        return _telling(word for text in said for word in words(text))

    @cached_property
    def outcomes(self) -> list[str | None]:
        """Of stages, whether a deal there is open, won or lost, where columns such as "Is won" say so."""
        won, lost, closed = (self._flags(name) for name in ("is_won", "is_lost", "is_closed"))
        said = [None if closed is None else "open"] * len(self.rows)
        for at in range(len(said)):
            if won is not None and won[at]:
                said[at] = "won"
            elif (lost is not None and lost[at]) or (closed is not None and closed[at] and won is not None):
                said[at] = "lost"
        return said

    @cached_property
    def places(self) -> list[float]:
        """Where each row stands in the order that a column such as "Sequence" gives them; NaN without one."""
        for column, text in enumerate(self.piece.header.texts):
            cells = self.sheet.columns[column]
            if _SEQUENCES & set(words(text)):
                return read_number(only_rows(cells, self.rows)).values.iloc[self.rows].tolist()
        return [np.nan] * len(self.rows)

    def _flags(self, name: str) -> np.ndarray | None:
        for column, text in enumerate(self.piece.header.texts):
            if any(meaning.slot == ("opportunities", name) for meaning in exact_meanings(text)):
                cells = only_rows(self.sheet.columns[column], self.rows)
                return read_flag(cells).values.fillna(False).to_numpy(dtype=bool)[self.rows]
        return None


def lookups_of(pieces: Sequence[Piece]) -> list[Lookup]:
    """The tables among these that may name the ids of others: small, no records, with ids and names."""
    headed = [p for p in pieces if p.header is not None and p.header.position != NOWHERE and _is_open(p)]
    found = [_lookup(piece) for piece in headed] if len(pieces) > 1 else []
    return [lookup for lookup in found if lookup is not None]


def _is_open(piece: Piece) -> bool:
    """Whether the table is not clearly one of records: a stage with its chance looks like a deal without size."""
    choice = piece.choice
    if choice is None:
        return not piece.is_said
    if choice.kind.subject == "products":
        return True
    own = {field for subject, field in choice.uses if subject == choice.kind.subject}
    telling = _WEAK.get(choice.kind.subject)
    is_alone = {subject for subject, _ in choice.uses} <= {choice.kind.subject}
    return telling is not None and is_alone and not (own & telling) and not piece.is_said


def _rows(sheet: Sheet, header: Header) -> np.ndarray:
    below = filled_cells(sheet) > 0
    below[: header.position + 1] = False
    return np.flatnonzero(below)


def _lookup(piece: Piece) -> Lookup | None:
    rows = _rows(piece.sheet, piece.header)
    if not 0 < len(rows) <= _MOST_ROWS:
        return None
    filled = [c for c, cells in enumerate(piece.sheet.columns) if (cells.kind[rows] != EMPTY).all()]
    label = _label(piece, filled, rows)
    keys = [c for c in filled if c != label and _is_key(piece, c, rows)]
    return Lookup(piece, label, tuple(keys)) if label is not None and keys else None


def _label(piece: Piece, filled: Sequence[int], rows: np.ndarray) -> int | None:
    """The column of names: the one called so with the fewest other words, all of its cells texts."""
    ranked = []
    for column in filled:
        said = words(piece.header.texts[column])
        if said and said[-1] in _LABELS and (piece.sheet.columns[column].kind[rows] == TEXT).all():
            ranked.append((_LABELS.index(said[-1]), len(said), column))
    return min(ranked)[-1] if ranked else None


def _is_key(piece: Piece, column: int, rows: np.ndarray) -> bool:
    cells, said = piece.sheet.columns[column], words(piece.header.texts[column])
    if not said or _ORDERS & set(said) or not np.isin(cells.kind[rows], (TEXT, NUMBER)).all():
        return False
    return len(set(cells.shown(rows))) == len(rows)


def _telling(said: Iterable[str]) -> frozenset[str]:
    """Words that say of what something is the id: "stages" and "stage" alike."""
    return frozenset(word.removesuffix("s") for word in said) - _SAY_NOTHING


def name_codes(readers: Sequence[SheetReader], lookups: Sequence[Lookup]) -> dict[int, Naming]:
    """Give the columns of ids on these sheets the names that other sheets have for them.

    A column is one of ids where each of its values is an id on one of the small sheets, and both are called alike
    or the ids are too long to be the same by chance. The cell itself stays as it is: the name has none.

    Returns
    -------
    dict of int to Naming
        What each table that gave names is used for, by the `id` of its piece.
    """
    used: dict[int, Naming] = {}
    for reader in readers if lookups else ():
        others = [lookup for lookup in lookups if lookup.sheet is not (reader.as_found or reader.sheet)]
        for column, what in _may_be_codes(reader):
            found = _best(reader, column, others)
            if found is not None:
                lookup, key = found
                _name(reader, column, lookup, key)
                so_far = used.get(id(lookup.piece), Naming(lookup))
                places = (*so_far.places, f"{what} on sheet '{reader.sheet.name}'")
                used[id(lookup.piece)] = Naming(lookup, (*so_far.keys, key), places)
    return used


def _may_be_codes(reader: SheetReader) -> list[tuple[int, str]]:
    """The columns that may hold ids for names, and what they say: listed words, and the pipeline."""
    found = []
    for column, use in reader.choice.columns.items():
        field = use.slot[1]
        if kind_of(use.slot) in ("text", "choice") and field not in _TEXT_FIELDS and not field.endswith("_id"):
            found.append((column, field.replace("_", " ")))
    unused = [c for c in range(len(reader.body.headers)) if c not in reader.choice.columns]
    return [*found, *((column, "pipeline") for column in unused if is_pipeline(reader.body.headers[column]))]


def _best(reader: SheetReader, column: int, lookups: Sequence[Lookup]) -> tuple[Lookup, int] | None:
    """The table and its column of ids that name every value; None where none does, or two do alike."""
    first = _first(reader, column)
    lookups = [lookup for lookup in lookups if any(first in lookup.codes(key) for key in lookup.keys)]
    codes = set(_codes(reader, column)[1]) if lookups else set()
    said = _telling(words(reader.body.headers[column]))
    ranked = []
    for lookup in lookups:
        shared = len(said & lookup.words)
        key = next((k for k in lookup.keys if codes <= lookup.codes(k).keys()), None)
        if key is not None and not codes <= set(lookup.names) and (shared or _are_unlike_others(codes)):
            ranked.append((shared, lookup, key))
    ranked.sort(key=lambda one: -one[0])
    is_clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > ranked[1][0])
    return ranked[0][1:] if is_clear else None


def _first(reader: SheetReader, column: int) -> str:
    """The first value of a column, as it looks; "" where it has none."""
    cells, rows = reader.sheet.columns[column], reader.body.records
    filled = cells.kind[rows] != EMPTY
    return cells.shown(rows[[filled.argmax()]])[0].strip() if filled.any() else ""


def _are_unlike_others(codes: set[str]) -> bool:
    return len(codes) >= _SEVERAL and all(len(code) >= _LONG for code in codes)


def _codes(reader: SheetReader, column: int) -> tuple[np.ndarray, list[str]]:
    """For each record which of the distinct values its cell holds (-1: none), and these as they look."""
    cells = reader.sheet.columns[column]
    at = reader.body.records[cells.kind[reader.body.records] != EMPTY]
    seen = pd.Series(cells.text.iloc[at].to_numpy(dtype=object), at)
    is_number = cells.kind[at] == NUMBER
    seen = seen.mask(is_number, pd.Series(cells.number[at], at)) if is_number.any() else seen
    places, _ = seen.factorize()
    first = at[np.unique(places, return_index=True)[1]] if len(at) else at
    which = np.full(reader.sheet.n_rows, -1)
    which[at] = places
    return which[reader.body.records], [text.strip() for text in cells.shown(first)]


def _name(reader: SheetReader, column: int, lookup: Lookup, key: int) -> None:
    """Put the names in the place of the ids, and keep which outcome each record's stage has by that sheet."""
    which, codes = _codes(reader, column)
    by_code = [lookup.codes(key)[code] for code in codes]
    texts, outcomes = ([of[row] for row in by_code] for of in (lookup.names, lookup.outcomes))
    columns = list(reader.sheet.columns)
    columns[column] = _as_texts(columns[column], reader.body.records[which >= 0], which[which >= 0], texts)
    reader.as_found = reader.as_found or reader.sheet
    reader.sheet = replace(reader.sheet, columns=tuple(columns))
    said = pd.Series([*outcomes, None], dtype=object).iloc[which].reset_index(drop=True).astype("str")
    title = lookup.piece.header.texts[lookup.label]
    why = f"ids, read as the names under '{title}' on sheet '{lookup.sheet.name}'"
    listed = tuple((lookup.names[row], lookup.places[row], lookup.outcomes[row] or "") for row in by_code)
    reader.named[column] = Named(why, said if said.notna().any() else None, listed)


def _as_texts(cells: Cells, at: np.ndarray, which: np.ndarray, names: Sequence[str]) -> Cells:
    kind, text, number = cells.kind.copy(), cells.text.to_numpy(dtype=object).copy(), cells.number.copy()
    kind[at], text[at], number[at] = TEXT, np.array(names, dtype=object)[which], np.nan
    return Cells(kind, pd.Series(text, dtype="str"), number)


def _told(lookup: Lookup, column: int) -> str:
    """What a column of a table of names holds; "" where nothing is taken from it."""
    said = exact_meanings(lookup.piece.header.texts[column])
    if any(meaning.slot in _OUTCOMES for meaning in said):
        return "whether a deal there is won or closed"
    return "in which order they stand" if _SEQUENCES & set(words(lookup.piece.header.texts[column])) else ""
