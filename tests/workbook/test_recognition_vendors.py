"""Exports in each vendor's own shape, with the traps that decide whether a day is right."""

from datetime import date

import pandas as pd
import pytest
from made_sheets import fields_of, only, sheet

from sentia.workbook.recognition import recognise


def values(frame: pd.DataFrame, name: str) -> list:
    return frame[name].astype(object).where(frame[name].notna(), None).tolist()


def days(frame: pd.DataFrame, name: str) -> list[str | None]:
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in frame[name]]


@pytest.fixture(scope="module")
def salesforce():
    """A report: an open, a won and a lost deal in two currencies, a total, and the footer."""
    return recognise(
        [
            sheet(
                "report1700000000000",
                ["Opportunity Owner", "Account Name", "Opportunity Name", "Stage", "Amount Currency", "Amount"]
                + ["Expected Revenue", "Probability (%)", "Close Date", "Created Date", "Type"],
                ["Ann", "Acme", "Pumps", "Proposal/Price Quote", "USD", "10,000.00", "7,500.00", "75"]
                + ["12/1/2026", "10/1/2026", "New"],
                [
                    "Ann",
                    "Bolt",
                    "Nuts",
                    "Closed Won",
                    "EUR",
                    "5,000.00",
                    "5,000.00",
                    "100",
                    "9/3/2026",
                    "8/13/2026",
                    "",
                ],
                ["Ann", "Cog", "Gears", "Closed Lost", "USD", "900.00", "0.00", "0", "9/2/2026", "8/2/2026", ""],
                ["Grand Totals (3 records)", "", "", "", "", "15,900.00", "12,500.00", "", "", "", ""],
                ["Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."] + [""] * 10,
            )
        ]
    )


def test_salesforce_weighted_revenue_is_left_alone_beside_the_amount(salesforce):
    deals = only(salesforce, "opportunities").frame
    assert deals["amount"].tolist() == [10_000, 5_000, 900]
    assert "Expected Revenue" in salesforce.sheets[0]["left_alone"]


def test_salesforce_close_date_is_expected_while_open_and_actual_once_closed(salesforce):
    deals = only(salesforce, "opportunities")
    assert days(deals.frame, "expected_close_on") == ["2026-12-01", None, None]
    assert days(deals.frame, "closed_on") == [None, "2026-09-03", "2026-09-02"]
    assert deals.columns["expected_close_on"] == deals.columns["closed_on"] == 8
    both = ["opportunities.expected_close_on", "opportunities.closed_on"]
    assert fields_of(salesforce.sheets[0])["Close Date"] == both


def test_salesforce_outcome_hides_in_the_stage_and_has_no_cell_of_its_own(salesforce):
    deals = only(salesforce, "opportunities")
    assert deals.frame["status"].tolist() == ["open", "won", "lost"]
    assert "status" not in deals.columns
    assert deals.frame["currency"].tolist() == ["USD", "EUR", "USD"]
    assert (salesforce.sheets[0]["vendor"], salesforce.sheets[0]["rows"]) == ("Salesforce", 3)


def test_one_date_of_the_file_decides_the_order_of_day_and_month_for_its_other_columns(salesforce):
    deals = only(salesforce, "opportunities").frame
    assert days(deals, "created_on") == ["2026-10-01", "2026-08-13", "2026-08-02"]
    assert salesforce.questions == ()


def test_salesforce_api_names_and_flags_say_how_a_deal_stands():
    deals = sheet(
        "opportunity",
        ["Id", "Name", "AccountId", "StageName", "Amount", "CloseDate", "IsClosed", "IsWon", "ExpectedRevenue"],
        ["006A", "Pumps", "001A", "Handshake", 100, "2026-01-05", True, True, 100],
        ["006B", "Nuts", "001B", "Nope", 200, "2026-01-06", True, False, 0],
        ["006C", "Gears", "001B", "Talking", 300, "2026-12-06", False, False, 30],
    )
    raw = only(recognise([deals]), "opportunities")
    assert raw.frame["status"].tolist() == ["won", "lost", "open"]
    assert raw.frame["opportunity_id"].tolist() == ["006A", "006B", "006C"]
    assert days(raw.frame, "closed_on") == ["2026-01-05", "2026-01-06", None]


