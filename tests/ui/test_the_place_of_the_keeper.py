"""The browser's program keeps its place on the page: one that moved would not be heard in the middle of a run."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sentia.ui import state
from sentia.ui.keeper import KEY
from sentia.ui.keeping import Keeping

PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*.py"))
SECONDS = 30


def holds(block: object, words: str) -> bool:
    """Whether this element, or one within it, is told of by these words."""
    within = getattr(block, "children", {}).values()
    return words in str(getattr(block, "proto", "")) or any(holds(each, words) for each in within)


def place(run: AppTest) -> int:
    return next(at for at, block in run.main.children.items() if holds(block, KEY))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_whatever_else_the_page_says_the_keeper_stays_where_it_is(page: Path) -> None:
    run = AppTest.from_file(page, default_timeout=SECONDS)
    run.session_state[state.KEY] = replace(state.first_visit(), minutes=20)  # no answer is kept for all visitors
    at = place(run.run())
    run.session_state["sentia.kept"] = Keeping(is_answered=True, trouble="This browser cannot keep the book.")
    run.session_state["sentia.said"] = ("plan", None, "That could not be done.")
    run.session_state["sentia.unforeseen"] = "Something went wrong."
    run = run.run()
    assert len(run.warning) == len(run.error) == 1
    assert place(run) == at
