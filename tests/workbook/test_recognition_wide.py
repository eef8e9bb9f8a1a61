"""Traps of headers: prefixes, a word with two meanings, several things in a row, in a cell, in a column's name."""

import pandas as pd
import pytest
from made_sheets import fields_of, only, sheet

from sentia.workbook.recognition import recognise

ENTERED = 'Date entered "{} (Sales Pipeline)"'


def days(frame, name):
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in frame[name]]


def derived(found, table):
    return [raw.frame for raw in found.tables if raw.table == table and raw.is_derived]


@pytest.fixture(scope="module")
def entered():
    """HubSpot's days of entering each stage: a deal that was won and one at its beginning."""
    headers = ["Record ID", "Deal Name", "Deal Stage", "Amount"]
    headers += [ENTERED.format("Appointment Scheduled"), ENTERED.format("Closed Won")]
    headers += ['Date exited "Appointment Scheduled (Sales Pipeline)"']
    rows = [
        ["1", "Pumps", "Closed Won", "5", "2026-01-03 10:00", "2026-03-04 11:00", "2026-03-04 11:00"],
        ["2", "Nuts", "Appointment Scheduled", "7", "2026-05-03 10:00", "", ""],
    ]
    return recognise([sheet("hubspot-crm-exports-all-deals", headers, *rows)])


def test_a_deal_began_with_its_first_stage_and_has_been_in_its_own_since_that_ones_day(entered):
    deals = only(entered, "opportunities").frame
    assert days(deals, "created_on") == ["2026-01-03", "2026-05-03"]
    assert days(deals, "stage_since_on") == ["2026-03-04", "2026-05-03"]
    assert days(deals, "closed_on") == ["2026-03-04", None]


def test_every_column_of_a_stages_day_is_used_and_that_of_leaving_it_is_left(entered):
    taken = fields_of(entered.sheets[0])
    fields = [f"opportunities.{name}" for name in ("stage_since_on", "created_on", "closed_on")]
    assert taken[ENTERED.format("Closed Won")] == fields
    assert entered.sheets[0]["left_alone"] == ['Date exited "Appointment Scheduled (Sales Pipeline)"']


def test_technical_names_of_stage_days_and_a_stage_that_no_column_is_about():
    headers = ["dealname", "dealstage", "hs_date_entered_qualifiedtobuy", "hs_v2_date_entered_contractsent"]
    rows = [["Pumps", "decisionmakerboughtin", "2026-02-01", "2026-04-01"]]
    deals = only(recognise([sheet("deals", headers, *rows)]), "opportunities").frame
    assert days(deals, "stage_since_on") == ["2026-04-01"]


def test_columns_of_the_vendors_own_days_count_before_those_of_stages():
    headers = ["Deal Name", "Deal Stage", "Create Date", "Close Date", ENTERED.format("Closed Lost")]
    rows = [["Pumps", "Closed Lost", "2026-01-01", "2026-06-01", "2026-06-03"]]
    deals = only(recognise([sheet("deals", headers, *rows)]), "opportunities").frame
    assert (days(deals, "created_on"), days(deals, "closed_on")) == (["2026-01-01"], ["2026-06-01"])


def test_only_a_leading_prefix_is_taken_off_a_header_and_a_star_behind_it():
    listed = sheet(
        "deals",
        ["Deal - Title*", "Deal - Re-engagement plan", "Deal - Value", "Organization*", "Deal - Label"],
        ["Pumps", "in spring", 5, "Acme", "hot"],
    )
    found = recognise([listed])
    assert list(fields_of(found.sheets[0])) == ["Deal - Title*", "Deal - Value", "Organization*"]
    assert found.sheets[0]["left_alone"] == ["Deal - Re-engagement plan", "Deal - Label"]


WIDE = ["Company", "Contact", "Email", "Deal name", "Stage", "Amount"]
CALLED = [*WIDE, "Activity Type", "Activity Date", "Activity Notes"]
ROWS = [
    ["Acme", "Jo Fox", "jo@acme.com", "Pumps", "Proposal", 5, "Call", "2026-11-02", "asked for a price"],
    ["Bolt", "Al Poe", "al@bolt.com", "Nuts", "New", 7, "", "", ""],
]


