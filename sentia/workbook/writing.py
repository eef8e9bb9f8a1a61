"""A book handed back: the rep's own workbook with the edits in it, or a new one beside any other file."""

import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, BinaryIO

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.origin import Source
from sentia.errors import CannotWrite
from sentia.workbook.patch.changes import Receipt
from sentia.workbook.patch.understood_rows import grids_of, heading_row, understood_rows
from sentia.workbook.patch.edited_cells import (
    CountingEdits,
    cell_changes,
    counting_edits,
    grids_of_workbook,
    is_patchable,
)
from sentia.workbook.patch.saving import save
from sentia.workbook.patching import patch_workbook
from sentia.workbook.results import ResultSheet, day_sheet, frame_sheet, python_value, result_workbook

ADDITIONS = "Sentia additions"

_WORKBOOKS = (".xlsx", ".xlsm")
_NAMED = 5  # edits without a cell that a note names


def write_workbook(
    book: Book,
    target: str | os.PathLike | BinaryIO,
    source: str | None = None,
    day: Any = None,
    gaps: pd.DataFrame | None = None,
) -> Receipt:
    """Save a file of the book with the edits in it.

    Parameters
    ----------
    book : Book
        The book; its edits are those of its journal.
    target : path or binary file
        Where to write. A path is replaced in one step, so that it is never half written.
    source : str, optional
        The name of the file to hand back; needed only where the book was read from several.
    day : Day, optional
        A planned day whose `actions` go to a sheet of their own in a new workbook; never into the rep's own.
    gaps : DataFrame, optional
        Follow-ups, likewise.

    Returns
    -------
    Receipt
        What changed and what did not. A value edited and edited back is no change.

    Raises
    ------
    CannotWrite
        Several sources and none named, a file that cannot be handed back whole, or a target that is locked.
    CannotEdit
        An edit that the file cannot take; the message names its cell.
    """
    _, data, receipt = workbook_bytes(book, source, day, gaps)
    if isinstance(target, str | os.PathLike):
        save(Path(target), data)
    else:
        target.write(data)
    return receipt


def workbook_bytes(
    book: Book, source: str | None = None, day: Any = None, gaps: pd.DataFrame | None = None
) -> tuple[str, bytes, Receipt]:
    """The file's name, its bytes and the receipt, as `write_workbook` would save them."""
    results = _result_sheets(day, gaps)
    if not book.sources:
        return _from_tables(book, results)
    chosen = _chosen(book, source)
    edits = counting_edits(book, chosen.name)
    if is_patchable(chosen, edits):
        return _patched(book, chosen, edits, [sheet.name for sheet in results])
    return _beside(book, chosen, edits, results)


def _chosen(book: Book, source: str | None) -> Source:
    names = [each.name for each in book.sources]
    if source is None and len(names) > 1:
        raise CannotWrite(f"The book was read from {', '.join(names)}; say which of them to write.")
    found = [each for each in book.sources if source in (None, each.name)]
    if not found:
        raise CannotWrite(f"The book was not read from {source!r}; it was read from {', '.join(names)}.")
    return found[0]


def _patched(book: Book, source: Source, edits: CountingEdits, unwritten: list[str]) -> tuple[str, bytes, Receipt]:
    changes, homeless = cell_changes(book, edits, grids_of_workbook(source, edits))
    patched = patch_workbook(source.data, changes)
    notes = [*patched.receipt.notes, *_homeless_note(book, homeless), *_elsewhere_notes(edits)]
    notes += [f"{name} is not written into your own workbook." for name in unwritten]
    name = PurePath(source.name)
    named = source.name if name.suffix.lower() in _WORKBOOKS else f"{name.stem}.xlsx"
    return named, patched.data, replace(patched.receipt, notes=tuple(notes))


def _beside(
    book: Book, source: Source, edits: CountingEdits, results: list[ResultSheet]
) -> tuple[str, bytes, Receipt]:
    stem, grids = PurePath(source.name).stem, grids_of(source)
    written = {sheet: understood_rows(book, source, sheet, grid) for sheet, grid in grids.items()}
    placed = {(cell.sheet, cell.row, cell.column): edit for edit, cell in edits.placed}
    changes, homeless = cell_changes(book, edits, grids)
    for change in changes:
        edit = placed[change.sheet, change.row, change.column]
        is_typed = schema.column(edit.table, edit.field).dtype != "str"
        rows, _ = written[change.sheet]
        rows[change.row - 1][change.column] = _plain(edit.value) if is_typed else change.value
    sheets = [ResultSheet(n, rows, heading_row(book, source, n), made) for n, (rows, made) in written.items()]
    own = len(sheets)
    sheets += [_additions(book, homeless)] if homeless else []
    data = result_workbook([*sheets, *results], identifier=f"sha256:{source.digest}")
    added = tuple(sheet.name for sheet in (*sheets[own:], *results))
    notes = (f"{source.name} stays as it is; this is a new workbook beside it.", *_elsewhere_notes(edits))
    return f"{stem} with Sentia.xlsx", data, Receipt(len(changes), added, notes=notes)


def _plain(value: Any) -> Any:
    return None if value is None else python_value(value)


def _from_tables(book: Book, results: list[ResultSheet]) -> tuple[str, bytes, Receipt]:
    tables = {name: frame.dropna(axis=1, how="all") for name, frame in book.tables.items() if len(frame)}
    sheets = [frame_sheet(name.capitalize(), frame) for name, frame in tables.items()] + results
    if not sheets:
        raise CannotWrite("The book is empty, so there is nothing to write; add a record first.")
    return "Sentia book.xlsx", result_workbook(sheets), Receipt(0, tuple(sheet.name for sheet in sheets))


def _result_sheets(day: Any, gaps: pd.DataFrame | None) -> list[ResultSheet]:
    sheets = [] if day is None else [day_sheet(day.actions)]
    return sheets if gaps is None else [*sheets, frame_sheet("Sentia follow-ups", gaps)]


def _additions(book: Book, edits: list[Edit]) -> ResultSheet:
    rows = [[e.table, _key(book, e), e.field, _plain(e.value)] for e in edits]
    return ResultSheet(ADDITIONS, [["table", "key", "field", "value"], *rows])


def _key(book: Book, edit: Edit) -> str:
    """The record's own id where one row has it, else its row key."""
    identity, frame = schema.IDS.get(edit.table), book.tables[edit.table]
    held = frame.at[edit.row_key, identity] if identity else None
    is_unique = isinstance(held, str) and (frame[identity] == held).sum() == 1
    return held if is_unique else edit.row_key


def _called(book: Book, edit: Edit) -> str:
    frame = book.tables[edit.table]
    name = frame.at[edit.row_key, "name"] if "name" in frame else None
    return name if isinstance(name, str) else _key(book, edit)


def _homeless_note(book: Book, edits: list[Edit]) -> list[str]:
    if not edits:
        return []
    named = ", ".join(f"{e.field.replace('_', ' ')} of {_called(book, e)}" for e in edits[:_NAMED])
    more = f" and {len(edits) - _NAMED:,} more" if len(edits) > _NAMED else ""
    have = "1 value has" if len(edits) == 1 else f"{len(edits):,} values have"
    stay = "stays" if len(edits) == 1 else "stay"
    return [f"{have} no cell in this file and {stay} in the app: {named}{more}."]


def _elsewhere_notes(edits: CountingEdits) -> list[str]:
    return [
        f"{count:,} edit{'' if count == 1 else 's'} of {file} {'is' if count == 1 else 'are'} not in this file."
        for file, count in edits.elsewhere.items()
    ]
