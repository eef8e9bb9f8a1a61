"""From what sheets say to one book: ids, names and mail domains become links, and nothing is guessed."""

import numpy as np
import pandas as pd
import pytest

from sentia.book import schema
from sentia.book.linking import link
from sentia.book.making import make_book
from sentia.book.raw import RawTable
from sentia.errors import BadQuestion


def book(**tables):
    return make_book(**{name: pd.DataFrame(rows) for name, rows in tables.items()})


def raw(table, rows, sheet="Sheet1", is_derived=False, **columns):
    frame = schema.conform(table, pd.DataFrame(rows))
    return RawTable(table, frame, "crm.xlsx", sheet, np.arange(2, len(frame) + 2), columns, is_derived=is_derived)


def test_a_link_goes_by_id_before_name():
    found = book(
        accounts=[{"account_id": "1", "name": "Acme"}, {"account_id": "2", "name": "1"}],
        opportunities=[{"account_id": "1"}],
    )
    assert found.opportunities["account_id"].tolist() == ["1"]


def test_a_link_goes_by_name_whatever_its_case_and_spaces():
    found = book(accounts=[{"account_id": "1", "name": "Acme  Ltd"}], opportunities=[{"account_id": " ACME ltd "}])
    assert found.opportunities["account_id"].tolist() == ["1"]
    assert len(found.accounts) == 1


def test_a_name_that_two_accounts_share_is_listed_and_left_open():
    two = [{"account_id": "1", "name": "Acme"}, {"account_id": "2", "name": "ACME"}]
    linked = link([raw("accounts", two, "Accounts"), raw("opportunities", [{"account_id": "Acme"}], "Deals")])
    assert linked.tables["opportunities"]["account_id"].isna().all()
    assert len(linked.tables["accounts"]) == 2
    fault = linked.faults[0]
    assert (fault["sheet"], fault["row"], fault["column"], fault["found"]) == ("Deals", 2, "account_id", "Acme")


def test_a_name_nobody_has_becomes_an_account_once():
    found = book(opportunities=[{"account_id": "Acme"}, {"account_id": "acme"}, {"account_id": None}])
    assert found.accounts["name"].tolist() == ["Acme"]
    assert found.opportunities["account_id"].tolist()[:2] == ["Acme", "Acme"]
    assert found.accounts.index.is_unique


def test_companies_first_named_on_the_first_rows_of_three_tables_are_three():
    tables = {"opportunities": "Acme", "quotes": "Birch", "orders": "Cedar"}
    book = make_book(**{table: pd.DataFrame({"account_id": [name]}) for table, name in tables.items()})
    assert book.accounts["name"].tolist() == ["Acme", "Birch", "Cedar"]
    assert book.accounts.index.is_unique


def test_a_contact_finds_its_account_by_mail_domain():
    found = book(
        accounts=[{"account_id": "1", "name": "Acme", "website": "https://www.acme.example/about"}],
        contacts=[{"name": "Ann", "email": "Ann@ACME.example"}, {"name": "Bo", "email": "bo@gmail.com"}],
    )
    assert found.contacts["account_id"].tolist()[0] == "1"
    assert pd.isna(found.contacts["account_id"].tolist()[1])


def test_free_mail_and_a_shared_domain_stand_for_nobody():
    people = [
        {"name": "Ann", "account_id": "Acme", "email": "ann@gmail.com"},
        {"name": "Bo", "email": "bo@gmail.com"},
        {"name": "Cy", "account_id": "Acme", "email": "cy@group.example"},
        {"name": "Di", "account_id": "Birch", "email": "di@group.example"},
        {"name": "Ed", "email": "ed@group.example"},
    ]
    assert book(contacts=people).contacts["account_id"].isna().tolist() == [False, True, False, False, True]


def test_two_people_of_one_name_are_told_apart_by_their_account():
    people = [
        {"contact_id": "1", "name": "Ann", "account_id": "Acme"},
        {"contact_id": "2", "name": "Ann", "account_id": "Birch"},
    ]
    deals = [{"contact_id": "Ann", "account_id": "Birch"}, {"contact_id": "ann"}]
    found = book(contacts=people, opportunities=deals).opportunities["contact_id"].tolist()
    assert found[0] == "2"
    assert pd.isna(found[1])


def test_a_person_named_on_a_deal_becomes_a_contact_there():
    found = book(opportunities=[{"account_id": "Acme", "contact_id": "Ann"}, {"contact_id": "bo@x.example"}])
    assert found.contacts["name"].tolist() == ["Ann", "bo@x.example"]
    assert found.contacts["email"].tolist()[1] == "bo@x.example"
    assert found.opportunities["contact_id"].tolist() == found.contacts["contact_id"].tolist()


