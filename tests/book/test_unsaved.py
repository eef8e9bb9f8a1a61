"""How many changes would be lost: gestures of the rep, not fields, until the file that holds them was taken."""

from dataclasses import replace

import pytest

from sentia.book.origin import Source
from sentia.book.unsaved import Saved, held_by, unsaved_changes
from sentia.playbook import Playbook
from sentia.workbook.from_files import read_book

DEALS = Source("deals.csv", b"Deal ID,Company,Deal,Stage,Amount\nD1,Acme,Press,Proposal,24000\n")
PEOPLE = Source("people.csv", b"Contact ID,Name,Company,Phone\nC1,Rita Okafor,Acme,555 0101\n")


@pytest.fixture(scope="module")
def book():
    return read_book([DEALS], trusted=True)


def opened(book) -> Saved:
    return Saved(held_by(book))


def test_nothing_is_unsaved_in_a_book_just_opened(book):
    assert unsaved_changes(book, opened(book)) == 0


def test_a_gesture_that_changes_three_fields_is_one_change(book):
    changed = book.edit("opportunities", "D1", stage="Negotiation", amount=9_000, next_step="call")
    assert unsaved_changes(changed, opened(book)) == 1


def test_what_is_undone_before_it_was_taken_is_no_change(book):
    assert unsaved_changes(book.edit("opportunities", "D1", amount=9_000).undo(), opened(book)) == 0


def test_a_workbook_taken_holds_what_was_changed_before_it_only(book):
    first = book.edit("opportunities", "D1", amount=9_000)
    saved = opened(book).with_taken(first, "deals.csv")
    assert unsaved_changes(first, saved) == 0
    assert unsaved_changes(first.edit("opportunities", "D1", amount=8_000), saved) == 1


def test_an_undo_after_the_workbook_was_taken_is_a_change_and_another_step_in_its_place_is_two(book):
    first = book.edit("opportunities", "D1", amount=9_000)
    saved = opened(book).with_taken(first, "deals.csv")
    assert unsaved_changes(first.undo(), saved) == 1
    assert unsaved_changes(first.undo().edit("opportunities", "D1", amount=7_000), saved) == 2
    assert unsaved_changes(first.undo().redo(), saved) == 0


def test_each_number_of_the_playbook_and_each_answer_is_a_change(book):
    changed = book.with_playbook(Playbook(commission_rate=0.1, touch_effect=0.6))
    answered = replace(changed, answers={**book.answers, "owner": "Maya"})
    assert unsaved_changes(answered, opened(book)) == 3
    assert unsaved_changes(answered, opened(book).with_taken(answered, "deals.csv")) == 0


def test_with_two_files_a_change_counts_until_its_own_file_was_taken():
    both = read_book([DEALS, PEOPLE], trusted=True)
    changed = both.edit("opportunities", "D1", amount=9_000).edit("contacts", "C1", phone="555 0999")
    deals_taken = opened(both).with_taken(changed, "deals.csv")
    assert unsaved_changes(changed, opened(both)) == 2
    assert unsaved_changes(changed, deals_taken) == 1
    assert unsaved_changes(changed, deals_taken.with_taken(changed, "people.csv")) == 0


def test_a_change_without_a_cell_goes_with_whichever_file_is_taken():
    both = read_book([DEALS, PEOPLE], trusted=True)
    changed = both.add("activities", kind="call", account_id="Acme")
    assert unsaved_changes(changed, opened(both).with_taken(changed, "people.csv")) == 0
