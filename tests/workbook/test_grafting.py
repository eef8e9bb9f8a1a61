import datetime as dt
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import MAIN, OFFICE, SHEETS, hand_made, parts_of, relations, saved, zipped
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from patched_files import cells_of, changed_parts, part_of, types_of

from sentia.errors import CannotWrite
from sentia.workbook.patch.repacking import entries_of, repacked
from sentia.workbook.patching import CellChange, Formula, ResultSheet, Target, own_sheets, patch_workbook

HEADINGS = ["Time", "Who", "Gain", "Minutes", "Return per hour", "Done"]
DAY = ResultSheet(
    "Sentia day",
    [
        HEADINGS,
        [dt.datetime(2026, 11, 23, 9), "=cmd|' /C calc'!A0", 120.5, 15, Formula("=C2/D2*60", 482), None],
        [dt.datetime(2026, 11, 23, 9, 30), "Bo & Söhne\nGmbH", 20, 30, Formula("=C3/D3*60", 40), "yes"],
    ],
    formats={0: "h:mm", 2: "#,##0", 4: '#,##0 "an hour"'},
    widths={1: 33},
    bars=(2,),
    wrapped=(1,),
    choices={5: ["yes", "no"]},
    links={(2, 1): Target("Ann's deals", 2)},
)


def deals(*rows, title="Ann's deals"):
    workbook = Workbook()
    workbook.active.title = title
    for row in rows or [["Deal", "Amount"], ["Acme", 5]]:
        workbook.active.append(row)
    return workbook


def grafted(data, *sheets):
    return patch_workbook(data, [], sheets)


def opened(result):
    return load_workbook(io.BytesIO(result.data))


