"""What a tap does is what it says: on a call about two deals, on a list of one's own, and pressed twice."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from own_sheet import CALLS, PROSPECTS, own_book
from panel import button, saved
from streamlit.testing.v1 import AppTest
from streamlit.util import AttributeDictionary

from sentia.day.day import plan_day
from sentia.day.record import NOT_A_TOUCH
from sentia.ui.next_action import CHOSEN
from sentia.ui.state import KEY, first_visit

ROOT = Path(__file__).parents[2]
ON = pd.Timestamp("2026-11-23")


def opened(page: str) -> AppTest:
    run = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=120)
    book = own_book(Prospects=PROSPECTS, Calls=CALLS)
    run.session_state[KEY] = replace(
        first_visit(), book=book, on=ON, is_sample=False, is_default_day=False, generation=1
    )
    run = run.run()
    assert not run.exception
    return run


def pills(run: AppTest, label: str):
    return next(group for group in run.pills if group.label == label)


def chips(*words: str) -> list[str]:
    return [f":green[{word}]" for word in words]


def deal_called(run: AppTest, product: str) -> str:
    deals = book_of(run).opportunities
    return deals.loc[deals["product"] == product, "opportunity_id"].iloc[0]


def book_of(run: AppTest):
    return run.session_state[KEY].book


def stands(run: AppTest) -> dict[str, str]:
    return dict(book_of(run).opportunities[["product", "stage"]].itertuples(index=False))


@pytest.fixture
def about_two() -> AppTest:
    """Today with the call about two deals of one person in front."""
    run = opened("today")
    assert "Ana Prim" in run.subheader[0].value
    return run


def test_a_no_on_a_call_about_two_deals_asks_which_and_closes_that_one_alone(about_two: AppTest) -> None:
    before = stands(about_two)
    run = about_two.button(key="done-Said no").click().run()
    asked = pills(run, "No to")
    assert asked.options == chips("boat covers", "sail bags", "all 2")
    assert stands(run) == before  # nothing is done before it is saved
    asked.select(deal_called(run, "sail bags"))
    run = button(run, "Save").click().run()
    assert not run.exception
    assert {name: word for name, word in stands(run).items() if before[name] != word} == {"sail bags": "lost"}
    logged = book_of(run).activities.filter(like="new:", axis="index")
    assert sorted(logged["outcome"]) == ["reached", "said no"]
    assert len(book_of(run).journal) == 1


def test_a_line_about_one_deal_takes_a_no_in_one_tap_and_one_without_a_deal_closes_nothing() -> None:
    run = opened("today")
    run = run.button(key="done-Said no").click().run()
    pills(run, "No to").select("every deal")
    run = button(run, "Save").click().run()
    closed = set()
    for _ in range(4):
        before, about = stands(run), run.subheader[0].value
        run = saved(run, "Said no")
        changed = {name for name, word in stands(run).items() if before[name] != word}
        assert len(changed) <= 1
        assert all(name in about for name in changed)
        closed |= changed
    assert closed


def test_a_tap_on_a_page_that_was_drawn_before_the_last_step_does_nothing(about_two: AppTest) -> None:
    late = about_two.button(key="done-Talked")
    taken = about_two.session_state[KEY]
    key = taken.book.opportunities.index[-1]
    about_two.session_state[KEY] = replace(taken, book=taken.book.edit("opportunities", key, amount=750))
    run = late.click().run()
    assert not run.exception
    assert len(book_of(run).journal) == 1
    assert run.error[0].value.startswith("Not taken: that was drawn before the last change")


def test_today_says_what_was_done_with_the_columns_of_the_reps_own_and_takes_it_back(about_two: AppTest) -> None:
    run = saved(about_two, "Talked")
    said = next(text.value for text in run.markdown if text.value.startswith("Talked: Call Ana Prim"))
    assert said.endswith("In your own sheet: Last spoke, Next move, By when.")
    run = run.button(key="undo-said").click().run()
    assert not book_of(run).journal.done
    assert not [text for text in run.markdown if text.value.startswith("Talked: ")]


def choose(run: AppTest, who: str) -> AppTest:
    table = next(
        table for table in run.dataframe if table.key.startswith("lines-") and who in set(table.value["Who"])
    )
    rows = [n for n, name in enumerate(table.value["Who"]) if name == who]
    run.session_state[table.key] = AttributeDictionary(
        {"selection": AttributeDictionary({"rows": rows[:1], "columns": [], "cells": []})}
    )
    return run.run()


def test_the_receipt_of_a_talk_names_the_columns_of_the_reps_own_that_changed() -> None:
    run = choose(opened("follow_ups"), "Ana Prim").button(key="log-Talked").click().run()
    said = next(text.value for text in run.markdown if text.value.startswith("Logged for 1 person"))
    assert "In your own sheet: Last spoke" in said
    assert len(book_of(run).journal) == 1
    run.button(key="undo-said").click().run()
    assert not book_of(run).journal.done


def test_a_second_press_on_the_follow_ups_is_for_nobody_else() -> None:
    run = choose(opened("follow_ups"), "Ana Prim")
    late, taken = run.button(key="log-No answer"), run.session_state[KEY]
    key = taken.book.opportunities.index[-1]
    run.session_state[KEY] = replace(taken, book=taken.book.edit("opportunities", key, amount=650))
    run = late.click().run()
    assert len(book_of(run).journal) == 1
    assert run.error[0].value.startswith("Not taken: that was drawn before the last change")


def test_a_reason_typed_about_one_is_not_there_for_another() -> None:
    run = choose(opened("follow_ups"), "Ana Prim")
    run.text_input(key="park-because").set_value("moves house").run()
    table = next(table for table in run.dataframe if table.key.startswith("lines-"))
    other = next(name for name in table.value["Who"] if name != "Ana Prim")
    assert choose(run, other).text_input(key="park-because").value == ""


def test_after_a_talk_the_panel_is_filled_and_writes_the_step_the_stage_and_the_note_in_one_step(
    about_two: AppTest,
) -> None:
    run = about_two.button(key="done-Talked").click().run()
    days = pills(run, "Next step")
    assert days.value
    days.select("Thu 26 Nov")
    run.text_input(key=next(field.key for field in run.text_input if field.label.startswith("Note"))).set_value(
        "wants it before the boat show"
    )
    run = button(run, "Save").click().run()
    assert not run.exception
    assert len(book_of(run).journal) == 1
    logged = book_of(run).activities.filter(like="new:", axis="index")
    assert "wants it before the boat show" in set(logged["notes"])
    deals = book_of(run).opportunities
    assert (deals["next_step_on"] == pd.Timestamp("2026-11-26")).sum() == 1
    run = run.button(key="undo-said").click().run()
    assert not book_of(run).journal.done


def test_leaving_the_panel_does_nothing(about_two: AppTest) -> None:
    run = about_two.button(key="done-No answer").click().run()
    run = button(run, "Leave").click().run()
    assert not book_of(run).journal.done
    assert run.button(key="done-No answer").label == "No answer"


def test_a_deal_that_is_won_says_so_in_the_reps_own_word_and_leaves_the_other_open(about_two: AppTest) -> None:
    before = stands(about_two)
    run = saved(about_two, "Won")
    assert not run.exception
    changed = {name: word for name, word in stands(run).items() if before[name] != word}
    assert len(changed) == 1
    key = book_of(run).opportunities.index[book_of(run).opportunities["product"] == next(iter(changed))][0]
    assert book_of(run).opportunities.at[key, "status"] == "won"


def test_any_line_of_the_day_becomes_the_card_and_is_logged_from_there() -> None:
    run = opened("today")
    rows = [each for each in run.button if str(each.key).startswith("pick-")]
    assert len(rows) > 1
    run = rows[1].click().run()
    name = rows[1].label.strip("*")
    assert name in run.subheader[0].value
    assert any(text.value.startswith("LATER TODAY") for text in run.caption)
    run = saved(run, "No answer")
    assert book_of(run).activities.filter(like="new:", axis="index")["outcome"].tolist() == ["no answer"]
    assert name not in run.subheader[0].value


def test_a_step_typed_without_a_day_is_kept_and_said(about_two: AppTest) -> None:
    run = about_two.button(key="done-No answer").click().run()
    next(field for field in run.text_input if field.label == "What").set_value("ask *her* son")
    run = button(run, "Save").click().run()
    assert "ask *her* son" in set(book_of(run).opportunities["next_step"])
    said = next(text.value for text in run.markdown if text.value.startswith("No answer: Call Ana Prim"))
    assert "Next: ask \\*her\\* son." in said


def test_no_stage_is_asked_for_where_its_cell_is_a_formula(about_two: AppTest) -> None:
    taken = about_two.session_state[KEY]
    origin = taken.book.origins["opportunities"]
    parts = tuple(
        replace(part, formulas={**part.formulas, "stage": frozenset(map(int, origin.row))})
        for part in origin.parts
    )
    book = replace(taken.book, origins={**taken.book.origins, "opportunities": replace(origin, parts=parts)})
    run = about_two.button(key="done-Talked").click().run()
    assert any(group.label.startswith("Stage") for group in run.pills)
    run = button(run, "Leave").click().run()
    run.session_state[KEY] = replace(taken, book=book)
    run = run.run().button(key="done-Talked").click().run()
    assert not run.exception
    assert [group.label for group in run.pills] == ["Next step"]


def test_a_waiting_line_is_logged_as_the_card_and_the_day_is_drawn_with_it() -> None:
    run = opened("today")
    run.session_state[KEY] = replace(run.session_state[KEY], minutes=10)
    run = run.run()
    left = plan_day(book_of(run), ON, hours=10 / 60).left_out
    run.session_state[CHOSEN] = left.loc[~left["kind"].isin(NOT_A_TOUCH)].index[0]
    run = saved(run.run(), "No answer")
    assert not run.exception
    assert not run.error
    assert run.button(key="undo-said")
