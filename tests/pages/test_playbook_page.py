"""The Playbook page: each number is read, changed, refused in words and put back; the day follows."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sentia.book.numbers import numbers_of
from sentia.errors import BadPlaybook
from sentia.playbook import Playbook
from sentia.ui.playbook_numbers import as_text, from_text, parts

PAGE = Path(__file__).parents[2] / "pages" / "playbook.py"
SECONDS = 30
NUMBERS = {number.name: number for number in numbers_of(Playbook())}


def test_every_number_stands_on_the_page_with_its_unit_its_range_and_its_source() -> None:
    shown = [number for numbers in parts(numbers_of(Playbook())).values() for number in numbers]
    assert [number.name for number in shown] == list(NUMBERS)
    assert all(number.unit and number.meaning and number.source for number in shown)
    assert len(parts(numbers_of(Playbook()))) == 9


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_each_number_reads_back_as_it_is_shown(name: str) -> None:
    number = NUMBERS[name]
    assert from_text(number, as_text(number, number.value)) == number.value
    assert from_text(number, as_text(number, number.high)) == number.high


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("work_starts", "8:30", 510),
        ("work_ends", "18", 1080),
        ("open_share", "30%", 0.3),
        ("open_share", "0,3", 0.3),
        ("cool_off", "4.5", 4.5),
        ("commission_rate", " ", None),
    ],
)
def test_a_rep_writes_times_shares_and_numbers_as_usual(name: str, text: str, value: float | None) -> None:
    assert from_text(NUMBERS[name], text) == value


@pytest.mark.parametrize(("name", "text"), [("work_starts", "early"), ("open_share", "half"), ("cool_off", "3%")])
def test_what_is_no_number_is_refused_with_an_example(name: str, text: str) -> None:
    with pytest.raises(BadPlaybook, match=f"'{text}' is not a .*; write it as "):
        from_text(NUMBERS[name], text)


def said(run: AppTest, words: str) -> str:
    """The one text of the page that has these words."""
    (text,) = [one for shown in run.markdown if words in (one := shown.value.replace("\\", ""))]
    return text


def test_the_page_opens_on_the_usual_numbers() -> None:
    run = AppTest.from_file(PAGE, default_timeout=SECONDS).run()
    assert not run.exception
    assert f"with {len(NUMBERS)} numbers; all as usual" in said(run, "numbers; ")
    assert not run.warning


def test_a_number_that_was_changed_is_named_with_its_way_back_and_the_day_uses_it() -> None:
    run = AppTest.from_file(PAGE, default_timeout=SECONDS).run()
    desk = run.session_state["sentia.desk"]
    run.session_state["sentia.desk"] = replace(desk, book=desk.book.with_playbook(Playbook(work_starts=495)))
    run.run()
    assert "1 is yours" in said(run, "numbers; ")
    assert "8:15" in said(run, "8:15")
    assert run.session_state["sentia.desk"].playbook.work_starts == 495
    run.button(key="back-work_starts").click().run()
    assert "all as usual" in said(run, "numbers; ")
    assert run.session_state["sentia.desk"].playbook == Playbook()


def words_page() -> AppTest:
    run = AppTest.from_file(PAGE, default_timeout=SECONDS)
    run.session_state["playbook-shows"] = "Your words"
    return run.run()


def test_the_words_of_a_message_are_changed_with_a_preview_and_put_back() -> None:
    run = words_page()
    run.selectbox(key="about").set_value("in touch").run()
    body = next(field for field in run.text_area if field.label == "Message")
    body.set_value("Dear {first}, a word from {owner}.").run()
    assert any("a word from Pat Reyes" in shown.value for shown in run.markdown)
    run.button(key="keep-words").click().run()
    assert any("one is yours" in text.value for text in run.markdown)
    run.button(key="forget-words").click().run()
    assert any("all are ours" in text.value for text in run.markdown)


def test_a_place_that_no_fact_fills_is_said_in_one_sentence() -> None:
    run = words_page()
    next(field for field in run.text_area if field.label == "Message").set_value("Dear {frist}").run()
    run.button(key="keep-words").click().run()
    assert "is no fact that can be filled in" in run.warning[0].value
