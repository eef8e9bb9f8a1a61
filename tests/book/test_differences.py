"""What changed between two states of a book, in words a rep compares with what they know."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.book.differences import differences
from sentia.book.making import make_book

DEAL = {"opportunity_id": "D1", "name": "Pumps", "account_id": "Acme", "stage": "Proposal", "amount": 900.0}
PERSON = {"contact_id": "P1", "name": "Ann Lee", "account_id": "Acme", "email": "ann@acme.example"}


def tables(**rows):
    return make_book(**{name: pd.DataFrame(of) for name, of in rows.items()}).tables


def told(before, after, table="opportunities"):
    found = differences(tables(**{table: before}), tables(**{table: after}), [table])
    return found[["record_id", "what", "before", "after"]].values.tolist()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"stage": "Negotiation"}, ["moved stage", "Proposal", "Negotiation"]),
        ({"amount": 1200.0}, ["amount changed", "900", "1,200"]),
        ({"amount": None}, ["amount changed", "900", ""]),
        ({"expected_close_on": "2026-12-01"}, ["close date moved", "", "2026-12-01"]),
        ({"owner": "Di"}, ["changed owner", "", "Di"]),
        ({"account_id": "Birch"}, ["changed company", "Acme", "Birch"]),
        ({"next_step": "send the offer"}, ["changed next step", "", "send the offer"]),
    ],
)
def test_each_change_of_a_deal_is_a_line_with_before_and_after(change, line):
    assert told([DEAL], [DEAL | change]) == [["D1", *line]]


def test_a_deal_that_closed_is_one_line_not_three():
    before = DEAL | {"expected_close_on": "2026-12-01"}
    after = DEAL | {"stage": "Closed Won", "closed_on": "2026-11-20"}
    assert told([before], [after]) == [["D1", "moved stage", "Proposal", "Closed Won"]]


def test_what_is_new_and_what_is_gone_is_said_with_what_it_was():
    other = DEAL | {"opportunity_id": "D2", "stage": "Lead", "amount": 5.0}
    assert told([DEAL], [other]) == [["D2", "new", "", "Lead, 5"], ["D1", "gone", "Proposal, 900", ""]]


def test_a_person_known_by_their_address_who_moved():
    before = {key: value for key, value in PERSON.items() if key != "contact_id"}
    lines = told([before], [before | {"account_id": "Birch"}], "contacts")
    assert [line[1:] for line in lines] == [["changed employer", "Acme", "Birch"]]


@pytest.mark.parametrize("employer", ["ACME Inc.", None])
def test_another_spelling_and_a_missing_employer_are_no_move(employer):
    assert told([PERSON], [PERSON | {"account_id": employer}], "contacts") == []


def test_two_people_of_one_name_without_ids_are_never_taken_for_each_other():
    two = [{"name": "Ann Lee", "title": "Buyer"}, {"name": "Ann Lee", "title": "User"}]
    assert "changed title" not in {line[1] for line in told(two, two[::-1], "contacts")}


def test_the_same_book_read_twice_has_no_differences():
    book = tables(opportunities=[DEAL], contacts=[PERSON])
    assert differences(book, book).empty


STATES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["Lead", "Won"])), max_size=6, unique_by=lambda p: p[0]
)


@settings(max_examples=40)
@given(STATES, STATES)
def test_every_record_of_either_state_is_the_same_changed_new_or_gone(before, after):
    def deals(state):
        rows = [{"opportunity_id": key, "name": key, "stage": stage} for key, stage in state]
        return tables(opportunities=rows) if rows else tables(opportunities={"opportunity_id": []})

    found = differences(deals(before), deals(after), ["opportunities"])
    old, new = dict(before), dict(after)
    kinds = found.groupby("what")["record_id"].agg(set).to_dict()
    assert kinds.get("new", set()) == new.keys() - old.keys()
    assert kinds.get("gone", set()) == old.keys() - new.keys()
    assert kinds.get("moved stage", set()) == {key for key in old.keys() & new.keys() if old[key] != new[key]}
