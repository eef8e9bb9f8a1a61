"""Rows as reports and hand-kept sheets have them: merged, grouped, added up, deleted, counted in thousands."""

import io

import pandas as pd
import pytest
from made_files import saved
from made_sheets import only, sheet
from openpyxl import Workbook

from sentia.workbook.from_files import read_book
from sentia.workbook.recognition import recognise


def deals_of(*rows, name="Deals", **facts):
    found = recognise([sheet(name, *rows, **facts)])
    return only(found, "opportunities").frame, found.sheets[0]


def skipped(told):
    return {line["row"]: line["why"] for line in told["skipped"]}


# Merged cells and groups


def test_a_cell_merged_over_several_rows_speaks_for_each_of_them():
    made = Workbook()
    for row in [["Rep", "Customer", "Project", "Stage", "Budget"], ["Ann", "Elm Foods", "Oven", "Offer", 900]]:
        made.active.append(row)
    for row in [[None, None, "Mixer", "Offer", 500], [None, "Ash Bakery", "Silo", "Lead", 700]]:
        made.active.append(row)
    made.active.merge_cells("A2:A4")
    made.active.merge_cells("B2:B3")
    stream = io.BytesIO(saved(made))
    stream.name = "projects.xlsx"
    deals = read_book(stream, trusted=True).tables["opportunities"]
    assert deals["account_id"].tolist() == ["Elm Foods", "Elm Foods", "Ash Bakery"]
    assert deals["owner"].tolist() == ["Ann"] * 3


def test_a_merged_cell_is_all_that_says_whose_the_row_is():
    rows = [["Company", "Stage", "Amount"], ["Elm", "Offer", 900], [None, "Lead", 500], ["Ash", "Lead", 700]]
    assert deals_of(*rows, merged=((2, 0, 3),))[0]["account_id"].tolist() == ["Elm", "Elm", "Ash"]
    assert skipped(deals_of(*rows)[1]) == {3: "nothing on it says who or what it is"}


def test_rows_below_the_name_of_their_group_are_of_that_group():
    rows = [
        ["Stage", "Account name", "Opportunity name", "Amount"],
        ["Proposal", "Elm", "Oven", "900"],
        ["", "Ash", "Mixer", "500"],
        ["", "Elm", "Silo", "700"],
        ["Qualified", "Oak", "Fan", "300"],
    ]
    deals, told = deals_of(*rows)
    assert deals["stage"].tolist() == ["Proposal"] * 3 + ["Qualified"]
    assert told["notes"] == ["Rows without Stage go on with the row above, which has it."]


def test_the_number_of_its_records_is_no_part_of_a_groups_name():
    rows = [["Owner", "Deal", "Company", "Amount"], ["Ida Holm (2 records)", "Oven", "Elm", "9"]]
    rows += [["", "Silo", "Ash", "5"], ["Subtotal", "", "", "14"], ["Bo Fox (1 record)", "Fan", "Oak", "3"]]
    assert deals_of(*rows)[0]["owner"].tolist() == ["Ida Holm", "Ida Holm", "Bo Fox"]


def test_a_blank_in_a_column_whose_names_repeat_is_a_blank():
    rows = [["Company", "Deal", "Amount"], ["Elm", "Oven", 9], [None, "Mixer", 5], ["Elm", "Silo", 7]]
    deals, told = deals_of(*rows, [None, "Fan", 3])
    assert deals["account_id"].isna().tolist() == [False, True, False, True]
    assert told["notes"] == []


# Totals of groups


