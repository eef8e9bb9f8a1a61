from datetime import date, datetime

import pandas as pd
import pytest
from made_sheets import fields_of, only, rows_of, sheet

from sentia.errors import NoRecords
from sentia.workbook.recognition import recognise

DEALS = sheet("Deals", ["Deal name", "Company", "Stage"], ["Pumps", "Acme", "Proposal"])


def test_the_schemas_own_names_are_recognised_in_every_table():
    orders = sheet("Orders", ["Order ID", "Account ID", "Ordered on", "Amount"], ["7", "A1", date(2026, 1, 5), 90])
    accounts = sheet("Accounts", ["Account ID", "Name", "Potential spend"], ["A1", "Acme", 5000])
    quotes = sheet(
        "Quotes", ["Quote ID", "Account ID", "Sent on", "Valid until"], ["Q1", "A1", "2026-01-05", "2026-02-05"]
    )
    busy = sheet(
        "Calendar", ["Starts at", "Ends at", "Title"], [datetime(2026, 1, 5, 9), datetime(2026, 1, 5, 10), "Team"]
    )
    found = recognise([orders, accounts, quotes, busy])
    assert [s["used_as"] for s in found.sheets] == [["orders"], ["accounts"], ["quotes"], ["calendar"]]
    assert only(found, "orders").frame["account_id"].tolist() == ["A1"]
    assert only(found, "quotes").frame["valid_until_on"].tolist() == [pd.Timestamp("2026-02-05")]


def test_a_home_grown_sheet_gives_deals_people_and_last_touches():
    home = sheet(
        "Sheet1",
        [
            "Company",
            "Contact",
            "Phone",
            "E-mail",
            "Status",
            "Value",
            "Last contact",
            "Next step",
            "Next step date",
        ],
        ["Acme", "Jo Fox", "555", "jo@acme.com", "Quote sent", "12k", "2026-04-03", "Call", "2026-05-04"],
        ["Bolt", "Al Poe", "556", "al@bolt.com", "Lead", "", "2026-04-04", "", ""],
    )
    found = recognise([home])
    assert found.sheets[0]["used_as"] == ["opportunities", "contacts", "activities"]
    deals = only(found, "opportunities")
    assert deals.frame["stage"].tolist() == ["Quote sent", "Lead"]
    assert deals.frame["amount"].tolist()[0] == 12_000
    assert deals.frame["contact_id"].tolist() == ["jo@acme.com", "al@bolt.com"]
    touches = only(found, "activities").frame
    assert touches["opportunity_id"].tolist() == ["Sheet1.csv|Sheet1|2", "Sheet1.csv|Sheet1|3"]
    assert only(found, "contacts").is_derived


def test_a_list_of_customers_with_a_contact_column_gives_accounts_and_their_people():
    listed = sheet(
        "My customers",
        ["Customer", "Contact", "Phone", "City", "Customer since", "Last visit"],
        ["Acme", "Jo", "555", "Rome", date(2020, 1, 1), date(2026, 1, 5)],
    )
    found = recognise([listed])
    assert found.sheets[0]["used_as"] == ["accounts", "contacts", "activities"]
    assert only(found, "contacts").frame[["name", "phone", "account_id"]].values.tolist() == [
        ["Jo", "555", "Acme"]
    ]
    assert only(found, "accounts").columns == {"name": 0, "city": 3, "since_on": 4}


def test_contacts_with_a_company_id_and_name_describe_the_company_and_link_by_its_id():
    people = sheet("Contacts", ["Name", "Email", "Company ID", "Company"], ["Jo", "jo@acme.com", "7", "Acme"])
    found = recognise([people])
    assert only(found, "contacts").frame["account_id"].tolist() == ["7"]
    assert only(found, "accounts").frame.values.tolist() == [["7", "Acme"]]


def test_an_id_that_the_accounts_do_not_have_gives_way_to_the_companys_name():
    accounts = sheet("Accounts", ["Account ID", "Account name"], ["A1", "Acme"])
    people = sheet("Contacts", ["Name", "Email", "Company ID", "Company"], ["Jo", "jo@acme.com", "7", "Acme"])
    found = recognise([people, accounts])
    assert only(found, "contacts").frame["account_id"].tolist() == ["Acme"]


def test_leads_are_deals_at_their_first_stage_and_their_name_is_the_persons():
    leads = sheet(
        "Leads",
        ["Name", "Company", "Title", "Email", "Lead Status", "Lead Source"],
        ["Jo Fox", "Acme", "CTO", "jo@acme.com", "Working - Contacted", "Web"],
    )
    found = recognise([leads])
    assert only(found, "opportunities").frame[["stage", "status", "source"]].values.tolist() == [
        ["Working - Contacted", "open", "Web"]
    ]
    assert only(found, "contacts").frame[["name", "title"]].values.tolist() == [["Jo Fox", "CTO"]]


