"""A book handed back: the rep's own workbook with the edits in it, or a new one beside any other file."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, BinaryIO

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.origin import Source
from sentia.errors import CannotWrite
from sentia.workbook.added.adding import Lasting, Planned, added_sheets, edits_named
from sentia.workbook.added.companions import beside
from sentia.workbook.added.names import ADDITIONS
from sentia.workbook.cell_values import python_value
from sentia.workbook.own_file import in_own_file
from sentia.workbook.own_text import ENDINGS, in_own_text, is_delimited
from sentia.workbook.patch.changes import Receipt
from sentia.workbook.patch.edited_cells import (
    CountingEdits,
    cell_changes,
    counting_edits,
    is_patchable,
)
from sentia.workbook.patch.long_texts import fitted
from sentia.workbook.patch.result_sheet import ResultSheet
from sentia.workbook.patch.saving import save
from sentia.workbook.patch.understood_rows import grids_of, heading_row, understood_rows
from sentia.workbook.patching import patch_workbook
from sentia.workbook.results import frame_sheet, result_workbook

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
        Where to write. A path is replaced in one step, so that it is never half written. One that ends as a csv
        does gets the edited csv itself, where the file is one; all else is in the workbook beside it.
    source : str, optional
        The name of the file to hand back; needed only where the book was read from several.
    day : Day, optional
        A planned day whose `actions` go to a sheet of their own.
    gaps : DataFrame, optional
        Follow-ups that are missing, likewise.

    Returns
    -------
    Receipt
        What changed and what did not, what was refused and why, and what only Sentia's own sheets keep. A value
        edited and edited back is no change.

    Raises
    ------
    CannotWrite
        Several sources and none named, a file that cannot be handed back whole, or a target that is locked.
    ReadsBackDifferently
        The workbook, read back, differs where nothing was asked for; `separate_workbook` gives one beside it.
    """
    if not isinstance(target, str | os.PathLike):
        _, data, receipt = workbook_bytes(book, source, day, gaps)
        target.write(data)
        return receipt
    own_text = text_bytes(book, source) if Path(target).suffix.lower() in ENDINGS else None
    _, data, receipt = own_text or workbook_bytes(book, source, day, gaps)
    save(Path(target), data)
    return receipt


def text_bytes(book: Book, source: str | None = None) -> tuple[str, bytes, Receipt] | None:
    """The same for a csv, with the edits of its own cells in it and nothing else; None where the file is none."""
    if not book.sources:
        return None
    chosen = _chosen(book, source)
    return in_own_text(book, chosen, counting_edits(book, chosen.name)) if is_delimited(chosen) else None


def workbook_bytes(
    book: Book, source: str | None = None, day: Any = None, gaps: pd.DataFrame | None = None
) -> tuple[str, bytes, Receipt]:
    """The file's name, its bytes and the receipt, as `write_workbook` would save them."""
    planned = Planned(day, gaps)
    if not book.sources:
        return _from_tables(book, planned)
    chosen = _chosen(book, source)
    edits = counting_edits(book, chosen.name)
    if is_patchable(chosen, edits):
        return _patched(book, chosen, edits, planned)
    return _beside(book, chosen, edits, planned)


def separate_workbook(
    book: Book, source: str | None = None, day: Any = None, gaps: pd.DataFrame | None = None
) -> tuple[str, bytes, Receipt]:
    """The same in a new workbook beside the file, for a file that could not be handed back whole.

    Opened together with the file it brings everything back.
    """
    chosen = _chosen(book, source)
    return _beside(book, chosen, counting_edits(book, chosen.name), Planned(day, gaps))


def _chosen(book: Book, source: str | None) -> Source:
    names = [each.name for each in book.sources]
    if source is None and len(names) > 1:
        raise CannotWrite(f"The book was read from {', '.join(names)}; say which of them to write.")
    found = [each for each in book.sources if source in (None, each.name)]
    if not found:
        raise CannotWrite(f"The book was not read from {source!r}; it was read from {', '.join(names)}.")
    return found[0]


