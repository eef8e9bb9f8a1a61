"""Sheets that only tie records together, and columns that say what an activity was about."""

import pandas as pd
import pytest
from made_sheets import fields_of, sheet

from sentia.book.assembling import assemble
from sentia.workbook.recognition import recognise

DEALS = sheet("deals", ["Deal ID", "Deal Name", "Deal Stage", "Amount"], ["9", "Pumps", "Proposal", 900])
PEOPLE = sheet(
    "contacts", ["Contact ID", "First Name", "Last Name", "Email"], ["501", "Ann", "Lee", "ann@a.example"]
)
CALLS = sheet(
    "calls",
    ["engagement_id", "type", "property_hs_timestamp"],
    ["7001", "CALL", "2026-11-03 10:00"],
    ["7002", "EMAIL", "2026-11-04 10:00"],
)


def book(*sheets):
    found = recognise([DEALS, PEOPLE, *sheets])
    return found, assemble(found.tables).linked


def test_an_engagement_table_ties_its_activities_to_people_and_deals():
    people = sheet("engagement_contact", ["contact_id", "engagement_id", "type_id"], ["501", "7001", 194])
    deals = sheet("engagement_deal", ["deal_id", "engagement_id", "category"], ["9", "7002", "HUBSPOT_DEFINED"])
    found, linked = book(CALLS, people, deals)
    activities = linked.tables["activities"].set_index("activity_id")
    assert activities.at["7001", "contact_id"] == "501"
    assert activities.at["7002", "opportunity_id"] == "9"
    told = {one["sheet"]: one for one in found.sheets}
    assert told["engagement_contact"]["used_as"] == ["links"]
    assert fields_of(told["engagement_deal"]) == {
        "deal_id": ["activities.opportunity_id"],
        "engagement_id": ["activities.activity_id"],
    }
    assert told["engagement_deal"]["left_alone"] == ["category"]


def test_contact_roles_tie_a_deal_to_its_person():
    roles = sheet(
        "roles", ["Id", "OpportunityId", "ContactId", "Role", "IsPrimary"], ["r", "9", "501", "User", True]
    )
    deals = book(roles)[1].tables["opportunities"]
    assert deals["contact_id"].tolist() == ["501"]


@pytest.mark.parametrize("header", ["WhatId", "what_id", "Regarding", "Related To", "Related To ID"])
def test_what_an_activity_regards_is_read_under_each_vendors_header(header):
    log = sheet(
        "tasks",
        ["Subject", "Activity Date", header],
        ["call", "2026-11-03", "9"],
        ["mail", "2026-11-04", "Ann Lee"],
    )
    found, linked = book(log)
    activities = linked.tables["activities"]
    assert activities["opportunity_id"].tolist()[0] == "9"
    assert activities["contact_id"].tolist()[1] == "501"
    assert fields_of(found.sheets[-1])[header] == [
        "activities.contact_id", "activities.opportunity_id", "activities.account_id"]  # fmt: skip
    assert found.sheets[-1]["used_as"] == ["activities"]


def test_who_and_what_stand_side_by_side():
    log = sheet("tasks", ["Subject", "ActivityDate", "WhoId", "WhatId"], ["call", "2026-11-03", "501.0", "9"])
    activity = book(log)[1].tables["activities"].iloc[0]
    assert activity[["contact_id", "opportunity_id"]].tolist() == ["501", "9"]


def test_a_log_with_days_is_no_table_of_ties():
    log = sheet("log", ["Deal ID", "Contact ID", "Date", "Kind"], ["9", "501", "2026-11-03", "call"])
    found, linked = book(log)
    assert found.sheets[-1]["used_as"] == ["activities"]
    assert linked.tables["activities"]["contact_id"].tolist() == ["501"]


def test_an_id_that_another_sheet_writes_otherwise_counts_before_the_name():
    companies = sheet("companies", ["Company ID", "Name"], ["00017", "Acme"], ["18", "Acme"])
    deals = sheet(
        "more deals", ["Deal", "Company ID", "Company Name", "Stage", "Amount"], ["Nuts", 17.0, "Acme", "Lead", 5]
    )
    linked = assemble(recognise([companies, deals]).tables).linked
    assert linked.tables["opportunities"]["account_id"].tolist() == ["00017"]
    assert isinstance(linked.tables["accounts"], pd.DataFrame)