def test_staff_name_the_owners_and_are_no_contacts():
    staff = sheet(
        "employees", ["employee_id", "last_name", "first_name", "hire_date"], ["5", "Lee", "Ann", "1992-05-01"]
    )
    deals = sheet("deals", ["Deal name", "Stage", "Owner ID"], ["Pumps", "Proposal", "5"])
    found = recognise([staff, deals])
    assert [raw.table for raw in found.tables] == ["opportunities"]
    deal = only(found, "opportunities")
    assert deal.frame["owner"].tolist() == ["Ann Lee"]
    assert "owner" not in deal.columns
    assert found.sheets[0]["used_as"] == ["owners"]


def test_order_lines_are_summed_into_orders_and_name_the_product_of_most_value():
    orders = sheet("orders", ["order_id", "customer_id", "order_date", "freight"], ["1", "A", "2026-01-05", 9.5])
    lines = sheet(
        "order_details",
        ["order_id", "product_id", "unit_price", "quantity", "discount"],
        ["1", "11", 10.0, 2, 0.5],  # 10
        ["1", "12", 5.0, 4, 0.0],  # 20
    )
    products = sheet(
        "products", ["product_id", "product_name", "unit_price"], ["11", "Tea", 10.0], ["12", "Rye", 5.0]
    )
    found = recognise([orders, lines, products])
    order = only(found, "orders")
    assert order.frame[["order_id", "account_id", "amount", "product"]].values.tolist() == [
        ["1", "A", 30.0, "Rye"]
    ]
    assert "amount" not in order.columns
    assert [s["used_as"] for s in found.sheets] == [["orders"], ["order lines"], ["products"]]


def test_a_sheet_of_lines_that_name_their_buyer_gives_one_order_each():
    lines = sheet(
        "sales",
        ["order_id", "order_line", "order_date", "quantity", "price", "total_price", "model", "bikeshop_name"],
        ["1", "1", "2011-01-07", 1, 60, 60, "Jekyll", "Ithaca Climbers"],
        ["1", "2", "2011-01-07", 2, 50, 100, "Trigger", "Ithaca Climbers"],
        ["2", "1", "2011-01-09", 1, 10, 10, "Trigger", "Kansas 29ers"],
    )
    raw = only(recognise([lines]), "orders")
    assert raw.frame[["account_id", "amount", "product"]].values.tolist() == [
        ["Ithaca Climbers", 160, "Trigger"],
        ["Kansas 29ers", 10, "Trigger"],
    ]
    assert raw.rows.tolist() == [2, 4]
    assert raw.columns == {}


def test_an_account_without_an_owner_has_the_one_who_took_most_of_its_orders():
    orders = sheet(
        "orders",
        ["order_id", "customer_id", "employee_id", "order_date"],
        ["1", "A", "5", "2026-01-05"],
        ["2", "A", "6", "2026-01-06"],
        ["3", "A", "6", "2026-01-07"],
    )
    staff = sheet("employees", ["employee_id", "first_name", "last_name"], ["5", "Ann", "Lee"], ["6", "Bo", "Ray"])
    customers = sheet("customers", ["customer_id", "company_name"], ["A", "Acme"])
    accounts = only(recognise([orders, staff, customers]), "accounts")
    assert accounts.frame["owner"].tolist() == ["Bo Ray"]
    assert "owner" not in accounts.columns


def test_two_headers_for_one_field_the_surer_wins_and_the_other_is_said_to_be_left():
    deals = sheet("Deals", ["Deal name", "Stage", "Amount", "Value"], ["Pumps", "Proposal", 5, 7])
    found = recognise([deals])
    assert only(found, "opportunities").frame["amount"].tolist() == [5]
    assert found.sheets[0]["left_alone"] == ["Value"]


def test_a_header_whose_values_are_of_another_kind_loses_to_one_that_agrees():
    deals = sheet("Deals", ["Deal name", "Stage", "Closed"], ["Pumps", "Won", "Yes"], ["Nuts", "Proposal", "No"])
    assert fields_of(recognise([deals]).sheets[0])["Closed"] == ["opportunities.status"]
    deals = sheet(
        "Deals", ["Deal name", "Stage", "Closed"], ["Pumps", "Won", "2026-01-05"], ["Nuts", "Proposal", ""]
    )
    assert fields_of(recognise([deals]).sheets[0])["Closed"] == ["opportunities.closed_on"]


def test_every_cell_that_cannot_be_read_is_listed_with_its_place():
    deals = sheet(
        "Deals",
        ["Deal name", "Stage", "Amount"],
        ["Pumps", "Lead", 5],
        ["Nuts", "Lead", "ask Bo"],
        ["Cams", "Lead", 6],
    )
    found = recognise([deals])
    (fault,) = found.faults
    assert (fault["file"], fault["sheet"], fault["row"], fault["column"]) == ("Deals.csv", "Deals", 3, "C")
    assert (fault["found"], bool(fault["wanted"])) == ("ask Bo", True)
    assert only(found, "opportunities").frame["amount"].isna().tolist() == [False, True, False]