def test_one_wide_row_is_a_deal_a_person_and_the_activity_beside_them():
    found = recognise([sheet("all in one", CALLED, *ROWS)])
    assert found.sheets[0]["used_as"] == ["opportunities", "contacts", "activities"]
    (activity,) = only(found, "activities").frame.to_dict("records")
    assert (activity["kind"], activity["account_id"], activity["notes"]) == ("call", "Acme", "asked for a price")
    assert activity["opportunity_id"] == "all in one.csv|all in one|2"
    assert only(found, "opportunities").frame["name"].tolist() == ["Pumps", "Nuts"]


def test_the_same_columns_with_a_deal_on_several_rows_are_a_log_of_activities():
    again = [*ROWS[0][:6], "Meeting", "2026-11-09", "showed it"]
    found = recognise([sheet("all in one", CALLED, *ROWS, again)])
    assert found.sheets[0]["used_as"][0] == "activities"
    assert len(only(found, "activities").frame) == 3


def test_the_type_of_the_last_activity_says_what_the_touch_was():
    headers = [*WIDE, "Last Contact Date", "Last Activity Type"]
    found = recognise([sheet("x", headers, [*ROWS[0][:6], "2026-11-02", "Meeting"])])
    assert only(found, "activities").frame["kind"].tolist() == ["meeting"]


def test_a_day_called_after_a_call_makes_a_call():
    people = sheet(
        "People", ["Name", "Email", "Company", "Call date"], ["Jo", "jo@acme.com", "Acme", "2026-11-02"]
    )
    assert only(recognise([people]), "activities").frame["kind"].tolist() == ["call"]


def test_tasks_of_which_only_a_status_is_known_are_read_without_a_day() -> None:
    tasks = sheet("Tasks", ["Task name", "Status", "Company"], ["Ring Jo", "Completed", "Acme"])
    found = only(recognise([tasks]), "activities").frame
    assert (found["subject"].tolist(), found["done_at"].isna().all()) == (["Ring Jo"], True)


def test_people_of_ones_own_team_are_no_contacts() -> None:
    team = sheet("Team", ["Short", "Full name", "Role", "Turnover"], ["Kim", "Kim Vale", "Inside sales", 900])
    deals = sheet("Deals", ["Deal", "Company", "Amount", "Owner"], ["Pumps", "Acme", 5, "Kim"])
    assert not [raw for raw in recognise([team, deals]).tables if raw.table == "contacts"]


def test_a_title_is_a_deals_or_a_jobs_by_its_neighbours():
    deals = sheet("Sheet1", ["Title", "Value", "Organization", "Status"], ["Pumps", 5, "Acme", "open"])
    people = sheet("Sheet2", ["Name", "Title", "Email", "Company"], ["Jo Fox", "Head", "jo@acme.com", "Acme"])
    both = sheet("Sheet3", ["Contact name", "Title", "Company", "Stage"], ["Jo Fox", "Head", "Acme", "Proposal"])
    told = [fields_of(one)["Title"] for one in recognise([deals, people, both]).sheets]
    assert told == [["opportunities.name"], ["contacts.title"], ["contacts.title"]]


def test_a_name_is_a_companys_a_persons_or_a_deals_by_its_neighbours():
    company = sheet("Sheet1", ["Name", "Industry", "City", "Website"], ["Acme", "pumps", "Bonn", "acme.com"])
    person = sheet("Sheet1", ["Name", "Company", "Email", "Phone"], ["Jo", "Acme", "jo@a.com", "555 0100 1"])
    deal = sheet("Sheet1", ["Name", "Company", "Stage", "Amount"], ["Pumps", "Acme", "Proposal", 5])
    told = [fields_of(recognise([one]).sheets[0])["Name"] for one in (company, person, deal)]
    assert told == [["accounts.name"], ["contacts.name"], ["opportunities.name"]]


