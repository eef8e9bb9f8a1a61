"""What is looked at before any reader touches a workbook."""

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import MAIN, OFFICE, book_of, hand_made, parts_of, relations, saved, zipped
from openpyxl import Workbook
from openpyxl.worksheet.table import Table
from patience import HANGS

from sentia.errors import UnreadableFile
from sentia.workbook.files import measuring, package
from sentia.workbook.files.measured import MAX_AREA
from sentia.workbook.files.measuring import MalformedSheet, measure
from sentia.workbook.files.plain_shape import measure_plain
from sentia.workbook.files.preflight import examine


def extent_of(rows, prefix=""):
    return measure(sheet_xml(rows, prefix), MAX_AREA)


def sheet_xml(rows, prefix=""):
    namespace = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
    return f"<{prefix}worksheet {namespace}>{data}</{prefix}worksheet>".encode()


def reach(rows, prefix=""):
    extent = extent_of(rows, prefix)
    return extent.last_row, extent.last_column


def cell(name, content="<v>1</v>", attributes="", prefix=""):
    content = content.replace("</", f"</{prefix}").replace("<v", f"<{prefix}v")
    return f'<{prefix}c r="{name}"{attributes}>{content}</{prefix}c>'


def row(number, *cells, prefix=""):
    return f'<{prefix}row r="{number}">{"".join(cells)}</{prefix}row>'


def refusal(data):
    with pytest.raises(UnreadableFile) as refused:
        examine("crm.xlsx", data)
    return str(refused.value)


FAR = row(1, cell("A1")) + row(1_048_576, cell("XFD1048576"))


def test_the_farthest_cells_decide_how_far_a_sheet_reaches():
    assert reach(row(1, cell("A1"), cell("C1")) + row(7, cell("B7"))) == (7, 2)


def test_an_empty_sheet_reaches_nowhere():
    assert reach("") == (0, -1)
    assert measure(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode(), MAX_AREA).area == 0


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_out_of_order_are_found_whatever_the_namespaces_prefix(prefix):
    cells = row(2, cell("AB2", prefix=prefix), cell("A2", prefix=prefix), prefix=prefix)
    assert reach(cells + row(1, cell("B1", prefix=prefix), prefix=prefix), prefix) == (2, 27)


def test_cells_without_a_name_are_counted_from_the_left():
    assert reach("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>") == (2, 1)


def test_a_cell_that_lies_about_its_row_is_still_found():
    assert reach(row(1, cell("A1"), cell("B900"))) == (900, 1)


def test_comments_and_odd_quotes_do_not_hide_a_cell():
    assert reach("<row r='1'><!-- <c r='ZZ9'/> --><c r='D1'><v>1</v></c></row>") == (1, 3)


def test_a_formatted_cell_far_away_is_harmless():
    styled = row(1, cell("A1")) + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert reach(styled) == (1, 0)


def test_broken_xml_and_impossible_names_are_malformed():
    for rows in (row(1, cell("A1"))[:-3], row(1, cell("7")), "<row r='1'><c r='A1'><v>1</c></row>"):
        with pytest.raises(MalformedSheet):
            extent_of(rows)


