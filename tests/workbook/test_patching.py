import datetime as dt
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import MAIN, OFFICE, SHEETS, hand_made, parts_of, relations, saved, zipped
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table
from patched_files import cells_of, changed_parts, part_of, types_of

from sentia.workbook.patching import CellChange, patch_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ["Deal", "Amount", "Close", "Twice"]


def deals(*rows):
    workbook = Workbook()
    workbook.active.title = "Deals"
    for row in rows or [HEADINGS, ["Acme", 5, dt.date(2026, 1, 2), "=B2*2"], ["Bo", 6, None, "=D2+1"]]:
        workbook.active.append(row)
    return workbook


def change(row, column, value, sheet="Deals"):
    return CellChange(sheet, row, column, value)


def patched(data, *changes):
    return patch_workbook(data, changes).data


def test_one_edit_changes_one_cell_and_one_part():
    before = saved(deals(HEADINGS, ["Acme", 5]))
    result = patch_workbook(before, [change(2, 1, 12_000.5)])
    assert cells_of(result.data) == cells_of(before) | {("Deals", 2, 1): 12_000.5}
    assert changed_parts(before, result.data) == {SHEET}
    parts = len(zipfile.ZipFile(io.BytesIO(before)).namelist())
    assert result.receipt.sentence == f"1 cell changed, {parts - 1} of {parts} parts untouched."


def test_without_edits_the_bytes_are_the_same():
    before = saved(deals())
    result = patch_workbook(before, [])
    assert result.data == before
    assert result.receipt.untouched_parts == result.receipt.parts > 0


def test_a_workbook_with_totals_is_told_to_recalculate_and_the_receipt_says_so():
    before = saved(deals())
    result = patch_workbook(before, [change(2, 1, 7)])
    assert changed_parts(before, result.data) == {SHEET, "xl/workbook.xml"}
    assert 'fullCalcOnLoad="1"' in part_of(result.data, "xl/workbook.xml")
    assert result.receipt.sentence.endswith("; totals recalculate when Excel opens it.")


def test_every_foreign_part_comes_back_byte_for_byte():
    parts = parts_of('<row r="1"><c r="A1" t="inlineStr"><is><t>Acme</t></is></c></row>')
    foreign = {
        "xl/vbaProject.bin": bytes(range(256)),
        "xl/drawings/drawing1.xml": "<xdr:wsDr xmlns:xdr='d'><xdr:sp/></xdr:wsDr>",
        "xl/drawings/vmlDrawing1.vml": "<xml><v:shape/></xml>",
        "xl/slicers/slicer1.xml": "<slicers/>",
        "customXml/item1.xml": "<mine/>",
        "xl/threadedComments/threadedComment1.xml": "<ThreadedComments/>",
        "xl/calcChain.xml": "<calcChain/>",
    }
    before = zipped(parts | foreign)
    assert changed_parts(before, patched(before, change(1, 0, "Bo"))) == {SHEET}


def test_shared_strings_stay_and_the_new_text_stands_in_its_cell():
    before = saved(deals(["Acme", "Acme"]))
    after = patched(before, change(1, 1, "Bo"))
    assert cells_of(after) == {("Deals", 1, 0): "Acme", ("Deals", 1, 1): "Bo"}
    assert changed_parts(before, after) == {SHEET}


def test_new_cells_stand_in_the_order_of_columns_and_new_rows_in_the_order_of_rows():
    before = hand_made('<row r="2" spans="2:4"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="5"/>')
    edits = [(9, 0, 90), (2, 4, 24), (2, 0, 20), (5, 1, 51), (3, 2, 32), (1, 0, 10), (2, 2, 22)]
    after = patched(before, *(change(*edit) for edit in edits))
    text = part_of(after, SHEET)
    places = [text.index(f'r="{name}"') for name in ("A1", "A2", "B2", "C2", "D2", "E2", "C3", "B5", "A9")]
    assert places == sorted(places)
    assert "spans" not in text
    assert cells_of(after) == cells_of(before) | {("Deals", r, c): v for r, c, v in edits}


