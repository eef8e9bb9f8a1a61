"""Headers typed wrong, shortened or in the plural, and columns told by what is in them."""

import pytest
from made_sheets import fields_of, only, sheet

from sentia.workbook.recognition import recognise

AMOUNT, NAME = "opportunities.amount", "opportunities.name"
DAYS, PEOPLE = ["2026-10-01", "2026-11-02", "2026-12-03"], ["Kim Vale", "Lou Penn", "Max Orr"]


@pytest.mark.parametrize(
    ("header", "values", "fields"),
    [
        ("Acount Name", ["Alder Ltd", "Birch Ltd", "Cedar Ltd"], {"opportunities.account_id"}),
        ("Acconut name", ["Alder Ltd", "Birch Ltd", "Cedar Ltd"], {"opportunities.account_id"}),
        ("Cust. name", ["Alder Ltd", "Birch Ltd", "Cedar Ltd"], {"opportunities.account_id"}),
        ("Companies", ["Alder Ltd", "Birch Ltd", "Cedar Ltd"], {"opportunities.account_id"}),
        ("Owener", PEOPLE, {"opportunities.owner"}),
        ("Owenr", PEOPLE, {"opportunities.owner"}),
        ("Ansprechparnter", PEOPLE, {"opportunities.contact_id"}),
        ("Probabilty", ["20%", "40%", "60%"], {"opportunities.probability"}),
        ("Expeced close date", DAYS, {"opportunities.expected_close_on"}),
        ("Exp. close dt", DAYS, {"opportunities.expected_close_on"}),
        ("Contact e-mails", ["a@b.example", "c@d.example", "e@f.example"], {"opportunities.contact_id"}),
        ("Phone 3", ["030 123456", "040 234567", "050 345678"], {"contacts.phone"}),
        ("Amounts", [1200, 3400, 560], {AMOUNT}),
        ("Est. val", [1200, 3400, 560], {AMOUNT}),
        ("Opp amt", [1200, 3400, 560], {AMOUNT}),
        ("Nxt step", ["call them again", "send the samples", "ask for the order"], {"opportunities.next_step"}),
        ("Our next step", ["call them again", "send the samples", "ask"], {"opportunities.next_step"}),
        ("Current stage", ["Proposal", "Won", "Proposal"], {"opportunities.stage"}),
    ],
)
def test_a_header_typed_wrong_shortened_or_in_the_plural_is_read(header, values, fields):
    rows = [[f"Deal {n}", "Fair", value] for n, value in enumerate(values)]
    taken = fields_of(recognise([sheet("Deals", ["Deal name", "Lead source", header], *rows)]).sheets[0])
    assert fields & set(taken.get(header, []))


@pytest.mark.parametrize(
    "header", ["Month", "Colour", "Favourite team", "Brand", "Zone 4", "Competitor", "Weather"]
)
def test_words_of_something_else_are_close_to_nothing(header):
    rows = [["Alder", "Proposal", "grey"], ["Birch", "Won", "blue"], ["Cedar", "Lost", "grey"]]
    taken = fields_of(recognise([sheet("Deals", ["Deal name", "Stage", header], *rows)]).sheets[0])
    assert header not in taken


@pytest.mark.parametrize(
    ("header", "says"), [("Deal $", 5000), ("$", 5000), ("Deal (EUR)", 5000), ("Opportunity €", 5)]
)
def test_a_deal_with_a_sign_of_money_beside_it_is_its_amount(header, says):
    deals = sheet("Deals", ["Company", "Deal", "Stage", header], ["Acme", "Pumps", "Proposal", says])
    assert only(recognise([deals]), "opportunities").frame["amount"].tolist() == [says]


def test_a_near_miss_never_takes_the_place_of_the_right_word():
    deals = sheet("Deals", ["Deal name", "Amonut", "Amount", "Stage"], ["Pumps", 1, 2, "Proposal"])
    found = recognise([deals])
    assert only(found, "opportunities").frame["amount"].tolist() == [2]
    assert found.sheets[0]["left_alone"] == ["Amonut"]
    reasons = {line["header"]: line["why"] for line in found.sheets[0]["every_column"]}
    assert reasons["Amonut"] == "'Amount' says the amount already"


