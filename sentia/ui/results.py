"""Results kept for a session, a few at a time, by everything they depend on."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from sentia.book.book import Book
from sentia.day.day import Day, plan_day
from sentia.errors import ReadsBackDifferently, foreseen
from sentia.follow_up.missing import follow_up_gaps
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.progress import Told, steps
from sentia.workbook.patch.changes import Receipt

HOUR = 60
_MADE = "sentia.made"


def day_of(opened: state.Open) -> Day:
    """The open book's day as it stands now."""
    if opened == state.first_visit():
        return _sample_day()
    hours = None if opened.minutes is None else opened.minutes / HOUR
    key = (opened.book.digest, opened.playbook.digest)
    with steps("Planning the day", 2) as told:
        return _day(key, opened.on, opened.owner, opened.now, hours, _opened=opened, _told=told)


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
    _told: Told,
) -> Day:
    return plan_day(_opened.book, on, _opened.playbook, owner, hours, now=now, told=_told)


@dataclass(frozen=True)
class Download:
    """A workbook to take back: its name, bytes and receipt, and why it is a separate one where that had to be."""

    name: str
    data: bytes
    receipt: Receipt
    why: str = ""


@foreseen("putting the workbook together")
def put_together(opened: state.Open, source: str, with_plan: bool) -> Download:
    """Make the workbook of one source with all that was changed, and with the day and its follow-ups where wanted.

    The session keeps the last one of each source.

    Raises
    ------
    SentiaError
        In one sentence, why this workbook cannot be given back.
    """
    with steps(f"Putting {source} together", 3 if with_plan else 1) as told:
        made = _made(opened, source, with_plan, told)
    book = opened.book
    open_now = {each.name for each in book.sources}
    others = {name: each for name, each in _all_made().items() if name in open_now}
    state.remember(_MADE, others | {source: (_asked(opened, source, with_plan), made)})
    return made


def _made(opened: state.Open, source: str, with_plan: bool, told: Told) -> Download:
    from sentia.workbook.writing import separate_workbook, workbook_bytes  # slow to load, and seldom needed

    book, day, gaps = opened.book, None, None
    if with_plan:
        told("Planning the day")
        day = day_of(opened)
        told("Looking for follow-ups")
        gaps = follow_up_gaps(book, opened.on, owner=opened.owner)
    told("Writing your changes, and reading them back to compare")
    try:
        return Download(*workbook_bytes(book, source, day, gaps))
    except ReadsBackDifferently as error:
        return Download(*separate_workbook(book, source, day, gaps), why=str(error))


def made_of(opened: state.Open, source: str, with_plan: bool) -> Download | None:
    """The workbook that was put together from this source as the book stands now; None where none was."""
    asked, made = _all_made().get(source, (None, None))
    return made if asked == _asked(opened, source, with_plan) else None


def _all_made() -> dict[str, tuple[tuple, Download]]:
    return state.widget_value(_MADE) or {}


def _asked(opened: state.Open, source: str, with_plan: bool) -> tuple:
    """Everything that the workbook of a source depends on."""
    planned = (opened.on, opened.owner, opened.now, opened.minutes) if with_plan else ()
    return (opened.book.digest, source, *planned)


def own_text_of(opened: state.Open, source: str) -> Download | None:
    """The csv itself with the edits of its own cells in it; None where the file is none, or none is edited."""
    return _own_text((opened.book.digest, source), source, _book=opened.book)


@st.cache_data(max_entries=2, show_spinner=False, scope="session")
def _own_text(key: tuple, source: str, _book: Book) -> Download | None:
    from sentia.workbook.writing import text_bytes

    taken = text_bytes(_book, source)
    return Download(*taken) if taken and taken[2].changed_cells else None
