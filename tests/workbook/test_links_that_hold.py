"""Whose a row is, however a file writes it: an id that was rounded, a kind before a name, an address for a rep."""

import pandas as pd
import pytest
from made_sheets import fields_of, only, sheet

from sentia.book.assembling import assemble
from sentia.book.owner_names import one_name_each, owner_named
from sentia.errors import BadQuestion
from sentia.workbook.recognition import recognise


def linked(*sheets):
    return assemble(recognise(sheets).tables, {}).linked.tables


def reasons(told):
    return {line["row"]: line["why"] for line in told["skipped"]}


# Ids that a spreadsheet rounded


@pytest.mark.parametrize("rounded", ["5.1E+17", "5,10000E+17", "510000000000001000", "5.1e17"])
def test_an_id_that_a_spreadsheet_rounded_for_several_yields_to_the_names_beside_it(rounded):
    firms = sheet("Accounts", ["Account ID", "Account Name"], [rounded, "Elm Foods"], [rounded, "Ash Bakery"])
    deals = sheet(
        "Deals",
        ["Deal ID", "Deal name", "Account ID", "Account Name", "Amount"],
        [rounded, "Oven", rounded, "Elm Foods", 9],
        [rounded, "Silo", rounded, "Ash Bakery", 5],
    )
    tables = linked(firms, deals)
    accounts, opportunities = tables["accounts"], tables["opportunities"]
    assert sorted(accounts["name"]) == ["Ash Bakery", "Elm Foods"]
    named = opportunities["account_id"].map(accounts.set_index("account_id")["name"])
    assert named.tolist() == ["Elm Foods", "Ash Bakery"]
    assert opportunities["opportunity_id"].is_unique


def test_an_id_that_looks_rounded_and_is_one_records_alone_is_an_id():
    firms = sheet("Accounts", ["Account ID", "Account Name"], ["5.1E+17", "Elm Foods"], ["5.2E+17", "Ash Bakery"])
    deals = sheet("Deals", ["Deal name", "Account ID", "Amount"], ["Oven", "5.2E+17", 9])
    tables = linked(firms, deals)
    assert tables["opportunities"]["account_id"].tolist() == ["5.2E+17"]
    assert tables["accounts"]["account_id"].tolist() == ["5.1E+17", "5.2E+17"]


def test_an_address_in_the_column_of_a_name_is_that_person():
    people = sheet("Contacts", ["Name", "Company", "Email"], ["Ida Holm", "Elm Foods", "ida@elm.example"])
    deals = sheet("Deals", ["Deal", "Company", "Contact", "Amount"], ["Oven", "Elm Foods", "ida@elm.example", 9])
    tables = linked(people, deals)
    assert tables["contacts"]["name"].tolist() == ["Ida Holm"]
    assert tables["opportunities"]["contact_id"].tolist() == tables["contacts"]["contact_id"].tolist()


# Links with their kind


def test_a_kind_before_a_name_says_whose_the_row_is_and_is_no_part_of_the_name():
    notes = sheet(
        "Calls",
        ["Subject", "Call date", "Concerns", "Type"],
        ["Price", "2026-11-05", "Company: Elm Foods", "Call"],
        ["Drawing", "2026-11-06", "Deal: Oven", "Call"],
        ["Hello", "2026-11-07", "Contact: Ida Holm", "Call"],
    )
    deals = sheet("Deals", ["Deal", "Company", "Amount"], ["Oven", "Ash Bakery", 9])
    people = sheet("Contacts", ["Name", "Company", "Email"], ["Ida Holm", "Elm Foods", "ida@elm.example"])
    tables = linked(deals, people, notes)
    calls = tables["activities"]
    assert calls["account_id"].tolist() == ["Elm Foods", "Ash Bakery", "Elm Foods"]
    assert calls["opportunity_id"].notna().tolist() == [False, True, False]
    assert calls["contact_id"].notna().tolist() == [False, False, True]


def test_a_deal_related_to_a_module_and_a_name_is_that_companys():
    deals = sheet(
        "Potentials",
        ["Potential Name", "Related To", "Amount", "Sales Stage"],
        ["Oven", "Accounts::::Elm Foods", 9, "Proposal"],
        ["Silo", "Organizations::::Ash: Bakery", 5, "Proposal"],
    )
    found = recognise([deals])
    assert only(found, "opportunities").frame["account_id"].tolist() == ["Elm Foods", "Ash: Bakery"]
    assert fields_of(found.sheets[0])["Related To"] == ["opportunities.account_id"]


def test_the_kind_in_a_column_beside_says_which_of_two_of_one_name_is_meant():
    notes = sheet(
        "Tasks",
        ["Subject", "Done on", "Related to", "Related to type"],
        ["Price", "2026-11-05", "Oven", "Opportunity"],
        ["Hello", "2026-11-06", "Oven", "Account"],
    )
    deals = sheet("Deals", ["Deal", "Company", "Amount"], ["Oven", "Ash Bakery", 9])
    tables = linked(deals, notes)
    assert tables["activities"]["account_id"].tolist() == ["Ash Bakery", "Oven"]


