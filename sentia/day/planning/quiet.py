"""Keep a solver's chatter off standard output, which belongs to whoever called us."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

STDOUT = 1  # the file descriptor that compiled code prints to, whatever Python's sys.stdout is


class _Mute:
    """Where file descriptor 1 really leads while somebody wants it quiet; shared by all threads."""

    def __init__(self) -> None:
        self.lock, self.inside, self.kept = Lock(), 0, None

    def begin(self) -> None:
        with self.lock:
            self.inside += 1
            if self.inside > 1:
                return
            _flush()
            with suppress(OSError):  # a windowed program has no descriptor 1, and nothing to silence
                self.kept = os.dup(STDOUT)
                with open(os.devnull, "wb") as nothing:
                    os.dup2(nothing.fileno(), STDOUT)

    def end(self) -> None:
        with self.lock:
            self.inside -= 1
            if self.inside or self.kept is None:
                return
            os.dup2(self.kept, STDOUT)
            os.close(self.kept)
            self.kept = None


def _flush() -> None:
    """Write out what Python still holds for standard output, so that it goes where it was meant to."""
    with suppress(AttributeError, ValueError, OSError):
        sys.stdout.flush()


_mute = _Mute()


@contextmanager
def quiet() -> Iterator[None]:
    """Point file descriptor 1 at nothing while the block runs; what was printed before still gets out.

    For compiled code only: keep the block to the one call that may print. Blocks may overlap in several
    threads: the first points the descriptor away and the last brings it back.

    Examples
    --------
    >>> with quiet():
    ...     total = 1 + 1
    >>> total
    2
    """
    _mute.begin()
    try:
        yield
    finally:
        _mute.end()
