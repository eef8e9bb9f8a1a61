"""What changed since opening is listed value by value, and each has its way back."""

from hypothesis import given, settings
from hypothesis import strategies as st
from small_books import ON, account, book_of, deal

from sentia.book.changes import changes, put_back

BOOK = book_of(accounts=[account("1"), account("2")], opportunities=[deal("1"), deal("2", amount=900.0)])
KEYS = BOOK.opportunities.index.tolist()


def listed(book):
    return changes(book)[["record", "field", "before", "after"]].values.tolist()


def test_a_value_stands_once_however_often_it_was_changed_and_links_by_name():
    book = BOOK.edit("opportunities", KEYS[0], amount=5).edit("opportunities", KEYS[0], amount=6)
    book = book.edit("opportunities", KEYS[0], account_id="A2")
    assert listed(book) == [
        ["Deal 1 at Company 2", "Account", "Company 1", "Company 2"],
        ["Deal 1 at Company 2", "Amount", "24000", "6"],
    ]


def test_what_is_as_it_was_is_no_change():
    assert listed(BOOK) == []
    assert (
        listed(BOOK.edit("opportunities", KEYS[0], amount=5).edit("opportunities", KEYS[0], amount=24_000)) == []
    )


def test_a_new_row_was_empty_before():
    book = BOOK.add("opportunities", name="Spares", account_id="A1", expected_close_on=ON)
    assert ["Spares at Company 1", "Expected close", "", "2026-11-23"] in listed(book)


VALUES = st.tuples(st.sampled_from(KEYS), st.sampled_from(["amount", "notes"]), st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@given(st.lists(VALUES, max_size=8), st.data())
def test_every_line_put_back_in_any_order_is_the_book_as_it_was_opened(edits, data):
    book = BOOK
    for key, name, value in edits:
        book = book.edit("opportunities", key, **{name: value if name == "amount" else str(value)})
    while len(lines := changes(book)):
        line = lines.iloc[data.draw(st.integers(0, len(lines) - 1))]
        book = put_back(book, line["table"], line["row_key"], line["name"])
        assert len(changes(book)) == len(lines) - 1
    assert book.opportunities.equals(BOOK.opportunities)
