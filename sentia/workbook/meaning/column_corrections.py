"""The rep's word on what a column is, kept for every file of the same shape.

An answer under "column:<file>|<sheet>|<column>" says it of one sheet, the column being its header, or its letter
where it has none; one under "shape:<shape>|<column>" says the same of any sheet with these headers. Both hold a
field such as "opportunities.amount", "left alone", or "as found".
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sentia.book.places import column_letters
from sentia.errors import BadQuestion
from sentia.workbook.files.cells import TEXT, Sheet
from sentia.workbook.meaning.choosing import Choice, choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.field_names import AS_FOUND, field_said, field_words
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.headers import Header, read_header
from sentia.workbook.meaning.pieces import Piece
from sentia.workbook.meaning.sheet_kinds import SEVERAL

COLUMN, SHAPE = "column:", "shape:"
_SHAPE_LENGTH = 16  # hexadecimal digits
_STRICT = re.compile(rf"{SHAPE}[0-9a-f]{{{_SHAPE_LENGTH}}}\|.+", re.DOTALL)
_LEAST_TEXTS = 2  # of a row that may name columns
_MOST_NAMED = 8  # columns that a message repeats
STANDS_IN = "not read before another column was left alone; say what it is if it holds the same"


def column_question(file: str, sheet: str, column: str) -> str:
    """The id of the question what a column is.

    Examples
    --------
    >>> column_question("crm.xlsx", "Deals", "Total")
    'column:crm.xlsx|Deals|Total'
    """
    return f"{COLUMN}{file}|{sheet}|{column}"


def shape_of(headers: Sequence[str]) -> str:
    """What sheets with the same headers in the same order share, whatever they and their files are called.

    Examples
    --------
    >>> shape_of(["Deal", "Amount "]) == shape_of(["deal", "amount", ""]) != shape_of(["Amount", "Deal"])
    True
    """
    plain = [_folded(header) for header in headers]
    while plain and not plain[-1]:
        plain.pop()
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:_SHAPE_LENGTH]


def _folded(header: str) -> str:
    return " ".join(header.split()).casefold()


def column_names(headers: Sequence[str]) -> list[str]:
    """How each column is named in an answer: by its header, or by its letters where it has none of its own.

    Examples
    --------
    >>> column_names(["Deal", "", "Note", "note"])
    ['Deal', 'B', 'C', 'D']
    """
    plain = [_folded(header) for header in headers]
    alone = [bool(header) and plain.count(header) == 1 for header in plain]
    return [
        header if own else column_letters(c) for c, (header, own) in enumerate(zip(headers, alone, strict=True))
    ]


def check_columns(sheets: Sequence[Sheet], answers: Mapping[str, str]) -> None:
    """Raise BadQuestion where an answer about a column names no sheet of these files, no shape, or no field."""
    places = [column_question(sheet.file, sheet.name, "") for sheet in sheets]
    for key, said in answers.items():
        if key.startswith(COLUMN) and not any(key.startswith(place) for place in places):
            raise BadQuestion(
                f"'{key.removeprefix(COLUMN)}' is no column of these files; name one that they have."
            )
        if key.startswith(SHAPE) and not _STRICT.fullmatch(key):
            raise BadQuestion(f"'{key}' names no shape and column; write '{SHAPE}<shape>|<column>'.")
        if key.startswith((COLUMN, SHAPE)) and not _is_as_found(said):
            field_said(said)


def _is_as_found(said: str) -> bool:
    return str(said).strip().casefold() in ("", AS_FOUND)


def said_of(sheet: Sheet, headers: Sequence[str], answers: Mapping[str, str]) -> dict[str, str]:
    """What was said of this sheet's columns: of this very sheet, else of any sheet with these headers."""
    of_shape = _said_under(f"{SHAPE}{shape_of(headers)}|", answers)
    return of_shape | _said_under(column_question(sheet.file, sheet.name, ""), answers)


def shape_notes(sheet: Sheet, headers: Sequence[str], answers: Mapping[str, str]) -> list[str]:
    """A sentence that columns are taken as the rep said of another file of this shape; none where none is."""
    own = {_folded(name) for name in _said_under(column_question(sheet.file, sheet.name, ""), answers)}
    of_shape = _said_under(f"{SHAPE}{shape_of(headers)}|", answers)
    here = {_folded(name) for name, said in of_shape.items() if not _is_as_found(said)} - own
    named = [name for name in column_names(headers) if _folded(name) in here]
    if not named:
        return []
    some = "One column is" if len(named) == 1 else f"{len(named)} columns are"
    return [f"{some} taken as you said of an earlier file with the same columns: {', '.join(named)}."]


def _said_under(start: str, answers: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix(start): said for key, said in answers.items() if key.startswith(start)}


