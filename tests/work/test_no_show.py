"""They did not come: book it again, in its own words, while it is fresh."""

import pytest
from small_books import ON, actions_of, deal, only_one, person
from small_gaps import activity, day, first_due, gaps_on, is_due

KIND = "no show"
ROWS = {"contacts": [person()], "opportunities": [deal()]}
MISSED = activity("11-17", "demo", outcome="no show")


def test_it_is_due_a_working_day_after_and_asks_to_book_it_again():
    assert first_due(KIND, **ROWS, activities=[MISSED]) == "11-18"
    found = gaps_on(ON, ROWS | {"activities": [MISSED]})
    assert found["kind"].tolist() == [KIND]
    assert found["next_touch"].tolist() == ["Book it again"]
    assert found["because"].tolist() == ["They did not come to the demo 6 days ago; no new day is noted yet"]


@pytest.mark.parametrize(
    ("since", "stands"),
    [
        ([], True),
        ([activity("11-18", "note")], True),
        ([activity("11-18")], False),
        ([activity("11-18", "email")], False),
        ([activity("11-18", outcome="no answer")], False),
        ([activity("12-01", "demo", outcome="planned")], False),
    ],
)
def test_a_touch_a_word_a_try_or_a_new_day_silences_it(since, stands):
    assert is_due(KIND, ON, **ROWS, activities=[MISSED, *since]) == stands


def test_a_try_after_it_is_a_try():
    tried = activity("11-18", outcome="no answer")
    assert is_due("attempt unanswered", ON, **ROWS, activities=[MISSED, tried])


def test_after_two_weeks_it_is_the_story_of_a_deal_without_a_next_step():
    found = gaps_on(day("12-15"), ROWS | {"activities": [MISSED]})
    assert KIND not in found["kind"].tolist()
    assert "they did not come to the demo 28 days ago" in found["because"].iloc[0]


def test_its_line_says_what_it_is_about_and_has_a_price():
    line = only_one(actions_of(**ROWS, activities=[MISSED]))
    assert line["action"] == "Call Ann 1 at A1 about a new day for the demo 6 days ago, to which they did not come"
    assert line["gain"] > 0
