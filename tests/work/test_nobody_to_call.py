"""Nobody to call: at once, and only where the file has that column."""

import pytest
from small_books import ON, account, deal, person
from small_gaps import activity, gaps_on

KIND = "nobody to call"


def missing(**tables):
    return sorted(gaps_on(ON, tables, KIND)["because"].str.split(" ").str[:2].str.join(" "))


def test_a_deal_without_a_contact_is_named_where_deals_have_contacts():
    bare = deal("2", contact_id=None)
    assert missing(contacts=[person()], opportunities=[deal(), bare]) == ["Nobody is"]
    assert missing(opportunities=[bare]) == []


def test_a_contact_on_the_row_or_at_its_account_silences_it():
    bare = deal("2", contact_id=None)
    assert missing(contacts=[person(), person("2")], opportunities=[deal(), bare]) == []


def test_an_owner_is_missed_only_where_others_have_one():
    firms = [account(owner="Pat"), account("2")]
    assert missing(accounts=firms) == ["Nobody owns"]
    assert missing(accounts=[account(), account("2")]) == []
    assert missing(accounts=firms[:1], opportunities=[deal(owner=None)]) == []


@pytest.mark.parametrize(("phone", "found"), [(None, ["Mail to"]), ("+1 555 010 2000", [])])
def test_an_address_from_which_mail_came_back_is_named_unless_there_is_a_phone(phone, found):
    ann = person(email="ann@acme.example", phone=phone)
    log = [activity("11-18", "email", outcome="bounced", opportunity_id=None)]
    assert missing(contacts=[ann], activities=log) == found
