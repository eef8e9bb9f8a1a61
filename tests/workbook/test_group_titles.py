"""A line above some rows that says what they share: a country, a stage, a salesperson."""

import pytest
from made_sheets import only, sheet

from sentia.workbook.recognition import recognise

DEAL = ["Deal name", "Company", "Amount", "Close date"]
ROWS = [
    ["Pumps", "Alder Ltd", 1200, "2026-12-01"],
    ["Valves", "Birch Ltd", 3400, "2026-12-02"],
    ["Pipes", "Cedar Ltd", 560, "2026-12-03"],
]


def titled(*titles, header=DEAL, rows=ROWS):
    """A sheet with the first title above one row, the second above the rest."""
    lines = [[title, None, None, None] for title in titles]
    found = recognise([sheet("Deals", header, lines[0], rows[0], lines[1], *rows[1:])])
    return found, only(found, "opportunities").frame


@pytest.mark.parametrize(
    ("titles", "stages"),
    [
        (("Negotiation", "Proposal (2)"), ["Negotiation", "Proposal", "Proposal"]),
        (("Stage: Alpha", "Stage: Beta (2)"), ["Alpha", "Beta", "Beta"]),
        (("Angebot versendet", "Gewonnen"), ["Angebot versendet", "Gewonnen", "Gewonnen"]),
    ],
)
def test_a_stage_above_its_deals_is_the_stage_of_each(titles, stages):
    assert titled(*titles)[1]["stage"].tolist() == stages


def test_a_country_above_its_rows_is_that_of_their_companies():
    found, _ = titled("Germany", "Portugal (2)")
    accounts = only(found, "accounts").frame
    assert dict(zip(accounts["name"], accounts["country"], strict=True)) == {
        "Alder Ltd": "Germany",
        "Birch Ltd": "Portugal",
        "Cedar Ltd": "Portugal",
    }


def test_a_salesperson_above_their_deals_owns_them():
    assert titled("Anna Vale", "Peter Penn")[1]["owner"].tolist() == ["Anna Vale", "Peter Penn", "Peter Penn"]


def test_where_a_column_says_the_stage_the_titles_do_not():
    header = ["Deal name", "Company", "Amount", "Stage"]
    rows = [[*row[:3], "Proposal"] for row in ROWS]
    assert titled("Won", "Lost", header=header, rows=rows)[1]["stage"].tolist() == ["Proposal"] * 3


def test_titles_that_are_no_value_of_a_row_say_nothing():
    _, deals = titled("First half", "Second half")
    assert sorted(deals.columns) == ["account_id", "amount", "expected_close_on", "name"]


def test_what_a_title_says_is_told_and_cannot_be_written_into_a_cell():
    found, _ = titled("Negotiation", "Proposal")
    told = {column["header"]: column["fields"] for column in found.sheets[0]["columns"]}
    assert told["title above"] == ["opportunities.stage"]
    assert "stage" not in only(found, "opportunities").columns