def test_a_type_is_a_kind_of_activity_a_customers_or_a_deals_by_its_neighbours():
    calls = sheet("Log", ["Date", "Type", "Company"], ["2026-11-02", "Call", "Acme"])
    firms = sheet("Firms", ["Company", "Type", "City"], ["Acme", "Customer", "Bonn"])
    deals = sheet("Deals", ["Deal name", "Type", "Stage"], ["Pumps", "New business", "Proposal"])
    told = [fields_of(one).get("Type") for one in recognise([calls, firms, deals]).sheets]
    assert told == [["activities.kind"], ["accounts.status"], ["opportunities.type"]]


@pytest.fixture(scope="module")
def several():
    headers = ["Record ID", "Deal Name", "Deal Stage", "Associated Company", "Associated Contact"]
    headers += ["Associated Contact IDs"]
    rows = [
        ["1", "Pumps", "Contract Sent", "Acme;Bolt", "Jo Fox (jo@acme.com);Al Poe (al@bolt.com)", "101;102"],
        ["2", "Nuts", "Contract Sent", "Fox; Partner", "Cy Ray (cy@cog.com)", "103"],
    ]
    return recognise([sheet("hubspot-crm-exports-all-deals", headers, *rows)])


def test_a_deal_of_several_companies_and_people_is_linked_to_the_first_of_each(several):
    deals = only(several, "opportunities")
    assert deals.frame[["account_id", "contact_id"]].values.tolist() == [["Acme", "101"], ["Fox; Partner", "103"]]
    assert not {"account_id", "contact_id"} & set(deals.columns)


def test_the_others_in_the_cell_are_people_and_companies_of_their_own(several):
    people = pd.concat(derived(several, "contacts"))
    told = {tuple(row) for row in people[["contact_id", "name", "email"]].values.tolist()}
    assert told == {
        ("101", "Jo Fox", "jo@acme.com"),
        ("102", "Al Poe", "al@bolt.com"),
        ("103", "Cy Ray", "cy@cog.com"),
    }
    assert [frame["name"].tolist() for frame in derived(several, "accounts")] == [["Bolt"]]


def test_a_life_cycle_stage_is_the_stage_of_a_lead_and_not_of_a_person_or_a_company():
    row = ["Jo", "Fox", "Acme", "jo@acme.com", "salesqualifiedlead"]
    headers = ["First Name", "Last Name", "Company", "Email", "Lifecycle Stage"]
    leads, contacts = (recognise([sheet(name, headers, row)]) for name in ("Leads", "Contacts"))
    assert only(leads, "opportunities").frame["stage"].tolist() == ["salesqualifiedlead"]
    assert [raw.table for raw in contacts.tables] == ["contacts"]


def test_a_board_of_groups_is_one_list_of_deals_without_its_titles_sums_and_subitems():
    header = ["Name", "Subitems", "Owner", "Stage", "Deal Value", "Expected Close Date"]
    rows = [
        ["Deals", "", "", "", "", ""],
        ["All deals of the team", "", "", "", "", ""],
        ["Active deals", "", "", "", "", ""],
        header,
        ["Pumps", "", "Ann", "Proposal", 1000, "2026-12-01"],
        ["Subitems", "Name", "Owner", "Status", "Date", ""],
        ["", "Call Jo", "Ann", "Working on it", "2026-11-25", ""],
        ["Nuts", "", "Bo", "Negotiation", 500, "2026-12-10"],
        ["", "", "", "", 1500, ""],
        ["", "", "", "", "", ""],
        ["Closed won", "", "", "", "", ""],
        header,
        ["Gears", "", "Ann", "Won", 300, "2026-05-01"],
        ["", "", "", "", 300, ""],
    ]
    found = recognise([sheet("board", *rows)])
    deals = only(found, "opportunities").frame
    assert deals["name"].tolist() == ["Pumps", "Nuts", "Gears"]
    assert (deals["amount"].sum(), found.sheets[0]["vendor"], found.faults) == (1800, "monday", ())
    skipped = {line["row"]: line["why"] for line in found.sheets[0]["skipped"]}
    assert skipped[6] == "names the columns of the subitems below it"
    assert len(skipped) + len(deals) + 1 == len(rows)
