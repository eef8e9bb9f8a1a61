"""Text with delimiters, as programs and people really write it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import HANGS

from sentia.errors import UnreadableFile
from sentia.workbook.files.delimited import read_delimited


def rows(data):
    return read_delimited("deals.csv", data)[0]


def notes(data):
    return " ".join(read_delimited("deals.csv", data)[1])


DEALS = [["Deal", "Zürich"], ["Big one", "5"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_the_same_deals_are_read_in_any_usual_encoding(encoding):
    assert rows("Deal,Zürich\nBig one,5\n".encode(encoding)) == DEALS


def test_an_encoding_worth_a_word_gets_one():
    assert notes("Zürich,5\n".encode("cp1252")) == "Read as Western European text (cp1252)."
    assert notes("Zürich,5\n".encode()) == ""


def test_one_broken_letter_does_not_spoil_the_others():
    data = b"Name,City\n" + ("Müller,Zürich\n" * 20).encode() + b"Ann\xff,Bern\n"
    assert rows(data)[1] == ["Müller", "Zürich"]
    assert "1 character could not be read" in notes(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    assert rows(f"Deal{delimiter}Zürich\nBig one{delimiter}5\n".encode()) == DEALS


def test_decimal_commas_do_not_pass_for_delimiters():
    read = rows(b"Deal;Amount;Chance\nA;1,5;0,2\nB;2,5;0,5\n")
    assert read == [["Deal", "Amount", "Chance"], ["A", "1,5", "0,2"], ["B", "2,5", "0,5"]]


def test_commas_inside_quotes_do_not_count():
    assert rows(b'Name;City\n"Smith, Ann";Bern\n"Jones, Bo";Basel\n')[1] == ["Smith, Ann", "Bern"]


def test_excels_own_separator_line_decides_and_is_no_row():
    assert rows(b"sep=;\r\nDeal,x;Amount\r\nA;5\r\n") == [["Deal,x", "Amount"], ["A", "5"]]


def test_one_column_is_a_table_too():
    assert rows(b"Company\nAcme\nBolt\n") == [["Company"], ["Acme"], ["Bolt"]]


def test_short_rows_are_filled_up_and_named():
    data = b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n"
    assert rows(data) == [["a", "b", "c", ""], ["1", "2", "3", ""], ["4", "5", "", ""], ["6", "7", "8", "9"]]
    assert notes(data) == "Rows 3, 4 have more or fewer cells than the 3 of the others."


def test_blank_lines_count_as_excel_counts_them_and_quoted_line_breaks_do_not():
    assert rows(b'a,b\n\n"two\nlines",2\nc,3\n\n\n') == [["a", "b"], ["", ""], ["two\nlines", "2"], ["c", "3"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(end):
    assert rows(f"a,b{end}1,2{end}".encode()) == [["a", "b"], ["1", "2"]]


def test_a_quote_that_is_never_closed_costs_its_own_row_only():
    data = b'a,b,c\n1,"oops,3\n4,5,6\n'
    assert rows(data) == [["a", "b", "c"], ["1", '"oops', "3"], ["4", "5", "6"]]
    assert notes(data) == "Quotation marks do not pair in row 2."


def test_a_quote_closed_too_early_is_read_leniently():
    assert rows(b'a,b\n"5" pipe,2\n3,4\n') == [["a", "b"], ["5 pipe", "2"], ["3", "4"]]


def test_zero_bytes_are_left_out_and_told():
    data = b"Name,Amount\nA\0nn,5\nBo,6\nCy,7\n"
    assert rows(data)[1] == ["Ann", "5"]
    assert "1 zero byte left out." in notes(data)


def test_a_cell_longer_than_the_csv_modules_own_limit_is_read():
    assert len(rows(b"a,b\n" + b"x" * 200_000 + b",2\n")[1][0]) == 200_000


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFile, match="deals.csv is neither a spreadsheet nor text"):
        rows(bytes(range(256)) * 20)


def test_a_row_that_would_blow_the_table_up_is_named():
    with pytest.raises(UnreadableFile, match=r"row 2\), more than can be read"):
        rows(b"a,b\n" + b"," * 100_000 + b"\n" + b"1,2\n" * 200)


def test_more_lines_than_any_sheet_has_rows_are_refused():
    with pytest.raises(UnreadableFile, match="deals.csv has 5,000,000 lines, more than can be read"):
        rows(b"1\n" * 5_000_000)


def test_text_kept_from_excel_by_a_formula_comes_back_as_text():
    assert rows(b'Deal,Id\nA,="00501"\nB,"=""00502"""\n') == [["Deal", "Id"], ["A", "00501"], ["B", "00502"]]


@pytest.mark.parametrize(
    "data",
    [
        b"\n" * 50_000_000,
        b'"\n' * 25_000_000,
        b"," * 50_000_000,
        b'a,"b\n' * 1_100_000,
        b'a,"b"x,c\n' * 999 + b'a,"b\n' + b"x,y\n" * 1_100_000,
    ],
    ids=["line ends", "quotes", "commas", "open quotes", "a late open quote"],
)
def test_a_hostile_text_is_refused_within_seconds(data):
    begun = time.perf_counter()
    with pytest.raises(UnreadableFile):
        rows(data)
    assert time.perf_counter() - begun < HANGS


def test_quotes_left_open_on_many_lines_are_given_up_in_time():
    begun = time.perf_counter()
    assert len(rows(b'a,"b\n' * 1_001 + b"x" * 30_000_000)) == 1_002
    assert time.perf_counter() - begun < HANGS


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: "\ufffd" not in text and "\ufeff" not in text
)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=5), st.sampled_from(",;\t|"))
def test_what_is_written_with_quotes_comes_back(table, delimiter):
    text = f"sep={delimiter}\n" + "".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in table
    )
    assert rows(text.encode()) == table