def test_an_activity_of_a_deal_is_its_accounts_and_its_persons():
    found = book(
        opportunities=[{"opportunity_id": "D1", "account_id": "Acme", "contact_id": "Ann"}],
        activities=[{"opportunity_id": "D1", "kind": "call"}],
        quotes=[{"opportunity_id": "D1"}],
    )
    for table in (found.activities, found.quotes):
        assert table["account_id"].tolist() == found.accounts["account_id"].tolist()
        assert table["contact_id"].tolist() == found.contacts["contact_id"].tolist()


def test_a_deal_is_found_by_its_name_at_its_account():
    deals = [
        {"opportunity_id": "1", "name": "Renewal", "account_id": "Acme"},
        {"opportunity_id": "2", "name": "Renewal", "account_id": "Birch"},
    ]
    quotes = [{"opportunity_id": "renewal", "account_id": "Birch"}, {"opportunity_id": "Renewal"}]
    found = book(opportunities=deals, quotes=quotes).quotes["opportunity_id"].tolist()
    assert found[0] == "2"
    assert pd.isna(found[1])


def test_a_deal_nobody_has_is_listed_once_with_an_example():
    calls = raw("activities", [{"opportunity_id": "D8", "kind": "call"}, {"opportunity_id": "D9", "kind": "call"}])
    linked = link([calls])
    assert linked.tables["activities"]["opportunity_id"].isna().all()
    assert [fault["found"] for fault in linked.faults] == ["2 rows, such as 'D8'"]


def test_a_repeated_id_is_kept_and_listed():
    linked = link([raw("opportunities", [{"opportunity_id": "D1"}, {"opportunity_id": "D1"}])])
    assert linked.tables["opportunities"]["opportunity_id"].tolist() == ["D1", "D1"]
    assert [(fault["row"], fault["wanted"]) for fault in linked.faults] == [(3, "an id that no other row has")]


def test_a_row_without_an_id_goes_by_its_row_key():
    linked = link([raw("opportunities", [{"name": "Renewal"}], "Deals")])
    assert linked.tables["opportunities"]["opportunity_id"].tolist() == ["crm.xlsx|Deals|2"]


def test_an_account_mentioned_on_many_deals_is_one_and_only_a_lone_mention_has_a_cell():
    deals = raw(
        "opportunities", [{"account_id": "Acme"}, {"account_id": "Acme"}, {"account_id": "Birch"}], account_id=0
    )
    mentions = raw("accounts", [{"name": "Acme"}, {"name": "ACME"}, {"name": "Birch"}], is_derived=True, name=0)
    linked = link([deals, mentions])
    assert linked.tables["accounts"]["name"].tolist() == ["Acme", "Birch"]
    assert (linked.origins["accounts"].part >= 0).tolist() == [False, True]


def test_what_the_book_has_is_not_derived_again():
    have = raw("accounts", [{"account_id": "1", "name": "Acme"}], "Accounts")
    mentions = raw("accounts", [{"name": "acme"}, {"account_id": "1"}], is_derived=True)
    assert len(link([have, mentions]).tables["accounts"]) == 1


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"stage": "Closed Won"}, "won"), ({"stage": "Closed Lost"}, "lost"), ({"stage": "Proposal"}, "open"),
        ({}, "open"), ({"stage": "Proposal", "status": "lost"}, "lost"),
    ],
)  # fmt: skip
def test_a_deal_without_a_status_has_that_of_its_stage(row, status):
    assert book(opportunities=[row | {"name": "Renewal"}]).opportunities["status"].tolist() == [status]


def test_who_ever_bought_is_a_customer_unless_the_file_says_otherwise():
    accounts = [{"name": "Acme"}, {"name": "Birch", "status": "former"}, {"name": "Cobalt"}]
    found = book(accounts=accounts, orders=[{"account_id": "Acme"}, {"account_id": "Birch"}])
    assert found.accounts["status"].tolist() == ["customer", "former", "prospect"]


def test_a_table_or_column_nobody_knows_is_refused_with_what_is_known():
    with pytest.raises(BadQuestion, match="no table 'deals'; the tables are accounts"):
        book(deals=[{}])
    with pytest.raises(BadQuestion, match="opportunities has no column 'value'; its columns are"):
        book(opportunities=[{"value": 1}])
    with pytest.raises(BadQuestion, match="a value is not of its column's kind"):
        book(opportunities=[{"amount": "lots"}])
