"""What a visitor's session holds: the open book, its day, and the moment the plan starts. Nothing else is kept.

The only module that touches `st.session_state`, apart from the keys that widgets keep for themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from sentia.book.as_of import default_day, planning_day
from sentia.book.book import Book
from sentia.book.carrying import carried
from sentia.book.checks import EVERYBODY, is_settled_here, remembered_owner, settled
from sentia.book.edits import Journal
from sentia.book.origin import Source
from sentia.book.unsaved import Saved, held_by, unsaved_changes
from sentia.errors import SentiaError, foreseen
from sentia.playbook import Playbook
from sentia.ui import elements as st
from sentia.ui.tabs import is_alive, local_clock, path_given, session_name, why_not_here
from sentia.workbook.disk.shelf import OnDisk, begin, keep, open_on_disk
from sentia.workbook.disk.writer import HERE, WriteAccess, access_of, claim, unchanged_writer
from sentia.workbook.from_files import read_book, unheard
from sentia.workbook.meaning.column_corrections import remembered

SAMPLE = Path(__file__).parents[2] / "sample_data" / "territory.xlsx"
KEY = "sentia.desk"
TROUBLE, DISK_TROUBLE, NOT_TAKEN = "sentia.trouble", "sentia.disk.trouble", "sentia.not-taken"


@dataclass(frozen=True, eq=False)
class Open:
    """An open book: the day it is looked at, whose desk, and from when today is planned.

    `now` is None as long as the whole day lies ahead. `generation` counts the files opened, so that grids of
    another file start anew. `minutes` is set while the rep asked for the best of a few minutes. `on_disk` is
    the workbook that was named when the app was started, `receipt` says what its last save changed, and `access`
    whether this tab wrote to it when it last tried; `kept` is the book as the disk has it, journal and all.
    `saved` says what the files hold that were opened or taken back.
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
    access: WriteAccess = WriteAccess()
    kept: Book | None = None
    saved: Saved = field(default_factory=Saved)

    @property
    def unsaved(self) -> int:
        """How many changes no file holds yet."""
        return unsaved_changes(self.book, self.saved)

    @property
    def playbook(self) -> Playbook:
        """The numbers that the rep may argue with, as the book carries them."""
        return self.book.playbook

    @property
    def is_only_here(self) -> bool:
        """Whether this tab holds changes that neither the workbook on disk nor its journal has."""
        is_kept = self.on_disk is None or self.kept is self.book
        return not is_kept and not self.on_disk.is_saved(self.book)


def opened() -> Open:
    """The session's open book; on a first visit the one named at the start, else the sample on its own day."""
    if KEY not in st.session_state:
        st.session_state[KEY] = from_disk(path) if (path := path_given()) else first_visit()
    return st.session_state[KEY]


def is_open() -> bool:
    """Whether this session has a book open already, be it the sample."""
    return KEY in st.session_state


def put(state: Open) -> bool:
    """Make this the session's state, all of it or nothing; whether it was taken.

    A change of the workbook on disk goes to its journal. Where the disk refuses it, it stays in this tab and the
    state says why; a tab that may not change the book keeps the state it had.
    """
    before = st.session_state.get(KEY)
    if before is not None and before.on_disk is not None and state.on_disk is not None:
        with unchanged_writer():
            if state.book is not before.book and not write_access().may_edit:
                remember(NOT_TAKEN, write_access().why_not)
                return False
            st.session_state[KEY] = _kept(state) if state.book is not before.book else state
        return True
    st.session_state[KEY] = state
    return True


def show(state: Open) -> None:
    """Show a book that was read anew; nothing of it is a change."""
    st.session_state[KEY] = state


def put_book(book: Book) -> bool:
    """Replace the open book by an edited one, the day and the desk stay; whether it was taken."""
    return put(replace(opened(), book=book))


def put_playbook(playbook: Playbook) -> None:
    """Let the open book carry these numbers; the day is priced anew."""
    put_book(opened().book.with_playbook(playbook))


def undo() -> None:
    """Take back the last step, whatever it was."""
    put_book(opened().book.undo())


def redo() -> None:
    """Do again what was undone last."""
    put_book(opened().book.redo())


def from_disk(path: Path) -> Open:
    """The book in this file; the sample, with a sentence, where it cannot be opened."""
    remember(TROUBLE, why_not_here())
    if why_not_here():
        return first_visit()
    try:
        with unchanged_writer(), foreseen(f"opening {path.name}"):
            book, on_disk = open_on_disk(path)
            return written_here(replace(as_opened(book), on_disk=on_disk, kept=book))
    except SentiaError as error:
        remember(TROUBLE, str(error))
        return first_visit()


