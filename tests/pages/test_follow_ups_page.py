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


def due_of(run: AppTest):
    """The lines that are due, as the table shows them."""
    return next(table.value for table in run.dataframe if table.key.startswith("lines-due"))


def test_the_answer_stands_first_and_nothing_scolds() -> None:
    run = opened_page()
    assert run.title[0].value == "Is anybody forgotten?"
    assert "of 354 are not yet dated." in run.subheader[0].value
    words = " ".join(text.value for kind in (run.subheader, run.caption, run.markdown) for text in kind)
    assert not {"overdue", "neglected", "exposed", "coverage"} & set(words.lower().split())


def test_two_lines_are_logged_in_one_tap_and_taken_back_in_one() -> None:
    run = opened_page()
    before = due_of(run).index.tolist()
    choose(run, 0, 4).button(key="log-Talked").click().run()
    assert not run.exception
    assert any("Logged for 2 people: talked." in text.value.replace("\\", "") for text in run.markdown)
    assert not {before[0], before[4]} & set(due_of(run).index)  # others may come up in their place
    run.button(key="undo-said").click().run()
    assert due_of(run).index.tolist() == before


def test_how_often_somebody_hears_from_us_is_said_in_place_and_taken_back() -> None:
    run = choose(opened_page(), 0)
    run.number_input(key="every-days").set_value(60).run()
    run.button(key="keep-pace").click().run()
    assert not run.exception
    assert any("1 line: every 60 days." in text.value.replace("\\", "") for text in run.markdown)
    assert run.button(key="undo-said")


def test_one_button_dates_everybody() -> None:
    run = opened_page()
    run.button(key="date-all").click().run()
    assert run.subheader[0].value == "No: 354 of 354 looked after."


def test_a_draft_stands_under_the_line_that_is_chosen() -> None:
    run = choose(opened_page(), 0)
    assert run.text_area[0].value.startswith("Hello Bilal,")
    subject = next(field for field in run.text_input if field.label == "Subject")
    assert subject.value.startswith("Your message of ")


def test_people_and_how_they_hang_together_are_folded_below() -> None:
    assert any(box.label.startswith("People and how they hang together") for box in opened_page().expander)


def test_today_leads_to_the_follow_ups_in_one_line() -> None:
    run = AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS).run()
    links = [link.proto.label for link in run.get("page_link")]
    assert any(label.endswith(("not yet dated: a date for everybody", "looked after")) for label in links)


def test_what_is_put_off_stands_at_rest_with_its_day_and_is_brought_back_in_one_tap() -> None:
    run = choose(opened_page(), 3)
    who = due_of(run).iloc[3]["Who"]
    run.text_input(key="put-off-because").set_value("on holiday").run()
    run.button(key="put-off-now").click().run()
    rests = next(table for table in run.dataframe if table.key.startswith("resting-back"))
    mine = rests.value.loc[rests.value["Because"] == "Put off: on holiday"]
    assert who in set(mine["Who"])
    assert mine["Back on"].notna().all()
    rows = [int(row) for row in range(len(rests.value)) if rests.value.index[row] in mine.index]
    run.session_state[rests.key] = AttributeDictionary(
        {"selection": AttributeDictionary({"rows": rows, "columns": [], "cells": []})}
    )
    run.run().button(key="bring-back").click().run()
    assert not run.exception
    assert who in set(due_of(run)["Who"])


def test_the_workbook_and_the_dates_can_be_taken_along() -> None:
    run = choose(opened_page(), 0).button(key="log-Talked").click().run()
    assert "Take it with your changes" in {button.label for button in run.button}
    labels = [one.proto.label for one in run.get("download_button")]
    assert any(label.endswith("dates for your calendar") for label in labels)


def test_who_asked_to_be_left_alone_is_off_the_list_and_stands_as_closed() -> None:
    run = choose(opened_page(), 3)
    who = due_of(run).iloc[3]["Who"]
    run.button(key="leave-alone").click().run()
    assert not run.exception
    assert who not in set(due_of(run)["Who"])
    run.segmented_control(
        key=next(one.key for one in run.segmented_control if one.key.startswith("how-"))
    ).set_value("closed").run()
    closed = next(table.value for table in run.dataframe if table.key.startswith("resting-closed"))
    assert closed.loc[closed["Who"] == who, "Because"].tolist()[:1] == ["Asked to be left alone"]
