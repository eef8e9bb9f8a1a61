"""What the rep says of a line is one step: said, seen in the day, said otherwise, taken back, undone."""

import pandas as pd
from small_books import ON, book_of, call, deal, log_since, person, stranger

from sentia.day.day import plan_day
from sentia.day.saying import drop_own_line, said_of, say, take_back

BOOK = book_of(
    opportunities=[deal("1")],
    contacts=[person("1"), stranger(checked_on=ON)],
    activities=[*log_since(20), call("1", 10)],
)


def first(book):
    return plan_day(book, ON).actions.set_index("kind", drop=False).loc["progress"].rename("progress|deal:O1")


def test_what_is_said_of_a_line_is_about_its_deal_and_shows_in_the_day():
    book = say(BOOK, first(BOOK), ON, {"win_rate": 0.7, "minutes": 35, "notes": "they asked for it"})
    assert book.judgements[["opportunity_id", "win_rate", "said_on"]].values.tolist() == [["O1", 0.7, ON]]
    assert "your chance 70%, ours 35% · your minutes 35, ours 12" in first(book)["because"]
    assert said_of(book, first(book)) == {"win_rate": 0.7, "minutes": 35.0, "notes": "they asked for it"}
    assert len(book.undo().judgements) == 0


def test_what_is_said_anew_takes_the_place_of_what_was_said():
    book = say(BOOK, first(BOOK), ON, {"win_rate": 0.7, "worth": 10_000.0})
    book = say(book, first(book), ON, {"win_rate": 0.5, "kind": "progress"})
    assert said_of(book, first(book)) == {"win_rate": 0.5, "kind": "progress"}
    assert first(book)["because"].endswith("your chance 50%, ours 35%")


def test_back_to_ours_is_the_day_as_it_was():
    said = say(BOOK, first(BOOK), ON, {"win_rate": 0.7, "is_pinned": True, "pinned_for": ON})
    for book in (take_back(said, first(said)), say(said, first(said), ON, {"win_rate": None, "kind": "quote"})):
        assert said_of(book, first(book)) == {}
        pd.testing.assert_frame_equal(plan_day(book, ON).actions, plan_day(BOOK, ON).actions)


def test_an_own_line_is_changed_and_taken_away():
    book = BOOK.add("own_actions", what="Bring the samples", account_id="A2", due_on=ON, minutes=10)
    line = plan_day(book, ON).actions.loc["own action|own:new:1"]
    dearer = say(book, line, ON, {"worth": 300.0, "minutes": 45, "due_on": ON})
    assert plan_day(dearer, ON).actions.loc[line.name, "minutes"] == 45
    assert said_of(dearer, line) == {"worth": 300.0, "minutes": 45.0, "due_on": ON}
    assert line.name not in plan_day(drop_own_line(book, line, ON), ON).actions.index
