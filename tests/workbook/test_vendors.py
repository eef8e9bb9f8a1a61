"""Whose export a sheet is, and what its ambiguous words mean there."""

import json
from pathlib import Path

import pytest
from made_sheets import fields_of, only, sheet

from sentia.workbook.meaning import vendors
from sentia.workbook.meaning.vendors import vendor_of, vendor_of_file, vendor_of_sisters
from sentia.workbook.recognition import recognise

EXPORTS = {
    "Salesforce": [
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Probability (%),Age,"
        "Close Date,Created Date,Next Step,Lead Source,Type",
        "Id,AccountId,Name,StageName,Amount,CloseDate,IsWon,OwnerId",
        "Account Name,Opportunity Name,Amount,Close Date,Stage,Expected Revenue",
    ],
    "HubSpot": [
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount",
        "Record ID,First Name,Last Name,Email,Contact owner,Primary company,Lead Status",
        "property_dealname,property_amount,deal_id",
        "hs_object_id,dealname,dealstage,closedate,amount",
    ],
    "Pipedrive": ["Deal - Title*,Deal - Value,Deal - Status", "Obchod - Název,Obchod - Fáze,Obchod - Stav"],
    "Zoho": ["Record Id,Deal Name,Account Name,Stage,Amount,Expected Revenue,Closing Date,Modified Time"],
    "Dynamics": [
        "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,Topic,Potential Customer,Est. Revenue",
        "Opportunity_Est. revenue,Opportunity_Probability,Account Name",
        "Topic,Potential Customer,Est. Close Date,Status,Owner",
    ],
    "Odoo": [
        "Opportunity,Customer,Salesperson,Expected Revenue,Expected Closing,Stage,Probability",
        "id,name,partner_id/name,expected_revenue,stage_id/name,user_id/name,x_studio_segment",
    ],
    "Frappe": ["ID,Organization,Status,Deal Owner,Expected Closure Date,Expected Deal Value,Mobile No."],
    "ERPNext": ["Series,Opportunity From,Party,Status,Opportunity Amount,Opportunity Owner,Company"],
    "EspoCRM": ["Name,Account,Stage,Amount,Amount Currency,Close Date,Assigned User,Created At,Last Stage"],
    "SuiteCRM": ["Opportunity Name,Account Name,Sales Stage,Opportunity Amount,Expected Close Date,Assigned User"],
    "Atomic": ["id,name,company_id,contact_ids,category,stage,amount,expected_closing_date,sales_id"],
    "Krayin": ["ID,Title,Lead Value,Sales Person,Contact Person,Lead Type,Stage,Expected Close Date,Rotten Days"],
    "django-crm": ["Name,Next step,Step date,Stage,Amount,Currency,Company,Date of won deal closing,Co-owner"],
    "monday": ["Name,Subitems,Owner,Stage,Deal Value,Close Probability,Expected Close Date,Last interaction"],
    "Twenty": ["Name,Amount / Amount,Close date,Stage,Company,Point of Contact,Owner"],
    "Sage": ["Description,Company,Person,Stage,Certainty%,Opened,Assigned To,Weighted Forecast"],
}


@pytest.mark.parametrize(
    ("vendor", "headers"), [(vendor, headers) for vendor, lists in EXPORTS.items() for headers in lists]
)
def test_every_vendor_is_told_by_the_headers_of_its_export(vendor, headers):
    found = vendor_of(headers.split(","))
    assert found.name == vendor
    assert 0.5 < found.confidence <= 1
    assert found.why


def test_every_vendor_of_the_data_has_an_export_among_these():
    known = json.loads(Path(vendors.__file__).with_name("vendors.json").read_text(encoding="utf-8"))
    assert EXPORTS.keys() == known.keys()


@pytest.mark.parametrize(
    "headers",
    [
        "Company,Who,Phone,E-mail,Status,Deal size,First contact,Last contact,Next step,Comments",
        "Company,Contact,Phone",
        "Account,Product,Amount,Owner,Stage",
        "Kunde,Ansprechpartner,Wert,Phase,Abschluss",
        "customer_id,company_name,contact_name,address,city,country,phone",
        "",
    ],
)
def test_a_sheet_of_ones_own_is_nobodys_export(headers):
    assert not vendor_of(headers.split(","))


def test_the_files_name_tells_the_vendor_where_two_headers_would_not_do():
    headers = ["Deal Name", "Amount", "Pipeline", "Record ID"]
    assert not vendor_of(headers[:3])
    assert vendor_of(headers[:3], "hubspot-crm-exports-all-deals-2026-11-20.csv").name == "HubSpot"


def test_the_reason_names_the_headers_that_are_the_vendors_own_first():
    assert vendor_of(["Stage", "Owner", "Est. Revenue", "Topic"]).why.startswith("Est. Revenue, Topic")


def test_two_vendors_in_one_file_tell_its_other_sheets_nothing():
    one, other = vendor_of(["Deal - Title", "Deal - Value"]), vendor_of(["Topic", "Est. Revenue"])
    assert (vendor_of_file([one, one]), vendor_of_file([one, other]), vendor_of_file([])) == ("Pipedrive", "", "")
    assert not vendor_of_sisters("")


