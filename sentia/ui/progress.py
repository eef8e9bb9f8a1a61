"""What takes longer than half a second says what it does, step by step, and how far it is."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from sentia.ui.wording import escaped

UNSEEN = 0.5  # seconds in which nothing is shown: what is done by then needs no words


@contextmanager
def steps(what: str, count: int) -> Iterator[Callable[[str], None]]:
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
    timer = threading.Timer(UNSEEN, board.show)
    add_script_run_ctx(timer)
    timer.start()
    try:
        yield board.begin
    finally:
        timer.cancel()
        board.clear()


class _Board:
    """A bar with the step at work, in one place of the page; drawn from two threads, one at a time."""

    def __init__(self, what: str, count: int) -> None:
        self._what, self._count = what, count
        self._at, self._step = 0, ""
        self._begun = time.monotonic()
        self._is_over = False
        self._place = st.empty()
        self._lock = threading.Lock()

    def begin(self, step: str) -> None:
        """The next step begins."""
        with self._lock:
            self._at, self._step = min(self._at + 1, self._count), step
            if time.monotonic() - self._begun >= UNSEEN:
                self._draw()

    def show(self) -> None:
        """Half a second is over."""
        with self._lock:
            if not self._is_over:
                self._draw()

    def clear(self) -> None:
        """All is done."""
        with self._lock:
            self._is_over = True
            self._place.empty()

    def _draw(self) -> None:
        done = max(self._at - 1, 0) / self._count
        words = f"{self._what} · {self._step} ({self._at} of {self._count})" if self._step else self._what
        self._place.progress(done, escaped(words))