@pytest.fixture(scope="module")
def hubspot():
    """Deals with a contact written as name and address, and both kinds of last date."""
    return recognise(
        [
            sheet(
                "hubspot-crm-exports-all-deals-2026-11-20",
                ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Amount", "Deal probability"]
                + [
                    "Associated Company",
                    "Associated Contact",
                    "Last Contacted",
                    "Last Activity Date",
                    "Last Modified Date",
                ],
                [
                    "101",
                    "Pumps",
                    "contractsent",
                    "2026-12-20 10:00",
                    "117.0",
                    "0.9",
                    "Acme",
                    "Jo Fox (jo@acme.com)",
                ]
                + ["2026-11-10 09:00", "2026-11-15 08:00", "2026-11-19 08:00"],
                ["102", "Nuts", "closedlost", "2026-10-02 10:00", "50.0", "0.0", "Bolt", ""]
                + ["", "2026-10-02 08:00", "2026-10-02 08:00"],
            )
        ]
    )


def test_hubspot_last_contacted_is_a_touch_and_last_activity_and_edits_are_not(hubspot):
    touches = only(hubspot, "activities")
    assert touches.is_derived
    assert touches.frame[["opportunity_id", "kind"]].values.tolist() == [["101", "touch"]]
    assert touches.frame["done_at"].tolist() == [pd.Timestamp("2026-11-10 09:00")]
    assert {"Last Activity Date", "Last Modified Date"} <= set(hubspot.sheets[0]["left_alone"])


def test_hubspot_contact_is_split_into_name_and_address(hubspot):
    people = only(hubspot, "contacts")
    assert people.frame[["name", "email", "account_id"]].values.tolist() == [["Jo Fox", "jo@acme.com", "Acme"]]
    assert "name" not in people.columns
    assert values(only(hubspot, "opportunities").frame, "contact_id") == ["jo@acme.com", None]


def test_hubspot_probability_from_0_to_1_and_internal_stage_names(hubspot):
    deals = only(hubspot, "opportunities").frame
    assert deals["probability"].tolist() == [0.9, 0.0]
    assert deals["status"].tolist() == ["open", "lost"]


def test_a_contact_with_a_lead_status_stays_a_contact():
    people = sheet(
        "hubspot-crm-exports-all-contacts",
        ["Record ID", "First Name", "Last Name", "Email", "Contact owner", "Primary company", "Lead Status"],
        ["1", "Jo", "Fox", "jo@acme.com", "Ann", "Acme", "Connected"],
    )
    found = recognise([people])
    assert [raw.table for raw in found.tables] == ["contacts"]
    assert only(found, "contacts").frame[["name", "account_id"]].values.tolist() == [["Jo Fox", "Acme"]]


@pytest.fixture(scope="module")
def pipedrive():
    """A deals list: an open, a won and a lost deal with linked people."""
    return recognise(
        [
            sheet(
                "deals-12345",
                [
                    "Deal - Title*",
                    "Deal - Value",
                    "Deal - Currency of Value",
                    "Deal - Organization",
                    "Person - Name",
                ]
                + [
                    "Deal - Stage",
                    "Deal - Status",
                    "Deal - Expected close date",
                    "Deal - Won time",
                    "Deal - Lost time",
                ]
                + ["Deal - Weighted value", "Deal - Update time", "Person - Email", "Deal - Next activity date"],
                [
                    "Re-engagement plan",
                    1000,
                    "EUR",
                    "Acme",
                    "Jo Fox",
                    "Demo Scheduled",
                    "Open",
                    "2026-12-01",
                    "",
                    "",
                ]
                + [500, "2026-11-01 07:43:21", "jo@acme.com, jo@home.com", "2026-11-25"],
                [
                    "Nuts",
                    2000,
                    "EUR",
                    "Bolt",
                    "Al Poe",
                    "Proposal Made",
                    "Won",
                    "2026-08-01",
                    "2026-08-03 10:00:00",
                    "",
                ]
                + [2000, "2026-08-03 07:43:21", "al@bolt.com", ""],
                [
                    "Gears",
                    300,
                    "EUR",
                    "Cog",
                    "Cy Ray",
                    "Qualified",
                    "Lost",
                    "2026-08-01",
                    "",
                    "2026-07-15 10:00:00",
                ]
                + [0, "2026-08-03 07:43:21", "cy@cog.com", ""],
            )
        ]
    )


def test_pipedrive_keeps_stage_and_outcome_apart(pipedrive):
    deals = only(pipedrive, "opportunities")
    assert deals.frame["stage"].tolist() == ["Demo Scheduled", "Proposal Made", "Qualified"]
    assert deals.frame["status"].tolist() == ["open", "won", "lost"]
    assert deals.columns["status"] == 6


def test_pipedrive_times_of_winning_and_losing_are_the_closing_day_and_expected_stays(pipedrive):
    deals = only(pipedrive, "opportunities")
    assert days(deals.frame, "closed_on") == [None, "2026-08-03", "2026-07-15"]
    assert days(deals.frame, "expected_close_on") == ["2026-12-01", "2026-08-01", "2026-08-01"]
    assert "closed_on" not in deals.columns


