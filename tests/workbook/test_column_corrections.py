"""The rep says what a column is; it holds at once, and for every file of the same shape."""

import pandas as pd
import pytest
from made_sheets import accounted, fields_of, only, sheet

from sentia.errors import BadQuestion
from sentia.workbook.from_files import check, read_book
from sentia.workbook.meaning.column_corrections import STANDS_IN, column_question, remembered, shape_of
from sentia.workbook.meaning.field_names import field_said, field_words, fields_on
from sentia.workbook.recognition import recognise

HEADER = ["Deal", "Company", "Stage", "Amount", "List total", "Remark"]
ROWS = [["Pumps", "Acme", "Lead", 900, 1_000, "call"], ["Nuts", "Bolt", "Lead", 100, 120, "mail"]]
DEALS = sheet("Deals", HEADER, *ROWS, file="crm.xlsx")
NEXT_MONTH = sheet("Export", [name.upper() for name in HEADER], *ROWS, file="crm-december.xlsx")


def key(column, file="crm.xlsx", name="Deals"):
    return column_question(file, name, column)


def corrected(answers, *sheets):
    found = recognise(list(sheets or (DEALS,)), answers)
    accounted(found.sheets[0], (sheets or (DEALS,))[0].n_rows)
    return found


def amounts(found):
    return only(found, "opportunities").frame["amount"].tolist()


def test_a_column_is_taken_as_the_rep_says_and_the_other_makes_way():
    found = corrected({key("List total"): "opportunities.amount"})
    assert amounts(found) == [1_000, 120]
    assert fields_of(found.sheets[0])["List total"] == ["opportunities.amount"]
    assert "Amount" in found.sheets[0]["left_alone"]


def test_it_is_surer_than_anything_else_and_says_who_said_so():
    found = corrected({key("List total"): "opportunities.amount"})
    (column,) = [c for c in found.sheets[0]["columns"] if c["header"] == "List total"]
    assert (column["confidence"], column["why"]) == (1.0, "as you said")


@pytest.mark.parametrize("column", ["list  TOTAL", "E", "e"])
def test_a_column_is_named_by_its_header_or_by_its_letter(column):
    assert amounts(corrected({key(column): "Opportunities.Amount"})) == [1_000, 120]


def test_a_column_is_left_alone_as_the_rep_says():
    found = corrected({key("Amount"): "left alone"})
    assert "amount" not in only(found, "opportunities").frame
    assert "Amount" in found.sheets[0]["left_alone"]


@pytest.mark.parametrize("said", ["as found", ""])
def test_as_found_takes_it_back(said):
    assert corrected({key("Amount"): said}).sheets == corrected({}).sheets


def test_a_link_as_the_account_of_a_sheet_names_it_is_understood():
    remarks = corrected({key("Company"): "left alone", key("Remark"): "opportunities.account_id"})
    assert only(remarks, "opportunities").frame["account_id"].tolist() == ["call", "mail"]


def test_a_column_can_make_a_list_of_something_else_out_of_a_sheet():
    visits = sheet("List", ["Company", "Zeit", "Was"], ["Acme", "2026-11-02", "visit"], file="crm.xlsx")
    said = {key("Zeit", name="List"): "activities.done_at", key("Was", name="List"): "activities.kind"}
    found = corrected(said, visits)
    assert found.sheets[0]["used_as"][0] == "activities"


def test_a_sheet_nobody_understood_shows_its_columns_and_is_read_once_they_are_told():
    odd = sheet(
        "Liste", ["Stand heute", ""], ["Wer da", "Wieviel da"], ["Acme", 500], ["Bolt", 600], file="crm.xlsx"
    )
    left = corrected({}, odd, DEALS).sheets[0]
    assert left["used_as"] == []
    assert [line["header"] for line in left["every_column"]] == ["Wer da", "Wieviel da"]
    said = {key("Wer da", name="Liste"): "accounts.name", key("B", name="Liste"): "opportunities.amount"}
    assert amounts(corrected(said, odd)) == [500, 600]


