"""Vendors are known by their own stages, which stand in the vendors' own order."""

import pandas as pd
import pytest

from sentia.book.making import make_book
from sentia.book.stage_defaults import vendor_of_stages, vendor_place
from sentia.book.stage_order import prefix_of

# Every vendor's own stages, in its order, as "stage=status".
DEFAULTS = {
    "Salesforce": "Prospecting=open, Qualification=open, Needs Analysis=open, Value Proposition=open, "
    "Id. Decision Makers=open, Perception Analysis=open, Proposal/Price Quote=open, Negotiation/Review=open, "
    "Closed Won=won, Closed Lost=lost",
    "HubSpot": "Appointment Scheduled=open, Qualified To Buy=open, Presentation Scheduled=open, "
    "Decision Maker Bought-In=open, Contract Sent=open, Closed Won=won, Closed Lost=lost",
    "HubSpot's internal names": "appointmentscheduled=open, qualifiedtobuy=open, presentationscheduled=open, "
    "decisionmakerboughtin=open, contractsent=open, closedwon=won, closedlost=lost",
    "Pipedrive": "Qualified=open, Contact Made=open, Demo Scheduled=open, Proposal Made=open, "
    "Negotiations Started=open",
    "Zoho": "Qualification=open, Needs Analysis=open, Value Proposition=open, Identify Decision Makers=open, "
    "Proposal/Price Quote=open, Negotiation/Review=open, Closed Won=won, Closed Lost=lost, "
    "Closed-Lost to Competition=lost",
    "Dynamics": "Qualify=open, Develop=open, Propose=open, Close=open",
    "Dynamics with numbers": "1-Qualify=open, 2-Develop=open, 3-Propose=open, 4-Close=open",
    "Odoo": "New=open, Qualified=open, Proposition=open, Won=won",
    "Frappe": "Qualification=open, Demo/Making=open, Proposal/Quotation=open, Negotiation=open, "
    "Ready to Close=open, Won=won, Lost=lost",
    "Frappe leads": "New=open, Contacted=open, Qualified=open, Converted=won, Unqualified=lost, Junk=lost",
    "Salesforce leads": "Open - Not Contacted=open, Working - Contacted=open, Closed - Converted=won, "
    "Closed - Not Converted=lost",
    "Atomic": "Opportunity=open, Proposal Sent=open, in-negociation=open, Delayed=open, Won=won, Lost=lost",
    "ERPNext": "Open=open, Replied=open, Quotation=open, Converted=won, Lost=lost, Closed=lost",
    "django-crm": "request=open, analysis of request=open, clarification of the requirements=open, "
    "price offer=open, agreement=open",
    "HubSpot leads": "New=open, Open=open, Attempted to Contact=open, In Progress=open, Connected=open, "
    "Open Deal=open, Bad Timing=open, Unqualified=lost",
    "HubSpot lifecycle": "Subscriber=open, Lead=open, Marketing Qualified Lead=open, Sales Qualified Lead=open, "
    "Opportunity=open, Other=open, Customer=won, Evangelist=won",
    "German letters": "A. Anfrage=open, B. Termin vereinbart=open, C. Angebot versendet=open, "
    "🟢 Gewonnen=won, 🔴 Verloren=lost",
}


@pytest.mark.parametrize("listed", DEFAULTS.values(), ids=DEFAULTS)
def test_a_vendors_stages_stand_in_its_order_and_close_what_they_close(listed: str) -> None:
    pairs = [pair.split("=") for pair in listed.split(", ")]
    shuffled = sorted(pairs, key=lambda pair: pair[0][::-1])
    stages = make_book(opportunities=_deals([stage for stage, _ in shuffled])).stages
    assert dict(zip(stages["stage"], stages["status"], strict=True)) == dict(pairs)
    is_open = [stage for stage, status in pairs if status == "open"]
    assert stages.loc[stages["status"] == "open", "stage"].tolist() == is_open
    assert stages["status"].tolist() == sorted(stages["status"], key=["open", "won", "lost"].index)


def _deals(stages: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"stage": stages, "account_id": "Acme"})


def test_two_common_words_are_no_vendor_when_most_stages_are_others() -> None:
    assert vendor_of_stages(["Qualified", "Won", "Blue", "Red", "Green"]) == ""


def test_a_vendors_place_is_known_whatever_stands_before_the_name() -> None:
    assert [vendor_place(stage, "Dynamics") for stage in ("Propose", "3-Propose", "Other")] == [2, 2, None]


@pytest.mark.parametrize(
    ("stage", "place"),
    [
        ("A. Lead", 1),
        ("2) Demo", 2),
        ("03 Quote", 3),
        ("🔵 4 - Close", 4),
        ("E-Mail sent", None),
        ("1st call", None),
    ],
)
def test_only_a_number_or_letter_of_its_own_before_a_stage_is_its_place(stage: str, place: int | None) -> None:
    assert prefix_of(stage) == place
