"""Names that are nearly a record's are offered one by one or all at once, and never taken unasked."""

import pandas as pd
import pytest
from linked_sheets import sheet

from sentia.book.linking import link
from sentia.book.offering import LEAVE, TAKE, near_question

ACCOUNTS = [{"account_id": "1", "name": "Fabrikam"}, {"account_id": "2", "name": "Northwind Traders"}]
DEALS = [{"account_id": "Fabricam"}, {"account_id": "Northwind"}, {"account_id": "Fabricam"}]


def companies(answers=None, deals=DEALS):
    linked = link([sheet("accounts", ACCOUNTS), sheet("opportunities", deals, "Deals")], answers)
    return linked.tables["opportunities"]["account_id"].tolist(), linked


def test_a_name_nearly_an_accounts_stays_its_own_and_is_offered():
    found, linked = companies()
    assert found == ["Fabricam", "Northwind", "Fabricam"]
    offered = {line["text"]: line for line in linked.links}
    assert offered.keys() == {"Fabricam", "Northwind"}
    line = offered["Fabricam"]
    assert (line["state"], line["rows"], line["sheet"], line["row"]) == ("near", 2, "Deals", 2)
    assert [(o["id"], o["name"], o["alike"]) for o in line["options"]] == [("1", "Fabrikam", 0.875)]


def test_the_rep_settles_one_and_the_other_stays_open():
    found, linked = companies({"link:accounts|fabricam": "1"})
    assert found == ["1", "Northwind", "1"]
    assert len(linked.tables["accounts"]) == 3
    assert {line["text"]: line["state"] for line in linked.links} == {"Fabricam": "settled", "Northwind": "near"}


def test_the_rep_settles_all_at_once_and_one_otherwise():
    found, linked = companies({"links": TAKE, "link:accounts|Northwind": "one of its own"})
    assert found == ["1", "Northwind", "1"]
    assert [line["state"] for line in linked.links].count("near") == 0


def test_what_the_rep_said_is_of_its_own_is_not_offered_again():
    lines = companies({"link:accounts|Fabricam": "one of its own"})[1].links
    assert [(line["text"], line["state"]) for line in lines] == [("Fabricam", "settled"), ("Northwind", "near")]


def test_an_answer_that_names_no_record_leaves_the_link_open():
    found, linked = companies({"link:accounts|Fabricam": "99"})
    assert found[0] == "Fabricam"
    assert "near" in {line["state"] for line in linked.links if line["text"] == "Fabricam"}


def test_the_question_names_the_first_and_counts_the_others():
    links = companies()[1].links
    question = near_question(links, {})
    assert question["question"] == (
        "Northwind of 'Deals' row 3 is no account; do you mean Northwind Traders (91% alike)? "
        "1 more name is nearly that of a record."
    )
    assert (question["id"], question["options"], question["chosen"]) == ("links", [LEAVE, TAKE], LEAVE)
    assert near_question((), {}) is None
    assert near_question((), {"links": TAKE})["chosen"] == TAKE


def test_a_misspelling_beside_no_list_of_accounts_is_offered_towards_the_name_used_more():
    deals = [{"account_id": text} for text in ("Contoso", "Contosso", "Contoso")]
    (line,) = link([sheet("opportunities", deals)]).links
    assert (line["text"], line["options"][0]["id"]) == ("Contosso", "Contoso")
    linked = link([sheet("opportunities", deals)], {line["id"]: "Contoso"})
    assert linked.tables["opportunities"]["account_id"].tolist() == ["Contoso"] * 3
    assert linked.tables["accounts"]["name"].tolist() == ["Contoso"]


def test_numbers_in_names_are_never_misspelled():
    deals = [{"account_id": "Contoso Store 12"}, {"account_id": "Contoso Store 13"}]
    assert link([sheet("opportunities", deals)]).links == ()


def test_a_roman_number_tells_apart_too():
    deals = [{"account_id": "Contoso Gardens II"}, {"account_id": "Contoso Gardens III"}]
    assert link([sheet("opportunities", deals)]).links == ()


def test_companies_whose_legal_forms_differ_are_not_offered_as_one():
    accounts = [{"account_id": "1", "name": "Wingtip Holding GmbH"}]
    for name, offered in (("Wingtip Holding AG", 0), ("Wingtip Holdin", 1), ("Wingtip Holdin GmbH", 1)):
        found = link([sheet("accounts", accounts), sheet("opportunities", [{"account_id": name}], "Deals")])
        assert len(found.links) == offered, name


def test_a_misspelling_is_found_among_names_that_differ_by_their_number_only():
    deals = [{"account_id": f"Contoso Store {number}"} for number in range(300)]
    (line,) = link([sheet("opportunities", [*deals, {"account_id": "Contos Store 12"}])]).links
    assert {line["text"], line["options"][0]["id"]} == {"Contos Store 12", "Contoso Store 12"}