def test_a_sheet_is_added_last_and_every_other_cell_and_part_stays():
    before = saved(deals())
    result = grafted(before, DAY)
    assert opened(result).sheetnames == ["Ann's deals", "Sentia day"]
    assert cells_of(before).items() <= cells_of(result.data).items()
    old, new = entries_of(before), entries_of(result.data)
    changed = {name for name in old if old[name].same != new[name].same}
    assert changed == {
        *("[content_types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
    }
    assert result.receipt.added_sheets == ("Sentia day",)
    assert "1 sheet added" in result.receipt.sentence


def test_text_never_runs_and_only_our_own_formulas_do():
    after = grafted(saved(deals()), DAY).data
    cells, types = cells_of(after), types_of(after)
    assert cells["Sentia day", 2, 1] == "=cmd|' /C calc'!A0"
    assert types["Sentia day", 2, 1] != "f"
    assert types["Sentia day", 2, 4] == "f"
    shown = load_workbook(io.BytesIO(after), data_only=True)["Sentia day"]
    assert (shown["E2"].value, shown["E3"].value) == (482, 40)


def test_the_sheet_is_dressed_to_be_read_filtered_and_answered():
    sheet = opened(grafted(saved(deals()), DAY))["Sentia day"]
    assert sheet.freeze_panes == "A2"
    assert [table.ref for table in sheet.tables.values()] == ["A1:F3"]
    assert (sheet["A2"].number_format, sheet["E2"].number_format) == ("h:mm", '#,##0 "an hour"')
    assert (sheet["A1"].font.bold, sheet["A1"].fill.fgColor.rgb) == (True, "FF0F6B5C")
    assert sheet.column_dimensions["B"].width == 33
    assert sheet["B3"].alignment.wrap_text
    assert {sheet[name].alignment.vertical for name in ("A3", "B3", "C3", "E3")} == {"top"}
    assert sheet["B2"].hyperlink.location == "'Ann''s deals'!A2"
    assert sheet["B2"].quotePrefix
    assert [(str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation] == [("F2:F3", '"yes,no"')]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["C2:C3"]


def test_written_again_the_sheet_is_replaced_and_nothing_piles_up():
    once = grafted(saved(deals()), DAY)
    other = ResultSheet("Sentia day", [HEADINGS, [None, "Cy", 1, 1, Formula("=C2/D2*60", 60), "no"]])
    twice = grafted(once.data, other)
    assert opened(twice).sheetnames == ["Ann's deals", "Sentia day"]
    assert cells_of(twice.data)["Sentia day", 2, 1] == "Cy"
    assert ("Sentia day", 3, 1) not in cells_of(twice.data)
    assert list(entries_of(once.data)) == list(entries_of(twice.data))
    assert part_of(twice.data, "xl/styles.xml") == part_of(once.data, "xl/styles.xml")
    assert (twice.receipt.replaced_sheets, own_sheets(twice.data)) == (
        ("Sentia day",),
        {"_sentia_day": "Sentia day"},
    )


def renamed(data, old, new):
    text = part_of(data, "xl/workbook.xml").replace(f'"{old}"', f'"{new}"').replace(f"'{old}'!", f"'{new}'!")
    return repacked(data, {"xl/workbook.xml": text.encode()})


def test_a_sheet_that_the_rep_renamed_is_still_the_one_replaced():
    moved = renamed(grafted(saved(deals()), DAY).data, "Sentia day", "Monday")
    again = grafted(moved, DAY)
    assert opened(again).sheetnames == ["Ann's deals", "Monday"]
    assert own_sheets(again.data) == {"_sentia_day": "Monday"}


def test_a_sheet_of_the_reps_own_with_the_same_name_stays_and_it_is_said():
    before = saved(deals(title="sentia DAY"))
    result = grafted(before, DAY)
    assert opened(result).sheetnames == ["sentia DAY", "Sentia day 2"]
    assert cells_of(before).items() <= cells_of(result.data).items()
    assert "sheet 'Sentia day' of its own, so Sentia's is called 'Sentia day 2'" in result.receipt.notes[0]
    assert opened(grafted(result.data, DAY)).sheetnames == ["sentia DAY", "Sentia day 2"]


def test_a_sheet_that_the_rep_wrote_beside_is_kept_and_a_new_one_is_added():
    once = grafted(saved(deals()), DAY).data
    noted = patch_workbook(once, [CellChange("Sentia day", 3, 8, "ask for Ann's boss")]).data
    again = grafted(noted, DAY)
    assert opened(again).sheetnames == ["Ann's deals", "Sentia day", "Sentia day 2"]
    assert cells_of(again.data)["Sentia day", 3, 8] == "ask for Ann's boss"
    assert "You added to 'Sentia day' yourself" in again.receipt.notes[0]
    assert own_sheets(again.data) == {"_sentia_kept_1": "Sentia day", "_sentia_day": "Sentia day 2"}
    assert opened(grafted(again.data, DAY)).sheetnames == ["Ann's deals", "Sentia day", "Sentia day 2"]


def test_a_comment_on_our_sheet_keeps_it_too():
    workbook = opened(grafted(saved(deals()), DAY))
    workbook["Sentia day"]["B2"].comment = Comment("call later", "Ann")
    assert len(opened(grafted(saved(workbook), DAY)).sheetnames) == 3


def test_a_workbook_saved_by_another_program_meanwhile_is_replaced_cleanly():
    resaved = saved(opened(grafted(saved(deals()), DAY)))
    again = grafted(resaved, DAY)
    assert opened(again).sheetnames == ["Ann's deals", "Sentia day"]
    assert len(re.findall("<table ", "".join(part_of(again.data, n) for n in again_tables(again.data)))) == 1


def again_tables(data):
    return [name for name in entries_of(data) if name.startswith("xl/tables/")]


def test_the_order_of_calculation_goes_when_a_sheet_it_names_is_replaced():
    once = grafted(saved(deals()), DAY).data
    kinds = part_of(once, "[content_types].xml").replace(
        "</Types>",
        f'<Override PartName="/xl/calcChain.xml" ContentType="{SHEETS}.calcChain+xml"/></Types>',
    )
    listed = part_of(once, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{OFFICE}/calcChain" Target="calcChain.xml"/></Relationships>',
    )
    chain = f'<calcChain xmlns="{MAIN}"><c r="E2" i="2"/></calcChain>'
    parts = {"[Content_Types].xml": kinds, "xl/_rels/workbook.xml.rels": listed, "xl/calcChain.xml": chain}
    chained = repacked(once, {name: text.encode() for name, text in parts.items()})
    kept = patch_workbook(chained, [CellChange("Ann's deals", 2, 1, 6)])
    assert "xl/calcchain.xml" in entries_of(kept.data)
    again = grafted(chained, DAY)
    assert "xl/calcchain.xml" not in entries_of(again.data)
    assert "calcChain" not in part_of(again.data, "[content_types].xml") + part_of(
        again.data, "xl/_rels/workbook.xml.rels"
    )


def test_totals_of_the_reps_that_read_our_sheet_forget_their_result():
    workbook = opened(grafted(saved(deals()), DAY))
    workbook["Ann's deals"]["C1"] = "=SUM('Sentia day'!C:C)"
    data = saved(workbook)
    text = part_of(data, "xl/worksheets/sheet1.xml")
    data = repacked(
        data, {"xl/worksheets/sheet1.xml": re.sub(r"</f><v ?/?>(</v>)?", "</f><v>140</v>", text).encode()}
    )
    assert "<v>140</v>" in part_of(data, "xl/worksheets/sheet1.xml")
    assert "<v>140</v>" not in part_of(grafted(data, DAY).data, "xl/worksheets/sheet1.xml")


# Odd packages


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
ROW = '<row r="1"><c r="A1" s="2"><v>1</v></c></row>'


def strict():
    parts = {
        name: text.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE) for name, text in parts_of(ROW).items()
    }
    return zipped(parts)


def prefixed():
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData/></x:worksheet>'
    workbook = (
        f'<x:workbook xmlns:x="{MAIN}"><x:sheets><x:sheet name="Deals" sheetId="7" '
        f'd3p1:id="rId1" xmlns:d3p1="{OFFICE}"/></x:sheets></x:workbook>'
    )
    styles = f'<x:styleSheet xmlns:x="{MAIN}"><x:cellXfs count="1"><x:xf/></x:cellXfs></x:styleSheet>'
    targets = relations(("worksheet", "/xl/worksheets/sheet1.xml"), ("styles", "/xl/styles.xml"))
    parts = {"xl/worksheets/sheet1.xml": sheet, "xl/workbook.xml": workbook, "xl/styles.xml": styles}
    return zipped(parts_of("") | parts | {"xl/_rels/workbook.xml.rels": targets})


def without_collections():
    targets = relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))
    parts = {"xl/_rels/workbook.xml.rels": targets, "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'}
    return zipped(parts_of(ROW) | parts)


@pytest.mark.parametrize(
    "before",
    [strict(), prefixed(), hand_made(ROW), without_collections()],
    ids=["strict", "prefixed", "bare", "empty"],
)
def test_odd_packages_take_a_sheet_and_keep_their_own_cells(before):
    result = grafted(before, DAY)
    assert own_sheets(result.data) == {"_sentia_day": "Sentia day"}
    assert part_of(result.data, "xl/worksheets/sheet1.xml") == part_of(before, "xl/worksheets/sheet1.xml")
    again = grafted(result.data, DAY)
    assert list(entries_of(again.data)) == list(entries_of(result.data))


def test_a_cell_whose_style_was_never_stated_stays_plain():
    formats = part_of(grafted(hand_made(ROW), DAY).data, "xl/styles.xml").partition("<cellXfs")[2]
    stated = re.findall("<xf [^>]*>", formats)
    assert stated[2] == stated[0] != stated[3]


def test_names_that_belong_to_one_sheet_and_tables_of_the_same_name_stay_right():
    workbook = deals()
    workbook.defined_names["Rate"] = DefinedName("Rate", attr_text="'Ann''s deals'!$B$2")
    workbook.active.print_area = "A1:B2"
    workbook.active.add_table(Table(displayName="Sentia_day", ref="A1:B2"))
    result = opened(grafted(saved(workbook), DAY))
    assert result.defined_names["Rate"].attr_text == "'Ann''s deals'!$B$2"
    assert result["Ann's deals"].print_area == "'Ann''s deals'!$A$1:$B$2"
    names = [table.displayName for sheet in result.worksheets for table in sheet.tables.values()]
    assert len({name.lower() for name in names}) == len(names) == 2


def test_hidden_sheets_and_columns_are_hidden():
    sheet = ResultSheet("Sentia log", [["Key", "Who"], ["a", "Ann"]], hidden=(0,), is_hidden=True)
    result = opened(grafted(saved(deals()), sheet))["Sentia log"]
    assert (result.sheet_state, result.column_dimensions["A"].hidden) == ("hidden", True)


def test_days_follow_the_calendar_of_the_workbook_they_go_into():
    workbook = deals()
    workbook.epoch = dt.datetime(1904, 1, 1)
    after = grafted(saved(workbook), ResultSheet("Sentia day", [["On"], [dt.date(2026, 11, 23)]])).data
    assert cells_of(after)["Sentia day", 2, 0] == dt.datetime(2026, 11, 23)


def test_a_text_that_no_cell_holds_is_cut_and_said_and_blocks_nothing():
    result = grafted(saved(deals()), ResultSheet("Sentia day", [["Note"], ["x" * 32_768], ["short"]]))
    sheet = opened(result)["Sentia day"]
    assert sheet["A2"].value == "x" * 32_765 + " …"
    assert sheet["A3"].value == "short"
    assert result.receipt.notes == (
        "Sentia day!A2 has 32,768 characters, more than a cell can hold: its beginning stands there.",
    )


def test_choices_that_no_list_holds_are_refused_in_words():
    with pytest.raises(CannotWrite, match="no comma in a choice"):
        grafted(saved(deals()), ResultSheet("Sentia day", [["Done"], [None]], choices={0: ["yes, later"]}))


def test_what_was_refused_can_stand_on_the_sheets_that_are_added():
    workbook = deals(["Deal", "Twice"], ["Acme", "=1+1"])
    result = patch_workbook(
        saved(workbook),
        [CellChange("Ann's deals", 2, 1, 7), CellChange("Ann's deals", 2, 0, "Bo")],
        lambda refused: [ResultSheet("Sentia additions", [["Value"], *([c.value] for c, _ in refused.edits)])],
    )
    cells = cells_of(result.data)
    assert (cells["Ann's deals", 2, 0], cells["Ann's deals", 2, 1]) == ("Bo", "=1+1")
    assert cells["Sentia additions", 2, 0] == 7
    assert result.receipt.refused == ("Ann's deals!B2 is a formula; change the cells it reads.",)


def test_numbers_that_no_cell_holds_are_text_or_nothing():
    sheet = ResultSheet("Sentia log", [["Gain"], [float("nan")], [float("inf")], [2**60]])
    cells = cells_of(grafted(saved(deals()), sheet).data)
    assert [cells.get(("Sentia log", row, 0)) for row in (2, 3, 4)] == [None, "inf", str(2**60)]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12)
values = st.one_of(texts, st.integers(-(10**9), 10**9), st.booleans(), st.none(), st.dates(dt.date(1950, 1, 1)))


@settings(max_examples=25)
@given(rows=st.lists(st.lists(values, min_size=3, max_size=3), min_size=1, max_size=5), heading=st.integers(1, 3))
def test_any_rows_are_read_again_as_they_were(rows, heading):
    sheet = ResultSheet("Sentia log", rows, heading=heading)
    result = grafted(saved(deals()), sheet)
    after = cells_of(result.data)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            held = after.get(("Sentia log", number, column))
            wanted = dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value
            assert held == (wanted if wanted != "" else None)
    assert changed_parts(result.data, grafted(result.data, sheet).data) <= {"xl/worksheets/sentia_log.xml"}