def test_a_prefixed_sheet_keeps_its_prefix():
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    before = zipped(parts_of("") | {SHEET: sheet})
    after = patched(before, change(1, 0, "Acme"), change(3, 1, 5))
    assert '<x:c r="A1" t="inlineStr"><x:is><x:t>Acme</x:t></x:is></x:c>' in part_of(after, SHEET)
    assert cells_of(after) == {("Deals", 1, 0): "Acme", ("Deals", 3, 1): 5}


def test_cells_and_rows_without_names_are_counted():
    before = hand_made("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    after = patched(before, change(1, 1, 20), change(2, 0, 30), change(2, 1, 40), change(3, 0, 50))
    assert sorted(cells_of(after).values()) == [1, 20, 30, 40, 50]


@pytest.mark.parametrize("empty", ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>"])
def test_an_empty_sheet_takes_a_first_cell(empty):
    before = zipped(parts_of("") | {SHEET: f'<worksheet xmlns="{MAIN}">{empty}<pageMargins/></worksheet>'})
    assert "<pageMargins/></worksheet>" in part_of(patched(before, change(2, 1, 5)), SHEET)
    assert part_of(patched(before, change(2, 1, 5)), SHEET).count("sheetData") == 2


@pytest.mark.parametrize("row", ['<row r="1"/>', '<row r="1" ht="20" />', '<row r="1"><c r="A1" s="0"/></row>'])
def test_a_row_or_cell_that_closes_itself_opens_for_a_value(row):
    assert cells_of(patched(hand_made(row), change(1, 0, 5))) == {("Deals", 1, 0): 5}


def test_an_empty_value_clears_the_cell_and_keeps_its_style():
    before = hand_made('<row r="1"><c r="A1" s="0" t="str" cm="1"><v>x</v></c></row>')
    after = patched(before, change(1, 0, None), change(1, 5, None), change(7, 1, None))
    assert '<row r="1"><c r="A1" s="0"/></row>' in part_of(after, SHEET)


def test_a_sheet_with_a_byte_order_mark_keeps_it():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>M\u00fcller</t></is></c></row>'
    text = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    after = patched(zipped(parts_of("") | {SHEET: text.encode("utf-8-sig")}), change(2, 0, "Zo\u00eb \u20ac"))
    assert zipfile.ZipFile(io.BytesIO(after)).read(SHEET).startswith(b"\xef\xbb\xbf<?xml")
    assert cells_of(after) == {("Deals", 1, 0): "M\u00fcller", ("Deals", 2, 0): "Zo\u00eb \u20ac"}


def test_a_sheet_whose_stated_size_is_too_small_grows():
    head = f'<worksheet xmlns="{MAIN}"><dimension ref="B2:C3"/><sheetData>'
    before = zipped(
        parts_of("") | {SHEET: head + '<row r="2"><c r="B2"><v>1</v></c></row></sheetData></worksheet>'}
    )
    assert '<dimension ref="A2:F9"/>' in part_of(patched(before, change(9, 5, 1), change(4, 0, 1)), SHEET)
    assert '<dimension ref="B2:C3"/>' in part_of(patched(before, change(3, 2, 1)), SHEET)


# Days


def test_a_day_in_a_day_cell_keeps_the_format_and_touches_no_style():
    before = saved(deals())
    after = patched(before, change(2, 2, dt.date(2026, 11, 23)))
    assert cells_of(after)["Deals", 2, 2] == dt.datetime(2026, 11, 23)
    assert "xl/styles.xml" not in changed_parts(before, after)


def test_a_day_in_an_empty_cell_takes_the_format_of_the_days_above():
    before = saved(deals())
    after = patched(before, change(3, 2, dt.date(2026, 11, 23)))
    sheet = load_workbook(io.BytesIO(after))["Deals"]
    assert sheet["C3"].number_format == sheet["C2"].number_format == "yyyy-mm-dd"
    assert "xl/styles.xml" not in changed_parts(before, after)


def test_a_day_in_a_plain_cell_adds_one_format_and_keeps_its_looks():
    workbook = deals(["Acme", "Bo"])
    workbook.active["A1"].font = Font(bold=True)
    before = saved(workbook)
    after = patched(before, change(1, 0, dt.date(2026, 11, 23)), change(1, 1, dt.datetime(2026, 11, 23, 9, 30)))
    sheet = load_workbook(io.BytesIO(after))["Deals"]
    assert (sheet["A1"].value, sheet["A1"].font.bold) == (dt.datetime(2026, 11, 23), True)
    assert (sheet["B1"].value, sheet["B1"].font.bold) == (dt.datetime(2026, 11, 23, 9, 30), False)
    assert changed_parts(before, after) == {SHEET, "xl/styles.xml"}


def test_days_follow_the_calendar_of_1904():
    workbook = deals()
    workbook.epoch = CALENDAR_MAC_1904
    after = patched(saved(workbook), change(2, 2, dt.date(2026, 11, 23)))
    assert cells_of(after)["Deals", 2, 2] == dt.datetime(2026, 11, 23)


@pytest.mark.parametrize(
    "day", [dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(9999, 12, 31)]
)
def test_the_first_and_last_days_read_back(day):
    assert cells_of(patched(saved(deals()), change(2, 2, day)))["Deals", 2, 2].date() == day


def test_a_day_in_a_workbook_without_any_style_is_text_and_the_receipt_says_so():
    result = patch_workbook(
        hand_made('<row r="1"><c r="A1"><v>1</v></c></row>'), [change(1, 0, dt.date(2026, 11, 23))]
    )
    assert cells_of(result.data) == {("Deals", 1, 0): "2026-11-23"}
    assert "Deals!A1 holds its date as text" in result.receipt.notes[0]


# Formulas


def formula(name, text, shown, attributes=""):
    return f'<c r="{name}" t="str"><f{attributes}>{text}</f><v>{shown}</v></c>'


def test_only_totals_that_can_depend_on_the_edit_lose_their_stored_result():
    rows = (
        f'<row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c>{formula("C1", "A1*2", "four")}</row>'
        f'<row r="2">{formula("C2", "C1+1", "five")}{formula("D2", "B1*2", "six")}</row>'
    )
    after = part_of(patched(hand_made(rows), change(1, 0, 9)), SHEET)
    assert '<c r="C1"><f>A1*2</f></c>' in after
    assert '<c r="C2"><f>C1+1</f></c>' in after
    assert "<v>six</v>" in after


def test_totals_on_other_sheets_forget_too():
    parts = parts_of('<row r="1"><c r="A1"><v>2</v></c></row>')
    sheets = '<sheet name="Deals" sheetId="1" r:id="rId1"/><sheet name="Sum up" sheetId="2" r:id="rId2"/>'
    totals = formula("A1", "SUM(Deals!A:A)", "two") + formula("B1", "1+1", "stays")
    parts |= {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "/xl/worksheets/sheet2.xml")
        ),
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{totals}</row></sheetData>'
        "</worksheet>",
    }
    before = zipped(parts)
    result = patch_workbook(before, [change(1, 0, 9)])
    other = part_of(result.data, "xl/worksheets/sheet2.xml")
    assert "two" not in other
    assert "stays" in other
    assert result.receipt.parts - result.receipt.untouched_parts == 3