def as_said(piece: Piece, answers: Mapping[str, str]) -> Piece:
    """The table with its columns taken as the rep says; the same where nothing was said, or it has no header.

    Raises
    ------
    BadQuestion
        A column that the sheet does not have, two for one field, or a field that no sheet with these columns can
        hold.
    """
    header = piece.header or likely_header(piece.sheet)
    if header is None:
        return piece
    piece, found = replace(piece, header=header), piece
    said = said_of(piece.sheet, header.texts, answers)
    columns = _columns_said(piece, {column: text for column, text in said.items() if not _is_as_found(text)})
    if not columns:
        return found
    file = piece.sheet.file if piece.name in ("", piece.sheet.name) else ""
    seen = replace(piece.sheet, name=piece.name or piece.sheet.name)
    choice = choose(Columns(seen, piece.header, columns), file)
    if choice is None:
        raise BadQuestion(_unfitting(piece.sheet, piece.header, columns))
    fields = {column: slot for column, slot in columns.items() if slot is not None}
    before = choose(Columns(seen, piece.header, fields), file) if fields else found.choice
    if before is not None and before.kind == choice.kind:
        choice = _taken_up_by_no_other(choice, before)
    return replace(piece, choice=choice, is_said=True)


def _taken_up_by_no_other(choice: Choice, before: Choice) -> Choice:
    """The reading after columns were left alone: what they held is read of no column that was not read before.

    `before` is the reading with all else that was said.
    """
    kept = {slot: [use for use in uses if use.column in before.columns] for slot, uses in choice.uses.items()}
    uses = {slot: some for slot, some in kept.items() if some}
    not_taken_up = dict.fromkeys(choice.columns.keys() - before.columns.keys(), STANDS_IN)
    return replace(choice, uses=uses, left={**before.left, **choice.left, **not_taken_up})


def likely_header(sheet: Sheet) -> Header | None:
    """The row that may name the columns in words nobody here knows: the first with two texts or more."""
    texts = sum((cells.kind == TEXT).astype(int) for cells in sheet.columns)
    rows = np.flatnonzero(np.atleast_1d(texts) >= _LEAST_TEXTS)
    return read_header(sheet, int(rows[0])) if len(rows) else None


def _columns_said(piece: Piece, said: Mapping[str, str]) -> dict[int, Slot | None]:
    """The said columns by number (0 is A); what names a column of another table on the sheet is passed over."""
    names = [_folded(name) for name in column_names(piece.header.texts)]
    letters = [column_letters(c).casefold() for c in range(len(names))]
    found: dict[int, Slot | None] = {}
    for column, text in said.items():
        key = _folded(column)
        at = names.index(key) if key in names else letters.index(key) if key in letters else None
        if at is not None:
            found[at] = field_said(text)
    _check_apart(piece, found)
    return found


def _check_apart(piece: Piece, columns: Mapping[int, Slot | None]) -> None:
    first: dict[Slot, int] = {}
    for column, slot in columns.items():
        if slot is None or slot in SEVERAL:
            continue
        if slot in first:
            one, other = (_shown(piece.header, c) for c in (first[slot], column))
            both = f"{one} and {other} cannot both be '{field_words()[slot]}'"
            raise BadQuestion(f"{_place(piece.sheet)}: {both}; choose one of them.")
        first[slot] = column


def check_sheet(sheet: Sheet, pieces: Sequence[Piece], answers: Mapping[str, str]) -> None:
    """Raise BadQuestion where an answer names a column of the sheet that none of its tables has."""
    found = [piece.header or likely_header(piece.sheet) for piece in pieces]
    headers = [header.texts for header in found if header is not None]
    known = {
        _folded(name)
        for texts in headers
        for name in (*column_names(texts), *map(column_letters, range(len(texts))))
    }
    for column in _said_under(column_question(sheet.file, sheet.name, ""), answers):
        if _folded(column) not in known:
            names = [text for texts in headers for text in texts if text]
            more = " ..." if len(names) > _MOST_NAMED else ""
            has = ", ".join(f"'{name}'" for name in names[:_MOST_NAMED])
            raise BadQuestion(f"{_place(sheet)} has no column '{column}'; it has {has}{more}.")


def _unfitting(sheet: Sheet, header: Header, columns: Mapping[int, Slot | None]) -> str:
    fields = [f"{_shown(header, c)} as '{field_words()[slot]}'" for c, slot in columns.items() if slot is not None]
    if not fields:
        return f"{_place(sheet)}: without these columns its rows say nothing; leave the whole sheet alone instead."
    return (
        f"{_place(sheet)}: {' and '.join(fields)} does not go with its other columns; "
        "say first which column names its companies, people or deals."
    )


def _shown(header: Header, column: int) -> str:
    return f"'{header.texts[column] or column_letters(column)}'"


def _place(sheet: Sheet) -> str:
    return f"{sheet.file}: sheet '{sheet.name}'"


def remembered(sheets: Sequence[Mapping], answers: Mapping[str, str]) -> dict[str, str]:
    """What the answers say of any file of the same shape, as "shape:<shape>|<column>" answers.

    Parameters
    ----------
    sheets : sequence of mapping
        The accounts of the sheets that the answers are about (`book.understanding.sheets`), with `shapes`.
    answers : mapping of str to str
        The book's answers.

    Returns
    -------
    dict of str to str
        For `read_book` of another file; with those that the answers already hold.
    """
    kept = {key: said for key, said in answers.items() if key.startswith(SHAPE)}
    for sheet in sheets:
        said = _said_under(column_question(sheet["file"], sheet["sheet"], ""), answers)
        kept |= {f"{SHAPE}{shape}|{column}": text for shape in sheet["shapes"] for column, text in said.items()}
    return kept