def test_pipedrive_prefixes_are_stripped_in_front_only_and_weighted_value_is_left(pipedrive):
    deals = only(pipedrive, "opportunities").frame
    assert deals["name"].tolist()[0] == "Re-engagement plan"
    assert deals["amount"].tolist() == [1000, 2000, 300]
    assert deals["account_id"].tolist() == ["Acme", "Bolt", "Cog"]
    assert [raw.table for raw in pipedrive.tables] == ["opportunities", "contacts"]


def test_of_several_addresses_in_one_cell_the_first_is_used_and_the_cell_is_not_written_to(pipedrive):
    people = only(pipedrive, "contacts")
    assert people.frame["email"].tolist() == ["jo@acme.com", "al@bolt.com", "cy@cog.com"]
    assert "email" not in people.columns
    assert people.columns["name"] == 4


def test_pipedrive_list_without_prefixes_is_read_by_its_neighbours():
    listed = sheet(
        "Sheet1",
        ["Title", "Organization", "Contact person", "Value", "Status", "Owner"],
        ["Pumps", "Acme", "Jo Fox", "1.000,50 EUR", "open", "Ann"],
        ["Nuts", "Cog", "Cy Ray", "5 EUR", "lost", "Ann"],
    )
    deals = only(recognise([listed]), "opportunities").frame
    assert deals[["name", "amount", "currency", "status"]].values.tolist() == [
        ["Pumps", 1000.5, "EUR", "open"],
        ["Nuts", 5.0, "EUR", "lost"],
    ]


def test_pipedrive_import_rows_carry_a_person_a_company_a_deal_and_its_next_step():
    wide = sheet(
        "import",
        [
            "Person - Name*",
            "Person - Email (Work)",
            "Organization - Name*",
            "Organization - Address",
            "Deal - Title",
        ]
        + ["Deal - Value", "Activity - Subject*", "Activity - Due date", "Note - Content*"],
        ["Jo Fox", "jo@acme.com", "Acme", "High St 1", "Pumps", 500, "Call Jo", "2026-12-01", "met at the fair"],
    )
    found = recognise([wide])
    assert [raw.table for raw in found.tables] == ["opportunities", "contacts", "accounts"]
    deal = only(found, "opportunities").frame.iloc[0]
    assert (deal["name"], deal["next_step"], deal["notes"]) == ("Pumps", "Call Jo", "met at the fair")
    assert deal["next_step_on"] == pd.Timestamp("2026-12-01")
    assert only(found, "accounts").frame[["name", "address"]].values.tolist() == [["Acme", "High St 1"]]


def test_pipedrive_activities_not_done_are_only_due():
    listed = sheet(
        "activities",
        ["Activity - Subject", "Activity - Type", "Activity - Due date", "Activity - Duration", "Activity - Done"]
        + ["Deal - Title", "Person - Name", "Organization - Name", "Activity - Assigned to user"],
        ["Intro", "Call", "2026-01-05", "00:30", "Done", "Pumps", "Jo", "Acme", "Ann"],
        ["Chase", "Call", "2026-12-05", "00:10", "Undone", "Pumps", "Jo", "Acme", "Ann"],
    )
    deals = sheet("Deals", ["Deal name", "Stage"], ["Pumps", "Proposal"])
    done = only(recognise([listed, deals]), "activities").frame
    assert days(done, "done_at") == ["2026-01-05", None]
    assert days(done, "due_on") == ["2026-01-05", "2026-12-05"]
    assert done[["kind", "minutes", "opportunity_id", "owner"]].values.tolist()[0] == ["call", 30, "Pumps", "Ann"]


def test_zoho_expected_revenue_is_weighted_and_closing_date_serves_both_days():
    deals = sheet(
        "Deals",
        [
            "Record Id",
            "Deal Name",
            "Account Name",
            "Stage",
            "Amount",
            "Expected Revenue",
            "Closing Date",
            "Modified Time",
        ],
        ["z1", "Pumps", "Acme", "Needs Analysis", "1000", "200", "2026-12-20", "2026-11-02 10:00:00"],
        ["z2", "Nuts", "Cog", "Closed-Lost to Competition", "100", "0", "2026-01-20", "2026-11-02 10:00:00"],
    )
    raw = only(recognise([deals]), "opportunities")
    assert raw.frame["amount"].tolist() == [1000, 100]
    assert raw.frame["status"].tolist() == ["open", "lost"]
    assert days(raw.frame, "closed_on") == [None, "2026-01-20"]


