"""Editing for real on the Book page: a row added, a row archived, a change put back, cells refused in words."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import AttributeDictionary

from sentia.ui import grid

BOOK = Path(__file__).parents[2] / "pages" / "book.py"


@pytest.fixture
def page():
    page = AppTest.from_file(BOOK, default_timeout=120).run()
    assert not page.exception
    return page


def book_on(page):
    return page.session_state["sentia.desk"].book


def named(elements, label):
    return next(one for one in elements if one.label == label)


def test_a_deal_is_added_by_names_and_archived_and_both_are_listed_and_undone(page):
    before = len(book_on(page).opportunities)
    named(page.button, "Add a row").click().run()
    account_id = book_on(page).accounts["account_id"].iloc[0]
    page.text_input(key="new-opportunities-0-name").set_value("Spare parts")
    page.selectbox(key="new-opportunities-0-account_id").set_value(account_id)
    page.selectbox(key="new-opportunities-0-stage").set_value("Info sent")
    page.number_input(key="new-opportunities-0-amount").set_value(1200.0)
    named(page.button, "Add it").click().run()
    added = book_on(page).opportunities.iloc[before:]
    assert added[["name", "account_id", "stage", "amount"]].values.tolist() == [
        ["Spare parts", account_id, "Info sent", 1200.0]
    ]

    named(page.button, "Archive a row").click().run()
    page.selectbox(key="archive-opportunities-1-row").set_value(added.index[0])
    page.text_input(key="archive-opportunities-1-why").set_value("bought elsewhere")
    named(page.button, "Archive it").click().run()
    assert book_on(page).opportunities.loc[added.index[0], "lost_reason"] == "bought elsewhere"
    assert any(box.label.startswith("What changed since opening") for box in page.expander)
    named(page.button, "Undo").click().run()
    named(page.button, "Undo").click().run()
    assert len(book_on(page).opportunities) == before


def test_an_empty_form_says_so_and_adds_nothing(page):
    named(page.button, "Add a row").click().run()
    named(page.button, "Add it").click().run()
    assert page.session_state["sentia.adding.trouble"] == "Nothing is filled in yet."
    assert not book_on(page).journal.done


def test_a_changed_value_is_put_back_from_the_list(page):
    book = book_on(page)
    key, before = book.opportunities.index[0], book.opportunities["amount"].iloc[0]
    page.session_state["sentia.desk"] = with_book(page, book.edit("opportunities", key, amount=77.0))
    generation = page.session_state["sentia.desk"].generation
    chosen = AttributeDictionary({"selection": {"rows": [0], "columns": [], "cells": []}})
    page.session_state[f"changed-rows-{generation}-1"] = chosen
    page.run()
    next(button for button in page.button if button.label.startswith("Put Amount of")).click().run()
    assert book_on(page).opportunities["amount"].iloc[0] == before


def with_book(page, book):
    from dataclasses import replace

    return replace(page.session_state["sentia.desk"], book=book)


def test_every_table_has_its_grid_and_the_log_is_read_only(page):
    book = book_on(page)
    assert {*grid.SHOWN_FIRST} == {*book.tables}
    assert not any(grid.is_editable(book, "log", name) for name in grid.SHOWN_FIRST["log"])
    assert grid.is_editable(book, "own_actions", "worth")
    for table in page.segmented_control[0].options:
        page.segmented_control[0].set_value(table.lower().replace(" ", "_")).run()
        assert not page.exception
