"""Why a column of an understood sheet fills no field, in half a sentence for the rep."""

from collections.abc import Mapping, Sequence

from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.fields import Slot, kind_of
from sentia.workbook.meaning.spellings import data
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import exact_meanings, label_of

_WANTED = {"date": "days", "moment": "days", "money": "amounts", "rate": "percentages", "flag": "yes or no"}
_WANTED |= {"number": "numbers", "minutes": "spans of time", "days": "how often", "choice": "words known for it"}
_UNKNOWN, _ELSEWHERE = "nothing is known by this name", "says nothing of {}"
_UNSURE = 0.5  # a surer reading lost to another column, not to its own values
_EMPTY = "nothing stands in it"
_NO_COMPANY = "no column says which company it is about"
AS_SAID = "left alone, as you said"  # why a column is left that the rep left


def why_left(
    columns: Columns, subject: str, candidates: Sequence[Use], uses: Mapping[Slot, Sequence[Use]]
) -> dict[int, str]:
    """The reason of every named column that no use has.

    Parameters
    ----------
    columns : Columns
        The sheet.
    subject : str
        What its rows are.
    candidates : sequence of Use
        What each column might have filled.
    uses : mapping of slot to sequence of Use
        What was chosen.
    """
    used = {use.column for found in uses.values() for use in found}
    return {
        column: _reason(columns, subject, [use for use in candidates if use.column == column], uses, column)
        for column in columns.named
        if column not in used
    }


def _reason(
    columns: Columns, subject: str, own: Sequence[Use], uses: Mapping[Slot, Sequence[Use]], column: int
) -> str:
    if column in columns.said:
        return AS_SAID
    best = max(own, key=lambda use: use.confidence, default=None)
    if best is None:
        header = columns.headers[column]
        known = exact_meanings(header) or read_words(header).parts
        return _ELSEWHERE.format(data()["rows_of"].get(subject, subject)) if known else _UNKNOWN
    if best.slot[0] == "left":
        return data()["left_why"].get(best.slot[1], _UNKNOWN)
    if columns.is_empty(column):
        return _EMPTY
    other = next((use for use in uses.get(best.slot, ()) if use.column != column), None)
    if other is not None and best.confidence >= _UNSURE:
        return f"'{other.header}' says the {label_of(*best.slot)} already"
    if best.slot[0] == "accounts" and best.confidence >= _UNSURE:
        return _NO_COMPANY
    if other is not None:
        return f"'{other.header}' says the {label_of(*best.slot)} better"
    return f"called like the {label_of(*best.slot)}, but does not hold {_WANTED.get(kind_of(best.slot), 'it')}"
