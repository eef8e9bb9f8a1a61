"""The Follow-ups page: the answer first, many lines acted on in one tap, and everybody dated with one button."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import AttributeDictionary

ROOT = Path(__file__).parents[2]
SECONDS = 60


def opened_page() -> AppTest:
    return AppTest.from_file(ROOT / "pages/follow_ups.py", default_timeout=SECONDS).run()


def choose(run: AppTest, *rows: int) -> AppTest:
    run.session_state["lines-due-0-0"] = AttributeDictionary(
        {"selection": AttributeDictionary({"rows": list(rows), "columns": [], "cells": []})}
    )
    return run.run()


def test_the_answer_stands_first_and_nothing_scolds() -> None:
    run = opened_page()
    assert run.title[0].value == "Is anybody forgotten?"
    assert "of 354 are not yet dated." in run.subheader[0].value
    words = " ".join(text.value for kind in (run.subheader, run.caption, run.markdown) for text in kind)
    assert not {"overdue", "neglected", "exposed", "coverage"} & set(words.lower().split())


def test_two_lines_are_logged_in_one_tap_and_taken_back_in_one() -> None:
    run = opened_page()
    before = len(run.dataframe[0].value)
    choose(run, 0, 4).button(key="log-Talked").click().run()
    assert not run.exception
    assert any("Logged for 2 people: talked." in text.value.replace("\\", "") for text in run.markdown)
    assert len(run.dataframe[0].value) < before
    run.button(key="undo-follow-up").click().run()
    assert len(run.dataframe[0].value) == before


def test_one_button_dates_everybody() -> None:
    run = opened_page()
    run.button(key="date-all").click().run()
    assert run.subheader[0].value == "No: 354 of 354 looked after."


def test_a_draft_stands_under_the_line_that_is_chosen() -> None:
    run = choose(opened_page(), 0)
    assert run.text_area[0].value.startswith("Hello Omar,")
    subject = next(field for field in run.text_input if field.label == "Subject")
    assert subject.value.startswith("The next step for ")


def test_people_and_how_they_hang_together_are_folded_below() -> None:
    assert any(box.label.startswith("People and how they hang together") for box in opened_page().expander)


def test_today_leads_to_the_follow_ups_in_one_line() -> None:
    run = AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS).run()
    links = [link.proto.label for link in run.get("page_link")]
    assert any(label.endswith(("not yet dated", "looked after")) for label in links)
