"""What the rep changed: folded over the tables, taken back, done again."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.book import schema
from sentia.book.edits import Edit, Journal
from sentia.book.making import make_book
from sentia.errors import CannotEdit, UnknownRecord

DEALS = pd.DataFrame(
    {
        "opportunity_id": ["D1", "D2"],
        "account_id": ["Acme", "Birch"],
        "stage": ["Lead", "Proposal"],
        "amount": [1.0, 2.0],
    }
)
BOOK = make_book(opportunities=DEALS)

VALUES = {
    "amount": st.one_of(st.none(), st.floats(0, 1e9)),
    "stage": st.sampled_from([None, "Lead", "Proposal", "Closed Won", "Closed Lost"]),
    "expected_close_on": st.one_of(
        st.none(), st.dates(pd.Timestamp(2020, 1, 1).date(), pd.Timestamp(2030, 1, 1).date())
    ),
    "name": st.one_of(st.none(), st.text("abc \u00e9=", min_size=1, max_size=5)),
    "status": st.sampled_from(["open", "won", "lost"]),
}
CHANGES = st.lists(
    st.tuples(st.sampled_from(["D1", "D2", "new:1"]), st.sampled_from(sorted(VALUES))).flatmap(
        lambda where: st.tuples(st.just(where[0]), st.just(where[1]), VALUES[where[1]])
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(CHANGES)
def test_any_edits_taken_back_and_done_again_give_the_same_book(changes):
    books = [BOOK]
    for key, name, value in changes:
        books.append(books[-1].edit("opportunities", key, **{name: value}))
    back = books[-1]
    for _ in range(len(changes) + 1):
        back = back.undo()
    pd.testing.assert_frame_equal(back.opportunities, BOOK.opportunities)
    again = back
    for _ in range(len(changes) + 1):
        again = again.redo()
    pd.testing.assert_frame_equal(again.opportunities, books[-1].opportunities)
    assert again.digest == books[-1].digest
    assert {name: str(dtype) for name, dtype in again.opportunities.dtypes.items()} == {
        column.name: column.dtype for column in schema.OPPORTUNITIES
    }


@settings(max_examples=30, deadline=None)
@given(CHANGES)
def test_the_last_value_given_counts_and_no_other_cell_changes(changes):
    book, wanted = BOOK, {}
    for key, name, value in changes:
        book = book.edit("opportunities", key, **{name: value})
        row = book.find("opportunities", key)
        wanted[row, name] = value
        if name == "stage":
            wanted[row, "status"] = {"Closed Won": "won", "Closed Lost": "lost"}.get(value, "open")
    now, before = book.opportunities, BOOK.opportunities
    for (row, name), value in wanted.items():
        found = now.at[row, name]
        assert (
            pd.isna(found) if value is None else found == (pd.Timestamp(value) if name.endswith("_on") else value)
        )
    untouched = [(row, name) for row in now.index for name in now if (row, name) not in wanted]
    assert all(
        now.at[row, name] == before.at[row, name] or (pd.isna(now.at[row, name]) and pd.isna(before.at[row, name]))
        for row, name in untouched
    )


def test_a_row_is_named_by_its_id_or_its_key():
    by_id = BOOK.edit("opportunities", "D2", amount=9)
    by_key = BOOK.edit("opportunities", "new:2", amount=9)
    assert by_id.opportunities["amount"].tolist() == by_key.opportunities["amount"].tolist() == [1, 9]


def test_an_edit_leaves_the_book_it_was_made_from_alone():
    BOOK.edit("opportunities", "D1", amount=9)
    assert BOOK.opportunities["amount"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("stage", "status"), [("Closed Won", "won"), ("Closed lost", "lost"), ("Negotiation", "open")]
)
def test_a_stage_moves_the_status_with_it_and_undo_takes_both_back(stage, status):
    moved = BOOK.edit("opportunities", "D1", stage=stage)
    assert moved.opportunities.at["new:1", "status"] == status
    assert moved.undo().opportunities.at["new:1", "status"] == "open"


def test_a_status_given_with_the_stage_is_the_reps_own():
    both = BOOK.edit("opportunities", "D1", stage="Closed Won", status="lost")
    assert both.opportunities.at["new:1", "status"] == "lost"


def test_the_same_value_again_is_no_step():
    assert len(BOOK.edit("opportunities", "D1", amount=1.0).journal) == 0


def test_a_new_row_is_keyed_and_can_be_taken_back():
    more = BOOK.add("contacts", name="Ann").add("contacts", name="Bo")
    assert more.contacts["name"].tolist() == ["Ann", "Bo"]
    assert more.contacts.index.is_unique
    assert more.undo().undo().contacts.empty


def test_a_new_edit_forgets_what_was_taken_back():
    undone = BOOK.edit("opportunities", "D1", amount=9).undo()
    assert undone.edit("opportunities", "D1", amount=5).redo().opportunities.at["new:1", "amount"] == 5


def test_nothing_to_take_back_is_no_harm():
    assert BOOK.undo().redo().opportunities.equals(BOOK.opportunities)
    assert Journal().undo() == Journal().redo() == Journal()


@pytest.mark.parametrize("key", ["D9", "new:9", ""])
def test_a_row_nobody_has_is_refused_with_a_sentence(key):
    with pytest.raises(UnknownRecord, match="no row has it"):
        BOOK.edit("opportunities", key, amount=1)


def test_an_id_that_two_rows_have_is_refused():
    twice = make_book(opportunities=DEALS.assign(opportunity_id="D1"))
    with pytest.raises(UnknownRecord, match="2 rows have it; name one by its row key"):
        twice.edit("opportunities", "D1", amount=1)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"amount": "lots"}, "Amount: 'lots' is not a money"),
        ({"status": "maybe"}, "Status: 'maybe' is not one of open, won, lost"),
        ({"probability": 40}, "Probability: 40 is not between 0 and 1"),
        ({"expected_close_on": "soon"}, "Expected close: 'soon' is not a date"),
        ({"colour": "red"}, "opportunities has no field 'colour'"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_a_sentence(values, sentence):
    with pytest.raises(CannotEdit, match=sentence):
        BOOK.edit("opportunities", "D1", **values)


def test_the_journal_knows_the_value_that_counts():
    journal = Journal().add([Edit("orders", "1", "amount", 5)]).add([Edit("orders", "1", "amount", 7)])
    assert [edit.value for edit in journal.last_values().values()] == [7]
