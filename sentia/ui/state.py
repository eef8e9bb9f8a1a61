"""What a visitor's session holds: the open book, its day, and the moment the plan starts. Nothing else is kept.

The only module that touches `st.session_state`, apart from the keys that widgets keep for themselves.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sentia.book.as_of import planning_day
from sentia.book.book import Book
from sentia.book.carrying import carried
from sentia.book.checks import EVERYBODY, is_settled_here, settled
from sentia.book.origin import Source
from sentia.errors import SentiaError
from sentia.playbook import Playbook
from sentia.ui import elements as st
from sentia.workbook.disk.shelf import OnDisk, begin, keep, open_on_disk
from sentia.workbook.disk.writer import claim, writes
from sentia.workbook.from_files import read_book
from sentia.workbook.meaning.column_corrections import remembered

SAMPLE = Path(__file__).parents[2] / "sample_data" / "territory.xlsx"
APP = Path(__file__).parents[2] / "app.py"
KEY = "sentia.desk"
TROUBLE, DISK_TROUBLE = "sentia.trouble", "sentia.disk.trouble"
SATURDAY = 5
BEHIND = pd.Timedelta(minutes=20)


@dataclass(frozen=True, eq=False)
class Open:
    """An open book: the day it is looked at, whose desk, and from when today is planned.

    `now` is None as long as the whole day lies ahead. `generation` counts the files opened, so that grids of
    another file start anew. `minutes` is set while the rep asked for the best of a few minutes. `on_disk` is
    the workbook that was named when the app was started, and `receipt` says what its last save changed.
    """

    book: Book
    on: pd.Timestamp
    owner: str | None = None
    now: pd.Timestamp | None = None
    is_sample: bool = False
    is_default_day: bool = True
    generation: int = 0
    minutes: int | None = None
    on_disk: OnDisk | None = None
    receipt: str = ""

    @property
    def playbook(self) -> Playbook:
        """The numbers that the rep may argue with, as the book carries them."""
        return self.book.playbook


def opened() -> Open:
    """The session's open book; on a first visit the one named at the start, else the sample on its own day."""
    if KEY not in st.session_state:
        path = path_given()
        st.session_state[KEY] = first_visit() if path is None else from_disk(path)
    return st.session_state[KEY]


def put(state: Open) -> None:
    """Make this the session's state; a workbook on disk gets its journal, and no edit of a tab that only reads."""
    before = st.session_state.get(KEY)
    is_same_book = before is not None and before.generation == state.generation
    if state.on_disk is not None and is_same_book:
        state = _kept(state, before.book)
    st.session_state[KEY] = state


def put_book(book: Book) -> None:
    """Replace the open book by an edited one; the day and the desk stay."""
    put(replace(opened(), book=book))


def put_playbook(playbook: Playbook) -> None:
    """Let the open book carry these numbers; the day is priced anew."""
    put_book(opened().book.with_playbook(playbook))


def undo() -> None:
    """Take back the last step, whatever it was."""
    put_book(opened().book.undo())


def redo() -> None:
    """Do again what was undone last."""
    put_book(opened().book.redo())


def path_given() -> Path | None:
    """The workbook that was named when the app was started: `streamlit run app.py -- my-book.xlsx`."""
    script, *given = sys.argv
    return Path(given[0]).absolute() if given and Path(script).absolute() == APP else None


def from_disk(path: Path, generation: int = 0) -> Open:
    """The book in this file; the sample, with a sentence, where it cannot be opened."""
    remember(TROUBLE, "")
    try:
        book, on_disk = open_on_disk(path)
        if claim(on_disk.place, session_name(), is_alive):
            begin(book, on_disk)
    except SentiaError as error:
        remember(TROUBLE, str(error))
        return first_visit()
    clock = local_clock()
    day = default_day(book, clock, book.playbook)
    owner = book.owners[0] if len(book.owners) == 1 else _remembered_owner(book)
    now = clock if day == clock.normalize() else None
    return Open(book, day, owner, now, generation=generation, on_disk=on_disk)


def is_writer() -> bool:
    """Whether what is changed in this tab goes to the disk."""
    on_disk = opened().on_disk
    return on_disk is not None and writes(on_disk.place, session_name())


def _kept(state: Open, before: Book) -> Open:
    """The state with its book in the journal on disk; with the book as it was where another tab writes."""
    if not is_writer():
        return replace(state, book=before)
    if state.book is not before:
        remember(DISK_TROUBLE, "")
        try:
            keep(state.book, state.on_disk)
        except SentiaError as error:
            remember(DISK_TROUBLE, str(error))
    return state


def session_name() -> str:
    """This tab's own name; tests have one tab."""
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else context.session_id