def written_here(opened: Open, by_force: bool = False) -> Open:
    """The same with its workbook on disk written by this tab from now on, where it may be."""
    access = claim(opened.on_disk.place, session_name(), is_alive, by_force)
    opened = replace(opened, access=access)
    return begun(opened) if access.holder == HERE else opened


def begun(opened: Open) -> Open:
    """The same with all that is not saved on the disk, or with the reason why that cannot be."""
    try:
        on_disk = begin(opened.book, opened.on_disk)
    except SentiaError as error:
        return replace(opened, access=WriteAccess(HERE, str(error)))
    return replace(opened, on_disk=on_disk, access=WriteAccess(), kept=opened.book)


def write_access() -> WriteAccess:
    """Whether this tab may change the open book, and why not; every control and message asks this."""
    state = opened()
    if state.on_disk is None or state.access.holder != HERE:
        return state.access
    now = access_of(state.on_disk.place, session_name())
    return state.access if now.holder == HERE else now


def _kept(state: Open) -> Open:
    """The state with its book in the journal on disk, or with the reason why it is in this tab alone."""
    if write_access().holder != HERE:
        return state
    if state.on_disk.is_left_behind:  # what was found is kept aside before anything is written
        return begun(state)
    try:
        keep(state.book, state.on_disk)
    except SentiaError as error:
        return replace(state, access=WriteAccess(HERE, str(error)))
    return replace(state, access=WriteAccess(), kept=state.book)


def open_files(sources: list[Source], adds: bool = False, told: Callable[[str], None] = unheard) -> None:
    """Open these files instead of what is open, or beside it with its edits kept; `told` hears of each step.

    What the rep said of columns holds for files of the same shape too.
    Raises SentiaError, and leaves everything as it was, if they cannot be read.
    """
    before = opened()
    if adds:
        book = read_book([*before.book.files, *sources], before.book.answers, told=told)
        put(replace(_carried(before, book), generation=before.generation + 1))
        return
    shapes = remembered(before.book.understanding.sheets, before.book.answers)
    put(replace(as_opened(read_book(sources, shapes, told=told)), generation=before.generation + 1))


def as_opened(book: Book) -> Open:
    """A book as it opens: on its default day, from now where that is today, at its owner's desk."""
    clock = local_clock()
    day = default_day(book, clock, book.playbook)
    now = clock if day == clock.normalize() else None
    return Open(book, day, remembered_owner(book), now, saved=Saved(held_by(book)))


def note_taken(book: Book, source: str) -> None:
    """Note that this source of the book was taken back as it stands in `book`."""
    state = opened()
    put(replace(state, saved=state.saved.with_taken(book, source)))


def answer(question: str, option: str, told: Callable[[str], None] = unheard) -> None:
    """Settle one question: what only prices the book at once, anything else by reading the files again.

    Raises SentiaError, and leaves everything as it was, for an answer that the question cannot take.
    """
    state = opened()
    if question == "owner":
        remembered = replace(state.book, answers={**state.book.answers, question: option})
        book = remembered if write_access().may_edit else state.book  # to look at another desk changes nothing
        put(replace(state, book=book, owner=None if option == EVERYBODY else option))
        return
    if is_settled_here(question):
        put_book(settled(state.book, question, option))
        return
    answer_several({question: option}, told)


def answer_several(said: Mapping[str, str | None], told: Callable[[str], None] = unheard) -> None:
    """Settle several questions by reading the files again once; None takes an answer back."""
    state = opened()
    answers = {key: answer for key, answer in {**state.book.answers, **said}.items() if answer is not None}
    book = read_book(list(state.book.files), answers, trusted=state.is_sample, told=told)
    put(_carried(state, book))


def _carried(state: Open, book: Book) -> Open:
    """The state with this book in place of its own, whose edits and numbers it takes over."""
    before = state.book
    journal, lost = carried(before.journal, before.tables, book.tables)
    saved = state.saved.moved(lambda done: carried(Journal(done), before.tables, book.tables)[0].done)
    if lost:
        remember("sentia.refused", [f"{len(lost)} of your changes are of records that are not in the book now."])
    return replace(state, book=replace(book, journal=journal, numbers=before.numbers), saved=saved)


def widget_value(key: str) -> Any:
    """What a widget with this key holds; None where it was never drawn."""
    return st.session_state.get(key)


def remember(key: str, value: Any) -> None:
    """Keep a small value of a page's own (such as the rows a grid was drawn with) for this session."""
    st.session_state[key] = value


def forget(*keys: str) -> None:
    """Let widgets with these keys begin anew."""
    for key in keys:
        st.session_state.pop(key, None)


@lru_cache(maxsize=1)
def first_visit() -> Open:
    """The sample territory on its own day: nobody's data, the same for every visitor."""
    book = read_book(SAMPLE, trusted=True)
    return Open(book, planning_day(book), is_sample=True, saved=Saved(held_by(book)))
