"""Edits put into the rep's own workbook: the edited cells change, every other part stays byte for byte.

Nothing is re-serialised: the XML of the edited sheets is cut and joined as bytes, all other parts are copied
as they lie in the zip; sheets of Sentia's own are added as parts of their own. Formulas that can depend on an
edit lose their stored result and the workbook is told to recalculate, because readers other than Excel would
show the old totals as if true.
"""

from collections.abc import Callable, Sequence

from sentia.workbook.files.package import Package
from sentia.workbook.patch.changes import CellChange, NewRow, Patched, Receipt, Refused
from sentia.workbook.patch.long_texts import fitted
from sentia.workbook.patch.new_rows_sheet import new_rows_sheet
from sentia.workbook.patch.packing import packed
from sentia.workbook.patch.repacking import entries_of
from sentia.workbook.patch.result_sheet import Formula, ResultSheet, Target
from sentia.workbook.patch.verifying import Expected, verify
from sentia.workbook.patch.workbook_part import read_workbook_part
from sentia.workbook.patch.workbook_patch import WorkbookPatch

__all__ = ["CellChange", "Formula", "NewRow", "Patched", "Receipt", "Refused", "ResultSheet", "Target"]
__all__ += ["own_sheets", "patch_workbook", "verify"]

Sheets = Sequence[ResultSheet] | Callable[[Refused], Sequence[ResultSheet]]


def patch_workbook(
    data: bytes, changes: Sequence[CellChange], sheets: Sheets = (), new_rows: Sequence[NewRow] = ()
) -> Patched:
    """The workbook with these cells changed, rows and sheets added and nothing else, read back and compared.

    Parameters
    ----------
    data : bytes
        An .xlsx or .xlsm file.
    changes : sequence of CellChange
        At most one value a cell counts: the last. A day is written as a real date in the workbook's own
        calendar, and its cell gets a date format if it has none. Text is stored as text, whatever it begins with.
    sheets : sequence of ResultSheet, or a function that gives one
        Sentia's own sheets. One that the workbook has from an earlier time is replaced where it stands, however
        the rep renamed it; others come last. The function is given what was refused, to put it on a sheet.
    new_rows : sequence of NewRow
        Rows for the rep's own tables. Those that find no free place go to the sheet "Sentia new rows", which
        holds the latest of them only: hand in those of an earlier time again.
        A text on a sheet of Sentia's that is too long for a cell is cut there, and the receipt says so.

    Returns
    -------
    Patched
        The bytes, a receipt, what was refused and why, and where the new rows stand. What cannot be written
        (into a formula, a merged, locked or heading cell; a value that no cell holds) is refused by itself,
        everything else is written. Without anything to write the bytes are the same.

    Raises
    ------
    CannotWrite
        The file is damaged or odd enough that something could get lost.
    ReadsBackDifferently
        The result, read back, differs where nothing was asked for.
    """
    if not changes and not new_rows and not sheets:
        count = len(entries_of(data))
        return Patched(data, Receipt(0, parts=count, untouched_parts=count))
    patch = WorkbookPatch(data)
    patch.change(changes)
    patch.add_rows(new_rows)
    refused = patch.refused
    own = list(sheets(refused) if callable(sheets) else sheets)
    without_place = new_rows_sheet(refused.rows)
    if refused.rows or (new_rows and without_place.mark in patch.workbook.marks):
        own.append(without_place)
    own, cut = fitted(own)
    patch.add_sheets(own)
    patch.notes += cut
    patched = packed(patch)
    verify(data, patched.data, Expected.of(patch))
    return patched


def own_sheets(data: bytes) -> dict[str, str]:
    """The sheets of a workbook that Sentia put there, by their hidden names ("_sentia_day"), however called now.

    "_sentia_kept_1" and so on are older ones that the rep wrote on and that were therefore left to stand.
    """
    workbook = read_workbook_part(Package("The workbook", data))
    return {mark: sheet for mark, (sheet, _) in workbook.marks.items() if sheet in workbook.sheets}
