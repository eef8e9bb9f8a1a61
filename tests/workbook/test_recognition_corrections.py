"""The rep says where the table is: another header row, a range, or that a sheet is left alone."""

import pytest
from made_sheets import accounted, only, sheet

from sentia.errors import BadQuestion, NoRecords
from sentia.workbook.from_files import check, read_book
from sentia.workbook.recognition import recognise

DEAL = ["Deal name", "Company", "Stage", "Amount"]
PUMPS = ["Pumps", "Acme", "Proposal", 900]
NUTS = ["Nuts", "Bolt", "Negotiation", 100]
OLD = ["Topic", "Client", "Status", "Value"]
SHEET = sheet("Deals", DEAL, PUMPS, [None] * 4, OLD, NUTS, ["Cams", "Corda", "Lead", 50], file="crm.xlsx")
OTHER = sheet("More", DEAL, ["Rods", "Delta", "Lead", 70], file="crm.xlsx")
KEY = "header:crm.xlsx|Deals"


def corrected(said, sheets=(SHEET, OTHER)):
    found = recognise(list(sheets), {KEY: said})
    accounted(found.sheets[0], sheets[0].n_rows)
    return found


def names(found):
    deals = [raw for raw in found.tables if raw.table == "opportunities" and raw.sheet == "Deals"]
    return [name for raw in deals for name in raw.frame["name"]]


def test_another_header_row_is_used_as_the_rep_says():
    found = corrected("4")
    assert (found.sheets[0]["header_row"], names(found)) == (4, ["Nuts", "Cams"])
    assert "tables" not in found.sheets[0]


def test_a_range_is_read_and_nothing_outside_it():
    found = corrected("A1:D2")
    assert names(found) == ["Pumps"]
    assert [line["why"] for line in found.sheets[0]["skipped"]] == ["blank"] + ["outside the chosen range"] * 3


def test_a_range_may_be_written_in_small_letters_with_dollars_and_end_beyond_the_sheet():
    assert names(corrected("$a$4:d900")) == ["Nuts", "Cams"]


def test_a_range_is_called_as_its_sheet_is():
    quotes = sheet("Quotes", ["", ""], ["No", "Customer"], ["Q1", "Acme"], file="crm.xlsx")
    found = recognise([quotes, OTHER], {"header:crm.xlsx|Quotes": "A2:B3"})
    assert found.sheets[0]["used_as"] == ["quotes"]


def test_a_sheet_that_is_to_be_left_alone_gives_no_records():
    found = corrected("Left alone")
    assert (names(found), found.sheets[0]["used_as"], found.sheets[0]["why"]) == (
        [],
        [],
        "left alone, as you said",
    )


@pytest.mark.parametrize("said", ["as found", "", "  "])
def test_as_found_takes_the_correction_back(said):
    assert corrected(said).sheets == recognise([SHEET, OTHER]).sheets


def test_a_cross_tab_is_read_as_the_rep_says_it_is_a_list():
    plan = sheet("Plan", ["Customer", "Jan", "Feb", "Mar"], ["Acme", 5, 6, 7], file="crm.xlsx")
    with pytest.raises(NoRecords):
        recognise([plan])
    assert only(recognise([plan], {"header:crm.xlsx|Plan": "1"}), "accounts").frame["name"].tolist() == ["Acme"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("400", "crm.xlsx: sheet 'Deals' ends in D6, so 400 is outside it; write a row's number"),
        ("0", "crm.xlsx: sheet 'Deals' ends in D6, so 0 is outside it; write a row's number"),
        ("F2:H4", "crm.xlsx: sheet 'Deals' ends in D6, so F2:H4 is outside it; write a row's number"),
        ("3", "crm.xlsx: sheet 'Deals': row 3 is empty; choose the row that names the columns."),
        (
            "2",
            "crm.xlsx: sheet 'Deals': row 2 names no columns of companies, people or deals; found there: 'Pumps'",
        ),
        (
            "four",
            "crm.xlsx: sheet 'Deals': 'four' is no place in it; write a row's number such as 4, a range such as",
        ),
        ("-1", "crm.xlsx: sheet 'Deals': '-1' is no place in it; "),
        ("B:D", "crm.xlsx: sheet 'Deals': 'B:D' is no place in it; "),
    ],
)
def test_an_answer_that_is_no_place_is_refused_in_a_sentence(said, answer):
    with pytest.raises(BadQuestion) as refused:
        corrected(said)
    assert str(refused.value).startswith(answer)
    assert str(refused.value).endswith(".")


def test_an_answer_about_a_sheet_that_is_not_there_is_refused_in_a_sentence():
    with pytest.raises(
        BadQuestion, match="crm.xlsx has no sheet 'Leads' with anything in it; choose one that it has"
    ):
        recognise([SHEET], {"header:crm.xlsx|Leads": "4"})


def test_leaving_the_only_sheet_alone_leaves_nothing_to_open():
    with pytest.raises(NoRecords, match="sheet 'Deals' is left alone, as you said"):
        corrected("left alone", (SHEET,))


def test_a_correction_reaches_the_book_and_stays_among_its_answers():
    data = b"Deal name,Company,Stage\nPumps,Acme,Lead\n\nDeal,Client,Stage\nNuts,Bolt,Lead\n"
    book = read_book(data, {"header:book|book": "4"}, trusted=True)
    assert book.opportunities["name"].tolist() == ["Nuts"]
    assert book.answers == {"header:book|book": "4"}
    assert check(book)["sheets"][0]["header_row"] == 4
    assert "first_rows" not in check(book)["sheets"][0]