# What is refused


def refusal(data, refused):
    """The sentence that refuses this one change, while nothing in the file changes."""
    result = patch_workbook(data, [refused])
    assert result.data == data
    assert [change for change, _ in result.refused.edits] == [refused]
    return result.receipt.refused[0]


REFUSED = [
    ("Deals!D2 is a formula", change(2, 3, 1)),
    ("Deals!F5 is covered by a merged cell", change(5, 5, 1)),
    ("'Nowhere'; it has 'Deals', 'Locked'", change(1, 0, 1, "Nowhere")),
    ("Locked!A1 is on a protected sheet; unprotect", change(1, 0, 1, "Locked")),
    ("'Chart' is a chart or macro sheet", change(1, 0, 1, "Chart")),
    ("Deals!A2 cannot hold this value: it is no number", change(2, 0, float("nan"))),
    ("Deals!A2 cannot hold this value: it is no number", change(2, 0, float("-inf"))),
    ("32,767 characters and this has 32,768", change(2, 0, "x" * 32_768)),
    ("half a character", change(2, 0, "\ud800")),
    ("half a character", change(2, 0, "\ufffe")),
    ("begins in 1900", change(2, 0, dt.date(1899, 12, 30))),
    ("no time zones", change(2, 0, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))),
    ("15 digits", change(2, 0, 2**53 + 1)),
    ("outside a sheet", change(1_048_577, 0, 1)),
    ("too far from the sheet's other cells", change(1_048_576, 16_383, 1)),
    ("list is no text", change(2, 0, [1])),
]


