"""A sheet without a header, or with one in words nobody here knows: its columns told by what is in them, and said
to be no more than likely.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sentia.book.stages import stage_kind
from sentia.workbook.files.cells import EMPTY, NUMBER, TEXT, Sheet
from sentia.workbook.meaning.areas import view, whole
from sentia.workbook.meaning.choosing import Choice, choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.headers import NOWHERE, Header, filled_cells, is_value, texts_of_row
from sentia.workbook.meaning.unnamed_columns import may_tell
from sentia.workbook.values.looks import looks_like

_LEAST_TOLD = 2  # columns
_MOST = 0.7  # of a column's cells that must look alike
_SOME = 0.3  # ... for companies, of which few are written with "Ltd"
_LEAST_ROWS = 2
_MOST_COLUMNS = 40  # a rep's list without a header has fewer
_LEAST_SURE = 0.6  # of a column, before it is doubted for want of a header
_SURE = 0.5  # what is left of the confidence
_MOST_STAGES = 12  # different words
_LONGEST = 40  # letters of a header
_LOOKED_AT = 50  # texts
_NO_HEADER = "no header: told by what is in it"
_UNKNOWN_HEADER = "no known name: told by what is in it"
_TOLD_BY_LOOKS = {"email": "E-mail", "phone": "Phone", "url": "Website"}


def told_by_values(sheet: Sheet, file: str) -> tuple[Header, Choice] | None:
    """What the columns of a sheet that names none of them are likely to be; None where too few look like anything.

    Two columns at least must look like something, one of them an address, a phone, a stage or an amount. Where
    the first row holds no values as the others do, it is taken for a header in words that nobody here knows;
    then an amount alone does not do.
    """
    rows = np.flatnonzero(filled_cells(sheet))
    columns = sum(bool((cells.kind != EMPTY).any()) for cells in sheet.columns)
    if len(rows) < _LEAST_ROWS or columns > _MOST_COLUMNS:
        return None
    if _holds_values(sheet, int(rows[0])):
        return _told(sheet, file, Header(NOWHERE, ("",) * sheet.n_columns), _NO_HEADER)
    return _told_below(sheet, file, int(rows[0]))


def _told_below(sheet: Sheet, file: str, position: int) -> tuple[Header, Choice] | None:
    """The same where the row at `position` may be a header: a different short text over every filled column."""
    texts = texts_of_row(sheet, position)
    below = view(sheet, whole(sheet)._replace(top=position + 2)) if position + 1 < sheet.n_rows else None
    said = [text.casefold() for text in texts if text]
    if below is None or len(set(said)) < len(said) or max(map(len, said), default=_LONGEST + 1) > _LONGEST:
        return None
    if not any(_may_be_told(below, column) for column in range(below.n_columns)):
        return None
    filled = [c for c, cells in enumerate(below.columns) if (cells.kind != EMPTY).any()]
    if any(not texts[column] for column in filled) or not {"E-mail", "Phone", "Stage"} & set(
        _names(below).values()
    ):
        return None
    return _told(below, file, Header(position, tuple(texts)), _UNKNOWN_HEADER)


def _may_be_told(sheet: Sheet, column: int) -> bool:
    """Whether some of a column's texts are written as addresses and numbers to call are, or it holds stages."""
    cells = sheet.columns[column]
    return may_tell(cells.text[cells.kind == TEXT].head(_LOOKED_AT)) or _is_stages(sheet, column)


def _told(sheet: Sheet, file: str, header: Header, why: str) -> tuple[Header, Choice] | None:
    names = _names(sheet)
    if len(names) < _LEAST_TOLD:
        return None
    called = tuple(names.get(column, "") for column in range(sheet.n_columns))
    choice = choose(Columns(sheet, Header(NOWHERE, called)), file)
    sure = [] if choice is None else [u for u in choice.columns.values() if u.confidence >= _LEAST_SURE]
    if len(sure) < _LEAST_TOLD:
        return None
    shown = Header(header.position, called) if header.position == NOWHERE else header
    return shown, _doubted(choice, shown.texts, why)


def _holds_values(sheet: Sheet, position: int) -> bool:
    shown = [cells.shown([position])[0] for cells in sheet.columns]
    return any(is_value(text) for text in shown if text)


def _names(sheet: Sheet) -> dict[int, str]:
    """What each column would be called, where its values say so; each name once."""
    looks = {c: looks_like(cells) for c, cells in enumerate(sheet.columns) if (cells.kind != EMPTY).any()}
    names: dict[int, str] = {}
    for column, look in looks.items():
        told = next((name for kind, name in _TOLD_BY_LOOKS.items() if look[kind] >= _MOST), "")
        told = told or ("Stage" if _is_stages(sheet, column) else "")
        if told and told not in names.values():
            names[column] = told
    amounts = [c for c, look in looks.items() if c not in names and _is_amounts(sheet, c, look)]
    names |= {amounts[0]: "Amount"} if len(amounts) == 1 else {}
    return names | _who(looks, names) if set(names.values()) - {"Website"} else {}


def _is_stages(sheet: Sheet, column: int) -> bool:
    cells = sheet.columns[column]
    distinct = [text for text in cells.text[cells.kind == TEXT].unique() if text]
    known = sum(stage_kind(text) != "unknown" for text in distinct)
    filled = int((sheet.columns[column].kind != EMPTY).sum())
    return (
        0 < len(distinct) <= min(_MOST_STAGES, filled)
        and known >= _MOST * len(distinct)
        and len(distinct) < filled
    )


def _is_amounts(sheet: Sheet, column: int, look: Mapping[str, float]) -> bool:
    cells = sheet.columns[column]
    is_number = (cells.kind == NUMBER).sum() >= _MOST * (cells.kind != EMPTY).sum()
    return (
        bool(is_number and look["date"] < _MOST)
        or look["money"] >= _MOST
        or (look["number"] >= _MOST and look["date"] < _MOST)
    )


def _who(looks: Mapping[int, Mapping[str, float]], names: Mapping[int, str]) -> dict[int, str]:
    """The columns of companies and of people: the one most like each; else the first text is the company."""
    left = [c for c in looks if c not in names and max(looks[c]["number"], looks[c]["date"]) < _MOST]
    who: dict[int, str] = {}
    for kind, name, least in (("company", "Company", _SOME), ("person", "Contact", _MOST)):
        best = max((c for c in left if c not in who), key=lambda c: looks[c][kind], default=None)
        if best is not None and looks[best][kind] >= least:
            who[best] = name
    others = [c for c in left if c not in who]
    return who | ({others[0]: "Company"} if others and "Company" not in who.values() else {})


def _doubted(choice: Choice, texts: Sequence[str], why: str) -> Choice:
    """The same choice, less sure, under what the columns are called, and said to rest on the values alone."""
    uses = {
        slot: [replace(u, header=texts[u.column], confidence=u.confidence * _SURE, why=why) for u in found]
        for slot, found in choice.uses.items()
    }
    return replace(choice, uses=uses)
