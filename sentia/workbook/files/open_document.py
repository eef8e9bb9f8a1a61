"""An OpenDocument spreadsheet (ods) measured before a reader allocates what its cells reach.

A row or a cell may say that it is repeated a million times, so a small file can hold a whole sheet: what is
repeated is counted here, never unfolded. Standard library only.
"""

from xml.parsers import expat

from sentia.errors import UnreadableFile
from sentia.workbook.files.extent import Extent
from sentia.workbook.files.measured import MAX_AREA, MeasuredSheet, within_limits
from sentia.workbook.files.package import Package

CONTENT = "content.xml"

_MANIFEST = "META-INF/manifest.xml"
_CELLS = {"table-cell", "covered-table-cell"}
_MOST_DIGITS = 12
_OTHER_BODIES = {"text": "text document", "presentation": "presentation", "drawing": "drawing"}


def examine_ods(package: Package) -> list[MeasuredSheet]:
    """The sheets of an ods that may safely be read, in its order.

    Raises
    ------
    UnreadableFile
        The document is locked, is no spreadsheet, is damaged, unpacks to too much, or has a cell too far away.
    """
    if b"encryption-data" in (package.read(_MANIFEST) or b""):
        raise UnreadableFile(
            f"{package.file} is protected with a password; open it, save it without the password, and try again."
        )
    walk, parser = _Walk(package.file), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    try:
        parser.Parse(package.read(CONTENT) or b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise package.damaged(f"its part {CONTENT} cannot be read") from None
    return within_limits(package.file, walk.sheets)


class _Walk:
    """One pass with expat over the tables; empty cells and rows count only where something follows them."""

    def __init__(self, file: str) -> None:
        self.sheets: list[MeasuredSheet] = []
        self._file = file
        self._hidden: set[str] = set()
        self._style = ""
        self._depth = 0
        self._row = self._column = self._rows = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if name in _CELLS and self._depth == 1:
            self._cell(attributes)
        elif name == "table-row" and self._depth == 1:
            self._row, self._column = self._row + self._rows, 0
            self._rows = _times(attributes, "table:number-rows-repeated")
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin(attributes)
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)
        elif prefix == "office" and name in _OTHER_BODIES:
            self._refuse(_OTHER_BODIES[name])

    def end(self, tag: str) -> None:
        self._depth -= tag.rpartition(":")[2] == "table"

    def _begin(self, attributes: dict[str, str]) -> None:
        visible = attributes.get("table:style-name") not in self._hidden
        name = attributes.get("table:name", "")
        self.sheets.append(MeasuredSheet(name, visible, Extent(), position=len(self.sheets)))
        self._row = self._column = self._rows = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "table:number-columns-repeated")
        if "office:value-type" in attributes or "table:formula" in attributes:
            extent = self.sheets[-1].extent
            extent.reach(self._row + 1, self._column)
            extent.reach(self._row + self._rows, self._column + times - 1)
            extent.filled += self._rows * times
            self._mark(extent, attributes, times)
        self._column += times

    def _mark(self, extent: Extent, attributes: dict[str, str], times: int) -> None:
        marks = [extent.formulas] if "table:formula" in attributes else []
        marks += [extent.errors] if attributes.get("calcext:value-type") == "error" else []
        if not marks or extent.area > MAX_AREA:
            return
        rows = range(self._row + 1, self._row + self._rows + 1)
        for column in range(self._column, self._column + times):
            for marked in marks:
                marked.setdefault(column, []).extend(rows)

    def _refuse(self, what: str) -> None:
        raise UnreadableFile(
            f"{self._file} is an OpenDocument {what}, not a table;"
            " open the spreadsheet itself or export it as xlsx or csv."
        )


def _times(attributes: dict[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    return max(int(stated[:_MOST_DIGITS]), 1) if stated.isascii() and stated.isdigit() else 1
