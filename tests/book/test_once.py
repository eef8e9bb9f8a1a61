"""What is worked out once gives what it would give anew."""

import gc
import weakref
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from small_books import ON, book_of, call, deal, person

from sentia.book.once import alike_without_rows, same_again
from sentia.day.day import plan_day
from sentia.facts.facts import facts_of_day
from sentia.follow_up.coverage import coverage
from sentia.follow_up.missing import follow_up_gaps


class Thing(SimpleNamespace):
    """Something that is worked on; two of them are equal, and not the same."""


def counting(counted):
    @same_again
    def of(*asked):
        counted.append(asked)
        return object()

    return of


def test_what_is_asked_again_is_the_same_object():
    counted, one = [], Thing()
    of = counting(counted)
    assert of(one, "Pat") is of(one, "Pat")
    assert len(counted) == 1


def test_another_day_another_owner_and_an_equal_book_are_worked_out_anew():
    counted, one, equal = [], Thing(), Thing()
    of = counting(counted)
    for asked in ((one, ON, "Pat"), (one, ON, "Lee"), (one, ON + pd.Timedelta(days=1), "Lee"), (equal, ON, "Lee")):
        of(*asked)
    assert len(counted) == 4


def test_only_the_last_is_kept_and_with_the_thing_itself():
    counted, one, other = [], Thing(), Thing()
    of = counting(counted)
    for asked in ((one, "Pat"), (other, "Lee"), (one, "Pat"), (one, "Lee"), (one, "Pat")):
        of(*asked)
    assert [who for _, who in counted] == ["Pat", "Lee", "Lee", "Pat"]
    assert len(vars(one)) == len(vars(other)) == 1


def test_what_is_kept_is_gone_with_the_book():
    book = book_of(contacts=[person()])
    plan_day(book, ON)
    facts = weakref.ref(facts_of_day(book, ON, book.playbook, None))
    del book
    gc.collect()
    assert facts() is None


def test_of_no_record_the_columns_decide():
    made = alike_without_rows(lambda records, name: records.assign(who=name))
    none, numbers = pd.DataFrame({"a": []}, dtype="str"), pd.DataFrame({"a": []}, dtype="float64")
    assert made(none, "Ann") is made(none.copy(), "Bo")
    assert made(numbers, "Ann")["a"].dtype == "float64"
    assert made(pd.DataFrame({"a": ["x"]}), "Bo")["who"].tolist() == ["Bo"]


@pytest.fixture
def book():
    return book_of(
        contacts=[person(), person("2")],
        opportunities=[deal(), deal("2", amount=900.0)],
        activities=[call("2", days=60)],
    )


def test_the_next_hour_is_planned_as_in_a_book_opened_for_it(book):
    plan_day(book, ON)
    again, anew = (plan_day(one, ON, hours=1) for one in (book, replace(book)))
    pd.testing.assert_frame_equal(again.actions, anew.actions)
    pd.testing.assert_frame_equal(again.left_out, anew.left_out)


def test_gaps_and_coverage_after_the_day_are_those_of_a_book_opened_for_them(book):
    plan_day(book, ON)
    for call_of in (follow_up_gaps, coverage):
        pd.testing.assert_frame_equal(call_of(book, ON), call_of(replace(book), ON))


def test_an_edited_book_has_facts_of_its_own(book):
    before = plan_day(book, ON)
    edited = book.edit("opportunities", "O2", status="lost", closed_on=ON)
    assert "O2" in set(before.actions["opportunity_id"])
    assert "O2" not in set(plan_day(edited, ON).actions["opportunity_id"])