def test_expected_revenue_alone_beside_a_probability_is_no_amount():
    deals = sheet(
        "Deals",
        ["Deal Name", "Account Name", "Stage", "Probability (%)", "Expected Revenue"],
        ["Pumps", "Acme", "Needs Analysis", "20", "200"],
    )
    found = recognise([deals])
    assert "amount" not in only(found, "opportunities").frame
    assert found.sheets[0]["left_alone"] == ["Expected Revenue"]


def test_odoo_expected_revenue_is_the_amount_and_prorated_revenue_the_weighted_one():
    deals = sheet(
        "crm.lead",
        ["Opportunity", "Company Name", "Salesperson", "Expected Revenue", "Prorated Revenue", "Expected Closing"]
        + ["Stage", "Probability", "Last Action"],
        ["Pumps", "Acme", "Ann", 1000, 600, "2026-12-01", "Proposition", 60, "2026-11-11"],
    )
    found = recognise([deals])
    assert only(found, "opportunities").frame["amount"].tolist() == [1000]
    assert found.sheets[0]["vendor"] == "Odoo"
    assert found.sheets[0]["left_alone"] == ["Prorated Revenue", "Last Action"]


def test_dynamics_has_status_phase_and_two_close_dates():
    deals = sheet(
        "Opportunities",
        ["(Do Not Modify) Opportunity", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "Topic"]
        + ["Potential Customer", "Status", "Status Reason", "Pipeline Phase", "Est. Revenue", "Actual Revenue"]
        + ["Est. Close Date", "Actual Close Date", "Owner"],
        ["guid-1", "abc", "x", "Pumps", "Acme", "Open", "In Progress", "Propose", 1000.0, None]
        + [date(2026, 12, 1), None, "Ann"],
        ["guid-2", "abd", "x", "Nuts", "Cog", "Lost", "Out-Sold", "Close", 500.0, 0.0]
        + [date(2026, 6, 1), date(2026, 7, 1), "Ann"],
    )
    raw = only(recognise([deals]), "opportunities")
    assert raw.frame["status"].tolist() == ["open", "lost"]
    assert raw.frame["amount"].tolist() == [1000, 500]
    assert days(raw.frame, "expected_close_on") == ["2026-12-01", "2026-06-01"]
    assert days(raw.frame, "closed_on") == [None, "2026-07-01"]
    assert raw.frame["opportunity_id"].tolist() == ["guid-1", "guid-2"]


def test_frappe_status_is_the_stage_and_its_company_is_our_own():
    rows = [
        ["D1", "Pumps", "Acme", "Proposal/Quotation", "1000", "Own Co"],
        ["D2", "Nuts", "Cog", "Negotiation", "100", "Own Co"],
        ["D3", "Gears", "Cat", "Won", "100", "Own Co"],
        ["D4", "Cams", "Dog", "Lost", "100", "Own Co"],
    ]
    deals = sheet("Opportunity", ["ID", "Title", "Organization", "Status", "Deal Value", "Company"], *rows)
    raw = only(recognise([deals]), "opportunities")
    assert raw.frame["stage"].tolist() == ["Proposal/Quotation", "Negotiation", "Won", "Lost"]
    assert raw.frame["status"].tolist() == ["open", "open", "won", "lost"]
    assert raw.frame["account_id"].tolist() == ["Acme", "Cog", "Cat", "Dog"]
    assert raw.columns["stage"] == 3
    assert "status" not in raw.columns


def test_an_owner_is_told_as_the_file_tells_it():
    deals = sheet("Deals", ["Deal name", "Stage", "Deal owner"], ["Pumps", "Proposal", "ann@us.com"])
    assert only(recognise([deals]), "opportunities").frame["owner"].tolist() == ["ann@us.com"]


@pytest.mark.parametrize(
    ("header", "often"), [("MRR", "monthly"), ("Monthly fee", "monthly"), ("ARR", "yearly"), ("Amount", None)]
)
def test_an_amount_by_the_month_or_by_the_year_is_told_from_one_paid_once(header, often):
    found = recognise([sheet("Deals", ["Deal", "Company", "Stage", header], ["Pumps", "Acme", "Lead", 500])])
    deals = only(found, "opportunities").frame
    assert deals["amount"].tolist() == [500]
    assert deals.get("recurrence", pd.Series([None])).tolist() == [often]


def test_what_comes_in_each_month_stands_back_where_the_whole_amount_is_there():
    header = ["Deal", "Company", "Stage", "MRR", "Amount"]
    deals = only(recognise([sheet("Deals", header, ["Pumps", "Acme", "Lead", 500, 6_000])]), "opportunities").frame
    assert deals["amount"].tolist() == [6_000]
    assert "recurrence" not in deals
