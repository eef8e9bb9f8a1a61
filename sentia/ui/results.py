"""Results kept for a session, a few at a time, by everything they depend on."""

import streamlit as st

from sentia.book.book import Book
from sentia.day.day import Day, plan_day
from sentia.ui.state import Open
from sentia.workbook.writing import workbook_bytes


def day_of(state: Open) -> Day:
    """The open book's day as it stands now."""
    hours = None if state.minutes is None else state.minutes / 60
    return _day(
        state.book.digest,
        state.on,
        state.playbook.digest,
        state.owner,
        state.now,
        hours,
        _book=state.book,
        _state=state,
    )


@st.cache_data(max_entries=8, show_spinner=False, scope="session")
def _day(
    digest: str, on: object, playbook: str, owner: str, now: object, hours: float, _book: Book, _state: Open
) -> Day:
    return plan_day(_book, on, _state.playbook, owner, hours, now=now)


@st.cache_data(max_entries=2, show_spinner=False, scope="session")
def workbook_of(digest: str, source: str, _book: Book) -> tuple[str, bytes, str]:
    """The edited workbook of one source: its file name, its bytes and the receipt's sentence."""
    name, data, receipt = workbook_bytes(_book, source)
    return name, data, receipt.sentence
