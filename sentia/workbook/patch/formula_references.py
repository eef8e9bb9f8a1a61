"""What a formula reads: the cells it names, or anything at all where that cannot be told from its text."""

import re
from typing import NamedTuple

from sentia.book.places import MAX_COLUMN, MAX_ROW, Area, column_number

_READS_ANYTHING = {"INDIRECT", "OFFSET"}

_REFERENCE = r"""
    (?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
    (?:
        (?P<cd1>\$?)(?P<c1>[A-Za-z]{1,3})(?P<rd1>\$?)(?P<r1>[0-9]{1,7})
        (?::(?P<cd2>\$?)(?P<c2>[A-Za-z]{1,3})(?P<rd2>\$?)(?P<r2>[0-9]{1,7}))?
      | (?P<cd3>\$?)(?P<c3>[A-Za-z]{1,3}):(?P<cd4>\$?)(?P<c4>[A-Za-z]{1,3})
      | (?P<rd3>\$?)(?P<r3>[0-9]{1,7}):(?P<rd4>\$?)(?P<r4>[0-9]{1,7})
    )(?![\w.(!])
"""
TOKENS = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<elsewhere>(?:'(?:[^']|'')*\[(?:[^']|'')*'|\[[0-9]+\][\w.]*)![\w.$:]+)
  | (?P<reference>{_REFERENCE})
  | (?P<error>\#(?:[A-Z]+[/A-Z0-9]*[!?]?))
  | (?P<function>[^\W\d][\w.]*)\(
  | (?P<truth>(?:TRUE|FALSE)\b)
  | (?P<number>[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?)
  | (?P<unknown>[^\W\d][\w.]*|[\[\]:!'])
    """,
    re.VERBOSE,
)


class Reference(NamedTuple):
    """A range that a formula names; each side is fixed or moves with the formula (as in a shared one)."""

    sheet: str | None
    area: Area
    fixed: tuple[bool, bool, bool, bool]

    def moved(self, rows: int, columns: int) -> "Reference":
        """The reference of the same formula that many rows further down and columns further right."""
        steps = (rows, columns, rows, columns)
        sides = (
            side if is_fixed else side + step
            for side, is_fixed, step in zip(self.area, self.fixed, steps, strict=True)
        )
        return self._replace(area=Area(*sides))


def references(formula: str) -> tuple[Reference, ...] | None:
    """The ranges a formula reads; None where it may read anything (names, tables, INDIRECT, several sheets).

    Another workbook's cells are none of ours and are left out. Sheet names come back in lower case, None
    for the formula's own sheet.

    Examples
    --------
    >>> [(r.sheet, tuple(r.area)) for r in references("SUM(A1:B$3)+'Q1 deals'!C2")]
    [(None, (1, 0, 3, 1)), ('q1 deals', (2, 2, 2, 2))]
    >>> references("Rate*A1"), references("[1]Prices!A1*2")
    (None, ())
    """
    found = []
    for match in TOKENS.finditer(formula):
        if match.lastgroup == "unknown" or (match["function"] or "").upper() in _READS_ANYTHING:
            return None
        if match["reference"]:
            found.append(_reference(match))
    return None if any(r.sheet and ":" in r.sheet for r in found) else tuple(found)


def _reference(match: re.Match[str]) -> Reference:
    sheet = match["sheet"]
    name = sheet.strip("'").replace("''", "'").lower() if sheet else None
    if match["c1"]:
        return Reference(name, *_rectangle(match))
    if match["c3"]:
        fixed = (True, bool(match["cd3"]), True, bool(match["cd4"]))
        return Reference(name, Area(1, column_number(match["c3"]), MAX_ROW, column_number(match["c4"])), fixed)
    fixed = (bool(match["rd3"]), True, bool(match["rd4"]), True)
    return Reference(name, Area(int(match["r3"]), 0, int(match["r4"]), MAX_COLUMN), fixed)


def _rectangle(match: re.Match[str]) -> tuple[Area, tuple[bool, bool, bool, bool]]:
    top, left = int(match["r1"]), column_number(match["c1"])
    fixed = (bool(match["rd1"]), bool(match["cd1"]))
    if not match["c2"]:
        return Area(top, left, top, left), fixed * 2
    bottom, right = int(match["r2"]), column_number(match["c2"])
    return Area(top, left, bottom, right), (*fixed, bool(match["rd2"]), bool(match["cd2"]))