def test_a_nameless_column_is_told_by_its_letter():
    nameless = sheet("Deals", ["Deal", "Company", "Stage", ""], ["Pumps", "Acme", "Lead", 900], file="crm.xlsx")
    assert amounts(corrected({key("D"): "opportunities.amount"}, nameless)) == [900]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {key("Total"): "opportunities.amount"},
            "crm.xlsx: sheet 'Deals' has no column 'Total'; it has 'Deal', 'Comp",
        ),
        (
            {key("Amount"): "opportunities.worth"},
            "'opportunities.worth' is no field; write one such as opportunities",
        ),
        ({key("Amount"): "amount"}, "'amount' is no field"),
        ({key("Amount", name="Leads"): "left alone"}, "'crm.xlsx|Leads|Amount' is no column of these files"),
        (
            {"shape:12|Amount": "left alone"},
            "'shape:12|Amount' names no shape and column; write 'shape:<shape>|<col",
        ),
        (
            {key("Amount"): "opportunities.amount", key("List total"): "opportunities.amount"},
            "crm.xlsx: sheet 'Deals': 'Amount' and 'List total' cannot both be 'Deal: amount'; choose one of th",
        ),
        (
            {key("Amount"): "calendar.starts_at", key("List total"): "opportunities.amount"},
            "crm.xlsx: sheet 'Deals': 'Amount' as 'Appointment: starts' and 'List total' as 'Deal: amount' does",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(answers, sentence):
    with pytest.raises(BadQuestion) as refused:
        corrected(answers)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")


# The shape


def test_the_same_headers_are_the_same_shape_whatever_the_file_is_called():
    shapes = [corrected({}, one).sheets[0]["shapes"] for one in (DEALS, NEXT_MONTH)]
    assert shapes[0] == shapes[1] == [shape_of(HEADER)]
    assert shape_of(HEADER) != shape_of(HEADER[::-1])
    assert shape_of(HEADER) != shape_of([*HEADER, "Owner"])


def test_what_was_said_of_one_file_holds_for_the_next_of_its_shape_and_is_noted():
    said = {key("List total"): "opportunities.amount"}
    kept = remembered(corrected(said).sheets, said)
    assert kept == {f"shape:{shape_of(HEADER)}|List total": "opportunities.amount"}
    found = corrected(kept, NEXT_MONTH)
    assert amounts(found) == [1_000, 120]
    assert found.sheets[0]["notes"] == [
        "One column is taken as you said of an earlier file with the same columns: LIST TOTAL."
    ]
    assert remembered(found.sheets, kept) == kept


def test_what_is_said_of_the_file_itself_counts_more():
    kept = {f"shape:{shape_of(HEADER)}|List total": "opportunities.amount"}
    found = corrected(kept | {key("List total", "crm-december.xlsx", "Export"): "as found"}, NEXT_MONTH)
    assert amounts(found) == [900, 100]
    assert found.sheets[0]["notes"] == []


def test_another_shape_is_left_as_it_is_found():
    kept = {f"shape:{shape_of(HEADER)}|List total": "opportunities.amount"}
    other = sheet("Deals", HEADER[:5], *[row[:5] for row in ROWS], file="crm.xlsx")
    assert amounts(corrected(kept, other)) == [900, 100]


# Words


def test_every_field_has_words_of_its_own():
    words = list(field_words().values())
    assert len(words) == len(set(words))
    assert {field_said(text) for text in fields_on("").values()} == set(field_words())


def test_a_sheet_of_deals_offers_its_own_fields_first():
    offered = list(fields_on("opportunities"))
    assert offered[0] == "Deal: number or id"
    assert "Contact: e-mail" in offered
    assert not any(words.startswith("Appointment") for words in offered)


# Every column on the page


def test_each_column_says_what_it_was_taken_for_or_why_it_was_left():
    lines = {line["header"]: line for line in corrected({}).sheets[0]["every_column"]}
    assert list(lines) == HEADER
    assert lines["Amount"]["taken"] == "opportunities.amount"
    assert (lines["List total"]["taken"], lines["List total"]["confidence"]) == ("", None)
    assert all(line["why"] for line in lines.values())


def test_why_a_column_is_left_alone_is_said():
    header = ["Deal", "Company", "Stage", "Amount", "Amount ", "Xyzzy", ""]
    row = ["Pumps", "Acme", "Lead", 900, 5, "x", "y"]
    answers = {key("Xyzzy"): "left alone"}
    lines = corrected(answers, sheet("Deals", header, row, file="crm.xlsx")).sheets[0]["every_column"]
    why = {line["column"]: line["why"] for line in lines if not line["taken"]}
    assert why["E"].startswith("'Amount' says the amount already")
    assert why["F"] == "left alone, as you said"
    assert why["G"] == "it has no name"


def test_a_correction_reaches_the_book_and_the_account_of_it_stays_as_it_was():
    data = b"Deal,Company,Stage,Amount,List total\nPumps,Acme,Lead,900,1000\n"
    book = read_book(data, {"column:book|book|List total": "opportunities.amount"}, trusted=True)
    assert book.opportunities["amount"].tolist() == [1_000]
    assert set(check(book)["sheets"][0]) == set(check(read_book(data, trusted=True))["sheets"][0])
    assert "every_column" not in check(book)["sheets"][0]


# The price list


def test_a_sheet_of_products_is_the_books_price_list():
    deals = sheet(
        "Deals", ["Deal", "Company", "Stage", "Product"], ["One", "Acme", "Lead", "Caps"], file="crm.xlsx"
    )
    products = sheet("Price list", ["SKU", "Product", "List price"], ["C1", "Caps", "$1,200"], file="crm.xlsx")
    found = recognise([deals, products])
    expected = pd.DataFrame({"product": ["Caps", "C1"], "price": [1_200.0] * 2, "currency": ["USD"] * 2})
    expected = expected.astype({"product": "str", "currency": "str"})
    pd.testing.assert_frame_equal(found.prices, expected)
    assert fields_of(found.sheets[1])["List price"] == ["products.price"]


@pytest.mark.parametrize("more", [{}, {"Begun": "opportunities.created_on"}])
def test_no_other_column_takes_the_place_of_one_left_alone_and_none_says_it_still_does(more):
    header = ["Deal", "Company", "Stage", "Value", "Total", "Begun"]
    rows = [["Pumps", "Acme", "Lead", 900, 1_000, "2026-09-01"], ["Nuts", "Bolt", "Lead", 100, 120, "2026-10-01"]]
    deals = sheet("Deals", header, *rows, file="crm.xlsx")
    read, other = ("Value", "Total") if amounts(corrected({}, deals))[0] == 900 else ("Total", "Value")
    answers = {key(read): "left alone"} | {key(column): field for column, field in more.items()}
    found = corrected(answers, deals)
    assert "amount" not in only(found, "opportunities").frame or amounts(found) == [None, None]
    told = {line["header"]: line["why"] for line in found.sheets[0]["every_column"]}
    assert told[other] == STANDS_IN
