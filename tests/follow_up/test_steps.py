"""What is planned, and for whom it counts."""

from small_books import ON, account, book_of, deal, person
from small_gaps import activity, day

from sentia.facts.facts import Facts
from sentia.playbook import Playbook


def planned(records, **tables):
    board = Facts(book_of(**tables), ON, Playbook())
    return board.is_planned(getattr(board, records)).tolist()


TASK = {"activity_id": "T", "kind": "task", "due_on": day("12-01")}


def test_a_step_about_a_deal_does_not_count_for_another_of_the_same_person():
    both = [deal("1", next_step_on=day("12-01")), deal("2", contact_id="C1")]
    assert planned("deals", opportunities=both, contacts=[person()]) == [True, False]


def test_a_step_with_a_person_about_no_deal_counts_for_all_of_theirs():
    both = [deal("1"), deal("2", contact_id="C1")]
    task = TASK | {"contact_id": "C1"}
    assert planned("deals", opportunities=both, contacts=[person()], activities=[task]) == [True, True]


def test_a_step_that_was_done_is_planned_no_longer():
    step = deal(next_step="Demo", next_step_on=day("11-18"))
    done = activity("11-19", "demo")
    assert planned("deals", opportunities=[step], contacts=[person()]) == [True]
    assert planned("deals", opportunities=[step], contacts=[person()], activities=[done]) == [False]


def test_an_appointment_that_names_the_account_is_a_step_a_past_one_is_none():
    rows = {"accounts": [account()], "opportunities": [deal()]}
    title = {"title": "Visit COMPANY 1, gate 2"}
    assert planned("deals", **rows, calendar=[title | {"starts_at": day("11-24")}]) == [True]
    assert planned("deals", **rows, calendar=[title | {"starts_at": day("11-20")}]) == [False]