def test_a_sheet_that_does_not_name_its_vendor_takes_it_from_the_next_sheet_of_the_same_file():
    people = sheet("People", ["Name", "Email"], ["Jo Fox", "jo@acme.com"], file="crm.xlsx")
    deals = sheet("Deals", ["Topic", "Potential Customer", "Est. Revenue"], ["Pumps", "Acme", 5], file="crm.xlsx")
    alone = sheet("Others", ["Name", "Email"], ["Al Poe", "al@bolt.com"], file="else.csv")
    told = recognise([people, deals, alone]).sheets
    assert [s["vendor"] for s in told] == ["Dynamics", "Dynamics", ""]
    assert told[0]["vendor_confidence"] < told[1]["vendor_confidence"]
    assert told[0]["vendor_why"] == "as another sheet of the file says"


def _amounts(headers, row, name="Deals"):
    return only(recognise([sheet(name, headers, row)]), "opportunities").frame


def test_salesforces_expected_revenue_alone_is_never_the_amount():
    headers = ["Opportunity Owner", "Opportunity Name", "Account Name", "Stage", "Expected Revenue", "Age"]
    found = recognise([sheet("report", headers, ["Ann", "Pumps", "Acme", "Prospecting", 100, 4])])
    assert "amount" not in only(found, "opportunities").frame
    reasons = {line["header"]: line["why"] for line in found.sheets[0]["every_column"]}
    assert reasons["Expected Revenue"] == "the amount times its chance, not the amount"


def test_odoos_expected_revenue_is_the_amount_even_beside_a_probability_in_technical_names():
    headers = ["name", "partner_id/name", "expected_revenue", "probability", "stage_id/name", "date_deadline"]
    deals = _amounts(headers, ["Pumps", "Acme", 900, 40, "Proposition", "2026-12-01"], "crm_lead")
    assert deals[["name", "account_id", "amount", "stage"]].values.tolist() == [
        ["Pumps", "Acme", 900, "Proposition"]
    ]
    assert deals["expected_close_on"].notna().all()


@pytest.mark.parametrize("expected", ["Erwarteter Umsatz", "Revenus espérés", "Verwachte omzet"])
def test_an_expected_revenue_in_another_language_beside_the_amount_is_weighted(expected):
    deals = _amounts(["Deal name", "Amount", expected, "Stage"], ["Pumps", 900, 90, "Proposal"])
    assert deals["amount"].tolist() == [900]


def test_dynamics_status_is_the_outcome_without_a_pipeline_phase_beside_it():
    headers = ["Topic", "Potential Customer", "Est. Revenue", "Status"]
    rows = [["Pumps", "Acme", 5, "Open"], ["Nuts", "Cog", 6, "Open"]]
    raw = only(recognise([sheet("Opportunities", headers, *rows)]), "opportunities")
    assert raw.frame["status"].tolist() == ["open", "open"]
    assert "stage" not in raw.frame


def test_frappes_status_is_the_stage_even_where_every_deal_is_at_its_beginning():
    headers = ["ID", "Organization", "Deal Owner", "Expected Deal Value", "Expected Closure Date", "Status"]
    rows = [["D1", "Acme", "Ann", 5, "2026-12-01", "Open"], ["D2", "Cog", "Ann", 6, "2026-12-02", "Open"]]
    found = recognise([sheet("CRM Deal", headers, *rows)])
    assert only(found, "opportunities").frame["stage"].tolist() == ["Open", "Open"]
    assert fields_of(found.sheets[0])["Status"] == ["opportunities.stage"]
    assert found.sheets[0]["columns"][-1]["why"] == "Frappe keeps the stage in its status"


def test_erpnexts_company_is_ones_own_and_its_party_the_customer():
    headers = [
        "Series",
        "Opportunity From",
        "Party",
        "Opportunity Owner",
        "Opportunity Amount",
        "Status",
        "Company",
    ]
    found = recognise(
        [sheet("Opportunity", headers, ["O-1", "Customer", "Acme", "Ann", 5, "Quotation", "Own Co"])]
    )
    assert only(found, "opportunities").frame["account_id"].tolist() == ["Acme"]
    assert "Company" in found.sheets[0]["left_alone"]


@pytest.mark.parametrize(
    ("headers", "closed"),
    [
        (["Opportunity Name", "Account Name", "Sales Stage", "Opportunity Amount", "Expected Close Date"], True),
        (
            ["Deal - Title", "Deal - Organization", "Deal - Stage", "Deal - Value", "Deal - Expected close date"],
            False,
        ),
        (["Name", "Company", "Stage", "Amount", "Expected close date"], False),
        (["Name", "Company", "Stage", "Amount", "Close date"], True),
    ],
    ids=["SuiteCRM has one date", "Pipedrive has another", "nobody's, expected", "nobody's"],
)
def test_a_closed_deals_only_date_is_its_closing_day_where_its_vendor_has_no_other(headers, closed):
    deals = _amounts(headers, ["Pumps", "Acme", "Closed Won", 5, "2026-05-04"])
    assert ("closed_on" in deals and deals["closed_on"].notna().all()) == closed
    assert deals["expected_close_on"].isna().all() == closed