def is_alive(session: str) -> bool:
    """Whether another tab of this server is still open."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def plan_from_now() -> None:
    """Let what is left of today begin at this minute."""
    put(replace(opened(), now=local_clock()))


def is_behind() -> bool:
    """Whether the day shown is today and was planned a good while ago."""
    state, clock = opened(), local_clock()
    since = state.now or state.on + pd.Timedelta(minutes=state.playbook.work_starts)
    return state.on == clock.normalize() and clock > since + BEHIND and not state.is_sample


def is_over() -> bool:
    """Whether the day shown was today when the book was opened, and is no more."""
    state, clock = opened(), local_clock()
    is_past = state.is_default_day and not state.is_sample and state.on < clock.normalize()
    return is_past and default_day(state.book, clock, state.playbook) != state.on


def plan_next_day() -> None:
    """Go on to the day that the book would open on now."""
    state, clock = opened(), local_clock()
    day = default_day(state.book, clock, state.playbook)
    put(replace(state, on=day, now=clock if day == clock.normalize() else None, minutes=None))


def open_files(sources: list[Source], adds: bool = False) -> None:
    """Open these files instead of what is open, or beside it with its edits kept.

    What the rep said of columns holds for files of the same shape too.
    Raises SentiaError, and leaves everything as it was, if they cannot be read.
    """
    before = opened()
    if adds:
        book = read_book([*before.book.files, *sources], before.book.answers)
        put(replace(before, book=_carried(book, before.book), generation=before.generation + 1))
        return
    shapes = remembered(before.book.understanding.sheets, before.book.answers)
    book, clock = read_book(sources, shapes), local_clock()
    day = default_day(book, clock, book.playbook)
    now = clock if day == clock.normalize() else None
    owner = book.owners[0] if len(book.owners) == 1 else _remembered_owner(book)
    put(Open(book, day, owner, now, generation=before.generation + 1))


def _remembered_owner(book: Book) -> str | None:
    """Whose desk it is, where that was said before the book was last taken back."""
    said = book.answers.get("owner")
    return said if said in book.owners else None


def answer(question: str, option: str) -> None:
    """Settle one question: what only prices the book at once, anything else by reading the files again.

    Raises SentiaError, and leaves everything as it was, for an answer that the question cannot take.
    """
    state = opened()
    if question == "owner":
        remembered = replace(state.book, answers={**state.book.answers, question: option})
        put(replace(state, book=remembered, owner=None if option == EVERYBODY else option))
        return
    if is_settled_here(question):
        put_book(settled(state.book, question, option))
        return
    answer_several({question: option})


def answer_several(said: Mapping[str, str | None]) -> None:
    """Settle several questions by reading the files again once; None takes an answer back."""
    state = opened()
    answers = {key: answer for key, answer in {**state.book.answers, **said}.items() if answer is not None}
    book = read_book(list(state.book.files), answers, trusted=state.is_sample)
    put(replace(state, book=_carried(book, state.book)))


def _carried(book: Book, before: Book) -> Book:
    """The book with the edits and the numbers of the one that it takes the place of."""
    journal, lost = carried(before.journal, before.tables, book.tables)
    if lost:
        remember("sentia.refused", [f"{len(lost)} of your changes are of records that are not in the book now."])
    return replace(book, journal=journal, numbers=before.numbers)


def choose_day(day: pd.Timestamp) -> None:
    """Look at another day, from its start (from now if it is today)."""
    clock = local_clock()
    now = clock if day == clock.normalize() else None
    put(replace(opened(), on=day, now=now, minutes=None, is_default_day=False))


def widget_value(key: str) -> Any:
    """What a widget with this key holds; None where it was never drawn."""
    return st.session_state.get(key)


def remember(key: str, value: Any) -> None:
    """Keep a small value of a page's own (such as the rows a grid was drawn with) for this session."""
    st.session_state[key] = value


def local_clock() -> pd.Timestamp:
    """The visitor's own time of day, to the minute, without a zone."""
    return local_clock_exact().floor("min").as_unit("us")


def local_clock_exact() -> pd.Timestamp:
    """The same to the second."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return pd.Timestamp(datetime.now(zone).replace(tzinfo=None))


def default_day(book: Book, clock: pd.Timestamp, playbook: Playbook) -> pd.Timestamp:
    """The book's day; once today's work is over, or on a weekend, the next working day."""
    day = planning_day(book, clock)
    over = clock >= day + pd.Timedelta(minutes=playbook.work_ends)
    is_today = day == clock.normalize()
    return day + pd.offsets.BusinessDay(1) if is_today and (over or day.weekday() >= SATURDAY) else day


@lru_cache(maxsize=1)
def first_visit() -> Open:
    """The sample territory on its own day: nobody's data, the same for every visitor."""
    book = read_book(SAMPLE, trusted=True)
    return Open(book, planning_day(book), is_sample=True)
