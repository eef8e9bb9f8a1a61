"""A sheet without a header: its columns told by what is in them, and said to be no more than likely."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sentia.book.stages import stage_kind
from sentia.workbook.files.cells import EMPTY, NUMBER, Sheet
from sentia.workbook.meaning.choosing import Choice, choose
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.headers import NOWHERE, Header, filled_cells, is_value
from sentia.workbook.values.looks import looks_like

_LEAST_TOLD = 2  # columns
_MOST = 0.7  # of a column's cells that must look alike
_SOME = 0.3  # ... for companies, of which few are written with "Ltd"
_LEAST_ROWS = 2
_MOST_COLUMNS = 40  # a rep's list without a header has fewer
_SURE = 0.5  # what is left of the confidence
_MOST_STAGES = 12  # different words
_TOLD_BY_LOOKS = {"email": "E-mail", "phone": "Phone", "url": "Website"}


def told_by_values(sheet: Sheet, file: str) -> tuple[Header, Choice] | None:
    """What the columns of a sheet that names none of them are likely to be; None where too few look like anything.

    Two columns at least must look like something, one of them an address, a phone, a stage or an amount; and
    the first row must hold values as the others do, or it is a header in words that nobody here knows.
    """
    filled = filled_cells(sheet)
    columns = sum(bool((cells.kind != EMPTY).any()) for cells in sheet.columns)
    rows = np.flatnonzero(filled)
    if len(rows) < _LEAST_ROWS or columns > _MOST_COLUMNS or not _holds_values(sheet, int(rows[0])):
        return None
    names = _names(sheet)
    if len(names) < _LEAST_TOLD:
        return None
    header = Header(NOWHERE, tuple(names.get(column, "") for column in range(sheet.n_columns)))
    choice = choose(Columns(sheet, header), file)
    return None if choice is None or len(choice.columns) < _LEAST_TOLD else (header, _doubted(choice))


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
    texts = sheet.columns[column].text
    distinct = [text for text in texts.unique() if text]
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


def _doubted(choice: Choice) -> Choice:
    """The same choice, less sure, and said to rest on the values alone."""
    why = "no header: told by what is in it"
    uses = {
        slot: [replace(use, confidence=use.confidence * _SURE, why=why) for use in found]
        for slot, found in choice.uses.items()
    }
    return replace(choice, uses=uses)