@pytest.mark.parametrize(
    ("of_one", "of_all"),
    [
        (["Zwischensumme", "", "", "1.400"], ["Gesamtergebnis", "", "", "2.100"]),
        (["Elm Total", "", "", "1400"], ["Grand Total", "", "", "2100"]),
        (["Sous-total : Elm", "", "", "1400"], ["Total général", "", "", "2100"]),
        (["Razem", "", "", "1400"], ["Ogółem", "Liczba", "", ""]),
        (["Subtotaal", "", "", "1400"], ["Totaal", "", "Aantal: 3", "2100"]),
        (["Mezisoučet pro Elm", "", "", "1400"], ["Everything", "", "", "2100"]),
    ],
)
def test_a_groups_total_is_no_deal_whatever_the_group_is_called(of_one, of_all):
    deal = ["Customer", "Deal", "Stage", "Amount"]
    rows = [deal, ["Elm", "Oven", "Offer", "900"], ["", "Mixer", "Offer", "500"], of_one]
    deals, told = deals_of(*rows, ["Ash", "Silo", "Lead", "700"], of_all)
    assert deals["account_id"].tolist() == ["Elm", "Elm", "Ash"]
    assert skipped(told) == {4: "a total", 6: "a total"}


def test_a_company_that_is_called_total_is_a_company():
    rows = [["Company", "Deal", "Stage", "Amount"], ["Total Fitness", None, None, 500]]
    many = [[f"Company {n}", f"Deal {n}", "Lead", n] for n in range(12)]
    assert deals_of(*rows, *many)[0]["account_id"][0] == "Total Fitness"


# Put aside by the program they come from


@pytest.mark.parametrize(
    ("header", "cell"),
    [("deletedAt", "2026-11-10T08:00:00.000Z"), ("Gelöscht am", "10.11.2026"), ("Is Deleted", "true"),
     ("Date deleted", "2026-11-10"), ("Supprimé", "Oui"), ("in_trash", "1")],
)  # fmt: skip
def test_a_row_that_was_deleted_is_passed_over_whether_a_flag_or_a_day_says_so(header, cell):
    rows = [["Deal name", "Company", "Stage", "Amount", header], ["Oven", "Elm", "Lead", "9", ""]]
    deals, told = deals_of(*rows, ["Silo", "Ash", "Lead", "5", cell])
    assert deals["name"].tolist() == ["Oven"]
    assert skipped(told) == {3: "deleted in the CRM"}


def test_who_deletes_and_why_deletes_nothing():
    rows = [["Deal name", "Company", "Stage", "Deleted by"], ["Oven", "Elm", "Lead", "Ann"]]
    assert len(deals_of(*rows)[0]) == 1


# In what the header counts


@pytest.mark.parametrize(
    ("header", "cell", "amount"),
    [
        ("Deal value (k€)", 12, 12_000),
        ("Umsatz in TEUR", "12,5", 12_500),
        ("Value USD '000", 12, 12_000),
        ("Amount in thousands", "12k", 12_000),
        ("Deal amount (Mio. €)", "1,2", 1_200_000),
        ("amount_cents", 1_250_000, 12_500),
        ("valueMicros", "12000000000", 12_000),
        ("Deal value", 12, 12),
        ("Mike's amount", 12, 12),
    ],
)
def test_an_amount_counts_in_what_its_header_says(header, cell, amount):
    rows = [["Deal name", "Company", "Stage", header], ["Oven", "Elm", "Lead", cell]]
    deals, _ = deals_of(*rows)
    assert deals["amount"].tolist() == pytest.approx([amount])


@pytest.mark.parametrize(
    ("header", "currency"),
    [("Deal size in k EUR", "EUR"), ("Deal value SEK", "SEK"), ("Amount (CHF)", "CHF"), ("VALUE OF ALL", None)],
)
def test_an_amount_is_in_the_currency_that_its_header_ends_with(header, currency):
    rows = [["Deal name", "Company", "Stage", header], ["Oven", "Elm", "Lead", 12]]
    deals, _ = deals_of(*rows)
    assert set(deals.get("currency", pd.Series(dtype="str")).dropna()) == ({currency} if currency else set())


def test_an_amount_in_thousands_has_no_cell_to_write_whole_currency_into():
    rows = [["Deal name", "Company", "Amount (k)"], ["Oven", "Elm", 12]]
    table = only(recognise([sheet("Deals", *rows)]), "opportunities")
    assert "amount" not in table.columns
    assert table.frame["amount"].tolist() == [12_000]
