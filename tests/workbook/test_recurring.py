"""What a deal brings each month or year: beside its amount, and in its place."""

import pytest
from made_sheets import fields_of, only, sheet

from sentia.workbook.recognition import recognise


def sizes(*rows: list) -> list[tuple]:
    deals = only(recognise([sheet("Deals", *rows)]), "opportunities").frame
    often = deals.get("recurrence", [None] * len(deals))
    return [(amount, None if said != said else said) for amount, said in zip(deals["amount"], often, strict=True)]


def test_a_deal_without_an_amount_has_what_it_brings_each_month_or_year() -> None:
    header = ["Record ID", "Deal Name", "Amount", "Monthly recurring revenue", "Annual recurring revenue"]
    rows = [
        [1, "Pumps", None, 100, 1200],
        [2, "Nuts", 500, 10, 120],
        [3, "Cams", None, None, 900],
        [4, "Rods", 0, 7, 84],
    ]
    assert sizes(header, *rows) == [(100, "monthly"), (500, None), (900, "yearly"), (7, "monthly")]


def test_odoos_plan_says_how_often() -> None:
    header = ["Opportunity", "Customer", "Expected Revenue", "Recurring Revenues", "Recurring Plan", "Salesperson"]
    rows = [["Pumps", "Acme", 0, 100, "Monthly", "Ann"], ["Nuts", "Bolt", 0, 900, "Yearly", "Ann"]]
    assert sizes(header, *rows) == [(100, "monthly"), (900, "yearly")]


def test_what_comes_in_without_saying_how_often_is_not_taken() -> None:
    header = ["Opportunity", "Customer", "Expected Revenue", "Recurring Revenues", "Salesperson"]
    assert sizes(header, ["Pumps", "Acme", 50, 100, "Ann"], ["Nuts", "Bolt", None, 10, "Ann"])[0] == (50, None)
    assert sizes(header, ["Pumps", "Acme", 50, 100, "Ann"], ["Nuts", "Bolt", None, 10, "Ann"])[1][1] is None


@pytest.mark.parametrize("mrr", ["MRR", "ARR"])
def test_alone_it_is_the_amount_and_has_its_own_cells(mrr) -> None:
    found = recognise([sheet("Deals", ["Deal", "Company", mrr], ["Pumps", "Acme", 100])])
    assert only(found, "opportunities").columns["amount"] == 2
    assert sizes(["Deal", "Company", mrr], ["Pumps", "Acme", 100]) == [
        (100, {"MRR": "monthly", "ARR": "yearly"}[mrr])
    ]


def test_the_amount_counts_before_it_on_whichever_side_it_stands() -> None:
    assert sizes(["Deal", "Company", "ARR", "Value"], ["Pumps", "Acme", 100, 700]) == [(700, None)]
    assert sizes(["Deal", "Company", "Value", "ARR"], ["Pumps", "Acme", 700, 100]) == [(700, None)]


def test_it_is_said_on_the_column() -> None:
    (told,) = recognise([sheet("Deals", ["Deal", "Company", "Value", "MRR"], ["Pumps", "Acme", None, 7])]).sheets
    assert fields_of(told)["MRR"] == ["opportunities.amount", "opportunities.recurrence"]
    (why,) = [column["why"] for column in told["columns"] if column["header"] == "MRR"]
    assert why.endswith("taken where the deal has no amount of its own")


def test_what_a_cell_says_of_how_often_counts_before_the_header() -> None:
    rows = [["Pumps", "Acme", "100 €/month"], ["Nuts", "Bolt", "1.2k p.a."], ["Cams", "Corda", "5k"]]
    assert sizes(["Deal", "Company", "Value"], *rows) == [(100, "monthly"), (1200, "yearly"), (5000, None)]
    assert sizes(["Deal", "Company", "Annual value"], *rows)[0] == (100, "monthly")
