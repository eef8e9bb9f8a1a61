"""A book: its rows by id or key, its owners, and a digest that changes with anything in it."""

import pandas as pd
import pytest

from sentia.book.making import make_book
from sentia.errors import CannotEdit, UnknownRecord


def book(**tables):
    return make_book(**{name: pd.DataFrame(rows) for name, rows in tables.items()})


TWO = book(opportunities=[{"opportunity_id": "D1", "owner": "Bo"}, {"opportunity_id": "D2", "owner": "Ann"}])


def test_a_row_is_found_by_its_id_and_by_its_key():
    assert (TWO.find("opportunities", "D2"), TWO.find("opportunities", "new:2")) == ("new:2", "new:2")
    with pytest.raises(UnknownRecord, match="opportunities: 'D3' names no single row: no row has it"):
        TWO.find("opportunities", "D3")


def test_a_table_without_ids_goes_by_row_keys_only():
    busy = book(calendar=[{"title": "Team", "starts_at": "2026-11-23 09:00"}])
    assert busy.find("calendar", "new:1") == "new:1"
    with pytest.raises(UnknownRecord):
        busy.find("calendar", "Team")


def test_owners_are_those_of_deals_accounts_and_contacts_by_name():
    found = book(
        opportunities=[{"owner": "Cy"}, {"owner": None}], accounts=[{"name": "Acme", "owner": "Ann"}],
        contacts=[{"name": "Di", "owner": "Bo"}], activities=[{"owner": "Zed", "kind": "call"}],
    )  # fmt: skip
    assert found.owners == ["Ann", "Bo", "Cy"]


def test_the_digest_changes_with_any_edit_and_comes_back_with_it():
    edited = TWO.edit("opportunities", "D1", amount=5)
    assert edited.digest != TWO.digest
    assert edited.undo().digest == TWO.digest
    assert edited.edit("opportunities", "D1", amount=6).digest != edited.digest


def test_two_books_of_the_same_rows_have_one_digest_and_others_another():
    rows = [{"opportunity_id": "D1", "amount": 5.0}]
    assert book(opportunities=rows).digest == book(opportunities=rows).digest
    assert book(opportunities=rows).digest != book(opportunities=[rows[0] | {"amount": 6.0}]).digest


def test_every_table_is_there_with_its_columns_even_where_nothing_was_given():
    empty = book()
    assert {name: len(frame) for name, frame in empty.tables.items()} == dict.fromkeys(empty.tables, 0)
    assert empty.opportunities["amount"].dtype == "float64"


def test_a_book_made_from_frames_has_no_cells_and_the_frames_stay_as_they_were():
    frame = pd.DataFrame({"opportunity_id": ["D1"], "amount": [5.0]})
    made = make_book(opportunities=frame)
    made.edit("opportunities", "D1", amount=7)
    assert made.cell("opportunities", "new:1", "amount") is None
    assert not made.is_formula("opportunities", "new:1", "amount")
    assert frame["amount"].tolist() == [5]


def test_a_table_cannot_be_changed_in_place():
    with pytest.raises(TypeError):
        TWO.tables["opportunities"] = TWO.opportunities
    with pytest.raises(CannotEdit, match="opportunities has no field"):
        TWO.edit("opportunities", "D1", row_key="x")
