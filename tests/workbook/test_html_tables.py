"""Web pages that programs save as Excel files: their tables, cell by cell."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import HANGS

from sentia.errors import UnreadableFile
from sentia.workbook.files.html_tables import read_html
from sentia.workbook.reading import read_sheets


def tables(text):
    return read_html("deals.xls", text)


def test_a_table_is_read_whatever_is_left_unclosed():
    assert tables("<TABLE><TR><TH>Deal<TH>Amount<TR><TD>A&amp;B<TD>5</TABLE>") == [
        [["Deal", "Amount"], ["A&B", "5"]]
    ]
    assert tables("<table><td>Deal<td>5") == [[["Deal", "5"]]]


def test_what_only_shapes_a_cell_is_left_out_and_line_breaks_kept():
    cell = "<td class='a'><b>Big</b>\n  deal<br/>second&nbsp;line<!-- <td>no</td> --><script>x<td></script></td>"
    assert tables(f"<style>td {{}}</style><table><tr>{cell}</tr></table>") == [[["Big deal\nsecond line"]]]


def test_spans_keep_the_cells_below_and_beside_in_their_columns():
    top = '<tr><td rowspan="2">Acme</td><td colspan=2>Press</td><td>1</td></tr>'
    rows = [["Acme", "Press", "", "1"], ["", "a", "b", "c"], ["d", "", "", ""]]
    assert tables(f"<table>{top}<tr><td>a<td>b<td>c<tr><td>d</table>") == [rows]


def test_a_table_inside_a_cell_is_a_table_of_its_own():
    inner = "<table><tr><td>in</td></tr></table>"
    assert tables(f"<table><tr><td>out{inner}</td><td>5</td></tr></table>") == [[["in"]], [["out", "5"]]]


def test_empty_tables_are_left_out_and_a_page_without_any_is_refused():
    assert tables("<table></table><table><tr><td>a</table>") == [[["a"]]]
    with pytest.raises(UnreadableFile, match="without a table in it, perhaps a sign-in or error page"):
        tables("<html><body><h1>Session expired</h1></body></html>")


def test_each_table_is_a_sheet_called_as_the_file():
    page = b"<html><table><tr><td>Deal</table><table><tr><td>Owner</table></html>"
    assert [sheet.name for sheet in read_sheets("my deals.xls", page)] == ["my deals", "my deals 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_in_any_usual_encoding(encoding):
    page = "<html><table><tr><td>Zürich</table></html>".encode(encoding)
    [sheet] = read_sheets("deals.xls", page, trusted=True)
    assert sheet.columns[0].shown() == ["Zürich"]


def test_a_page_is_read_in_the_encoding_it_names():
    page = '<html><meta charset="windows-1251"><table><tr><td>Москва</table>'.encode("cp1251")
    [sheet] = read_sheets("deals.xls", page, trusted=True)
    assert sheet.columns[0].shown() == ["Москва"]


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<b>" * 9_000_000,
        "<html><table>" + "<!--" * 2_000_000,
        "<html><table>" + '<td colspan="1000" rowspan="1000">' * 20_000,
        "<html>" + "<table>" * 300_000,
        "<html><table><tr>" + "<td x='" * 400_000,
    ],
)
def test_a_hostile_page_is_refused_within_seconds(page):
    begun = time.perf_counter()
    with pytest.raises(UnreadableFile):
        read_sheets("deals.xls", page.encode())
    assert time.perf_counter() - begun < HANGS


TEXTS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=6)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_every_cell_comes_back(rows):
    escaped = (("".join(f"<td>{c.replace('&', '&amp;').replace('<', '&lt;')}</td>" for c in row)) for row in rows)
    assert tables(f"<table>{''.join(f'<tr>{row}</tr>' for row in escaped)}</table>") == [rows]