def test_of_more_than_a_thousand_faults_the_last_line_counts_the_others():
    rows = [["Deal", "Lead", f"x{n}"] for n in range(1005)] + [["Deal", "Lead", 5]] * 1100
    found = recognise([sheet("Deals", ["Deal name", "Stage", "Amount"], *rows)])
    assert len(found.faults) == 1001
    assert found.faults[-1]["found"] == "5 more cells"


@pytest.mark.parametrize(("answer", "month"), [(None, 4), ("day first", 4), ("month first", 3)])
def test_where_nothing_decides_the_order_of_day_and_month_one_question_is_asked_for_the_whole_file(answer, month):
    deals = sheet(
        "Deals", ["Deal name", "Stage", "Created", "Next step date"], ["Pumps", "Lead", "03/04/2026", "05/06/2026"]
    )
    answers = {"dates:Deals.csv": answer} if answer else {}
    found = recognise([deals], answers)
    (question,) = found.questions
    assert question["options"] == ["day first", "month first"]
    assert question["chosen"] == (answer or "day first")
    assert only(found, "opportunities").frame["created_on"].dt.month.tolist() == [month]


def test_another_sheet_of_the_same_file_decides_and_another_file_does_not():
    deals = sheet("Deals", ["Deal name", "Stage", "Created"], ["Pumps", "Lead", "03/04/2026"], file="crm.xlsx")
    quotes = sheet("Quotes", ["Quote ID", "Customer", "Sent on"], ["1", "Acme", "12/31/2025"], file="crm.xlsx")
    found = recognise([deals, quotes])
    assert found.questions == ()
    assert only(found, "opportunities").frame["created_on"].tolist() == [pd.Timestamp("2026-03-04")]
    elsewhere = sheet(
        "Quotes", ["Quote ID", "Customer", "Sent on"], ["1", "Acme", "12/31/2025"], file="other.xlsx"
    )
    assert [q["id"] for q in recognise([deals, elsewhere]).questions] == ["dates:crm.xlsx"]


def test_formulas_travel_with_the_columns_they_stand_in():
    deals = sheet(
        "Deals", ["Deal name", "Stage", "Amount"], ["Pumps", "Lead", 5], ["Nuts", "Lead", 6], formulas={2: [3]}
    )
    assert only(recognise([deals]), "opportunities").formulas == {"amount": frozenset({3})}


def test_the_currency_stands_in_a_column_beside_the_amount_or_in_its_header():
    deals = sheet("Deals", ["Deal name", "Stage", "Amount (GBP)"], ["Pumps", "Lead", "€ 5"], ["Nuts", "Lead", "6"])
    assert only(recognise([deals]), "opportunities").frame["currency"].tolist() == ["EUR", "GBP"]


def test_a_sheet_without_records_is_left_alone_and_says_why():
    summary = sheet("Summary", ["Stage", "Count"], ["Proposal", 3])
    found = recognise([summary, DEALS])
    left = found.sheets[0]
    assert (left["used_as"], left["columns"], left["left_alone"]) == ([], [], ["Stage", "Count"])
    assert left["why"]
    assert rows_of(left) == summary.n_rows


def test_a_file_without_companies_people_or_deals_is_refused_with_what_was_found():
    with pytest.raises(NoRecords, match=r"crm.xlsx: sheet 'Parts' .*'Colour'.*wanted is a sheet"):
        recognise([sheet("Parts", ["Stage", "Colour", "Weight"], ["a", "red", 2], file="crm.xlsx")])
    with pytest.raises(NoRecords, match="no row below"):
        recognise([sheet("Deals", ["Deal name", "Stage"])])


def test_the_sheets_that_sentia_added_are_not_read_as_the_reps():
    own = sheet("Sentia day", ["Deal name", "Company", "Stage"], ["Pumps", "Acme", "Proposal"])
    assert recognise([own, DEALS]).sheets[0]["used_as"] == []


def test_an_activity_log_keeps_kind_outcome_minutes_and_who_did_it():
    log = sheet(
        "Activities",
        ["Date", "Type", "Subject", "Company", "Contact", "Outcome", "Duration (min)", "Done by"],
        [datetime(2026, 1, 5, 9, 30), "Call", "Intro", "Acme", "Jo Fox", "Left voicemail", 5, "Ann"],
    )
    done = only(recognise([log]), "activities").frame.iloc[0]
    assert done["done_at"] == pd.Timestamp("2026-01-05 09:30")
    told = ["call", "voicemail", 5, "Acme", "Jo Fox", "Ann"]
    assert done[["kind", "outcome", "minutes", "account_id", "contact_id", "owner"]].tolist() == told


def test_calls_on_a_sheet_of_calls_need_no_column_that_says_so():
    calls = sheet("Calls", ["Date", "Company", "Notes"], [date(2026, 1, 5), "Acme", "nice chat"])
    assert only(recognise([calls]), "activities").frame["kind"].tolist() == ["call"]


def test_the_sheets_are_not_changed_by_being_read():
    before = [cells.kind.copy() for cells in DEALS.columns]
    recognise([DEALS])
    assert all((cells.kind == kind).all() for cells, kind in zip(DEALS.columns, before, strict=True))
