"""Every column of a table as the Book page tells of it: what it was taken for, how sure, and why."""

from collections.abc import Mapping, Sequence

from sentia.book.places import column_letters
from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.column_corrections import column_names
from sentia.workbook.meaning.field_names import field_text
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.headers import display_names


def every_column(
    sheet: Sheet, header: int | None, headers: Sequence[str], choice: Choice | None, told: Mapping[str, dict]
) -> list[dict]:
    """One line a column that has a name or anything below it, in the sheet's order.

    Parameters
    ----------
    sheet : Sheet
        The sheet, or the part of it that is one table.
    header : int or None
        The header's row (from 0).
    headers : sequence of str
        What the columns are called.
    choice : Choice or None
        What the table is taken as; None where it is left alone.
    told : mapping of str to dict
        The accounts of the columns that were used, by their letters.

    Returns
    -------
    list of dict
        `column` (letters), `header` (as a rep is told), `name` (as an answer names it), `taken` (a field as text,
        "" where it is left alone), `confidence` (0 to 1, None where left alone), `why`, and `or`: the fields it
        may be as well, as text.
    """
    shown, names = display_names(sheet, header, headers), column_names(headers)
    uses = {} if choice is None else choice.columns
    lines = []
    for number, text in enumerate(shown):
        letters = column_letters(number)
        if text:
            taken = (
                _taken(told[letters], uses[number].slot)
                if letters in told
                else _left(number, headers[number], choice)
            )
            lines.append(
                {"column": letters, "header": text, "name": names[number], **taken, "or": _or(number, choice)}
            )
    return lines


def _taken(told: Mapping, slot: Slot) -> dict:
    return {"taken": field_text(slot), "confidence": told["confidence"], "why": told["why"]}


def _left(number: int, header: str, choice: Choice | None) -> dict:
    why = "its sheet is left alone" if choice is None else choice.left.get(number, "")
    nameless = "it has no name" if not header else "it tells what the sheet is; nothing is taken from it"
    return {"taken": "", "confidence": None, "why": why or nameless}


def _or(number: int, choice: Choice | None) -> list[str]:
    return [] if choice is None else [field_text(slot) for slot in choice.doubts.get(number, ())]
