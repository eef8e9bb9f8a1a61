"""Lost deals that an export leaves out are missed, and nobody seems never to lose."""

import pandas as pd
import pytest

from sentia.book.absent import absent_outcomes, learns_from_outcomes
from sentia.book.better import better_answers
from sentia.book.making import make_book
from sentia.day.scoring import score_opportunities
from sentia.workbook.from_files import check, read_book

# A header of each vendor's own, with its stages or states, and what tells how to get the lost deals from it.
EXPORTS = {
    "Pipedrive": (
        "Deal - Title,Deal - Organization,Deal - Stage,Deal - Status,Deal - Value,Deal - Expected close date",
        ("Demo Scheduled,Open", "Proposal Made,Won"),
        "in Pipedrive, set the filter of the deals to All lost deals",
    ),
    "Odoo": (
        "Opportunity,Customer,Salesperson,Stage,Expected Revenue,Expected Closing",
        ("Ann,New", "Ann,Won"),
        "Odoo archives what is lost: in its pipeline, add the filter Lost",
    ),
    "HubSpot": (
        "Record ID,Deal Name,Associated Company,Deal Stage,Amount,Deal owner",
        ("7,Pumps,Acme,Contract Sent", "8,Nuts,Bolt,Closed Won"),
        "in HubSpot, take the filters off",
    ),
    "Salesforce": (
        "Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date",
        ("Ann,Prospecting", "Ann,Closed Won"),
        "set the filter Opportunity Status to Any",
    ),
    "Dynamics": (
        "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,"
        "Potential Customer,Status,Est. Revenue,Est. Close Date",
        ("x,y,2026-01-01,Pumps,Acme,Open", "x,y,2026-01-01,Nuts,Bolt,Won"),
        "in Dynamics, choose the view All Opportunities",
    ),
}
_LEADING = {"HubSpot": 0, "Dynamics": 0}


def _export(vendor: str) -> bytes:
    header, states, _ = EXPORTS[vendor]
    lead = ["", ""] if vendor in _LEADING else ["Pumps,Acme,", "Nuts,Bolt,"]
    rows = [
        f"{start}{state},{n}00,2026-0{n}-01" for n, (start, state) in enumerate(zip(lead, states, strict=True), 3)
    ]
    return "\n".join([header, *rows]).encode()


@pytest.mark.parametrize("vendor", EXPORTS)
def test_lost_deals_that_are_not_in_the_file_are_said_with_the_vendors_own_way_to_get_them(vendor: str) -> None:
    book = read_book(_export(vendor), trusted=True)
    assert book.understanding.sheets[0]["vendor"] == vendor
    assert check(book)["counts"] | {"open": 1, "won": 1, "lost": 0} == check(book)["counts"]
    (sentence,) = check(book)["absent"]
    assert sentence.startswith("Lost deals are not in this file (1 won, none lost), so win chances are assumed")
    assert EXPORTS[vendor][2] in sentence
    assert sentence.endswith("your old noes live there.")


def _deals(*stages: str):
    return make_book(opportunities=pd.DataFrame({"stage": stages, "account_id": "Acme", "amount": 100.0}))


def test_a_book_with_only_open_deals_misses_the_closed_ones() -> None:
    (sentence,) = absent_outcomes(_deals("Lead", "Demo"))
    assert sentence.startswith("Closed deals are not in this file (2 open)")
    assert "open the sheet where they are kept beside this one" in sentence


def test_a_book_that_only_lost_misses_what_was_won() -> None:
    assert absent_outcomes(_deals("Lost"))[0].startswith("Won deals are not in this file (1 lost, none won)")


def test_nothing_is_missing_where_some_were_won_and_some_lost_or_there_are_no_deals() -> None:
    assert absent_outcomes(_deals("Won", "Lost")) == ()
    assert absent_outcomes(make_book(accounts=pd.DataFrame({"name": ["Acme"]}))) == ()


def test_it_stands_first_among_what_would_make_the_answers_better() -> None:
    first = better_answers(_deals("Won", "Demo"))[0]
    assert first["lacks"] == "lost deals are not in this file (1 won, none lost)"
    assert first["costs"] == "win chances are assumed, not learned"


def test_a_hundred_wins_without_a_loss_make_no_deal_likelier_and_its_chance_is_called_assumed() -> None:
    alone = score_opportunities(_deals("Proposal"), "2026-11-23")
    won_only = score_opportunities(_deals("Proposal", *["Won"] * 100), "2026-11-23")
    assert not learns_from_outcomes(_deals("Proposal", *["Won"] * 100))
    assert won_only["win_rate"].tolist() == alone["win_rate"].tolist() == [0.35]
    assert won_only["reasons"].iloc[0][0]["words"].endswith("assumed")