def test_two_answers_that_go_round_in_a_circle_change_nothing():
    deals = [{"account_id": "Contoso"}, {"account_id": "Contosso"}]
    answers = {"link:accounts|Contoso": "Contosso", "link:accounts|Contosso": "Contoso"}
    linked = link([sheet("opportunities", deals)], answers)
    assert linked.tables["opportunities"]["account_id"].tolist() == ["Contoso", "Contosso"]


PEOPLE = [
    {"contact_id": "c1", "name": "John Smith", "account_id": "1", "email": "js@fabrikam.example"},
    {"contact_id": "c2", "name": "Anna Berg", "account_id": "1", "title": "Buyer"},
    {"contact_id": "c3", "name": "Anna Berg", "account_id": "2"},
]


def people(deals, answers=None):
    raws = [sheet("accounts", ACCOUNTS), sheet("contacts", PEOPLE), sheet("opportunities", deals, "Deals")]
    linked = link(raws, answers)
    return linked.tables["opportunities"]["contact_id"].tolist(), linked


@pytest.mark.parametrize(("account", "is_offered"), [("1", True), (None, True), ("2", False)])
def test_a_person_nearly_called_so_is_offered_at_the_same_company_only(account, is_offered):
    _, linked = people([{"contact_id": "Jon Smith", "account_id": account}])
    assert [line["options"][0]["id"] for line in linked.links] == (["c1"] if is_offered else [])


def test_a_person_offered_and_accepted_is_that_person_everywhere():
    found, linked = people([{"contact_id": "Jon Smith", "account_id": "1"}], {"link:contacts|Jon Smith (1)": "c1"})
    assert found == ["c1"]
    assert linked.tables["contacts"]["contact_id"].tolist() == ["c1", "c2", "c3"]


def test_two_people_of_one_name_are_told_apart_in_the_list_and_settled_there():
    found, linked = people([{"contact_id": "Anna Berg"}])
    assert pd.isna(found[0])
    (line,) = linked.links
    assert (line["id"], line["state"], line["rows"]) == ("link:contacts|Anna Berg", "several", 1)
    assert [o["tells"] for o in line["options"]] == ["Fabrikam, Buyer, c2", "Northwind Traders, c3"]
    assert people([{"contact_id": "Anna Berg"}], {line["id"]: "c3"})[0] == ["c3"]
    found, linked = people([{"contact_id": "Anna Berg"}], {line["id"]: "one of its own"})
    assert found == ["Anna Berg"]
    assert len(linked.tables["contacts"]) == 4


def test_a_deal_nearly_called_so_is_offered_for_an_activity():
    deals = [{"opportunity_id": "D1", "name": "Pump renewal"}]
    calls = [{"opportunity_id": "Pump renewall", "kind": "call"}]
    raws = [sheet("opportunities", deals), sheet("activities", calls)]
    (line,) = link(raws).links
    assert (line["table"], line["state"], line["options"][0]["id"]) == ("opportunities", "near", "D1")
    for answers in ({line["id"]: "D1"}, {"links": TAKE}):
        linked = link(raws, answers)
        assert linked.tables["activities"]["opportunity_id"].tolist() == ["D1"]
        assert [one["state"] for one in linked.links] == ["settled"]
        assert linked.faults == ()
    apart = link(raws, {line["id"]: "one of its own", "links": TAKE})
    assert apart.tables["activities"]["opportunity_id"].isna().all()
    assert [one["state"] for one in apart.links] == ["settled"]


def test_of_very_many_names_the_last_line_counts_the_rest():
    deals = [{"account_id": f"{chr(97 + n // 26)}{chr(97 + n % 26)} Branch Inc"} for n in range(230)]
    accounts = [{"name": deal["account_id"].removesuffix(" Inc")} for deal in deals]
    lines = link([sheet("accounts", accounts), sheet("opportunities", deals)]).links
    assert len(lines) == 201
    assert (lines[-1]["id"], lines[-1]["text"]) == ("", "30 more names")


def test_what_a_settled_company_was_described_with_is_not_lost():
    raws = [
        sheet("accounts", ACCOUNTS),
        sheet("accounts", [{"name": "Fabricam", "industry": "Pumps"}], "Deals", is_derived=True),
        sheet("opportunities", [{"account_id": "Fabricam"}], "Deals"),
    ]
    accounts = link(raws, {"link:accounts|Fabricam": "1"}).tables["accounts"]
    assert accounts.loc[accounts["account_id"] == "1", "industry"].tolist() == ["Pumps"]
    assert len(accounts) == 2
