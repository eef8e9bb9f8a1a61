import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import MAIN

from sentia.book.places import Area, cell_name
from sentia.workbook.patch.dependents import formulas_of, stale_formulas
from sentia.workbook.patch.formula_references import references
from sentia.workbook.patch.sheet_xml import parse_sheet


def sheet(rows):
    return parse_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode(), "Deals")


def column_of(*formulas, name="C"):
    """A sheet with these formulas one under the other, in one column."""
    return sheet(
        "".join(f'<row r="{n}"><c r="{name}{n}"><f>{f}</f><v>0</v></c></row>' for n, f in enumerate(formulas, 1))
    )


def stale(changed, **sheets):
    areas = [(name, Area(row, column, row, column)) for name, row, column in changed]
    found = stale_formulas(formulas_of(sheets), areas)
    return {f"{f.sheet}!{cell_name(f.cell.row, f.cell.column)}" for f in found}


A1 = [("Deals", 1, 0)]


@pytest.mark.parametrize(
    "formula",
    [
        *("A1", "$A$1*2", "SUM(A1:B9)", "SUM(A:A)", "SUM(1:1)", "Deals!A1", "'Deals'!A1", 'IF(B1,"",a1)'),
        *('INDIRECT("B"&amp;2)', "OFFSET(B5,1,0)", "Total", "Deals_1[Amount]", "SUM(Deals:Other!A1)", "A1#"),
        *("SUM('Deals:Other'!B9)", "B1:INDEX(A:A,3)", "LET(x,1,x)"),
    ],
)
def test_a_formula_that_reads_the_cell_or_might_is_stale(formula):
    assert stale(A1, Deals=column_of(formula)) == {"deals!C1"}


@pytest.mark.parametrize(
    "formula",
    [
        *("B1", "SUM(A2:B9)", "SUM(B:D)", "SUM(2:3)", "Other!A1", '"A1"', "LOG10(B2)", "1E5+B1", "TODAY()"),
        *("[1]Prices!A1", "'[prices.xlsx]Deals'!$A$1", "#REF!+B1", "TRUE", "_xlfn.CONCAT(B1,B2)", "SUM(AA1:AB1)"),
    ],
)
def test_a_formula_that_cannot_read_the_cell_keeps_its_result(formula):
    assert stale(A1, Deals=column_of(formula)) == set()


def test_what_depends_on_a_stale_formula_is_stale_across_sheets():
    deals = column_of("A1*2", "Totals!C1", "B7")
    totals = column_of("SUM(Deals!C1:C1)", "Deals!B7")
    assert stale(A1, Deals=deals, Totals=totals) == {"deals!C1", "deals!C2", "totals!C1"}


def test_formulas_that_go_round_in_a_circle_end():
    assert stale(A1, Deals=column_of("C2+A1", "C1", "C4", "C3")) == {"deals!C1", "deals!C2"}


def test_a_shared_formula_reads_from_its_own_place():
    first = '<row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1+$B$9</f><v>0</v></c></row>'
    rest = "".join(f'<row r="{n}"><c r="C{n}"><f t="shared" si="0"/><v>0</v></c></row>' for n in (2, 3))
    assert stale([("Deals", 2, 0)], Deals=sheet(first + rest)) == {"deals!C2"}
    assert len(stale([("Deals", 9, 1)], Deals=sheet(first + rest))) == 3


def test_what_reads_any_cell_of_an_array_formula_is_stale_with_it():
    array = (
        '<row r="1"><c r="C1"><f t="array" ref="C1:C2">A1:A2</f><v>0</v></c><c r="D1"><f>C2</f><v>0</v></c></row>'
    )
    assert stale(A1, Deals=sheet(array)) == {"deals!C1", "deals!D1"}


def test_formulas_in_cells_without_names_are_found():
    assert stale(A1, Deals=sheet("<row><c><v>1</v></c><c><f>A1</f><v>1</v></c><c><f>D9</f></c></row>")) == {
        "deals!B1"
    }


rows, columns = st.integers(1, 12), st.integers(0, 5)
ranges = st.tuples(rows, columns, rows, columns)


@given(ranges=st.lists(ranges, min_size=1, max_size=12), changed=st.tuples(rows, columns))
def test_staleness_is_what_following_every_cell_by_hand_gives(ranges, changed):
    """Formula n stands in cell Hn and sums a rectangle; column H can be reached only through a reference to it."""
    boxes = [
        (min(r1, r2), min(c1, c2), max(r1, r2), 7 if c1 == c2 == 5 else max(c1, c2)) for r1, c1, r2, c2 in ranges
    ]
    formulas = [f"SUM({cell_name(t, le)}:{cell_name(b, r)})" for t, le, b, r in boxes]
    reached, grew = {changed}, True
    while grew:
        hit = {
            (n, 7)
            for n, (t, le, b, r) in enumerate(boxes, 1)
            if any(t <= row <= b and le <= c <= r for row, c in reached)
        }
        grew, reached = not hit <= reached, reached | hit
    expected = {f"deals!{cell_name(n, c)}" for n, c in reached - {changed}}
    assert stale([("Deals", *changed)], Deals=column_of(*formulas, name="H")) == expected


@given(st.text(max_size=30))
def test_any_text_at_all_is_read_as_a_formula_without_an_error(text):
    assert references(text) is None or isinstance(references(text), tuple)
