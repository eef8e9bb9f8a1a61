"""The rep's word on where a table is: another header row, a range, or that a sheet is left alone."""

import re
from collections.abc import Mapping, Sequence

from sentia.book.places import Area, area
from sentia.errors import BadQuestion
from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.areas import named, whole
from sentia.workbook.meaning.headers import filled_cells
from sentia.workbook.meaning.pieces import Piece, look

HEADER, LEFT_ALONE, AS_FOUND = "header:", "left alone", "as found"
_NAMED = 3  # texts of a row that a message repeats
_WANTED = "write a row's number such as 4, a range such as B4:H200, or 'left alone'"


def question_of(file: str, sheet: str) -> str:
    """The id of the question where a sheet's header is.

    Examples
    --------
    >>> question_of("crm.xlsx", "Deals")
    'header:crm.xlsx|Deals'
    """
    return f"{HEADER}{file}|{sheet}"


def check_places(sheets: Sequence[Sheet], answers: Mapping[str, str]) -> None:
    """Raise BadQuestion where an answer is about a sheet that these files do not have."""
    known = {question_of(sheet.file, sheet.name) for sheet in sheets}
    for key in answers:
        if key.startswith(HEADER) and key not in known:
            file, _, name = key.removeprefix(HEADER).partition("|")
            raise BadQuestion(f"{file} has no sheet '{name}' with anything in it; choose one that it has.")


def correction(sheet: Sheet, answers: Mapping[str, str]) -> str:
    """What the rep said of this sheet, tidied; "" for nothing."""
    said = str(answers.get(question_of(sheet.file, sheet.name), "")).strip()
    return "" if said.casefold() in ("", AS_FOUND) else said


def corrected(sheet: Sheet, said: str) -> Piece | None:
    """The sheet as the rep says it is: one table; None where it is left alone.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    said : str
        The header's row (from 1), a range whose first row is the header, or "left alone".

    Raises
    ------
    BadQuestion
        Neither of these, a row or range without anything in it, or a header that names nothing known.
    """
    if said.casefold() == LEFT_ALONE:
        return None
    place = f"{sheet.file}: sheet '{sheet.name}'"
    chosen, row = _place(sheet, said)
    if chosen is None:
        raise BadQuestion(f"{place}: '{said}' is no place in it; {_WANTED}.")
    if not 1 <= row <= sheet.n_rows or chosen.left >= sheet.n_columns:
        raise BadQuestion(
            f"{place} ends in {named(whole(sheet)).rpartition(':')[2]}, so {said} is outside it; {_WANTED}."
        )
    piece = look(sheet, _inside(sheet, chosen), row - 1, sheet.name)
    if not filled_cells(piece.sheet)[row - 1]:
        raise BadQuestion(f"{place}: row {row} is empty; choose the row that names the columns.")
    if piece.choice is None:
        raise BadQuestion(f"{place}: row {row} names no columns of companies, people or deals{_found(piece)}.")
    return piece


def _place(sheet: Sheet, said: str) -> tuple[Area | None, int]:
    """The area and its header's row (from 1)."""
    if re.fullmatch(r"\d{1,7}", said):
        return whole(sheet), int(said)
    chosen = area(said.replace(" ", "")) if ":" in said else None
    return chosen, 0 if chosen is None else chosen.top


def _inside(sheet: Sheet, chosen: Area) -> Area:
    """The area without what lies beyond the sheet's last row and column."""
    return chosen._replace(bottom=min(chosen.bottom, sheet.n_rows), right=min(chosen.right, sheet.n_columns - 1))


def _found(piece: Piece) -> str:
    names = [text for text in piece.header.texts if text][:_NAMED]
    return f"; found there: {', '.join(repr(name) for name in names)}" if names else ""