COLUMNS = st.sampled_from(["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
CELLS = st.lists(st.tuples(st.integers(1, 40), COLUMNS), min_size=1, unique=True)
CONTENTS = [
    "<v>1</v>",
    "<f>A1&gt;B1</f><v>1</v>",
    "<f>A1+1</f>",
    "<is><t>a</t><r><t>b</t></r></is>",
    '<f t="shared" si="0"/><v>2</v>',
]


@given(CELLS, st.randoms(use_true_random=False))
def test_the_fast_pass_and_the_exact_one_agree(places, random):
    by_row = {}
    for number, letters in sorted(places, key=lambda place: (len(place[1]), place[1])):
        error = random.choice(["", ' t="e"', ' s="3"'])
        by_row.setdefault(number, []).append(cell(f"{letters}{number}", random.choice(CONTENTS), error))
    xml = sheet_xml("".join(row(number, *cells) for number, cells in by_row.items()))
    fast, exact = measure_plain(xml), measuring.measure_exactly(xml)
    assert (fast.last_row, fast.last_column) == (exact.last_row, exact.last_column)
    assert (fast.formulas, fast.errors) == (exact.formulas, exact.errors)
    assert fast.never_calculated == exact.never_calculated


def test_ordinary_sheets_take_the_fast_pass():
    with zipfile.ZipFile(BytesIO(book_of(Deals=[["Deal", 1], [None, "=A1"], [True, 2.5]]))) as saved_book:
        assert measure_plain(saved_book.read("xl/worksheets/sheet1.xml")).last_row == 3


def test_formulas_and_those_never_calculated_are_known():
    extent = extent_of(
        row(1, cell("A1", "<f>1+1</f><v>2</v>"), cell("B1", "<f>A1</f>"), cell("C1", '<f t="shared" si="0"/>'))
    )
    assert extent.formulas == {0: [1], 1: [1], 2: [1]}
    assert extent.never_calculated == 2


def test_every_cell_an_array_formula_fills_is_a_formula():
    array = '<f t="array" ref="A1:B2">X1:Y2</f><v>1</v>'
    extent = extent_of(row(1, cell("A1", array), cell("B1")) + row(2, cell("A2"), cell("B2")))
    assert {column: sorted(set(rows)) for column, rows in extent.formulas.items()} == {0: [1, 2], 1: [1, 2]}


def test_one_value_far_away_is_named_and_refused():
    expected = (
        "crm.xlsx: one cell far away, at XFD1048576, makes this sheet 17 billion cells;"
        " delete it and save again (sheet 'Deals')."
    )
    assert refusal(hand_made(FAR)) == expected


def test_stray_cells_down_and_right_are_both_named():
    stray = row(1, cell("A1"), cell("XFD1")) + row(3000, cell("A3000"))
    assert "cells far away, at A3000 and XFD1, make this sheet 49 million cells" in refusal(hand_made(stray))


def test_a_cell_beyond_the_grid_is_refused():
    assert "has a cell at ZZZZ99999999, outside the grid" in refusal(hand_made(row(1, cell("ZZZZ99999999"))))


def test_many_sheets_together_are_bounded_too():
    parts = parts_of(row(1, cell("A1")) + row(500_000, cell("P500000")))
    sheets = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="rId{i}"/>' for i in range(1, 4))
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    parts |= {f"xl/worksheets/sheet{i}.xml": parts["xl/worksheets/sheet1.xml"] for i in (2, 3)}
    parts["xl/_rels/workbook.xml.rels"] = relations(
        *(("worksheet", f"worksheets/sheet{i}.xml") for i in (1, 2, 3))
    )
    assert "sheet 'S2'" in refusal(zipped(parts))


def test_a_bomb_is_refused_before_it_goes_off():
    bomb = zipped(parts_of(row(1, cell("A1"))) | {"xl/sharedStrings.xml": bytes(260_000_000)})
    begun = time.perf_counter()
    assert "crm.xlsx unpacks to 260 MB or more, too much for a book of business" in refusal(bomb)
    assert time.perf_counter() - begun < HANGS
    assert len(bomb) < 1_000_000


def test_a_bomb_that_lies_about_its_size_is_counted_while_it_unpacks(monkeypatch):
    parts = parts_of("<row/>" * 100_000)
    size = len(parts["xl/worksheets/sheet1.xml"])
    lying = zipped(parts).replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert "sheet1.xml is not as long as it says" in refusal(lying)
    monkeypatch.setattr(package, "MAX_PART", 500_000)
    assert "unpacks to 1 MB or more" in refusal(lying)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused_wherever_it_hides(part):
    parts = parts_of(row(1, cell("A1")))
    shared = ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
    parts |= {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>', "xl/_rels/workbook.xml.rels": relations(*shared)}
    parts[part] = '<?xml version="1.0"?><!-- a --><!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts[part]
    assert "holds a document type declaration" in refusal(zipped(parts))


def test_too_many_parts_and_parts_of_one_name_are_refused():
    parts = parts_of(row(1, cell("A1")))
    assert "has 5,006 parts" in refusal(zipped(parts | {f"junk/{i}": "" for i in range(5_001)}))
    assert "two parts of the same name" in refusal(zipped(parts | {"XL\\workbook.xml": ""}))


def test_a_file_cut_short_is_incomplete():
    data = book_of(Deals=[["Deal"]])
    assert refusal(data[: len(data) // 2]) == (
        "crm.xlsx is incomplete: the end of the file is missing or damaged; copy or export it again."
    )


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "is a Word document"),
        ("Index/Document.iwa", "is an Apple Numbers document"),
        ("photo.jpg", "is a zip archive without a workbook in it"),
    ],
)
def test_a_zip_that_is_something_else_is_called_what_it_is(part, said):
    assert said in refusal(zipped({part: "<a/>"}))


def test_a_zip_with_a_password_says_so():
    data = bytearray(zipped({"crm.csv": "a,b"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "is a zip with a password" in refusal(bytes(data))


def test_one_wrong_letter_in_a_part_is_noticed():
    stored = BytesIO()
    with zipfile.ZipFile(stored, "w") as plain:
        for name, content in parts_of(row(1, cell("A1"))).items():
            plain.writestr(name, content)
    spoiled = stored.getvalue().replace(b'name="Deals"', b'name="Meals"')
    assert "its part xl/workbook.xml is not what was saved" in refusal(spoiled)


def test_a_workbook_whose_sheet_is_gone_is_damaged():
    parts = parts_of(row(1, cell("A1")))
    del parts["xl/worksheets/sheet1.xml"]
    assert "its sheets are missing" in refusal(zipped(parts))


def test_tables_filters_and_hidden_sheets_are_known():
    workbook = Workbook()
    deals, secret = workbook.active, workbook.create_sheet("Secret")
    for number in range(1, 6):
        deals.append([f"Deal {number}", f"{number}"])
        secret.append(["x", "y"])
    deals.add_table(Table(displayName="Pipeline", ref="A1:B5", totalsRowCount=1))
    secret.auto_filter.ref, secret.sheet_state = "A1:B4", "veryHidden"
    shown, hidden = examine("crm.xlsx", saved(workbook))
    assert shown.tables == ((1, 0, 4, 1),)
    assert hidden.tables == ((1, 0, 4, 1),)
    assert (shown.is_visible, hidden.is_visible) == (True, False)


def test_a_part_in_utf_16_is_read_as_well():
    parts = parts_of("")
    parts["xl/worksheets/sheet1.xml"] = (
        '<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(FAR).decode()
    ).encode("utf-16")
    assert "XFD1048576" in refusal(zipped(parts))
