"""The rep knows better: an own chance for the next line and a line of one's own, on the Today page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

TODAY = Path(__file__).parents[2] / "pages" / "today.py"


def named(elements, label, key=""):
    return next(one for one in elements if one.label == label and (one.key or "").startswith(key))


@pytest.fixture
def page():
    page = AppTest.from_file(TODAY, default_timeout=120).run()
    assert not page.exception
    return page


def book_on(page):
    return page.session_state["sentia.desk"].book


def test_an_own_chance_is_taken_at_once_and_given_back(page):
    named(page.number_input, "Your chance, %", "chance-page").set_value(90)
    named(page.button, "Take mine").click()
    page.run()
    assert not page.exception
    assert book_on(page).judgements["win_rate"].tolist() == [0.9]
    named(page.button, "Undo the last change").click().run()
    assert book_on(page).judgements.empty


def test_a_line_of_ones_own_is_added_for_somebody(page):
    named(page.button, "Add my own line").click().run()
    named(page.text_input, "What to do").set_value("Bring the samples")
    ann = book_on(page).contacts["contact_id"].iloc[0]
    named(page.selectbox, "For whom").set_value(f"contact_id={ann}")
    named(page.button, "Add it").click().run()
    assert not page.exception
    added = book_on(page).own_actions
    assert added["what"].tolist() == ["Bring the samples"]
    assert added["contact_id"].tolist() == [ann]
