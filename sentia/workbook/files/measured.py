"""What measuring a sheet gives: its name, how far it reaches, and the refusal where that is too far."""

from collections.abc import Iterable
from dataclasses import dataclass

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, cell_name
from sentia.errors import UnreadableFile
from sentia.workbook.files.extent import Extent

MAX_AREA = 15_000_000  # cells in the boxes from A1 to each sheet's farthest cell, all sheets together

_MILLION, _BILLION = 1_000_000, 1_000_000_000
_SPARSE = 10  # a box with fewer than one cell in so many filled owes its size to a stray cell


@dataclass(frozen=True)
class MeasuredSheet:
    """A worksheet of a workbook: its name, whether it is shown, how far it reaches, Excel's tables in it.

    `is_1904` where its days are counted from 1904; `position` counts all sheets of the file from 0 where a reader
    knows them by their order; -1 by their names. `merged` are the merged ranges of several rows, as in `Sheet`.
    """

    name: str
    is_visible: bool
    extent: Extent
    tables: tuple[Area, ...] = ()
    position: int = -1
    is_1904: bool = False
    merged: tuple[tuple[int, int, int], ...] = ()

    @property
    def notes(self) -> list[str]:
        """Sentences for the rep about cells whose value is not in the file."""
        errors = sum(map(len, self.extent.errors.values()))
        return _never_calculated(self.extent.never_calculated) + _errors(errors)


def within_limits(file: str, sheets: Iterable[MeasuredSheet]) -> list[MeasuredSheet]:
    """The sheets, unchanged, as soon as they are measured; the first that makes the file too large ends it.

    Raises
    ------
    UnreadableFile
        A cell outside the grid, or more cells in the boxes together than are read at once.
    """
    measured, cells = [], 0
    for sheet in sheets:
        cells += sheet.extent.area
        refuse_if_too_large(file, sheet, cells)
        measured.append(sheet)
    return measured


def refuse_if_too_large(file: str, sheet: MeasuredSheet, cells: int) -> None:
    """Refuse a file whose sheets so far, this one included, hold `cells` cells."""
    extent = sheet.extent
    if extent.last_row > MAX_ROW or extent.last_column > MAX_COLUMN:
        far = extent.lowest if extent.last_row > MAX_ROW else extent.rightmost
        raise UnreadableFile(
            f"{file}: sheet {sheet.name!r} has a cell at {cell_name(*far)}, outside the grid; export it again."
        )
    if cells <= MAX_AREA:
        return
    if extent.filled * _SPARSE < extent.area:
        raise UnreadableFile(f"{file}: {_stray_cells(sheet)}")
    raise UnreadableFile(
        f"{file}: with sheet {sheet.name!r} ({extent.last_row:,} rows, {extent.last_column + 1:,} columns) it has"
        f" {_many(cells)} cells, more than the {_many(MAX_AREA)} that are read at once;"
        " save the rows you need as a file of their own."
    )


def _stray_cells(sheet: MeasuredSheet) -> str:
    extent = sheet.extent
    makes = f"this sheet {_many(extent.area)} cells; delete {{}} and save again (sheet {sheet.name!r})."
    if extent.lowest == extent.rightmost:
        return f"one cell far away, at {cell_name(*extent.lowest)}, makes {makes.format('it')}"
    ends = f"{cell_name(*extent.lowest)} and {cell_name(*extent.rightmost)}"
    return f"cells far away, at {ends}, make {makes.format('them')}"


def _many(cells: int) -> str:
    if cells >= _BILLION:
        return f"{cells / _BILLION:,.0f} billion"
    return f"{cells / _MILLION:,.0f} million"


def _never_calculated(formulas: int) -> list[str]:
    if not formulas:
        return []
    have = "1 formula cell has" if formulas == 1 else f"{formulas:,} formula cells have"
    return [f"{have} never been calculated; open the file in Excel and save it once."]


def _errors(errors: int) -> list[str]:
    if not errors:
        return []
    return [f"{'1 cell holds' if errors == 1 else f'{errors:,} cells hold'} an error such as #N/A."]
