"""Odd workbooks that other projects collected, handed back with edits, a row and a sheet: nothing else may differ.

Every fourth is tried; `python tests/public/test_corpus_handed_back.py` tries all and counts how they end.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("SENTIA_PUBLIC_DATA", ROOT.parent / "shared" / "data")) / "xlsx_corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() in (".xlsx", ".xlsm"))
EVERY = 4
BATCH, SECONDS = 40, 120
LEAST_PASSED = 0.97
FORMULA = re.compile(rb'<(?:\w+:)?c\s[^<>]*\br="([A-Z]+[0-9]+)"[^<>]*>\s*<(?:\w+:)?f[\s/>]')
REASONS = "two parts of the same name|damaged|whole .xlsx file|document type|no .xlsx or .xlsm workbook|unpacks to"

pytestmark = pytest.mark.skipif(not FILES, reason="no xlsx_corpus in the public data; set SENTIA_PUBLIC_DATA")


def grids(data):
    """The cells of every sheet with cells, as python-calamine reads them; None for a sheet it cannot."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = {}
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            try:
                found[sheet.name] = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            except CalamineError:
                found[sheet.name] = None
    return found


def edits_of(grid):
    """Three edits: the first text, the first number, and a cell far to the right."""
    filled = [(r, c, value) for r, row in enumerate(grid, 1) for c, value in enumerate(row) if value != ""]
    text = next(((r, c) for r, c, value in filled if isinstance(value, str)), None)
    number = next(((r, c) for r, c, value in filled if type(value) is float), None)
    far = (1, (len(grid[0]) if grid else 0) + 3)
    edits = {text: "Sentia's text", number: 4711.5, far: "far"}
    return {place: value for place, value in edits.items() if place}


def fate(data):
    """How handing one workbook back ends: "passed", a refusal's sentence, or "DAMAGED" and where."""
    from python_calamine import CalamineError

    from sentia.errors import SentiaError
    from sentia.workbook.patching import CellChange, Formula, NewRow, ResultSheet, patch_workbook

    try:
        before = grids(data)
    except CalamineError:
        return "nobody opens it"
    if not before:
        return "no sheets"
    name = next((name for name, grid in before.items() if grid), next(iter(before)))
    before[name] = before[name] or []
    edits, last = edits_of(before[name]), len(before[name])
    changes = [CellChange(name, *place, value) for place, value in edits.items()]
    day = ResultSheet("Sentia day", [["Who", "Gain", "Twice"], ["=cmd", 120.5, Formula("=B2*2", 241)]], bars=(1,))
    new = [NewRow(name, last, {0: "New one"}, {0: "Who"}, "new:1")] if last else []
    try:
        result = patch_workbook(data, changes, [day], new)
    except SentiaError as refused:
        return str(refused)
    touched = set(edits) - {(change.row, change.column) for change, _ in result.refused.edits}
    rows = set(result.placed.values())
    return difference(data, result.data, before, lambda n, r, c: n == name and ((r, c) in touched or r in rows))


def difference(old, new, before, is_asked_for):
    """Where the new workbook differs without having been asked to, else "passed"."""
    from sentia.book.places import cell_name

    after, formulas, kept = grids(new), formula_cells(old), formula_cells(new)
    if any(not cells <= kept.get(part, set()) for part, cells in formulas.items()):
        return "DAMAGED: formulas are gone"
    forgetful = set().union(*formulas.values())  # formulas may have lost their stored results
    names = set(zipfile.ZipFile(io.BytesIO(old)).namelist()) - set(zipfile.ZipFile(io.BytesIO(new)).namelist())
    if names or not before.keys() < after.keys():
        return f"DAMAGED: lost {names or before.keys() - after.keys()}"
    for sheet, grid in before.items():
        for row, column, was, now in differing(grid or [], after[sheet] or []):
            is_forgotten = now == "" and cell_name(row, column) in forgetful
            if not is_asked_for(sheet, row, column) and not is_forgotten:
                return f"DAMAGED: {sheet} row {row} column {column}: {was!r} became {now!r}"
    return "passed"


def formula_cells(data):
    """The names of the cells with a formula, by the sheet's part."""
    package = zipfile.ZipFile(io.BytesIO(data))
    sheets = (name for name in package.namelist() if re.search(r"worksheets/[^/]+\.xml$", name))
    return {name: {found.decode() for found in FORMULA.findall(package.read(name))} for name in sheets}


def differing(one, other):
    """Each place, from row 1 and column 0, where two grids differ, with both values."""
    for row in range(max(len(one), len(other))):
        cells = [grid[row] if row < len(grid) else [] for grid in (one, other)]
        if cells[0] != cells[1]:
            for column in range(max(map(len, cells))):
                was, now = (each[column] if column < len(each) else "" for each in cells)
                if was != now:
                    yield row + 1, column, was, now


def fates_of(paths):
    """How each file ends, in a process of its own; one that takes it down counts as one that nobody opens."""
    read = subprocess.run(
        [sys.executable, __file__, "each"],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        cwd=ROOT,
        check=False,
    )
    ends = dict(json.loads(line) for line in read.stdout.splitlines())
    left = [path for path in paths if str(path) not in ends]
    if not left:
        return ends
    return ends | {str(left[0]): "nobody opens it"} | (fates_of(left[1:]) if left[1:] else {})


def all_fates(paths):
    return {
        path: end for at in range(0, len(paths), BATCH) for path, end in fates_of(paths[at : at + BATCH]).items()
    }


def kind(end):
    return "damaged" if end.startswith("DAMAGED") else end


def test_nothing_but_the_edits_the_row_and_the_sheet_differs():
    ends = all_fates(FILES[::EVERY])
    opened = {path: end for path, end in ends.items() if end not in ("nobody opens it", "no sheets")}
    refused = {path: end for path, end in opened.items() if end != "passed"}
    assert {path: end for path, end in refused.items() if not re.search(REASONS, end)} == {}
    assert len(opened) - len(refused) >= LEAST_PASSED * len(opened) > 0


def main():
    """Print how many of all files end in which way, and which of them are damaged."""
    ends = all_fates(FILES)
    for end, count in Counter(map(kind, ends.values())).most_common():
        sys.stdout.write(f"{count:5} {end}\n")
    sys.stdout.writelines(f"{path}: {end}\n" for path, end in ends.items() if kind(end) == "damaged")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:] == ["each"]:
        for path in json.load(sys.stdin):
            sys.stdout.write(json.dumps([path, fate(Path(path).read_bytes())]) + "\n")
            sys.stdout.flush()
    else:
        main()
