"""Public files that nobody made for us, where they are at hand."""

import csv
import os
from pathlib import Path

import pytest

from sentia.workbook.files.cells import Cells, Sheet
from sentia.workbook.recognition import recognise

ROOT = Path(__file__).parents[2]
PUBLIC = Path(os.environ.get("SENTIA_PUBLIC_DATA", ROOT.parent / "shared" / "data"))

pytestmark = pytest.mark.skipif(
    not PUBLIC.is_dir(), reason=f"no public data in {PUBLIC.name}; set SENTIA_PUBLIC_DATA"
)


def read(*paths: str, rows: list[list[str]] | None = None) -> list[Sheet]:
    sheets = []
    for path in paths:
        with (PUBLIC / path).open(encoding="utf-8-sig", newline="") as file:
            found = [*csv.reader(file), *(rows or [])]
        columns = tuple(Cells.from_values(column) for column in zip(*found, strict=True))
        sheets.append(Sheet(Path(path).name, Path(path).stem, columns))
    return sheets


def whole(found, table):
    return next(raw.frame for raw in found.tables if raw.table == table and not raw.is_derived)


def derived(found, table):
    return next(raw.frame for raw in found.tables if raw.table == table and raw.is_derived)


def folder(name: str) -> list[str]:
    return sorted(f"{name}/{path.name}" for path in (PUBLIC / name).glob("*.csv"))


def test_six_thousand_opportunities_stand_as_their_file_says():
    found = recognise(read("olga_pipeline/opportunities.csv"))
    deals = whole(found, "opportunities")
    assert deals["status"].value_counts().to_dict() == {"lost": 3760, "won": 1824, "open": 416}
    assert deals["amount"].notna().all()
    assert deals["owner"].nunique() == 20
    assert deals["account_id"].nunique() == 336
    assert (deals["closed_on"].notna() == (deals["status"] != "open")).all()
    assert (deals["expected_close_on"].notna() == (deals["status"] == "open")).all()
    assert deals.loc[deals["status"] == "lost", "lost_reason"].notna().all()
    assert (found.faults, found.questions) == ((), ())


def test_customers_orders_lines_products_and_staff_opened_together_are_one_book():
    found = recognise(read(*folder("northwind")))
    assert [raw.table for raw in found.tables] == ["accounts", "contacts", "orders"]
    assert len(whole(found, "accounts")) == len(derived(found, "contacts")) == 91
    orders = whole(found, "orders")
    assert (len(orders), round(orders["amount"].sum(), 2)) == (830, 1_265_793.04)
    assert orders["product"].notna().all()
    assert whole(found, "accounts")["owner"].notna().sum() == 89  # two never ordered
    staff = {"Nancy Davolio", "Andrew Fuller", "Janet Leverling", "Margaret Peacock", "Steven Buchanan"}
    assert staff < set(whole(found, "accounts")["owner"].dropna())
    assert not staff & set(derived(found, "contacts")["name"])


def test_five_hundred_contacts_keep_their_company_their_first_address_and_their_last_touch():
    found = recognise(read("atomic_crm/contacts.csv"))
    people = whole(found, "contacts")
    assert len(people) == people["email"].notna().sum() == people["name"].notna().sum() == 500
    assert people["account_id"].nunique() == derived(found, "accounts")["name"].nunique() == 55
    touches = derived(found, "activities")
    assert (len(touches), touches["kind"].unique().tolist()) == (500, ["touch"])
    assert touches["contact_id"].tolist() == people["contact_id"].tolist()
    assert people["owner"].unique().tolist() == ["Jane Doe"]
    assert {"status", "first_seen", "tags"} <= set(found.sheets[0]["left_alone"])
    assert not any(raw.table == "opportunities" for raw in found.tables)


def test_a_vendors_tables_opened_together_leave_its_lookups_alone():
    found = recognise(read(*folder("dbt_hubspot_seeds")))
    used = {s["sheet"]: s["used_as"] for s in found.sheets if s["used_as"]}
    assert used.keys() == {
        *("company_data", "contact_data", "deal_data"),
        *("engagement_call_data", "engagement_email_data", "engagement_meeting_data"),
        "engagement_communication_data",
        *("engagement_company_data", "engagement_contact_data", "engagement_deal_data"),
        *("deal_company_data", "deal_contact_data"),
    }
    assert {s["vendor"] for s in found.sheets if s["used_as"] and "property" in str(s["columns"])} == {"HubSpot"}
    assert len(whole(found, "opportunities")) == 44
    assert len(whole(found, "contacts")) == 22


def test_sheets_of_hundreds_of_columns_are_read_for_the_few_that_matter():
    found = recognise(read(*folder("dbt_salesforce_seeds")))
    used = {s["sheet"]: s["used_as"][0] for s in found.sheets if s["used_as"]}
    assert used == {
        "sf_account_data": "accounts",
        "sf_contact_data": "contacts",
        "sf_event_data": "activities",
        "sf_lead_data": "opportunities",
        "sf_opportunity_data": "opportunities",
        "sf_task_data": "activities",
        "sf_user_data": "owners",
    }


def test_headers_in_spanish_under_a_vendors_prefixes_are_understood():
    row = ["17", "Bombas", "D-1", "Ana", "1500", "Enviada", "Ana", "Acme", "", ""]
    found = recognise(read("pipedrive_headers_only/deals_es.csv", rows=[row]))
    deal = whole(found, "opportunities").iloc[0]
    assert (deal["opportunity_id"], deal["name"], deal["amount"], deal["account_id"]) == (
        "17",
        "Bombas",
        1500,
        "Acme",
    )


def test_one_row_of_an_import_carries_a_person_a_company_a_deal_and_a_next_step():
    row = [
        "Jo Fox",
        "Jo",
        "Fox",
        "555",
        "jo@acme.com",
        "",
        "Acme",
        "High St 1",
        "Pumps",
        "500",
        "Call",
        "2026-12-01",
        "hi",
    ]
    found = recognise(read("pipedrive_headers_only/import_en.csv", rows=[row]))
    assert found.sheets[0]["used_as"] == ["opportunities", "contacts", "accounts"]
    assert whole(found, "opportunities")["next_step"].tolist() == ["Call"]


def test_order_lines_of_bike_shops_become_their_orders():
    found = recognise(read("bike_sales_b2b/bike_sales_sample.csv"))
    orders = whole(found, "orders")
    assert (len(orders), orders["account_id"].nunique()) == (322, 30)