@pytest.fixture(scope="module")
def guarded():
    """A workbook with a formula, a merged range, a protected sheet and a chart sheet."""
    workbook = deals()
    workbook.active.merge_cells("E4:F5")
    workbook.create_sheet("Locked").protection.enable()
    workbook.create_chartsheet("Chart")
    return saved(workbook)


@pytest.mark.parametrize(("words", "refused"), REFUSED)
def test_what_cannot_be_changed_safely_is_refused_with_its_place(guarded, words, refused):
    assert words in refusal(guarded, refused)


def test_one_refused_edit_keeps_no_other_from_being_written(guarded):
    edits = [change(2, 3, 1), change(2, 1, 70), change(1, 0, 1, "Locked")]
    result = patch_workbook(guarded, edits)
    assert '<c r="B2"><v>70</v></c>' in part_of(result.data, SHEET)
    assert changed_parts(guarded, result.data) == {SHEET, "xl/workbook.xml"}
    assert [refused for refused, _ in result.refused.edits] == [edits[0], edits[2]]
    assert (result.receipt.changed_cells, len(result.receipt.refused)) == (1, 2)


def test_the_first_cell_of_a_merged_range_can_be_changed():
    workbook = deals()
    workbook.active.merge_cells("E4:F5")
    assert cells_of(patched(saved(workbook), change(4, 4, "all")))["Deals", 4, 4] == "all"


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_the_range_that_an_array_formula_fills_is_refused(kind):
    first = f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
    rows = first + '<row r="2"><c r="A2"><v>2</v></c></row>'
    assert "Deals!A2 is filled by an array formula" in refusal(hand_made(rows), change(2, 0, 5))


@pytest.mark.parametrize("between", ["<!-- x -->", "<![CDATA[x]]>", "<?x y?>"])
def test_a_sheet_with_comments_between_its_rows_is_refused(between):
    assert "comments between its rows" in refusal(hand_made(f'<row r="1"/>{between}'), change(1, 0, 5))


@pytest.mark.parametrize(
    "rows",
    ['<row r="1"/><row r="1"/>', '<row r="1"><c r="A1"/><c r="A1"/></row>', '<row r="1"><c r="A7"/></row>'],
)
def test_a_row_or_cell_that_is_there_twice_or_astray_is_refused(rows):
    assert re.search("Deals!A1.*open it in Excel", refusal(hand_made(rows), change(1, 0, 5)))


def test_headings_and_totals_of_a_table_are_refused_and_its_rows_are_not():
    workbook = deals(HEADINGS, ["Acme", 5, 1, 1], ["Total", 5, 1, 1])
    workbook.active.add_table(Table(displayName="Deals_1", ref="A1:D3", totalsRowCount=1))
    before = saved(workbook)
    for row, words in ((1, "heading of a table"), (3, "table's total row")):
        assert re.search(f"Deals!A{row} is.*{words}", refusal(before, change(row, 0, "x")))
    assert cells_of(patched(before, change(2, 0, "x")))["Deals", 2, 0] == "x"


