"""What takes longer than half a second says what it does, step by step, and how far it is."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import add_script_run_ctx

from sentia.errors import SentiaError, foreseen
from sentia.ui import elements as st
from sentia.ui import state

UNSEEN = 0.5  # seconds in which nothing is shown: what is done by then needs no words
TICK = 0.1  # seconds between two looks at how far the work is
Told = Callable[[str], None]  # takes the name of a step as it begins
_WAITING = "sentia.waiting"


def later(what: str, count: int, work: Callable[[Told], None]) -> None:
    """Let a tap's work be done at the head of the page, where its progress is seen: a callback has no place.

    Parameters
    ----------
    what, count
        As `steps` takes them.
    work : callable
        Is given the function that takes the name of each step as it begins.
    """
    state.remember(_WAITING, (what, count, work))


def do_what_waits() -> None:
    """Do what the last tap asked for, with its progress; the place for it is the first of every page."""
    with st.empty():
        waiting = state.widget_value(_WAITING)
        if waiting is None:
            return
        state.remember(_WAITING, None)
        what, count, work = waiting
        try:
            with foreseen(f"{what[:1].lower()}{what[1:]}"), steps(what, count) as told:
                work(told)
        except SentiaError as error:
            st.error(str(error), icon=":material/error:")


@contextmanager
def steps(what: str, count: int) -> Iterator[Told]:
    """Show how far a piece of work is; the function it gives takes the name of each step as it begins.

    Nothing is shown of work that ends within half a second; in its place nothing stays.

    Parameters
    ----------
    what : str
        The work as a whole, such as "Opening deals.xlsx".
    count : int
        How many steps it has.
    """
    board = _Board(what, count)
    board.start()
    try:
        yield board.begin
    finally:
        board.end()


class _Board:
    """A bar with the step at work, drawn beside the work by a thread of its own.

    The work itself draws nothing: what is drawn inside a kept function would be drawn again whenever its result
    is taken from where it is kept.
    """

    def __init__(self, what: str, count: int) -> None:
        self._what, self._count = what, count
        self._at, self._step = 0, ""
        self._is_over = threading.Event()
        self._place = st.empty()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        add_script_run_ctx(self._watching)

    def start(self) -> None:
        """The work begins."""
        self._watching.start()

    def begin(self, step: str) -> None:
        """The next step begins."""
        self._at, self._step = min(self._at + 1, self._count), step

    def end(self) -> None:
        """The work is over, well or not."""
        self._is_over.set()
        self._watching.join()
        self._place.empty()

    def _watch(self) -> None:
        seen, wait = None, UNSEEN
        while not self._is_over.wait(wait):
            if seen != self._at:
                self._draw()
            seen, wait = self._at, TICK

    def _draw(self) -> None:
        done = max(self._at - 1, 0) / self._count
        words = f"{self._what} · {self._step} ({self._at} of {self._count})" if self._step else self._what
        self._place.progress(done, words)
