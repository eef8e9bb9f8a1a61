"""Work that takes longer than half a second says what it does and how far it is; quick work says nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from sentia.ui import progress

SCRIPT = """
import time

import streamlit as st

from sentia.ui.progress import steps

@st.cache_data
def slow(_told):
    _told("reading *Deals*")
    time.sleep(st.session_state["each"])
    _told("linking")
    time.sleep(st.session_state["each"])
    return 1

try:
    with steps("Opening deals.xlsx", 2) as told:
        slow(told)
    st.markdown("done")
except ValueError:
    st.markdown("not done")
"""


@pytest.fixture
def drawn(monkeypatch) -> list:
    """Every bar that is drawn, as its share and its words."""
    bars = []
    monkeypatch.setattr(progress._Board, "_draw", _noting(bars))
    return bars


def _noting(bars: list):
    draw = progress._Board._draw

    def noted(board):
        bars.append((board._at, board._step))
        draw(board)

    return noted


def run(each: float) -> AppTest:
    script = AppTest.from_string(SCRIPT, default_timeout=30)
    script.session_state["each"] = each
    return script.run()


def test_slow_work_says_each_step_and_leaves_nothing_behind(drawn: list) -> None:
    page = run(0.8)
    assert not page.exception
    assert drawn == [(1, "reading *Deals*"), (2, "linking")]
    assert len(page.get("progress")) == 0
    page.run()  # from where it is kept: nothing is drawn again
    assert not page.exception
    assert len(drawn) == 2


def test_quick_work_says_nothing(drawn: list) -> None:
    run(0.0)
    assert drawn == []


def test_work_that_fails_leaves_no_bar_behind(drawn: list) -> None:
    script = AppTest.from_string(SCRIPT.replace("return 1", "raise ValueError"), default_timeout=30)
    script.session_state["each"] = 0.4
    page = script.run()
    assert page.markdown[0].value == "not done"
    assert drawn
    assert len(page.get("progress")) == 0