def test_a_pivot_table_is_refused():
    location = f'<pivotTableDefinition xmlns="{MAIN}" name="p"><location ref="A1:B5"/></pivotTableDefinition>'
    parts = parts_of('<row r="1"><c r="A1"><v>1</v></c></row>') | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("pivotTable", "../pivotTables/pivotTable1.xml")),
        "xl/pivotTables/pivotTable1.xml": location,
    }
    assert "Deals!A1 is in a pivot table" in refusal(zipped(parts), change(1, 0, 5))


def test_signatures_rich_text_and_pivot_tables_are_notes_on_the_receipt():
    runs = "<r><rPr><b/></rPr><t>A</t></r><r><t>cme</t></r>"
    strings = f'<sst xmlns="{MAIN}"><si><t>plain</t></si><si>{runs}</si></sst>'
    types = parts_of("")["[Content_Types].xml"].replace(
        "</Types>",
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEETS}.sharedStrings+xml"/></Types>',
    )
    rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    parts = parts_of(rows) | {
        "[Content_Types].xml": types,
        "xl/sharedStrings.xml": strings,
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "_xmlsignatures/sig1.xml": "<Signature/>",
        "xl/pivotCache/pivotCacheDefinition1.xml": "<p/>",
    }
    notes = patch_workbook(zipped(parts), [change(1, 0, "x"), change(1, 1, "y")]).receipt.notes
    assert len(notes) == 3
    assert notes[0].startswith("Deals!A1 had several fonts")
    assert any("signature" in note for note in notes)
    assert any("Refresh All" in note for note in notes)


# What always holds

HOSTILE = [
    *(
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+1 555 010",
        "-5",
        "_x0041_",
        "_x005F_x0041_",
        "a\x0bb",
        "\r\n",
        " lead ",
    ),
    *("<b>&amp;</b>", "]]>", "\U0001f600", "#N/A", "TRUE", "00501", "two\nlines", "_x00\x0141_", '"'),
]
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs", "Cn")), min_size=1, max_size=12)
)
numbers = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False, width=32))
days = st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
values = st.one_of(texts, numbers, st.booleans(), days, st.none())
places = st.tuples(st.integers(1, 9), st.integers(0, 6))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_third_parties_comes_out_as_the_same_inert_text(text):
    after = patched(saved(deals()), change(2, 0, text))
    assert cells_of(after)["Deals", 2, 0] == text
    assert types_of(after)["Deals", 2, 0] != "f"


def _as_read(value):
    return dt.datetime.combine(value, dt.time()) if type(value) is dt.date else value


@settings(max_examples=150)
@given(
    standing=st.dictionaries(places, st.one_of(texts, numbers), max_size=12),
    edits=st.dictionaries(places, values, max_size=6),
)
def test_any_edits_of_any_sheet_and_nothing_else_are_read_back(standing, edits):
    workbook = Workbook()
    workbook.active.title = "Deals"
    for (row, column), value in standing.items():
        plain = value if not isinstance(value, str) or value.isascii() and value.isalnum() else "text"
        workbook.active.cell(row, column + 1).value = plain
    workbook.create_sheet("Other").append(["stays", 1])
    before = saved(workbook)
    after = patched(before, *(change(*place, value) for place, value in edits.items()))
    expected = cells_of(before) | {("Deals", *place): _as_read(value) for place, value in edits.items()}
    assert cells_of(after) == {place: value for place, value in expected.items() if value is not None}
    assert changed_parts(before, after) <= {SHEET, "xl/styles.xml"}


@given(edits=st.lists(st.tuples(places, numbers), min_size=1, max_size=8))
def test_of_two_values_for_one_cell_the_last_counts_whatever_the_order_of_the_rest(edits):
    before = saved(deals(["Acme"]))
    after = cells_of(patched(before, *(change(*place, value) for place, value in edits)))
    assert after == cells_of(before) | {("Deals", *place): value for place, value in edits}
