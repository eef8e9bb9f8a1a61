"""Results kept for a session, a few at a time, by everything they depend on."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from sentia.book.book import Book
from sentia.day.day import Day, plan_day
from sentia.ui import state

HOUR = 60


def day_of(opened: state.Open) -> Day:
    """The open book's day as it stands now."""
    if opened == state.first_visit():
        return _sample_day()
    hours = None if opened.minutes is None else opened.minutes / HOUR
    key = (opened.book.digest, opened.playbook.digest)
    return _day(key, opened.on, opened.owner, opened.now, hours, _opened=opened)


@lru_cache(maxsize=1)
def _sample_day() -> Day:
    """The untouched sample's day, the same for every visitor."""
    sample = state.first_visit()
    return plan_day(sample.book, sample.on, sample.playbook)


@st.cache_data(max_entries=8, show_spinner=False, scope="session")
def _day(
    key: tuple[str, str],
    on: pd.Timestamp,
    owner: str | None,
    now: pd.Timestamp | None,
    hours: float | None,
    _opened: state.Open,
) -> Day:
    return plan_day(_opened.book, on, _opened.playbook, owner, hours, now=now)


@st.cache_data(max_entries=2, show_spinner=False, scope="session")
def workbook_of(digest: str, source: str, _book: Book) -> tuple[str, bytes, str]:
    """The edited workbook of one source: its file name, its bytes and the receipt's sentence."""
    from sentia.workbook.writing import workbook_bytes  # the writers load slowly, and most visits need none

    name, data, receipt = workbook_bytes(_book, source)
    return name, data, receipt.sentence
