"""Which rows below a header are records, and why the others are not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sentia.book.places import Area
from sentia.workbook.files.cells import EMPTY, TEXT, Cells, Sheet
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.headers import NOWHERE, Header, filled_cells, texts_of_row
from sentia.workbook.meaning.totals import totals
from sentia.workbook.meaning.unfilled import examples, unfilled
from sentia.workbook.meaning.vocabulary import exact_meanings
from sentia.workbook.values import read_flag, read_moments

_CODE = 3  # letters of a currency's code: alone it may as well be a name
_FEW_CELLS = 2  # footers and group titles fill no more
_HALF = 0.5

FOOTER = re.compile(
    r"confidential information|copyright|\(c\)|©|generated (by|on)|printed (by|on)|exported (by|on|at)|"
    r"filtered by|as of |report |source:|note:|page \d+|all rights reserved|end of report|"
    r"total records|\d+ (rows|records)\b",
    re.IGNORECASE,
)
_KIND_OF_VALUE = re.compile(
    r"\(.*\)|\[.*\]|text|string|number|numeric|integer|decimal|currency|date(time)?|boolean|pick ?list|lookup|"
    r"id|email|phone|varchar\S*|required|optional|mandatory|[a-z]{3}|[$€£%]|(dd|mm|yyyy)([-/.](dd|mm|yyyy)){2}",
    re.IGNORECASE,
)
_DELETED, _NOT_OF_ROWS = "deleted", frozenset({"by", "owner", "person", "reason", "count", "note", "id", "name"})
_OF_LEADS = ("left", "converted")
CONVERTED = "a lead that was converted, so its deal stands elsewhere"
_SUBITEMS = "subitems"
_CONVERTED_STATUS = "closed - converted"
EXAMPLE = "EXAMPLE"  # stands in the row of the blank template that shows how to fill it in
EXAMPLE_ROW = "the template's example"
TOTAL, TITLE = "a total", "a title between the records"


@dataclass(frozen=True)
class Body:
    """The rows of a table: its header, its columns' names, the positions of its records, the rows passed over.

    Positions are counted from 0 (the sheet's row less one); `skipped` maps a position to its reason.
    """

    header: int | None
    headers: tuple[str, ...]
    records: np.ndarray
    skipped: dict[int, str]


def body_of(sheet: Sheet, area: Area, header: Header, identity: Sequence[int], is_deals: bool = False) -> Body:
    """The records below a header, and why each other row of the area is none.

    Parameters
    ----------
    sheet : Sheet
        With nothing outside the area.
    area : Area
        The part of the sheet whose rows are accounted for.
    header : Header
        What names the columns.
    identity : sequence of int
        The columns that say who or what a row is about: a row with none of them filled is no record.
    is_deals : bool
        Whether the rows are deals or leads, of which a CRM converts some.
    """
    filled = filled_cells(sheet)
    rows = np.arange(sheet.n_rows)
    inside = (rows >= area.top - 1) & (rows < area.bottom)
    below = inside & (rows > header.position)
    over = np.flatnonzero(inside & (rows < header.position)).tolist()
    skipped = {p: _above(p, header) if filled[p] else "blank" for p in over}
    for positions, why in _reasons(sheet, header, identity, below & (filled > 0), is_deals):
        for position in positions:
            skipped.setdefault(int(position), why)
    skipped |= dict.fromkeys(np.flatnonzero(below & (filled == 0)).tolist(), "blank")
    is_record = below.copy()
    is_record[list(skipped)] = False
    position = None if header.position == NOWHERE else header.position
    return Body(position, header.texts, np.flatnonzero(is_record), dict(sorted(skipped.items())))


def _above(position: int, header: Header) -> str:
    return "a second row of the header" if position in header.above else "above the header"


def _reasons(
    sheet: Sheet, header: Header, identity: Sequence[int], below: np.ndarray, is_deals: bool
) -> Iterable[tuple[Iterable[int], str]]:
    """Why rows are no records, in the order in which the reasons count."""
    again = _repeated_headers(sheet, header, below)
    few = below & (filled_cells(sheet) <= _FEW_CELLS)
    yield again, "the header again"
    yield _header_in_other_words(sheet, header, below), "the header again, in other words"
    yield [p - 1 for p in again if few[p - 1]], "a title above the header"
    yield _examples(sheet, header), EXAMPLE_ROW
    yield unfilled(sheet, header, identity, below), "a row of a template, not filled in"
    yield examples(sheet, identity, below), "an example, not a record"
    yield _kinds_of_values(sheet, header, below), "says what the columns hold"
    yield _headers_of_subitems(sheet, below), "names the columns of the subitems below it"
    yield _group_titles(sheet, header, below), TITLE
    yield totals(sheet, identity, _leftmost(sheet), below), TOTAL
    yield _footers(sheet, few), "a footer, not a record"
    yield _without_identity(sheet, identity, below), "nothing on it says who or what it is"
    yield from _flagged(sheet, header, below, is_deals)


def _repeated_headers(sheet: Sheet, header: Header, below: np.ndarray) -> list[int]:
    if header.position == NOWHERE:
        return []
    written = texts_of_row(sheet, header.position)
    named = [column for column, text in enumerate(written) if text]
    if not named:
        return []
    first = sheet.columns[named[0]]
    same = below & (first.kind == TEXT) & (first.text == first.text.iloc[header.position]).to_numpy(dtype=bool)
    wanted = [text.casefold() for text in written]
    return [p for p in np.flatnonzero(same).tolist() if [t.casefold() for t in texts_of_row(sheet, p)] == wanted]


def _header_in_other_words(sheet: Sheet, header: Header, below: np.ndarray) -> list[int]:
    """The row just below the header that gives the same columns their names in the system they came from."""
    position = header.position + 1
    if header.position == NOWHERE or position >= sheet.n_rows or not below[position]:
        return []
    pairs = [(a, b) for a, b in zip(header.texts, texts_of_row(sheet, position), strict=True) if b]
    same = sum(bool(_slots(a) & _slots(b)) for a, b in pairs)
    is_header = same >= _FEW_CELLS and same > _HALF * len(pairs)
    return [position] if is_header else []


def _examples(sheet: Sheet, header: Header) -> list[int]:
    """The row just below the header where it still shows how the blank template is filled in."""
    position = header.position + 1
    is_there = header.position != NOWHERE and position < sheet.n_rows
    return [position] if is_there and EXAMPLE in texts_of_row(sheet, position) else []


def _headers_of_subitems(sheet: Sheet, below: np.ndarray) -> list[int]:
    """Rows between the records that head the parts of one of them: "Subitems", then what their columns are."""
    first = _leftmost(sheet)
    if not first:
        return []
    says_so = (sheet.columns[first[0]].text.str.casefold() == _SUBITEMS).to_numpy(dtype=bool) & below
    return [p for p in np.flatnonzero(says_so).tolist() if sum(map(bool, texts_of_row(sheet, p))) > _FEW_CELLS]


def _kinds_of_values(sheet: Sheet, header: Header, below: np.ndarray) -> list[int]:
    """The row just below the header that says of each column what it holds: "(text)", "EUR", "yyyy-mm-dd"."""
    position = header.position + 1
    if header.position == NOWHERE or position >= sheet.n_rows or not below[position]:
        return []
    texts = [text for text in texts_of_row(sheet, position) if text]
    says_so = len(texts) == filled_cells(sheet)[position] and all(_KIND_OF_VALUE.fullmatch(t) for t in texts)
    return [position] if says_so and len(texts) > 1 and any(len(t) > _CODE for t in texts) else []


def _group_titles(sheet: Sheet, header: Header, below: np.ndarray) -> list[int]:
    """Rows with one text in the first column, each before a full row.

    All where the first row is one of them, else those that stand off from what is above by an empty row.
    """
    first = _leftmost(sheet)
    rows = np.flatnonzero(below)
    if header.position == NOWHERE or len(rows) <= _FEW_CELLS or not first:
        return []
    count = filled_cells(sheet)
    filled = count[rows]
    is_title = (filled == 1) & (sheet.columns[first[0]].kind[rows] == TEXT)
    is_title[:-1] &= filled[1:] > _FEW_CELLS
    is_title[-1] = False
    return rows[is_title if is_title[0] else is_title & (count[rows - 1] == 0)].tolist()


def _slots(text: str) -> set[tuple[str, str]]:
    return {meaning.slot for meaning in exact_meanings(text)}


def _leftmost(sheet: Sheet) -> list[int]:
    return [n for n, cells in enumerate(sheet.columns) if (cells.kind != EMPTY).any()][:1]


def _footers(sheet: Sheet, sparse: np.ndarray) -> list[int]:
    return [
        p
        for p in np.flatnonzero(sparse).tolist()
        if any(FOOTER.match(text) for text in texts_of_row(sheet, p) if text)
    ]


def _without_identity(sheet: Sheet, identity: Sequence[int], rows: np.ndarray) -> np.ndarray:
    says_who = np.zeros(sheet.n_rows, dtype=bool)
    for column in identity:
        says_who |= sheet.columns[column].kind != EMPTY
    return np.flatnonzero(rows & ~says_who)


def _flagged(
    sheet: Sheet, header: Header, below: np.ndarray, is_deals: bool
) -> Iterable[tuple[Iterable[int], str]]:
    """Rows that the CRM marks as deleted, by a flag or by the day, and leads that it has turned into deals."""
    for column, text in enumerate(header.texts):
        cells, said = sheet.columns[column], read_words(text).concepts
        if _DELETED in said and not said & _NOT_OF_ROWS:
            is_dated = read_moments(cells, None).values.notna().to_numpy(dtype=bool)
            yield np.flatnonzero(below & (_is_set(cells) | is_dated)), "deleted in the CRM"
        if is_deals and _OF_LEADS in _slots(text):
            yield np.flatnonzero(below & _is_set(cells)), CONVERTED
        if is_deals and ("opportunities", "status") in _slots(text):
            is_converted = (cells.text.str.casefold() == _CONVERTED_STATUS).to_numpy(dtype=bool)
            yield np.flatnonzero(below & is_converted & (cells.kind == TEXT)), CONVERTED


def _is_set(flags: Cells) -> np.ndarray:
    return read_flag(flags).values.fillna(False).to_numpy(dtype=bool)