def test_typing_errors_all_over_a_sheet_leave_it_a_sheet_of_deals():
    headers = ["Acount Name", "Oportunity", "Deal $", "Nxt step", "Est. close", "Stge", "Probabilty", "Owener"]
    row = ["Acme", "Pumps", 5000, "call", "2026-12-01", "Proposal", "40%", "Ann"]
    found = recognise([sheet("pipe", headers, row)])
    deal = only(found, "opportunities").frame.iloc[0]
    said = (deal["account_id"], deal["name"], deal["amount"], deal["next_step"], deal["stage"], deal["owner"])
    assert said == ("Acme", "Pumps", 5000, "call", "Proposal", "Ann")
    assert deal["probability"] == 0.4
    assert found.sheets[0]["left_alone"] == []


def named(*rows):
    return sheet("Deals", ["Deal", "Stage", "", "Zzz", "", "", "Yyy"], *rows)


def test_columns_under_no_header_or_an_unknown_one_are_told_by_their_values():
    found = recognise(
        [
            named(
                ["Pumps", "Proposal", "Acme Ltd", "jo@acme.com", "Jo Fox", "65%", "€ 500"],
                ["Nuts", "Negotiation", "Bolt GmbH", "al@bolt.com", "Al Poe", "30%", "€ 700"],
                ["Cams", "Proposal", "Cog Ltd", "cy@cog.com", "Cy Ray", "20%", "€ 900"],
            )
        ]
    )
    deals = only(found, "opportunities").frame
    assert deals["account_id"].tolist() == ["Acme Ltd", "Bolt GmbH", "Cog Ltd"]
    assert deals["probability"].tolist() == [0.65, 0.3, 0.2]
    assert deals["amount"].tolist() == [500, 700, 900]
    assert only(found, "contacts").frame["email"].tolist() == ["jo@acme.com", "al@bolt.com", "cy@cog.com"]
    told = {c["column"]: (c["why"], c["confidence"]) for c in found.sheets[0]["columns"]}
    assert told["D"] == ("told by its values: 100% are e-mail addresses", 0.45)


def test_names_and_numbers_under_an_unknown_header_are_told_to_be_nothing():
    rows = [["Pumps", "Proposal", "", "Jo Fox", "", "", 5], ["Nuts", "Negotiation", "", "Al Poe", "", "", 7]]
    taken = fields_of(recognise([named(*rows)]).sheets[0])
    assert taken == {"Deal": ["opportunities.name"], "Stage": ["opportunities.stage"]}


def test_a_column_whose_values_say_something_but_whose_field_is_filled_is_left():
    deals = sheet(
        "Deals", ["Deal", "Contact", "Email", "Stage", "Ccc"], *[["A", "Jo", "j@a.com", "New", "k@a.com"]] * 2
    )
    assert recognise([deals]).sheets[0]["left_alone"] == ["Ccc"]


def test_a_header_in_a_language_nobody_here_knows_is_still_no_record():
    rows = [
        ["Enpresa", "Izena", "Helbidea", "Deitu", "Dirua", "Urratsa"],
        ["Acme Ltd", "Jo Fox", "jo@acme.com", "+36 1 234 5678", "€ 500", "Proposal"],
        ["Bolt Ltd", "Al Poe", "al@bolt.com", "+36 1 234 5679", "€ 700", "Negotiation"],
        ["Cog Ltd", "Cy Ray", "cy@cog.com", "+36 1 234 5670", "€ 900", "Proposal"],
    ]
    found = recognise([sheet("x", *rows)])
    deals = only(found, "opportunities").frame
    assert deals["amount"].tolist() == [500, 700, 900]
    assert deals["stage"].tolist() == ["Proposal", "Negotiation", "Proposal"]
    assert found.sheets[0]["header_row"] == 1
    told = {c["header"]: c["why"] for c in found.sheets[0]["columns"]}
    assert told["Helbidea"] == "no known name: told by what is in it"


def test_a_name_that_is_a_number_on_every_row_is_no_name():
    deals = sheet("Deals", ["Deal name", "Kans", "Stage"], ["Pumps", 40, "Proposal"], ["Nuts", 60, "Proposal"])
    assert only(recognise([deals]), "opportunities").frame["probability"].tolist() == [0.4, 0.6]
