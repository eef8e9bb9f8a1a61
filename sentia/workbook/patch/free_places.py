"""Whether the rep's own sheet has room for a new row below a table, and what belongs to that row."""

from dataclasses import dataclass

from sentia.book.places import MAX_ROW, Area, area
from sentia.workbook.files.package import Package
from sentia.workbook.patch import markup
from sentia.workbook.patch.formula_moves import moved
from sentia.workbook.patch.formula_references import references
from sentia.workbook.patch.markup import attribute, is_on, tag
from sentia.workbook.patch.sheet_xml import SheetXml, XmlCell

_TOTAL_ROWS = "totalsRowCount"
_QUERY, _WAITING = "queryTable", "insertRow"


@dataclass(frozen=True)
class TableBox:
    """A table of Excel's: its part, its cells, and what forbids to write below its rows, "" for nothing.

    One that `is_waiting` has no records yet but an empty row for the first.
    """

    part: str
    place: Area
    objection: str = ""
    is_waiting: bool = False


@dataclass(frozen=True)
class Spot:
    """Where new rows of one table go: below which row, between which columns, into which of Excel's tables.

    `formulas` are the formulas of the row above that go on below, by column, as that row has them.
    """

    after_row: int
    left: int
    right: int
    table: TableBox | None
    formulas: dict[int, str]
    unlike: tuple[int, ...] = ()

    @property
    def edge(self) -> Area:
        """The last row before the new ones, over the columns of the table."""
        return Area(self.after_row, self.left, self.after_row, self.right)


def tables_of(package: Package, part: str) -> list[TableBox]:
    """The tables of one sheet."""
    found = []
    for relation in package.relations(part):
        root = package.tree(relation.target) if relation.kind == "table" else None
        place = area(root.get("ref", "")) if root is not None else None
        if place:
            objection = "its table has a total row" if int(root.get(_TOTAL_ROWS) or 0) else ""
            is_query = root.get("tableType") == _QUERY
            objection = "a query fills its table" if is_query else objection
            found.append(TableBox(relation.target, place, objection, is_on(root.get(_WAITING))))
    return found


def spot_below(
    sheet: SheetXml, tables: list[TableBox], after_row: int, columns: set[int], n_rows: int
) -> Spot | str:
    """The spot for that many rows, or why there is none, as the end of a sentence."""
    last = sheet.cells_in(after_row)
    table = next((t for t in tables if t.place.top <= after_row <= t.place.bottom and _meets(t, columns)), None)
    left, right = _sides(last, columns, table)
    below = Area(after_row + 1, left, after_row + n_rows, right)
    why = _objection(sheet, tables, table, below, last)
    if why:
        return why
    formulas, unlike = _formulas(sheet, after_row, left, right)
    if unlike and any(_adds_up(sheet, after_row, column, text) for column, text in unlike.items()):
        return f"row {after_row} adds up the rows above it"
    if not _is_free(sheet, below, formulas):
        return f"something stands below row {after_row}"
    return Spot(after_row, left, right, table, formulas, tuple(unlike))


def _meets(table: TableBox, columns: set[int]) -> bool:
    return any(table.place.left <= column <= table.place.right for column in columns)


def _sides(last: list[XmlCell], columns: set[int], table: TableBox | None) -> tuple[int, int]:
    if table:
        return min(table.place.left, *columns), max(table.place.right, *columns)
    filled = {cell.column for cell in last if cell.inner.strip()} | columns
    return min(filled), max(filled)


def _objection(
    sheet: SheetXml, tables: list[TableBox], table: TableBox | None, below: Area, last: list[XmlCell]
) -> str:
    edge = below._replace(top=below.top - 1)
    if sheet.is_protected:
        return "the sheet is protected"
    if below.bottom > MAX_ROW:
        return "the sheet is full"
    if not last:
        return f"row {edge.top} is empty"
    if any(merged.meets(edge) for merged in sheet.merged):
        return f"cells around row {edge.top} are merged"
    if any(filled.meets(below) for filled in sheet.arrays):
        return "an array formula fills the cells below"
    if table and table.objection:
        return table.objection
    if any(other is not table and other.place.meets(below) for other in tables):
        return "another table stands below"
    return ""


def _formulas(sheet: SheetXml, row: int, left: int, right: int) -> tuple[dict[int, str], dict[int, str]]:
    """The formulas of a row that go on as those of the row above it do, and those that do not."""
    here, above = (_texts(sheet, number, left, right) for number in (row, row - 1))
    alone = {column: text for column, text in here.items() if column not in above}
    same = {c: text for c, text in here.items() if c in above and moved(above[c], 1) == text}
    single = {c: t for c, t in alone.items() if not _adds_up(sheet, row, c, t)}
    goes_on = same | single
    return goes_on, {column: text for column, text in here.items() if column not in goes_on}


def _texts(sheet: SheetXml, row: int, left: int, right: int) -> dict[int, str]:
    texts = {c.column: formula_of(sheet, c) for c in sheet.cells_in(row) if left <= c.column <= right}
    return {column: text for column, text in texts.items() if text}


def formula_of(sheet: SheetXml, cell: XmlCell) -> str | None:
    """The text of a cell's formula, that of a shared one as this cell reads it; None where it has none to copy."""
    match = tag(sheet.prefix, b"f").search(cell.inner)
    if match is None or attribute(match[1], "t") in ("array", "dataTable"):
        return None
    text = "" if match[1].endswith(b"/") else markup.text_of(cell.inner[match.end() :].partition(b"<")[0])
    group = attribute(match[1], "si")
    if text or group is None:
        return text or None
    first = sheet.shared_formulas.get(group)
    return moved(first[2], cell.row - first[0], cell.column - first[1]) if first else None


def _adds_up(sheet: SheetXml, row: int, column: int, text: str) -> bool:
    """Whether a formula reads several cells of its own column above it, as a total does."""
    for reference in references(text) or ():
        read = reference.area
        if reference.sheet is None and read.top < read.bottom and read.left <= column <= read.right:
            return read.top <= row
    return False


def _is_free(sheet: SheetXml, below: Area, formulas: dict[int, str]) -> bool:
    """Whether nothing stands below but formulas filled down in advance."""
    rows = (row for row in sheet.rows if row.number >= below.top and row.inner_end > row.inner)
    for row in rows:
        for cell in sheet.cells_in(row.number):
            if not below.left <= cell.column <= below.right or not cell.inner.strip():
                continue
            steps = cell.row - below.top + 1
            if cell.column not in formulas or formula_of(sheet, cell) != moved(formulas[cell.column], steps):
                return False
    return True
