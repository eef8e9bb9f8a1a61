"""Who is the same person, and whom to call at an account."""

import pandas as pd
import pytest
from small_books import call, desk_of, person

from sentia.book.persons import person_key


def people(*rows):
    frame = pd.DataFrame([{"contact_id": str(n)} | row for n, row in enumerate(rows)])
    return frame.reindex(columns=["contact_id", "name", "account_id", "email", "phone"]).astype("str")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"email": "ana@x.example"}, {"email": " ANA@x.example"}, True),
        ({"email": "ana@x.example"}, {"email": "bo@x.example"}, False),
        ({"email": "ana@x.example", "phone": "+1 555 0102030"}, {"phone": "1-555-010-2030"}, True),
        (
            {"email": "ana@x.example", "phone": "5550102030"},
            {"email": "bo@x.example", "phone": "5550102030"},
            False,
        ),
        ({"phone": "5550102030"}, {"phone": "555 010 2030"}, True),
        ({"phone": "911"}, {"phone": "911"}, False),
        ({"name": "Ana Silva", "account_id": "A"}, {"name": "ana  silva", "account_id": "A"}, True),
        ({"name": "Ana Silva", "account_id": "A"}, {"name": "Ana Silva", "account_id": "B"}, False),
        ({"name": "Ana Silva"}, {"name": "Ana Silva"}, False),
    ],
)
def test_the_same_person_is_told_by_mail_then_telephone_then_name_and_account(one, other, is_same):
    assert (person_key(people(one, other)).nunique() == 1) == is_same


def test_a_switchboard_number_of_two_people_joins_nobody_to_either():
    board = {"phone": "5550102030"}
    three = people(board | {"email": "ana@x.example"}, board | {"email": "bo@x.example"}, board)
    assert person_key(three).nunique() == 3


def test_the_main_contact_is_who_is_touched_most_then_latest_then_first_by_id():
    three = [person(key, account_id="A1") for key in "123"]
    calls = [call("3", 50), call("2", 40), call("2", 30)]
    assert desk_of(contacts=three, activities=calls).main_contacts.to_dict() == {"A1": "C2"}
    assert desk_of(contacts=three, activities=calls[:2]).main_contacts.to_dict() == {"A1": "C2"}
    assert desk_of(contacts=three).main_contacts.to_dict() == {"A1": "C1"}
    alone = [three[0] | {"do_not_contact": True}, *three[1:]]
    assert desk_of(contacts=alone).main_contacts.to_dict() == {"A1": "C2"}