def test_a_parent_and_its_type_are_one_link_and_the_type_of_an_account_is_none():
    firms = sheet("Accounts", ["Account name", "Account type"], ["Elm Foods", "Customer"])
    people = sheet("Contacts", ["Name", "Company", "Email"], ["Ida Holm", "Elm Foods", "ida@elm.example"])
    tasks = sheet(
        "Tasks",
        ["Subject", "Due date", "Status", "Parent module", "Parent name"],
        ["Price", "2026-11-25", "Not started", "Accounts", "Elm Foods"],
        ["Hello", "2026-11-26", "Not started", "Contacts", "Ida Holm"],
    )
    tables = linked(firms, people, tasks)
    assert tables["activities"]["account_id"].tolist() == tables["accounts"]["account_id"].tolist() * 2
    assert tables["activities"]["contact_id"].notna().tolist() == [False, True]
    assert tables["accounts"]["name"].tolist() == ["Elm Foods"]


def test_a_web_address_and_a_time_have_no_kind_before_them():
    deals = sheet("Deals", ["Deal", "Company", "Regarding", "Amount"], ["Oven", "Elm", "https://elm.example", 9])
    assert only(recognise([deals]), "opportunities").frame["account_id"].tolist() == ["Elm"]


# Reps


def test_a_rep_is_one_person_by_name_by_address_and_the_other_way_round():
    deals = sheet("Deals", ["Deal", "Company", "Owner", "Amount"], ["Oven", "Elm", "Holm, Ida", 9])
    firms = sheet("Accounts", ["Company", "Account owner"], ["Elm", "ida.holm@us.example"], ["Ash", "Ida Holm"])
    people = sheet("Contacts", ["Name", "Company", "Contact owner"], ["Bo Fox", "Elm", "iholm@us.example"])
    tables = linked(deals, firms, people)
    owners = pd.concat([tables[name]["owner"] for name in ("opportunities", "accounts", "contacts")])
    assert set(owners) == {"Ida Holm"}


def test_an_address_that_may_be_two_reps_is_nobodys_other_name():
    assert dict(one_name_each(["Ida Holm", "Ivo Holm", "iholm@us.example", "ida.holm@us.example"])) == {
        "ida.holm@us.example": "Ida Holm"
    }


def test_a_rep_may_be_asked_for_by_address_and_a_stranger_is_named():
    assert owner_named(["Ida Holm"], "ida_holm@us.example") == "Ida Holm"
    with pytest.raises(BadQuestion, match="Nobody called 'Max' owns anything in this book; it has Ida Holm"):
        owner_named(["Ida Holm"], "Max")


def test_a_rep_asked_for_in_a_book_without_owners_is_told_that_no_column_names_them():
    with pytest.raises(BadQuestion, match="Nobody called 'Max' .* no column was read as its owners"):
        owner_named([], "Max")


def test_a_sheet_with_id_and_name_of_its_owners_names_them_on_the_others():
    deals = sheet(
        "Deals", ["Deal", "Company", "Owner ID", "Owner", "Amount"], ["Oven", "Elm", "u7", "Ida Holm", 9]
    )
    firms = sheet("Accounts", ["Company", "Owner ID"], ["Elm", "u7"])
    assert linked(deals, firms)["accounts"]["owner"].tolist() == ["Ida Holm"]


def test_what_an_administrator_owns_is_nobodys():
    deals = sheet("Deals", ["Deal", "Company", "Owner", "Amount"], ["Oven", "Elm", "Administrator", 9])
    assert linked(deals)["opportunities"]["owner"].isna().all()


# What is no order


@pytest.mark.parametrize(
    ("header", "cell", "amount", "why"),
    [
        ("Art", "Gutschrift", 900, "a credit, not an order"),
        ("Document type", "Credit Memo", 900, "a credit, not an order"),
        ("Currency", "EUR", -900, "a credit, not an order"),
        ("Estado", "Nota de crédito", 900, "a credit, not an order"),
        ("Status", "Cancelled", 900, "an order that was cancelled"),
    ],
)
def test_what_takes_a_sale_back_is_no_order(header, cell, amount, why):
    orders = sheet(
        "Orders",
        ["Order no", "Customer", "Order date", "Amount", header],
        ["A1", "Elm", "2026-03-02", 900, ""],
        ["A2", "Elm", "2026-11-02", amount, cell],
    )
    firms = sheet("Accounts", ["Account name", "Status"], ["Elm", "Customer"])
    found = recognise([firms, orders])
    assert only(found, "orders").frame["order_id"].tolist() == ["A1"]
    assert reasons(found.sheets[1]) == {3: why}


# When to be in touch


@pytest.mark.parametrize(
    ("header", "cell", "days"),
    [("Touch base every", "6 weeks", 42), ("Kontakthäufigkeit", "monatlich", 30), ("Fréquence (jours)", "21", 21)],
)
def test_a_column_of_how_often_is_the_pace_whatever_it_is_called(header, cell, days):
    people = sheet("People", ["Name", "Company", "Email", header], ["Ida Holm", "Elm", "ida@elm.example", cell])
    assert only(recognise([people]), "contacts").frame["every_days"].tolist() == [days]


@pytest.mark.parametrize("header", ["Next contact", "Wiedervorlage", "Next follow-up date", "Prochain contact"])
def test_a_day_to_be_in_touch_again_is_planned_and_nothing_that_happened(header):
    rows = [["Name", "Company", "Email", "Last contact", header]]
    rows += [["Ida Holm", "Elm", "ida@elm.example", "2026-10-01", "2026-12-20"]]
    activities = linked(sheet("People", *rows))["activities"].sort_values("due_on")
    planned, done = activities.iloc[0], activities.iloc[1]
    assert planned["due_on"] == pd.Timestamp("2026-12-20")
    assert pd.isna(planned["done_at"])
    assert done["done_at"] == pd.Timestamp("2026-10-01")
