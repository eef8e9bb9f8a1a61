"""A book handed back in the rep's own csv: the edited cells in the file's own dialect, encoding and spelling."""

from pathlib import PurePath

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Edit
from sentia.book.origin import Source
from sentia.errors import CannotEdit, UnreadableFile
from sentia.workbook.cell_values import python_value
from sentia.workbook.files import signatures
from sentia.workbook.files.compound import SIGNATURE
from sentia.workbook.files.decoding import decode
from sentia.workbook.patch.changes import CellChange, Receipt
from sentia.workbook.patch.delimited_patch import patch_delimited
from sentia.workbook.patch.edited_cells import CountingEdits, cell_changes, samples_of
from sentia.workbook.patch.text_cells import Samples, as_text
from sentia.workbook.patch.understood_rows import grids_of

ENDINGS = (".csv", ".tsv", ".txt")


def is_delimited(source: Source) -> bool:
    """Whether the file is text with delimiters, by its bytes."""
    if source.data.startswith((signatures.ZIP, SIGNATURE)):
        return False
    try:
        return not signatures.markup(decode(source.name, source.data).text)
    except UnreadableFile:
        return False


def in_own_text(book: Book, source: Source, edits: CountingEdits) -> tuple[str, bytes, Receipt]:
    """The csv's name, its bytes with the edits of its own cells in them, and the receipt.

    What has no cell in it, or could not be written as its column writes, is counted in the receipt.

    Raises
    ------
    CannotWrite
        As `patch_delimited` says.
    """
    grids = grids_of(source)
    changes, homeless = cell_changes(book, edits, grids)
    placed = {(cell.sheet, cell.row, cell.column): edit for edit, cell in edits.placed}
    texts, refused = [], []
    for change in changes:
        edit = placed[change.sheet, change.row, change.column]
        try:
            texts.append(_text(book, source, edit, change, grids[change.sheet]))
        except CannotEdit as error:
            refused.append(f"{change.place}: {error}")
    data = patch_delimited(source.name, source.data, texts)
    return source.name, data, Receipt(len(texts), notes=tuple(_notes(source, homeless)), refused=tuple(refused))


def _text(book: Book, source: Source, edit: Edit, change: CellChange, grid: list[list]) -> CellChange:
    cell = book.cell(edit.table, edit.row_key, edit.field)
    kind = schema.column(edit.table, edit.field).dtype
    samples: Samples = []
    if kind != "str":
        samples = [(str(held), python_value(value)) for held, value in samples_of(book, edit, cell, grid)]
    return CellChange(change.sheet, change.row, change.column, as_text(change.value, samples))


def _notes(source: Source, homeless: list[Edit]) -> list[str]:
    if not homeless:
        return []
    beside = f"{PurePath(source.name).stem} with Sentia.xlsx"
    return [f"What has no cell in it is not in this file; it is in {beside}."]
