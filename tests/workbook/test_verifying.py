import datetime as dt

import pytest
from made_files import hand_made, parts_of, saved, zipped
from openpyxl import Workbook
from patched_files import part_of

from sentia.errors import ReadsBackDifferently
from sentia.workbook.patch.repacking import repacked
from sentia.workbook.patch.verifying import Expected
from sentia.workbook.patching import CellChange, patch_workbook, verify

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1" ht="20"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2"><c r="A2"><f>A1*2</f><v>2</v></c><c r="B2" t="inlineStr"><is><t>kept</t></is></c></row>'
)
EDIT = [CellChange("Deals", 1, 0, 5)]


@pytest.fixture(scope="module")
def before():
    return hand_made(ROWS, "<pageMargins/>")


def tampered(before, old, new, part=SHEET):
    after = patch_workbook(before, EDIT).data
    text = part_of(after, part)
    assert old in text
    return repacked(after, {part: text.replace(old, new).encode()})


def test_what_was_asked_for_passes(before):
    verify(before, patch_workbook(before, EDIT).data, Expected.edits(EDIT))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("kept", "lost", "Deals!B2"),
        ("<v>2</v></c></row><row", "<v>3</v></c></row><row", "Deals!B1"),
        ('<row r="2">', '<row r="2" hidden="1">', "row 2 of sheet 'Deals'"),
        ('<row r="1" ht="20">', '<row r="1">', "row 1 of sheet 'Deals'"),
        ("<f>A1*2</f>", "<f>A1*3</f>", "Deals!A2"),
        ("<pageMargins/>", "", "sheet 'Deals'"),
        ('<row r="2">', '<row r="2"/><row r="3">', "the rows of sheet 'Deals'"),
        ('<c r="B1"><v>2</v></c>', "", "row 1 of sheet 'Deals'"),
        ("<v>5</v>", "<v>6</v>", "Deals!A1 would read 6.0 instead of 5"),
        ("<v>5</v>", '<v>5</v></c><c r="A1"><v>7</v>', "Deals!A1 would read 7.0"),
    ],
)
def test_anything_else_that_differs_on_the_edited_sheet_is_found(before, old, new, where):
    with pytest.raises(ReadsBackDifferently, match=where.replace("(", r"\(")):
        verify(before, tampered(before, old, new), Expected.edits(EDIT))


def test_a_formula_may_lose_its_result_but_nothing_else():
    kept = hand_made(ROWS.replace("A1*2", "B1*2"))
    forgetful = hand_made(ROWS.replace("A1*2", "B1*2").replace("</f><v>2</v>", "</f>"))
    verify(kept, forgetful, Expected())
    with pytest.raises(ReadsBackDifferently, match="Deals!A1"):
        verify(kept, hand_made(ROWS.replace("A1*2", "B1*2").replace('"A1"><v>1</v>', '"A1">')), Expected())


def test_a_foreign_part_that_differs_is_found():
    extra, other = {"xl/theme/theme1.xml": "<theme/>"}, {"xl/theme/theme1.xml": "<their/>"}
    with pytest.raises(ReadsBackDifferently, match="the part xl/theme/theme1.xml would differ"):
        verify(zipped(parts_of(ROWS) | extra), zipped(parts_of(ROWS) | other), Expected())
    with pytest.raises(ReadsBackDifferently, match="the workbook's parts"):
        verify(zipped(parts_of(ROWS) | extra), zipped(parts_of(ROWS)), Expected())


def test_the_workbook_part_may_only_gain_its_recalculation(before):
    with pytest.raises(ReadsBackDifferently, match="the part xl/workbook.xml"):
        verify(before, tampered(before, 'name="Deals"', 'name="Seals"', "xl/workbook.xml"), Expected.edits(EDIT))


def test_styles_may_only_gain_formats_at_their_end():
    workbook = Workbook()
    workbook.active.append(["Acme"])
    before, edit = saved(workbook), [CellChange("Sheet", 1, 0, dt.date(2026, 11, 23))]
    after = patch_workbook(before, edit).data
    styles = part_of(after, "xl/styles.xml").replace("Calibri", "Comic")
    with pytest.raises(ReadsBackDifferently, match="the part xl/styles.xml"):
        verify(before, repacked(after, {"xl/styles.xml": styles.encode()}), Expected.edits(edit))


def test_a_cell_that_no_reader_can_read_is_not_handed_back(before):
    with pytest.raises(ReadsBackDifferently, match="cannot be read back"):
        verify(before, tampered(before, "<v>5</v>", "<v>5</w>"), Expected.edits(EDIT))
