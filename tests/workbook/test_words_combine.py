"""A header is understood by its words, in any order, case and joint, and by what stands below it."""

import pytest
from made_sheets import fields_of, sheet

from sentia.errors import NoRecords
from sentia.workbook.meaning.concepts import is_understood, read_words
from sentia.workbook.meaning.profiles import profile
from sentia.workbook.recognition import recognise

ROWS = [["Alder Ltd", "Proposal"], ["Birch GmbH", "Won"], ["Cedar Foods", "Negotiation"], ["Dune Labs", "Lost"]]
MONEY, REPS, DAYS = [12000, 4500, 30250, 800], ["Kim Vale", "Lou Penn", "Kim Vale", "Max Orr"], ["2026-09-30"] * 4


def field_of(header, values):
    rows = [[*row, value] for row, value in zip(ROWS, values, strict=True)]
    told = recognise([sheet("Deals", ["Company", "Deal stage", header], *rows)])
    return fields_of(told.sheets[0]).get(header)


@pytest.mark.parametrize(
    "header",
    ["planned_revenue", "close_value", "ESTIMATED DEAL VALUE (USD)", "x_studio_final_amount", "Deal__c:Amount__c"]
    + ["Expected value", "AmountOfDeal", "deal-value"],
)
def test_money_in_any_words_is_the_amount(header):
    assert field_of(header, MONEY) == ["opportunities.amount"]


@pytest.mark.parametrize("header", ["assigned_rep", "RepAssigned", "sales agent", "rep_name", "KAM", "deal-owner"])
def test_a_rep_in_any_words_is_the_owner_and_never_the_company(header):
    assert field_of(header, REPS) in (["opportunities.owner"], ["accounts.owner"])


@pytest.mark.parametrize("header", ["churn_risk", "division", "branch", "Forecast month", "days_in_stage"])
def test_what_means_nothing_for_a_deal_is_left_alone(header):
    assert field_of(header, ["low", "high", "low", "high"]) is None


def test_an_expected_value_beside_an_amount_is_left_alone():
    rows = [["Alder", "Proposal", 1000, 500], ["Birch", "Won", 2000, 2000]]
    told = recognise([sheet("Deals", ["Company", "Stage", "Amount", "Expected value"], *rows)]).sheets[0]
    assert fields_of(told)["Amount"] == ["opportunities.amount"]
    assert "Expected value" in told["left_alone"]


@pytest.mark.parametrize(
    ("net", "whole"), [("amount", "final_amount"), ("Net amount", "Total"), ("Subtotal", "Total")]
)
def test_of_two_sums_of_an_order_the_one_that_says_the_whole_is_its_amount(net, whole):
    rows = [[f"I-{n}", "2026-09-14", "Alder", 100 * n, 20 * n, 120 * n] for n in (1, 2, 3)]
    told = recognise([sheet("Invoices", ["Invoice no", "Invoice date", "Customer", net, "Tax", whole], *rows)])
    assert fields_of(told.sheets[0])[whole] == ["orders.amount"]


@pytest.mark.parametrize(("state", "city"), [("State", "City"), ("Estado", "Cidade"), ("Estado", "Ciudad")])
def test_a_state_is_of_a_land_beside_a_city_and_else_how_a_deal_stands(state, city):
    deals = [["Alder Ltd", 1200, "Open", "Leon"], ["Birch Ltd", 800, "Won", "Porto"]]
    alone = recognise([sheet("Deals", ["Company", "Amount", state], *[row[:3] for row in deals])]).sheets[0]
    assert fields_of(alone)[state] in (["opportunities.stage"], ["opportunities.status"])
    rows = [["Alder Ltd", "Leon", "CA", "24001"], ["Birch Ltd", "Porto", "TX", "10115"]]
    beside = recognise([sheet("Companies", ["Company", city, state, "ZIP"], *rows)]).sheets[0]
    assert fields_of(beside)[state] == ["accounts.region"]


def test_words_are_read_by_humps_compounds_and_stems_in_any_language():
    assert {"close", "date"} <= read_words("CloseDate").concepts
    assert "money" in read_words("Vertragswert").concepts
    assert "owner" in read_words("담당자").concepts
    assert is_understood("Ответственный")
    assert not is_understood("Acme Ltd")


def test_order_lines_without_a_line_are_refused_in_a_sentence():
    with pytest.raises(NoRecords, match="no row below them"):
        recognise([sheet("Sheet1", ["Company", "Order ID", "Quantity"])])


def test_a_decimal_or_a_day_is_never_a_telephone_number():
    for values in (["1234.5678", "2345.6789"], ["2026-11-02", "2026-11-03"]):
        assert profile(values, 1).get("phone", 0) == 0