def _patched(book: Book, source: Source, edits: CountingEdits, planned: Planned) -> tuple[str, bytes, Receipt]:
    own = in_own_file(book, source, edits, planned)
    receipt = own.patched.receipt
    notes = (*receipt.notes, *_homeless_note(book, own.lasting), *_elsewhere_notes(edits))
    name = PurePath(source.name)
    named = source.name if name.suffix.lower() in _WORKBOOKS else f"{name.stem}.xlsx"
    return named, own.patched.data, replace(receipt, notes=notes)


def _beside(book: Book, source: Source, edits: CountingEdits, planned: Planned) -> tuple[str, bytes, Receipt]:
    grids = grids_of(source)
    written = {sheet: understood_rows(book, source, sheet, grid) for sheet, grid in grids.items()}
    placed = {(cell.sheet, cell.row, cell.column): edit for edit, cell in edits.placed}
    changes, homeless = cell_changes(book, edits, grids)
    for change in changes:
        edit = placed[change.sheet, change.row, change.column]
        is_typed = schema.column(edit.table, edit.field).dtype != "str"
        rows, _ = written[change.sheet]
        rows[change.row - 1][change.column] = _plain(edit.value) if is_typed else change.value
    sheets = [ResultSheet(n, rows, heading_row(book, source, n), made) for n, (rows, made) in written.items()]
    every = [*(edit for edit, _ in edits.placed), *edits.homeless]
    added = added_sheets(book, source, Lasting(every, is_beside=True), planned)
    sheets, cut = fitted(sheets)
    added, cut_too = fitted(added)
    data = _with_sheets(result_workbook(sheets, identifier=f"sha256:{source.digest}"), added)
    notes = (
        f"{source.name} stays as it is; this is a new workbook beside it. Open both together to go on.",
        *_homeless_note(book, Lasting(homeless)),
        *_elsewhere_notes(edits),
        *cut,
        *cut_too,
    )
    names = tuple(sheet.name for sheet in added)
    return beside(source.name), data, Receipt(len(changes), names, notes=notes)


def _plain(value: Any) -> Any:
    return None if value is None else python_value(value)


def _from_tables(book: Book, planned: Planned) -> tuple[str, bytes, Receipt]:
    tables = {name: book.tables[name].dropna(axis=1, how="all") for name in schema.IN_FILES if name != "log"}
    own = Source("Sentia book.xlsx", b"")
    sheets = [frame_sheet(name.capitalize(), frame) for name, frame in tables.items() if len(frame)]
    judged = [edit for edit in counting_edits(book, own.name).homeless if edit.table in schema.JUDGED]
    added = added_sheets(book, own, Lasting(judged), planned)
    if not sheets and not added:
        raise CannotWrite("The book is empty, so there is nothing to write; add a record first.")
    sheets, cut = fitted(sheets)
    added, cut_too = fitted(added)
    data = _with_sheets(result_workbook(sheets), added) if sheets else result_workbook(added)
    return own.name, data, Receipt(0, tuple(sheet.name for sheet in (*sheets, *added)), notes=(*cut, *cut_too))


def _with_sheets(data: bytes, added: Sequence[ResultSheet]) -> bytes:
    return patch_workbook(data, (), added).data if added else data


def _homeless_note(book: Book, lasting: Lasting) -> list[str]:
    named = edits_named(book, lasting)
    if not named:
        return []
    more = f" and {len(named) - _NAMED:,} more" if len(named) > _NAMED else ""
    return [f"Kept on the sheet {ADDITIONS}, for want of a cell: {', '.join(named[:_NAMED])}{more}."]


def _elsewhere_notes(edits: CountingEdits) -> list[str]:
    return [
        f"{count:,} edit{'' if count == 1 else 's'} of {file} {'is' if count == 1 else 'are'} not in this file."
        for file, count in edits.elsewhere.items()
    ]
