"""Rows that go on with the row above: a merged cell speaks for each of its rows, a group's name for its records.

Where cells are merged the file says so. Without that, the leading columns of a table name groups where their first
record is named, no name is written twice, and many records leave them empty, or where the groups have subtotals.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.workbook.files.cells import EMPTY, Cells, Sheet
from sentia.workbook.meaning.bodies import TOTAL, Body
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.fields import kind_of
from sentia.workbook.meaning.headers import Header
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use

_COUNTED = r"^(.*\S)\s*\((\d{1,9})(?:\s[^()]*)?\)$"  # a name and how many records it heads
_LEAST_BLANK = 2  # records that leave a column of groups empty
_SHARE_BLANK = 0.3  # ... and their share
_OF_ONE = frozenset(
    "notes next_step subject promise lost_reason email phone address website profile_url title".split()
)


def unmerged(sheet: Sheet, header: Header) -> tuple[Sheet, frozenset[int]]:
    """The sheet in which each row below the header has the values of the cells that are merged over it.

    Also the columns in which cells were merged.

    Examples
    --------
    >>> columns = (Cells.from_values(["Company", "Acme", None]), Cells.from_values(["Deal", "Pumps", "Nuts"]))
    >>> told, _ = unmerged(Sheet("a.xlsx", "a", columns, merged=((2, 0, 3),)), Header(0, ("Company", "Deal")))
    >>> told.columns[0].text.tolist()
    ['Company', 'Acme', 'Acme']
    """
    sources: dict[int, np.ndarray] = {}
    for first, column, last in sheet.merged:
        if first > header.position + 1 and column < sheet.n_columns:
            rows = sources.setdefault(column, np.arange(sheet.n_rows))
            rows[first - 1 : last] = first - 1
    return _taken(sheet, sources), frozenset(sources)


def continued(sheet: Sheet, body: Body, choice: Choice) -> tuple[Sheet, frozenset[int]]:
    """The sheet in which each record has the name of the group it stands in; and the columns that name groups.

    Parameters
    ----------
    sheet : Sheet
        With nothing outside the table.
    body : Body
        Its records, each of which says by itself who or what it is.
    choice : Choice
        What the columns are used for.
    """
    records, sources = body.records, {}
    groups = np.zeros(len(records), np.intp)
    has_subtotals = any(why == TOTAL and p < records[-1:].max(initial=-1) for p, why in body.skipped.items())
    for column, use in sorted(choice.columns.items()):
        is_filled = sheet.columns[column].kind[records] != EMPTY
        if not is_filled.any():
            continue
        if is_filled.all() or not is_filled[0] or not _may_name_groups(use, choice.kind.subject):
            break
        if not (has_subtotals or _names_groups(sheet.columns[column], records, is_filled, groups)):
            break
        groups = np.maximum.accumulate(np.where(is_filled, np.arange(len(groups)), 0))
        sheet = _without_counts(sheet, column, records[is_filled], np.bincount(groups)[np.flatnonzero(is_filled)])
        sources[column] = np.arange(sheet.n_rows)
        sources[column][records] = records[groups]
    return _taken(sheet, sources), frozenset(sources)


def _without_counts(sheet: Sheet, column: int, rows: np.ndarray, sizes: np.ndarray) -> Sheet:
    """The sheet in which a column names its groups without the number of their records: "Ann Reed (2)"."""
    cells = sheet.columns[column]
    parts = cells.text.iloc[rows].str.extract(_COUNTED)
    if parts.isna().any(axis=None) or (parts[1].astype(int).to_numpy() != sizes).any():
        return sheet
    text = cells.text.copy()
    text.iloc[rows] = parts[0].to_numpy()
    columns = (*sheet.columns[:column], Cells(cells.kind, text, cells.number), *sheet.columns[column + 1 :])
    return replace(sheet, columns=columns)


def continued_sentence(reader: SheetReader) -> str:
    """Which columns name groups on their first row only; "" where none does."""
    columns = sorted(column for column in reader.grouped if column < len(reader.body.headers))
    listed = ", ".join(reader.body.headers[column] for column in columns)
    return f"Rows without {listed} go on with the row above, which has it." if listed else ""


def _may_name_groups(use: Use, subject: str) -> bool:
    """Whether a column may say what several records share: not what tells them apart, nor what each holds."""
    is_own = use.slot in (("contacts", "name"), (subject, "name"), (subject, schema.IDS.get(subject)))
    return not is_own and kind_of(use.slot) in ("id", "text", "choice") and use.slot[1] not in _OF_ONE


def _names_groups(cells: Cells, records: np.ndarray, is_filled: np.ndarray, groups: np.ndarray) -> bool:
    """Whether a column names a group on its first record only: no name twice in the group around it."""
    blank = int((~is_filled).sum())
    names = pd.DataFrame({"group": groups[is_filled], "name": cells.shown(records[is_filled])})
    is_once = not names.duplicated().any()
    return is_once and blank >= max(_LEAST_BLANK, _SHARE_BLANK * len(records))


def _taken(sheet: Sheet, sources: dict[int, np.ndarray]) -> Sheet:
    """The sheet whose columns have in each row the cell of another of their rows."""
    if not sources:
        return sheet
    columns = list(sheet.columns)
    for column, rows in sources.items():
        cells = columns[column]
        text = cells.text.iloc[rows].reset_index(drop=True)
        columns[column] = Cells(cells.kind[rows], text, cells.number[rows])
    return replace(sheet, columns=tuple(columns))
